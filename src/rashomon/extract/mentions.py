"""Mentions: the reader's names, and dates and quantities by rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from rashomon.core.bodies import Mention
from rashomon.core.spans import trim
from rashomon.extract.base import Found
from rashomon.extract.places import is_people, is_territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.core.bodies import Label
    from rashomon.core.spans import Span
    from rashomon.extract.base import Reading
    from rashomon.nlp.tree import Tree

DATE_RULE = "rule:dates/1"
QUANTITY_RULE = "rule:quantities/1"
LABEL_RULE = "rule:labels/1"
NAME_SCORE = (
    0.85  # the reader's F1 on names of held-out text, roughly; it gives no probability of its own
)
RULE_SCORE = 0.9

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PART = r"(?:morning|afternoon|evening|night)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_NUMBER = r"(?:(?<![\d,.])\d[\d,]{0,20}(?:\.\d{1,12})?)"  # bounded, so that a line of digits takes no time
_WORD_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|a (?:hundred|dozen|thousand|million|billion)|hundreds of|thousands of|dozens of|millions of"
    r"|tens of thousands of)"
)
_UNIT = (
    r"(?:per ?cent|percent|%|percentage points?|points?|million|billion|trillion|bn|tonnes?|tons?|barrels?|kilometers?"
    r"|kilometres?|km|miles?|meters?|metres?|kilograms?|kg|litres?|liters?|megawatts?|dollars?|euros?|pounds?|hours?"
    r"|minutes?|days?|weeks?|months?|years?|people|soldiers|troops|civilians|ships|vessels|missiles|drones|jobs|deaths)"
)
_DATE = re.compile(
    rf"""\b(?:
      \d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?{_MONTH}(?:,?\ {_YEAR}\b)?
    | {_MONTH}\ \d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\ {_YEAR}\b)?
    | {_MONTH},?\ (?:of\ )?{_YEAR}\b
    | {_YEAR}-\d\d-\d\d\b
    | (?:early|late|mid)?-?\ ?(?:(?:last|next|this|on|since|until|by)\ )?{_WEEKDAY}\b(?:\ {_PART}\b)?
    | (?:last|next|this|earlier\ this|later\ this)\ (?:week|month|year|spring|summer|autumn|fall|winter|{_MONTH})\b
    | (?:yesterday|today|tomorrow|tonight)\b
    | (?<=[Ii]n\ ){_YEAR}\b | (?<=[Ss]ince\ ){_YEAR}\b | (?<=[Bb]y\ ){_YEAR}\b
    | (?:{_NUMBER}|{_WORD_NUMBER}|a)\ (?:minutes?|hours?|days?|weeks?|months?|years?)\ (?:ago|earlier|later)\b
    )""",
    re.VERBOSE,
)
_QUANTITY = re.compile(
    rf"""(?<![\w.,])(?:
      [$€£]\ ?{_NUMBER}(?:\s?(?:million|billion|trillion|bn|m|k)\b)?
    | (?:{_NUMBER}|{_WORD_NUMBER})(?:\ (?:million|billion|trillion))?[\ -]?{_UNIT}(?!\w)
    )""",
    re.VERBOSE,
)
_LEADING = re.compile(r"^(?:on|since|until|by)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MentionExtractor:
    """Finds names, dates and quantities; a rule's date or quantity counts where the reader found nothing."""

    kind: str = "mention"

    def find(self, reading: Reading, earlier: Sequence[Found]) -> list[Found]:
        """Propose mentions in the order of the text."""
        del earlier
        named = [found for tree in reading.trees for found in _names(tree, reading.producer)]
        ruled = [*_matches(reading.text, _DATE, "DATE", DATE_RULE)]
        ruled += _matches(reading.text, _QUANTITY, "QUANTITY", QUANTITY_RULE)
        kept: list[Found] = []
        taken: set[int] = set()
        for one in [*named, *sorted(ruled, key=lambda f: _span(f)[0] - _span(f)[1])]:
            if taken.isdisjoint(range(*_span(one))):
                kept.append(one)
                taken.update(range(*_span(one)))
        return sorted(kept, key=_span)


def _span(found: Found) -> Span:
    assert isinstance(found.body, Mention)
    return found.body.name[0]


def _matches(text: str, pattern: re.Pattern[str], label: Label, rule: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        start, end = trim(text, match.span())
        if lead := _LEADING.match(text[start:end]):
            start += lead.end()
        if start < end:
            yield Found(Mention(((start, end),), label), rule, RULE_SCORE)


def _names(tree: Tree, producer: str) -> Iterator[Found]:
    tags = tree.parsed.mentions
    i = 0
    while i < len(tags):
        last = i
        while last + 1 < len(tags) and tags[last + 1] == f"I-{tags[i][2:]}":
            last += 1
        if tags[i].startswith("B-") and (found := _name(tree, i, last, producer)) is not None:
            yield found
        i = last + 1


def _name(tree: Tree, first: int, last: int, producer: str) -> Found | None:
    """One name of the reader; which kind of place or people it is, a rule tells."""
    last -= last > first and tree.lower[last] in {"'s", "’s"}
    span = tree.words_span(range(first, last + 1))
    if span is None:
        return None
    name, read = tree.text[slice(*span)], cast("Label", tree.parsed.mentions[first][2:])
    label = _label(name, read)
    made_by = producer if label == read else f"{producer}+{LABEL_RULE}"
    return Found(Mention((span,), label), made_by, NAME_SCORE)


def _label(name: str, read: Label) -> Label:
    if read in {"LOC", "ORG", "MISC"} and is_territory(name):
        return "GPE"
    if read in {"LOC", "MISC"} and " " not in name and is_people(name):
        return "NORP"
    return read
