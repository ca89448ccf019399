"""Attributions: source, cue and content from syntax, quotation marks and the reader's tags."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.core.bodies import Attribution
from rashomon.core.spans import hull, overlaps, trim
from rashomon.extract.base import Found
from rashomon.extract.quotes import balance
from rashomon.extract.speech import SPEECH_RULE, Saying, find_introduction, find_sayings
from rashomon.extract.tagged import read_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.core.bodies import Form
    from rashomon.core.spans import Span, Spans
    from rashomon.extract.base import Reading
    from rashomon.extract.quotes import Quote

QUOTE_RULE = "rule:quotes/1"
RULE_SCORE = 0.8
SPEECH_WORDS = 3  # a shorter quotation without a clause is a name or distance ("peace"), not speech
WINDOW = 8_000  # characters around a quotation in which its attribution is looked for
NEAR = 60  # characters between a quotation and a cue in the same sentence
_JOINTS = " \n\t,:;–—-.“”‘’\"'"


@dataclass
class _Draft:
    """An attribution in the making."""

    source: Span | None
    cue: Span
    content: list[Span]
    saying: Saying
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class AttributionExtractor:
    """Finds who says what: by rule, then with the reader's tags merged in."""

    kind: str = "attribution"

    def find(self, reading: Reading, earlier: Sequence[Found]) -> list[Found]:
        """Propose attributions; a quotation belongs to the cue beside it, and so does what continues it."""
        del earlier
        drafts: list[_Draft] = []
        for tree in reading.trees:
            drafts.extend(
                _Draft(s.source, s.cue, [c for c in (s.content, s.rest) if c], s)
                for s in find_sayings(tree)
            )
        drafts.sort(key=_place)
        for quote in reading.quotes:
            _attach(reading, quote, drafts)
        found = [_body(reading, draft) for draft in drafts if draft.content]
        return _merge(found, read_tags(reading))


def _place(draft: _Draft) -> int:
    return draft.cue[0]


def _attach(reading: Reading, quote: Quote, drafts: list[_Draft]) -> None:
    """Give the quotation to the attribution that it belongs to, if there is one."""
    first = bisect_left(drafts, quote.span[0] - WINDOW, key=_place)
    near = drafts[first : bisect_left(drafts, quote.span[1] + WINDOW, key=_place)]
    draft = _partner(reading, quote, near) or _continued(reading, quote, near)
    if draft is None and (draft := _introduced(reading, quote, near)) is not None:
        insort(drafts, draft, key=_place)
    if draft is None:
        return
    inside = [span for span in draft.content if overlaps(span, quote.span)]
    if _is_part(reading.text, quote, inside):
        return  # a few words in quotation marks inside an indirect content
    if not inside and (whole := _around_quote(reading, quote, draft)) is not None:
        draft.content = sorted([*draft.content, whole])
        return
    rest = [span for span in draft.content if span not in inside]
    draft.content = sorted([*(s for s in rest if not overlaps(s, quote.span)), *quote.inner])
    draft.quoted = True


def _around_quote(reading: Reading, quote: Quote, draft: _Draft) -> Span | None:
    """As in "making a choice was 'no part of the plan', he said": the words that lead into the quotation."""
    start, end = quote.span
    tree = next(iter(reading.trees_in((start, start + 1))), None)
    if tree is None or not tree.span[0] <= draft.cue[0] < tree.span[1]:
        return None
    ends = [tree.span[0], *(e for _, e in [draft.cue, draft.source or draft.cue] if e < start)]
    before = reading.text[max(ends) : start - 1]
    if len(before.split()) < SPEECH_WORDS or before.rstrip()[-1] in ",:;—–.“”" or len(ends) > 1:
        return None
    return balance((max(ends), end), reading.quotes_near((max(ends), end)))


def _is_part(text: str, quote: Quote, contents: list[Span]) -> bool:
    """Whether words of the content stand before or behind the quotation."""
    start, end = quote.span
    return any(
        text[s:start].strip(_JOINTS) or text[min(end, e) : e].strip(_JOINTS) for s, e in contents
    )


def _partner(reading: Reading, quote: Quote, drafts: list[_Draft]) -> _Draft | None:
    """The attribution whose content holds the quotation, else whose cue stands right beside it."""
    holding = [d for d in drafts if any(overlaps(span, quote.span) for span in d.content)]
    holding = [d for d in holding if not _inside(d.cue, quote)]
    if holding:
        return min(holding, key=lambda d: sum(e - s for s, e in d.content))
    if not _is_speech(reading.text, quote):
        return None
    near = [(gap, d) for d in drafts if (gap := _gap(reading, d, quote)) is not None]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _inside(span: Span, quote: Quote) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in quote.inner)


def _is_speech(text: str, quote: Quote) -> bool:
    return len(text[slice(*quote.span)].split()) >= SPEECH_WORDS


def _gap(reading: Reading, draft: _Draft, quote: Quote) -> int | None:
    """Characters between the quotation and the attribution's cue or source, None where they are apart."""
    if _inside(draft.cue, quote) or (draft.content and not draft.quoted):
        return None
    start, end = quote.span
    edges = [draft.cue, *([draft.source] if draft.source else [])]
    low, high = min(e[0] for e in edges), max(e[1] for e in edges)
    gap = start - high if high <= start else low - end
    if not 0 <= gap <= NEAR:
        return None
    between = reading.text[high:start] if high <= start else reading.text[end:low]
    return gap if "\n\n" not in between and not _stops(between) else None


def _stops(between: str) -> bool:
    """Whether a sentence ends between the two, but for the quotation's own end."""
    return any(c in ".!?" for c in between.strip(_JOINTS))


def _continued(reading: Reading, quote: Quote, drafts: list[_Draft]) -> _Draft | None:
    """The attribution of a quotation right before: a source goes on in sentences of nothing but quotation."""
    if not _is_speech(reading.text, quote):
        return None
    start = quote.span[0]
    before = [d for d in drafts if d.quoted and max(e for _, e in [*d.content, d.cue]) <= start]
    if not before or not _alone(reading, quote):
        return None
    last = max(before, key=lambda d: max(e for _, e in [*d.content, d.cue]))
    end = max(e for _, e in [*last.content, last.cue, *([last.source] if last.source else [])])
    between = reading.text[end:start]
    tree = next(iter(reading.trees_in(last.cue)), None)
    rest = (
        reading.text[max(end, tree.span[1]) : start] if tree and tree.span[1] < start else between
    )
    return last if not rest.strip(_JOINTS) else None


def _introduced(reading: Reading, quote: Quote, drafts: list[_Draft]) -> _Draft | None:
    """A new attribution for a quotation that only a colon or the sentence before introduces."""
    if not _is_speech(reading.text, quote):
        return None
    lead = max(0, quote.span[0] - WINDOW), quote.span[0] - 1
    before = reading.trees_in(lead) if lead[0] < lead[1] else []
    if not before or "\n" in reading.text[before[-1].span[1] : quote.span[0]].strip(" "):
        return None
    tree = before[-1]
    if reading.text[lead[0] : lead[1]].rstrip().endswith(":"):
        saying = find_introduction(tree, before=quote.span[0])
        return _Draft(saying.source, saying.cue, [], saying) if saying else None
    same = [
        d
        for d in drafts
        if tree.span[0] <= d.cue[0] < tree.span[1] and d.saying.rule == SPEECH_RULE
    ]
    if tree.span[1] > quote.span[0] or not same or not _alone(reading, quote):
        return None
    return _Draft(same[-1].source, same[-1].cue, [], same[-1].saying)


def _alone(reading: Reading, quote: Quote) -> bool:
    """Whether the sentences that the quotation begins and ends in hold nothing else."""
    start, end = quote.span
    for tree in reading.trees_in(quote.span):
        if overlaps(tree.span, quote.span):
            outside = (
                reading.text[tree.span[0] : start]
                + reading.text[min(end, tree.span[1]) : tree.span[1]]
            )
            if outside.strip(_JOINTS + "!?…)"):
                return False
    return True


def _body(reading: Reading, draft: _Draft) -> Found:
    trimmed = (trim(reading.text, span) for span in draft.content)
    balanced = (balance(span, reading.quotes_near(span)) for span in trimmed)
    content = tuple((s, e - (reading.text[e - 1] == ",")) for s, e in balanced if s < e)
    content = tuple(span for span in content if span[0] < span[1])
    body = Attribution(
        source=(draft.source,) if draft.source else (),
        cue=(draft.cue,),
        content=content,
        form=_form(reading, content),
        stance=draft.saying.stance,
    )
    producer = f"{draft.saying.rule}+{QUOTE_RULE}" if draft.quoted else draft.saying.rule
    return Found(body, producer, RULE_SCORE)


def _form(reading: Reading, content: Spans) -> Form:
    """Direct where all letters of the content stand in quotation marks, mixed where some do."""
    quoted = [span for quote in reading.quotes_near(hull(content)) for span in quote.inner]
    inside = outside = False
    for start, end in content:
        for at in range(start, end):
            if reading.text[at].isalnum():
                within = any(s <= at < e for s, e in quoted)
                inside, outside = inside or within, outside or not within
    return ("mixed" if outside else "direct") if inside else "indirect"


def _merge(rules: list[Found], tagged: list[Found]) -> list[Found]:
    """One attribution for each cue: the rule's spans count, the reader is named beside it."""
    merged = list(rules)
    places = {at: number for number, rule in enumerate(rules) for at in _cue_places(rule)}
    for one in tagged:
        number = next((places[at] for at in _cue_places(one) if at in places), None)
        if number is None:
            merged.append(one)
            continue
        known, reader = merged[number], one.producer.partition("+")[0]
        score = 1 - (1 - known.score) * (1 - one.score)
        if not known.producer.startswith(reader):
            merged[number] = replace(known, producer=f"{reader}+{known.producer}", score=score)
    return sorted(merged, key=_order)


def _cue_places(found: Found) -> range:
    assert isinstance(found.body, Attribution)
    return range(*hull(found.body.cue))


def _order(found: Found) -> tuple[int, int]:
    assert isinstance(found.body, Attribution)
    return found.body.cue[0]
