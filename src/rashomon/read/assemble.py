"""From sorted blocks to documents, with what was dropped and where it stood."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from itertools import groupby, pairwise

from rashomon.core.errors import EmptyInput
from rashomon.core.records import Document, Dropped, Page
from rashomon.core.spans import Spans
from rashomon.read.blocks import SEPARATOR, Block, join_spans, merge_spans
from rashomon.read.byline import (
    find_copyright,
    find_dateline,
    find_institution,
    looks_like_outlet,
)
from rashomon.read.dates import Dated
from rashomon.read.lines import Line, classify
from rashomon.read.pages import page_url
from rashomon.read.split import SHORTEST_TEASER, Segment, split_lines

_UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page's markup or front matter says about its main article.

    `guessed` is a date that counts only where no line above or below the text shows one.
    """

    title: str = ""
    author: str = ""
    outlet: str = ""
    dated: Dated | None = None
    guessed: Dated | None = None
    url: str = ""

    def over(self, other: "Facts") -> "Facts":
        """These facts, with the other's where these say nothing."""
        told = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        return Facts(**told)


@dataclass(frozen=True, slots=True)
class PageReading:
    """The documents of a page, what was dropped, and the visible text that both were cut from."""

    documents: tuple[Document, ...]
    dropped: tuple[Dropped, ...]
    text: str = field(default="", repr=False)


def assemble(
    page: Page, text: str, blocks: Sequence[Block], facts: Facts, *, cleaner: str
) -> PageReading:
    """Cut the blocks of a page's visible text into documents.

    Raises:
        EmptyInput: nothing on the page reads as an article's text.
    """
    lines = classify(blocks, now=datetime.fromisoformat(page.fetched_at))
    segments = split_lines(lines, title=facts.title)
    pieces = [_Piece(page, text, lines, s, facts, cleaner) for s in segments]
    documents = {id(p): p.document(i) for i, p in enumerate(pieces) if p.has_document}
    if not any(doc.role == "main" for doc in documents.values()):
        raise EmptyInput(page.ref, "there is no article text on this page; open another one")
    main = next(doc for doc in documents.values() if doc.role == "main")
    dropped: list[Dropped] = []
    for piece in pieces:
        dropped.extend(piece.dropped(documents.get(id(piece)), main))
    return PageReading(tuple(documents.values()), tuple(dropped), text)


@dataclass(slots=True)
class _Piece:
    page: Page
    text: str
    lines: Sequence[Line]
    segment: Segment
    facts: Facts
    cleaner: str

    @property
    def has_document(self) -> bool:
        """Whether the segment has enough text to be a document."""
        least = 1 if self.segment.role == "main" else SHORTEST_TEASER
        return self.segment.words >= least

    def document(self, number: int) -> Document:
        spans = self._spans()
        dated = self._dated()
        return Document.make(
            page=self.page.id,
            segment=number,
            text=join_spans(self.text, spans),
            ref=self.page.ref,
            title=self._title(),
            author=self._author(),
            outlet=self._outlet(),
            published=dated.value if dated else "",
            precision=dated.precision if dated else "",
            url=self._url(),
            role=self.segment.role,
            page_spans=spans,
            cleaner=self.cleaner,
        )

    def dropped(self, doc: Document | None, main: Document) -> Iterator[Dropped]:
        """The dropped parts in page order, neighbours with one reason as one part."""
        reasons = dict(self.segment.dropped)
        if doc is None:
            reasons = dict.fromkeys(range(self.segment.start, self.segment.end), "teaser") | reasons
        starts = self._starts() if doc else {}
        owner = doc or main
        parts = groupby(sorted(reasons), key=_Runs(reasons, self.segment).run)
        for _, group in parts:
            run = list(group)
            later = (starts[i] for i in self.segment.kept if i > run[-1] and i in starts)
            at = next(later, len(owner.text))
            text = "\n".join(self.lines[i].block.text for i in run)
            yield Dropped.make(
                page=self.page.id, doc=owner.id, at=at, text=text, reason=reasons[run[0]]
            )

    def _kept(self) -> list[Block]:
        return [self.lines[i].block for i in self.segment.kept]

    def _following(self) -> list[bool]:
        """Whether each kept block stands directly below the one before, one blank line at most."""
        kept = self.segment.kept
        neighbours = [False, *(b == a + 1 for a, b in pairwise(kept))]
        return [n and self.lines[i].block.gap <= 1 for n, i in zip(neighbours, kept, strict=True)]

    def _spans(self) -> Spans:
        return merge_spans(self._kept(), following=self._following())

    def _starts(self) -> dict[int, int]:
        """Where each kept block begins in the document's text."""
        starts: dict[int, int] = {}
        at, end = 0, 0
        for i, follows in zip(self.segment.kept, self._following(), strict=True):
            start, stop = self.lines[i].block.span
            at += start - end if follows else len(SEPARATOR) * bool(starts)
            starts[i] = at
            at, end = at + stop - start, stop
        return starts

    def _head_first(self, reason: str) -> list[Line]:
        """The dropped lines with a reason, those above the text first."""
        return [
            self.lines[i] for i in sorted(self.segment.dropped) if self.segment.dropped[i] == reason
        ]

    @property
    def _own(self) -> Facts:
        return self.facts if self.segment.role == "main" else Facts()

    def _title(self) -> str:
        title = self.segment.title
        return self._own.title or ("" if title is None else self.lines[title].block.label)

    def _author(self) -> str:
        by = [line for line in self._head_first("byline") if line.value]
        by.sort(key=lambda line: line.kind != "byline")
        return self._own.author or (by[0].value if by else self.segment.bio_author)

    def _outlet(self) -> str:
        lines = [self.lines[i] for i in sorted(self.segment.dropped)]
        named = [
            line.value or find_institution(line.block.label)
            for line in self._head_first("outlet line")
        ]
        named += [line.outlet for line in lines if line.reason in ("byline", "date line")]
        first = self.lines[self.segment.kept[0]].block.text
        dateline = find_dateline(first)
        if dateline and any(name.casefold() == dateline.casefold() for name in named):
            return dateline
        named += [dateline, *self._owners()]
        return self._own.outlet or next((name for name in named if name), "")

    def _owners(self) -> Iterator[str]:
        """The owner in the page's copyright notice, if it is an outlet or a name at the top."""
        if self.segment.role != "main":
            return
        labels = {line.block.label.casefold() for line in self.lines[: self.segment.kept[0]]}
        for line in self.lines[self.segment.start :]:
            owner = find_copyright(line.block.text) if "©" in line.block.text[:200] else ""
            if owner and (looks_like_outlet(owner) or owner.casefold() in labels):
                yield owner

    def _dated(self) -> Dated | None:
        stamps = [x for x in self._head_first("date line") if x.dated]
        stamps += [x for x in self._head_first("byline") if x.dated]
        stamps.sort(key=lambda line: bool(_UPDATED.match(line.block.label)))
        return self._own.dated or (stamps[0].dated if stamps else self._own.guessed)

    def _url(self) -> str:
        if self.segment.role == "main":
            return self.facts.url or page_url(self.page.ref)
        title = self.segment.title
        return "" if title is None else self.lines[title].block.link


@dataclass(slots=True)
class _Runs:
    """Numbers the runs of neighbouring blocks that were dropped for one reason."""

    reasons: dict[int, str]
    segment: Segment
    number: int = 0
    before: int = -2

    def run(self, i: int) -> int:
        if i != self.before + 1 or self.reasons[i] != self.reasons.get(self.before):
            self.number += 1
        self.before = i
        return self.number
