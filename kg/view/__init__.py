"""The interactive page of a graph, one HTML file: who attacked whom, with what, what answered what, and who says so."""

from kg.view.page import render, write_page
from kg.view.tiles import Tiles

__all__ = ["Tiles", "render", "write_page"]
