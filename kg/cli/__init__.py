"""The command `kg`: each command is a module of this package, whose docstring is its help.

A command module has `configure(parser)`, which adds its arguments, and `run(args)`, which returns the exit code. Only
the module of the command that is called is imported, so that every command starts quickly.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from kg.cli.errors import Usage, expected, message

COMMANDS = {
    "build": "read articles and build the graph",
    "query": "ask the graph a question",
    "facts": "list what each article states",
    "view": "write the interactive page",
    "serve": "ask and look in the browser; a local SPARQL endpoint",
    "export": "write the graph for other tools",
    "push": "bring the graph to a SPARQL server",
    "pull": "bring a graph from a SPARQL server",
    "import": "bring back a graph that was exported",
    "remove": "take articles out of the graph",
    "check": "check the graph against its shapes",
    "evaluate": "compare with facts that people found",
    "explain": "show how a sentence is read",
    "rules": "list the rules, check your own",
    "ontology": "list the terms of the graph, write their page",
    "models": "list, verify and fetch the models of the parser",
}
"""The commands, in the order in which help lists them, and what each is for."""

OK, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

_EPILOG = """\
start here:
  kg build articles/ -o out          build the graph
  kg query out                       what can be asked
  kg query out who-attacked-whom     an answer

exit code: 0 all went well, 1 something failed, 2 wrong usage. `kg COMMAND --help` has examples.
"""


class _Parser(argparse.ArgumentParser):
    """Refuses what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    kinds: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}
    about = "Builds a knowledge graph of attacks and responses from Arabic news."
    parser = _Parser(prog="kg", description=about, epilog=_EPILOG, **kinds)
    told = f"strike-kg {_version()}" if "--version" in argv else ""
    parser.add_argument("--version", action="version", version=told)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in argv if word in COMMANDS), None)
    for name, summary in COMMANDS.items():
        module = import_module(f"kg.cli.{name}") if name == chosen else None
        command = commands.add_parser(name, help=summary, description=module.__doc__ if module else None, **kinds)
        if module:
            module.configure(command)
            command.set_defaults(run=module.run)
    return parser


def _version() -> str:
    # Imported here: no other start needs it, and it takes as long as all the rest.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("strike-kg")
    except PackageNotFoundError:
        return "(not installed)"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. Wrong usage raises SystemExit as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Arabic in every locale; not there when a test holds the stream
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Reference data and models are many objects that live to the end: looking for garbage among them takes as long
    # as loading them.
    gc.set_threshold(50_000)
    argv = sys.argv[1:] if argv is None else list(argv)
    args = _parser(argv).parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print(f"kg {args.command}: stopped; nothing half-done was kept", file=sys.stderr)
        return INTERRUPTED
    except expected() as error:
        print(f"kg {args.command}: {message(error)}", file=sys.stderr)
        return WRONG_USAGE if isinstance(error, Usage) else FAILED
