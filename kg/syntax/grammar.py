"""What is known of single words: their classes, and what rules and reference data say of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.rules.words import Words
from kg.syntax.words import Word


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word classes with five questions: whether a stem names an event, whether a word is a verb, whether a form is
    one of a verb of the rules, whether it is an adjective of origin (nisba), and whether an entity id is of the curated
    reference data."""

    classes: Words
    is_event: Callable[[str], bool]
    is_verb: Callable[[Word], bool]
    is_verb_form: Callable[[str], bool]
    is_nisba: Callable[[str], bool]
    is_curated: Callable[[str], bool]
