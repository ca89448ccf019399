"""A page's visible text as a row of blocks: what the splitter and the chrome rules look at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rashomon.core.spans import Span, Spans
from rashomon.read.text import count_words

SEPARATOR = "\n\n"  # joins the parts of a page that a document was cut from
BlockKind = Literal["text", "heading", "item", "quote", "caption", "cell"]

_BULLET = re.compile(r"^[\s>]*(?:[•●▪◦‣·*–—-]\s+|\[\s?[x ]?\]\s+)+")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\"'’”»)\]]*\s*$")
_QUESTION_END = re.compile(r"[!?！？؟][\"'’”»)\]]*\s*$")
_INNER_END = re.compile(r"[.!?][\"'’”)]*\s+[\"'‘“(]*[A-ZÀ-Þ]")
_LABEL = 2_000  # characters of a block that are looked at as a label
_TAIL = 12  # characters at the end of a block that are looked at for its last punctuation
SHORTEST_SENTENCE = 4  # words; below that a full stop may close a label ("Est. 1901.")
LONG_LINE = 25  # words; such a line is prose even where it is cut off in the middle
LONGEST_TITLE = 30  # words


@dataclass(slots=True)
class Block:
    """A paragraph, heading, item or line of a page.

    `span` points into the page's visible text; `gap` counts the blank lines before it. The rest
    only markup tells: `kind`; `link_density`, the share of characters inside links; `region`, why
    its surroundings look like chrome, in plain words; `opens_article`, the first block of an
    <article>; `wanted`, the extractor's verdict (None where none was asked); `link`, where its
    first link leads; `author` and `time`, what elements marked so hold. `label` is the text without
    a bullet in front, `words` the number of its words (counted in its beginning, if not given).
    Only `wanted` changes once a block is made.
    """

    span: Span
    text: str
    kind: BlockKind = "text"
    gap: int = 1
    link_density: float = 0.0
    region: str = ""
    opens_article: bool = False
    wanted: bool | None = None
    link: str = ""
    author: str = ""
    time: str = ""
    words: int = field(default=-1, repr=False, compare=False)
    label: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read once what is asked again and again."""
        start = self.text[:_LABEL]
        self.label = (start if start[:1].isalnum() else _BULLET.sub("", start)).strip()
        if self.words < 0:
            self.words = count_words(self.text)

    @property
    def bulleted(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind == "item" or bool(_BULLET.match(self.text) or _NUMBERED.match(self.text))


def is_prose(block: Block) -> bool:
    """Whether a block reads as running text: a sentence, or a line too long for a label."""
    words = block.words
    if words >= LONG_LINE:
        return True
    end = block.text[-_TAIL:]
    if words < SHORTEST_SENTENCE or not _SENTENCE_END.search(end):
        return False
    if block.kind == "heading":
        return False
    return not _QUESTION_END.search(end) or bool(_INNER_END.search(block.text))


def ends_sentence(text: str) -> bool:
    """Whether the last character, quotes and brackets aside, closes a sentence."""
    return bool(_SENTENCE_END.search(text[-_TAIL:]))


def join_spans(text: str, spans: Spans) -> str:
    """The text that a document cut from these spans of a page has."""
    return SEPARATOR.join(text[start:end] for start, end in spans)


def merge_spans(blocks: Sequence[Block], *, following: Sequence[bool]) -> Spans:
    """Spans of kept blocks; a block that directly follows the one before extends its span."""
    spans: list[Span] = []
    for block, follows in zip(blocks, following, strict=True):
        if spans and follows:
            spans[-1] = spans[-1][0], block.span[1]
        else:
            spans.append(block.span)
    return tuple(spans)
