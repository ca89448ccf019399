"""Plain text as blocks: a line each, or a paragraph where its lines were wrapped by hand."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rashomon.read.blocks import Block, ends_sentence

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WRAP_LEAST, _WRAP_MOST = 45, 100  # characters of a line that was wrapped by hand
_WRAPPED_SHARE = 0.6  # of the lines that another follows directly


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a decoded, normalised plain text."""
    blocks = list(_lines(text))
    return _join_wrapped(text, blocks) if _is_wrapped(blocks) else blocks


def _lines(text: str) -> Iterator[Block]:
    """Every line with something on it; its gap is the number of blank lines before it."""
    end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        gap = max(text.count("\n", end, start) - 1, 0)
        stop = match.start() + len(line.rstrip())
        yield Block((start, stop), text[start:stop], gap=gap)
        end = stop


def _is_wrapped(blocks: list[Block]) -> bool:
    followed = [a for a, b in pairwise(blocks) if b.gap == 0]
    fitting = [b for b in followed if _WRAP_LEAST <= len(b.text) <= _WRAP_MOST]
    longest = max((len(b.text) for b in blocks), default=0)
    enough = len(fitting) >= max(3, _WRAPPED_SHARE * len(followed))
    return enough and longest <= _WRAP_MOST and not all(ends_sentence(b.text) for b in followed)


def _join_wrapped(text: str, blocks: list[Block]) -> list[Block]:
    groups: list[list[Block]] = []
    long_before = False
    for block in blocks:
        if groups and block.gap == 0 and long_before and not block.bulleted:
            groups[-1].append(block)
        else:
            groups.append([block])
        long_before = len(block.text) >= _WRAP_LEAST
    spans = [(group[0].span[0], group[-1].span[1]) for group in groups]
    return [
        Block((start, end), text[start:end], gap=group[0].gap)
        for (start, end), group in zip(spans, groups, strict=True)
    ]
