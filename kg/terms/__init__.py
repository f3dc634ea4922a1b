"""The ontology for people: its terms, and a page that shows them with examples and a diagram."""

from kg.terms.page import page
from kg.terms.reading import Term, Vocabulary, vocabulary

__all__ = ["Term", "Vocabulary", "page", "vocabulary"]
