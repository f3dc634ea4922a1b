"""The lexicon: what the reference data knows by name, and finding those names in raw text."""

from __future__ import annotations

from kg.lexicon.errors import LexiconError
from kg.lexicon.lexicon import Lexicon

__all__ = ["Lexicon", "LexiconError"]
