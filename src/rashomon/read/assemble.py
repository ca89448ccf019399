"""From sorted blocks to documents, with what was dropped and where it stood."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, pairwise

from rashomon.core.errors import EmptyInput
from rashomon.core.records import Document, Dropped, Page
from rashomon.core.spans import Spans
from rashomon.read.about import Article
from rashomon.read.addresses import host_of
from rashomon.read.blocks import SEPARATOR, Block, join_spans, merge_spans
from rashomon.read.facts import Facts
from rashomon.read.items import facts_of, split_items
from rashomon.read.lines import Line, classify
from rashomon.read.mail_text import MAIL_MARK
from rashomon.read.newsletter import show_all
from rashomon.read.pages import page_url
from rashomon.read.split import SHORTEST_TEASER, Segment, split_lines


@dataclass(frozen=True, slots=True)
class PageReading:
    """The documents of a page, what was dropped, and the visible text that both were cut from."""

    documents: tuple[Document, ...]
    dropped: tuple[Dropped, ...]
    text: str = field(default="", repr=False)


def assemble(
    page: Page,
    text: str,
    blocks: Sequence[Block],
    facts: Facts,
    *,
    cleaner: str,
    guess: Callable[[], Facts] = Facts,
) -> PageReading:
    """Cut the blocks of a page's visible text into documents.

    Args:
        page: The page.
        text: Its visible text.
        blocks: What that consists of.
        facts: What is known about the main document.
        cleaner: The name of the rules that made the blocks.
        guess: Gives a date for the main document; asked where nothing else tells one.

    Raises:
        EmptyInput: nothing on the page reads as an article's text.
    """
    message = MAIL_MARK in page.media_type
    blocks = show_all(blocks) if message else blocks
    lines = classify(blocks, now=datetime.fromisoformat(page.fetched_at))
    segments = split_items(lines, title=facts.title) if message else []
    site = host_of(facts.url or page_url(page.ref))
    segments = segments or split_lines(lines, title=facts.title, thread=facts.thread, site=site)
    pieces = [_Piece(page, text, lines, s, facts_of(s, facts), cleaner, guess) for s in segments]
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
    guess: Callable[[], Facts]

    @property
    def has_document(self) -> bool:
        """Whether the segment has enough text to be a document."""
        least = 1 if self.segment.role == "main" else SHORTEST_TEASER
        return not self.segment.frame and self.segment.words >= least

    def document(self, number: int) -> Document:
        spans = self._spans()
        text = join_spans(self.text, spans)
        about = Article(self.page, self.lines, self.segment, self.facts, text, self.guess).about()
        return Document.make(
            page=self.page.id,
            segment=number,
            text=text,
            ref=self.page.ref,
            role=self.segment.role,
            page_spans=spans,
            cleaner=self.cleaner,
            **about,
        )

    def dropped(self, doc: Document | None, main: Document) -> Iterator[Dropped]:
        """The dropped parts in page order, neighbours with one reason as one part."""
        reasons = dict(self.segment.dropped)
        if doc is None:
            whole = self.segment.frame or "teaser"
            reasons = dict.fromkeys(range(self.segment.start, self.segment.end), whole) | reasons
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
