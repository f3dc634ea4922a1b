"""The Arabic Stanza models that the project ships, and the recipe that trained them (see README.md).

Importing this package loads neither torch nor stanza and reads no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from kg.models.clitics import Token
from kg.models.clitics import postprocessor as clitic_postprocessor
from kg.models.files import CLITICS, MODELS_DIR, fingerprint, listed, verify

__all__ = ["MODELS_DIR", "clitic_postprocessor", "fingerprint", "model_dir", "tokenize_postprocessor", "verify"]


def model_dir() -> Path:
    """The folder to give `stanza.Pipeline("ar", dir=..., download_method=None)`."""
    return MODELS_DIR


def tokenize_postprocessor() -> Callable[[Iterable[Iterable[Token]]], list[list[Token]]] | None:
    """What to give `stanza.Pipeline` as `tokenize_postprocessor`; None when no clitic dictionary is shipped.

    Stanza 1.15 fails on an empty text when it has a postprocessor: give the pipeline none.
    """
    for file in listed():
        if file.processor == CLITICS:
            return clitic_postprocessor(file.path)
    return None
