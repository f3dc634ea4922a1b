"""What goes wrong with reference data."""

from __future__ import annotations


class LexiconError(ValueError):
    """Reference data that cannot be used; the message names the file, the line or entry, and the remedy."""
