"""Serve the graph in OUT on this computer, read-only: the questions as a page, the page of kg view, and a SPARQL
endpoint at /sparql. Nothing is loaded from the network. Ctrl-C ends it; start it again after a new build.

examples:
  kg serve out
  kg serve out --port 9000 --no-browser
  kg query --endpoint http://localhost:8000/sparql who-attacked-whom
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import threading
import webbrowser
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.cli.errors import Failed
from kg.settle import PAGE
from kg.store import Store, published

_TIMEOUT = 60  # seconds for one question


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=Path, help="the folder that kg build made")
    about = "address to listen on (default 127.0.0.1, this computer only)"
    parser.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help=about)
    parser.add_argument("--port", metavar="N", type=_port, default=8000, help="port (default 8000; 0: any free one)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page")


def run(args: argparse.Namespace) -> int:
    from kg.serve import ServeError

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: the engine must not stay behind
    try:
        _serve(args)
    except ServeError as error:
        raise Failed(str(error)) from error
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    finally:
        signal.signal(signal.SIGTERM, before)
    return 0


def _serve(args: argparse.Namespace) -> None:
    from kg.remote import Endpoint
    from kg.serve import application, oxigraph
    from kg.serve.server import serve
    from kg.view import write_page

    database, local = published(args.out), _is_local(args.host)
    with ExitStack() as held:
        listening = held.enter_context(_listening(args.host, args.port))
        engine = held.enter_context(oxigraph(database, _TIMEOUT))
        page = args.out / PAGE
        if not page.exists():
            page = Path(held.enter_context(TemporaryDirectory(prefix="kg-"))) / PAGE
            with Store.open(args.out) as store:
                write_page(store, page)
        app = application(Endpoint(engine, timeout=_TIMEOUT + 5), engine, page, local=local)
        name = f"[{args.host}]" if ":" in args.host else args.host
        url = f"http://{'localhost' if local else name}:{listening.getsockname()[1]}/"

        def ready() -> None:
            print(f"{args.out}: questions and pages at {url}, SPARQL at {url}sparql; stop with Ctrl-C", flush=True)
            if not local:
                print(f"kg serve: whoever reaches {args.host} can read the whole graph", file=sys.stderr)
            if not args.no_browser:  # in a thread, because some browsers do not return
                threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

        serve(app, listening, ready)


def _listening(host: str, port: int) -> socket.socket:
    """Raises Failed where the port is taken or the address is not one of this computer."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, reuse_port=False)
    except OSError as error:
        said = os.strerror(error.errno).lower() if error.errno and error.errno > 0 else str(error)
        raise Failed(f"cannot listen on {host}, port {port} ({said}); choose another with --port or --host") from error


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _port(text: str) -> int:
    if text.isdecimal() and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no port; give a number from 0 to 65535")
