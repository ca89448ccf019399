"""Inputs to pages, pages to documents: with what was dropped, why, and where it stood."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.read.assemble import PageReading
    from rashomon.read.inputs import expand
    from rashomon.read.loading import load_page
    from rashomon.read.pages import decode
    from rashomon.read.reading import split_page, whole_page
    from rashomon.read.sources import Source

__all__ = [
    "PageReading",
    "Source",
    "decode",
    "expand",
    "load_page",
    "split_page",
    "whole_page",
]
_HOMES = {
    "PageReading": "assemble",
    "Source": "sources",
    "decode": "pages",
    "expand": "inputs",
    "load_page": "loading",
    "split_page": "reading",
    "whole_page": "reading",
}


def __getattr__(name: str) -> Any:
    """Load a module of this package only when it is used."""
    if name in _HOMES:
        return getattr(import_module(f"rashomon.read.{_HOMES[name]}"), name)
    message = f"module 'rashomon.read' has no attribute {name!r}"
    raise AttributeError(message)
