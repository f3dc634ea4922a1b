"""The interactive page of a graph, one HTML file: who attacked whom, with what, what answered what, and who says so."""

from kg.view.page import render, write_page

__all__ = ["render", "write_page"]
