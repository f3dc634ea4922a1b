"""Which errors are the user's to mend: they end a command with one line, all others with a traceback."""

from __future__ import annotations


class Failed(Exception):
    """A command could not do what was asked; the message says why and what helps."""


class Usage(Failed):
    """A command was called in a way that it does not understand."""


def expected() -> tuple[type[Exception], ...]:
    """The errors whose message is for the user. A function, because only a command that fails has to import them."""
    from kg.export.format import ExportError
    from kg.lexicon.errors import LexiconError
    from kg.names import UnknownName
    from kg.query import QueryError
    from kg.rules.loader import RuleError
    from kg.store import StoreError

    return Failed, StoreError, LexiconError, RuleError, QueryError, UnknownName, ExportError, OSError


def message(error: Exception) -> str:
    """The error in one line."""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror.lower()}; check the path, its permissions and the disk"
    return " ".join(str(error).split())
