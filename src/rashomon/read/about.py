"""What is known about one article of a page: what markup says first, then its own lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rashomon.core.records import Evidence, Page
from rashomon.read.byline import (
    clean_outlet,
    could_be_outlet,
    find_byline,
    find_copyright,
    find_dateline,
    find_institution,
    find_outlet,
    looks_like_outlet,
)
from rashomon.read.dates import Dated, find_first, find_update
from rashomon.read.facts import Facts
from rashomon.read.language import name_language
from rashomon.read.lines import Line
from rashomon.read.newsletter import NUMBER
from rashomon.read.origins import find_agency, find_origin, is_agency
from rashomon.read.pages import own_address
from rashomon.read.split import Segment

_LONGEST_EVIDENCE = 160  # characters of a line that are kept
_NOT_ITS_OWN = frozenset(("reader comments", "teaser", "advertisement"))
_TOLD_OF_WHOLE = ("title", "author", "outlet", "url", "section", "original_outlet", "language")
_CLOSING = 6  # paragraphs at the end of a text that may tell where it appeared first


@dataclass(frozen=True, slots=True)
class Known:
    """A field's value with the place it was read at, and the words there."""

    value: str = ""
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page: its lines, and what markup says where it is the main one."""

    page: Page
    lines: Sequence[Line]
    segment: Segment
    facts: Facts
    text: str
    guess: Callable[[], Facts]

    def about(self) -> dict[str, Any]:
        """The fields of a document that say what it is, with the evidence for each."""
        dated, published = self._published()
        fields = {
            "title": self._title(),
            "author": self._author(),
            "outlet": self._outlet(),
            "published": published,
            "url": self._url(),
            "section": self._told("section"),
        }
        fields["updated"] = self._updated(published.value)
        fields["original_outlet"] = self._original(fields["outlet"].value)
        fields["language"] = self._language()
        return _with_evidence(fields, dated)

    @property
    def _is_main(self) -> bool:
        return self.segment.role == "main" or self.segment.item

    def _told(self, field: str, value: str = "") -> Known:
        """What markup says of the main article."""
        return _told(self.facts, field, value) if self._is_main else Known()

    def _dropped(self, reason: str) -> list[Line]:
        """The dropped lines with a reason, in the order of the page."""
        dropped = self.segment.dropped
        return [self.lines[i] for i in sorted(dropped) if dropped[i] == reason]

    def _title(self) -> Known:
        told = self._told("title")
        if told.value or self.segment.title is None:
            return told
        label = self.lines[self.segment.title].block.label
        return Known(NUMBER.sub("", label) if self.segment.item else label, "title line")

    def _author(self) -> Known:
        by = [line for line in self._dropped("byline") if line.value]
        by.sort(key=lambda line: line.kind != "byline")
        told = self._told("author")
        if told.value:
            return told
        signed = [Known(line.value, "byline", _words(line)) for line in by]
        people = [
            known
            for known in (*signed, *self._signed())
            if known.value and not self._is_user(known.value)
        ]
        if people:
            return people[0]
        desk = self._told("desk")
        return desk if desk.value else Known(self.segment.bio_author, "author bio")

    def _signed(self) -> Iterator[Known]:
        """Bylines between title and text that stand among sharing buttons and the like."""
        for part in self._head_parts():
            yield Known(find_byline(part), "byline", part)

    def _head_parts(self) -> Iterator[str]:
        """The lines between title and text that went for other reasons than being its head."""
        title, kept, dropped = self.segment.title, self.segment.kept, self.segment.dropped
        start = self.segment.start if title is None else title
        for i in range(start, kept[0]):
            if dropped.get(i) in _NOT_ITS_OWN or i not in dropped:
                continue
            for part in self.lines[i].block.text[:_LONGEST_EVIDENCE].split("\n"):
                yield from (piece.strip() for piece in part.split(" | "))

    def _is_user(self, name: str) -> bool:
        """Whether a byline only repeats what markup gives as author."""
        return self._is_main and name.casefold() == self.facts.desk.casefold()

    def _outlet(self) -> Known:
        found = self._told("outlet")
        return found if found.value else next(self._named_outlets(), Known())

    def _named_outlets(self) -> Iterator[Known]:
        lines = [self.lines[i] for i in sorted(self.segment.dropped)]
        named = [
            Known(line.value or find_institution(line.block.label), "outlet line", _words(line))
            for line in self._dropped("outlet line")
        ]
        beside = [line for line in lines if line.reason in ("byline", "date line")]
        named += [Known(line.outlet, line.reason, _words(line)) for line in beside]
        dateline = self._dateline()
        if any(known.value.casefold() == dateline.value.casefold() for known in named):
            named.insert(0, dateline)
        named += [dateline, *self._named_beside(), *self._owners()]
        return (known for known in named if known.value)

    def _named_beside(self) -> Iterator[Known]:
        """A name with an article of its own beside a byline or date line ("The Ostrel Lantern")."""
        for i in range(self.segment.start + 1, self.segment.kept[0]):
            label = self.lines[i].block.label
            beside = {self.segment.dropped.get(i - 1), self.segment.dropped.get(i + 1)}
            named = label.startswith("The ") and could_be_outlet(label)
            if named and i in self.segment.dropped and beside & {"byline", "date line"}:
                yield Known(clean_outlet(label), "line beside the byline", label)

    def _dateline(self) -> Known:
        first = self.lines[self.segment.kept[0]].block.text
        agency = find_dateline(first)
        return Known(agency, "dateline", first.split(agency)[0] + agency) if agency else Known()

    def _owners(self) -> Iterator[Known]:
        """The owner in the page's copyright notice, if it is an outlet or a name at the top."""
        if not self._is_main:
            return
        labels = {line.block.label.casefold() for line in self.lines[: self.segment.kept[0]]}
        for line in self.lines[self.segment.start :]:
            owner = find_copyright(line.block.text) if "©" in line.block.text[:200] else ""
            if owner and (looks_like_outlet(owner) or owner.casefold() in labels):
                yield Known(owner, "copyright notice", _words(line))

    def _original(self, outlet: str) -> Known:
        """Another outlet that had the text first: a note, an agency, an address elsewhere."""
        named = (known for known in self._origins() if known.value)
        return next((known for known in named if not _same(known.value, outlet)), Known())

    def _origins(self) -> Iterator[Known]:
        for line in self._notes():
            yield Known(find_origin(line.block.label), "note on republication", _words(line))
        yield self._dateline()
        for line in self._dropped("byline"):
            agency = line.outlet if is_agency(line.outlet) else find_agency(line.block.label)
            yield Known(agency, "byline", _words(line))
        for line in self._dropped("outlet line"):
            named = find_outlet(line.block.label)
            yield Known(named if is_agency(named) else "", "outlet line", _words(line))
        yield self._told("original_outlet")

    def _notes(self) -> Iterator[Line]:
        """The lines that may say where a text appeared first."""
        dropped, kept = self.segment.dropped, self.segment.kept
        own = [i for i in dropped if dropped[i] not in _NOT_ITS_OWN]
        for i in sorted({*own, kept[0], *kept[-_CLOSING:]}):
            yield self.lines[i]

    def _published(self) -> tuple[Dated | None, Known]:
        if self._is_main and self.facts.dated:
            return self.facts.dated, self._told("dated", self.facts.dated.value)
        stamps = [line for line in self._stamps() if line.dated]
        stamps.sort(key=self._only_updated)
        for line in stamps[:1]:
            dated = find_first(line.block.label, now=self._now) or line.dated
            return dated, Known(dated.value if dated else "", line.reason, _words(line))
        for part in self._head_parts():
            dated = find_first(part, now=self._now)
            if dated is not None:
                return dated, Known(dated.value, "date line", part)
        facts = self.facts if self.facts.guessed or not self._is_main else self.guess()
        guessed = facts.guessed if self._is_main else None
        return guessed, _told(facts, "guessed", guessed.value) if guessed else Known()

    @property
    def _now(self) -> datetime:
        return datetime.fromisoformat(self.page.fetched_at)

    def _stamps(self) -> list[Line]:
        """The lines that may hold a date, those that hold nothing else first."""
        return [*self._dropped("date line"), *self._dropped("byline")]

    def _only_updated(self, line: Line) -> bool:
        """Whether the date of a line is that of a change."""
        found = find_update(line.block.label, now=self._now)
        return found is not None and line.dated is not None and found.value == line.dated.value

    def _updated(self, published: str) -> Known:
        """When the article was last changed, where that is told apart from its publication."""
        known = Known()
        if self._is_main and self.facts.updated:
            known = self._told("updated", self.facts.updated.value)
        else:
            dates = (
                (line, find_update(line.block.label, now=self._now)) for line in self._stamps()
            )
            known = next((Known(d.value, x.reason, _words(x)) for x, d in dates if d), known)
        return known if known.value != published else Known()

    def _url(self) -> Known:
        if self.segment.item:
            return Known(self.segment.link, "link of the item")
        if self._is_main:
            told = self._told("url")
            return told if told.value else Known(*own_address(self.page.ref))
        title = self.segment.title
        return Known("" if title is None else self.lines[title].block.link, "link of the title")

    def _language(self) -> Known:
        told = self._told("language")
        return told if told.value else Known(*name_language(self.text, told=self.facts.lang))


def about_whole(facts: Facts, text: str) -> dict[str, Any]:
    """The same fields of a document that is a whole text, as its source tells them."""
    dates = {"published": ("dated", facts.dated), "updated": ("updated", facts.updated)}
    fields = {name: _told(facts, name) for name in _TOLD_OF_WHOLE}
    for name, (fact, dated) in dates.items():
        fields[name] = _told(facts, fact, dated.value) if dated else Known()
    if not fields["language"].value:
        fields["language"] = Known(*name_language(text))
    return _with_evidence(fields, facts.dated)


def _told(facts: Facts, field: str, value: str = "") -> Known:
    found = value or getattr(facts, field)
    told = facts.place_of(field)
    return Known(found, told.place, told.text) if found else Known()


def _with_evidence(fields: dict[str, Known], dated: Dated | None) -> dict[str, Any]:
    return {
        **{name: known.value for name, known in fields.items()},
        "precision": dated.precision if dated else "",
        "evidence": tuple(
            Evidence(name, known.place, known.text) for name, known in fields.items() if known.value
        ),
    }


def _same(one: str, other: str) -> bool:
    """Whether two names are one outlet's: the same words, or an address made of them."""
    a, b = (_squash(name) for name in (one, other))
    return bool(a and b) and (a in b or b in a)


def _squash(name: str) -> str:
    return "".join(c for c in name.casefold().removeprefix("the ") if c.isalnum())


def _words(line: Line) -> str:
    return " ".join(line.block.text[: 2 * _LONGEST_EVIDENCE].split())[:_LONGEST_EVIDENCE]
