"""Which blocks belong to the main article: trafilatura decides, we only look up its answer."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rashomon.read.blocks import Block

MAX_ELEMENTS = 60_000  # tags; the extractor's time grows faster than the page beyond that
_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 3  # words
_SHARED = 0.6  # of a block's shingles that must stand in the extract
_SHORT_BLOCK = 6  # words; shorter blocks must be a whole line of the extract
_FEWEST_WORDS = 25  # an extract below that is a miss
_LINKED = 0.6  # share of link text from which a block is no running text


def mark_wanted(source: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the extractor's verdict; with rules of our own where it finds nothing."""
    extract = extract_text(source)
    if len(extract.split()) < _FEWEST_WORDS:
        return [replace(b, wanted=False if _is_aside(b) else None) for b in blocks]
    lines, shingles = _index(extract)
    return [replace(b, wanted=_is_in(b.text, lines, shingles)) for b in blocks]


def extract_text(source: str) -> str:
    """The main text that trafilatura finds, "" where it finds none or fails."""
    import trafilatura

    if source.count("<") > 2 * MAX_ELEMENTS:
        return ""
    try:
        found: Any = trafilatura.bare_extraction(source, include_comments=False)
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return ""  # hostile markup: our own rules go on
    return (found.text or "") if found is not None else ""


def _is_aside(block: Block) -> bool:
    return bool(block.region) or block.link_density > _LINKED


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _index(extract: str) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """The extract's lines (table cells too) and its shingles."""
    lines: set[tuple[str, ...]] = set()
    shingles: set[tuple[str, ...]] = set()
    for line in extract.split("\n"):
        words = _words(line)
        lines.add(tuple(words))
        shingles.update(_shingles(words))
    return lines, shingles


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _is_in(text: str, lines: set[tuple[str, ...]], shingles: set[tuple[str, ...]]) -> bool:
    words = _words(text)
    if not words:
        return False
    if len(words) < _SHORT_BLOCK:
        return tuple(words) in lines
    own = _shingles(words)
    return sum(shingle in shingles for shingle in own) >= _SHARED * len(own)
