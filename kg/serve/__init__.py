"""A graph on a local server, read-only: its questions as a page, the pages of `kg view`, and a SPARQL endpoint."""

from kg.serve.app import application
from kg.serve.child import ServeError, oxigraph

__all__ = ["ServeError", "application", "oxigraph"]
