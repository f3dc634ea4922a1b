"""The SPARQL engine of the local server: Oxigraph's own server, as a child process on a port of the loopback."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOOPBACK = "127.0.0.1"
_PATIENCE = 20.0  # seconds for the server to start
_SHORT = 300
_TRIES = 3  # another process may take the free port in the moment between


class ServeError(Exception):
    """The local server cannot run; the message says why and what helps."""


@contextmanager
def oxigraph(database: Path, timeout: int) -> Iterator[str]:
    """Serves the Oxigraph database in a folder for as long as the block lasts; gives the address of its query endpoint.

    Queries end after `timeout` seconds. Raises ServeError when the server is not installed or does not start.
    """
    beside = Path(sysconfig.get_path("scripts")) / "oxigraph"
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        raise ServeError("The oxigraph server is not installed; run: pip install oxigraph")
    options = ["--location", str(database), "--union-default-graph", "--timeout-s", str(timeout)]
    for left in reversed(range(_TRIES)):
        port = _free_port()
        process = subprocess.Popen(
            [program, "serve-read-only", *options, "--bind", f"{_LOOPBACK}:{port}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us, who end it when the last answer is out
        )
        try:
            if _listens(process, port):
                yield f"http://{_LOOPBACK}:{port}/query"
                return
        finally:
            said = _stop(process)
        if not left:
            raise ServeError(f"The oxigraph server did not start on {database} ({said}); build again.")


def _listens(process: subprocess.Popen[bytes], port: int) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((_LOOPBACK, port)) == 0:
                return True
        time.sleep(0.02)
    return False


def _stop(process: subprocess.Popen[bytes]) -> str:
    """Ends the process, waits until it is gone, and returns the end of what it said."""
    process.terminate()
    try:
        _, said = process.communicate(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        _, said = process.communicate()
    return " ".join(said.decode("utf-8", "replace").split())[-_SHORT:] or "it gave no reason"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
