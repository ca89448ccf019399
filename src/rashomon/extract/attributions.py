"""Attributions: source, cue and content from the reader's frames, quotation marks and syntax."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.core.bodies import Attribution
from rashomon.core.spans import hull, overlaps
from rashomon.extract.base import Found
from rashomon.extract.cues import THOUGHTS
from rashomon.extract.mood import negated
from rashomon.extract.quotes import balance
from rashomon.extract.speech import THOUGHT_RULE, Saying, find_introduction, find_sayings
from rashomon.extract.told import tidied, told
from rashomon.nlp.lemmas import lemma

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.core.bodies import AttributionStance, Form
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

    source: Spans
    cues: Spans
    content: list[Span]
    stance: AttributionStance
    producer: str
    score: float
    quoted: bool = False

    @property
    def cue(self) -> Span:
        """Its first piece, which tells where it stands."""
        return self.cues[0]


@dataclass(frozen=True, slots=True)
class AttributionExtractor:
    """Finds who says what: the reader's frames and the quotations that belong to them."""

    kind: str = "attribution"

    def find(self, reading: Reading, earlier: Sequence[Found]) -> list[Found]:
        """Propose attributions; a quotation belongs to the cue beside it, and so does what continues it."""
        del earlier
        found = [one for one in told(reading, "attribution") if _is_said(reading, _body_of(one))]
        drafts = [_told_draft(reading, one) for one in found if _body_of(one).cue]
        _back(sorted(drafts, key=_place), _ruled(reading))
        drafts.sort(key=_place)
        for quote in reading.quotes:
            _attach(reading, quote, drafts)
        labelled = [_formed(one) for one in found if not _body_of(one).cue]
        told_now = [one for draft in drafts if (one := _found(reading, draft))]
        return sorted([*told_now, *labelled], key=_order)


def _body_of(found: Found) -> Attribution:
    assert isinstance(found.body, Attribution)
    return found.body


_NOBODY = frozenset(["this", "that", "it", "these", "which"])
_AUTHOR = frozenset(["i", "we"])


def _is_said(reading: Reading, body: Attribution) -> bool:
    """Whether somebody else says it: "this suggests" and the author's own "I think" are none, nor "did not say whether"."""
    source = " ".join(reading.text[slice(*span)] for span in body.source).lower()
    if not body.cue:
        return True
    quoted = any(_inside(body.cue[0], quote) for quote in reading.quotes_near(body.cue[0]))
    if source in _NOBODY or (source in _AUTHOR and not quoted):
        return False
    open_question = reading.text[body.content[0][0] :].lower().startswith(("whether ", "if "))
    told_so = body.stance in {"denies", "wants"} and not open_question
    return told_so or not _is_negated(reading, body.cue[0])


def _is_negated(reading: Reading, cue: Span) -> bool:
    for tree in reading.trees_in(cue):
        words = [i for i, (start, _) in enumerate(tree.parsed.tokens) if start == cue[0]]
        return any(negated(tree, i) for i in words)
    return False


def _told_draft(reading: Reading, found: Found) -> _Draft:
    """The reader's frame; what a cue of thinking tells is marked, as it is imputed."""
    body = _body_of(found)
    words = reading.text[slice(*hull(body.cue))].lower().split()
    thought = any(lemma(word) in THOUGHTS for word in words)
    producer = f"{found.producer}+{THOUGHT_RULE}" if thought else found.producer
    return _Draft(body.source, body.cue, list(body.content), body.stance, producer, found.score)


def _ruled(reading: Reading) -> list[_Draft]:
    return [
        _ruled_draft(saying, [c for c in (saying.content, saying.rest) if c])
        for tree in reading.trees
        for saying in find_sayings(tree)
    ]


def _ruled_draft(saying: Saying, content: list[Span]) -> _Draft:
    source = (saying.source,) if saying.source else ()
    return _Draft(source, (saying.cue,), content, saying.stance, saying.rule, RULE_SCORE)


def _back(drafts: Sequence[_Draft], ruled: Sequence[_Draft]) -> None:
    """Name the rule that sees the same cue beside the reader.

    A rule alone proposes nothing: of those on the corpus's development split 3 of 27 were right.
    """
    starts = [draft.cue[0] for draft in drafts]
    for rule in ruled:
        for draft in drafts[max(0, bisect_left(starts, rule.cue[0]) - 1) :][:2]:
            if overlaps(draft.cue, rule.cue) and rule.producer not in draft.producer:
                draft.producer = f"{draft.producer}+{rule.producer}"


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
    ends = [tree.span[0], *(e for _, e in [draft.cue, *draft.source] if e < start)]
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
    edges = [draft.cue, *draft.source]
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
    end = max(e for _, e in [*last.content, last.cue, *last.source])
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
        return _ruled_draft(saying, []) if saying else None
    same = [
        d
        for d in drafts
        if tree.span[0] <= d.cue[0] < tree.span[1] and THOUGHT_RULE not in d.producer
    ]
    if tree.span[1] > quote.span[0] or not same or not _alone(reading, quote):
        return None
    return replace(same[-1], content=[], quoted=False)


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


def _found(reading: Reading, draft: _Draft) -> Found | None:
    content = tidied(reading, tuple(draft.content))
    if not content:
        return None
    body = Attribution(
        source=draft.source,
        cue=draft.cues,
        content=content,
        form=_form(reading, content),
        stance=draft.stance,
    )
    producer = f"{draft.producer}+{QUOTE_RULE}" if draft.quoted else draft.producer
    return Found(body, producer, draft.score)


def _formed(found: Found) -> Found:
    """With its form; what a label introduces (HOST: …) is direct."""
    return replace(found, body=replace(_body_of(found), form="direct"))


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


def _order(found: Found) -> Span:
    return hull(_body_of(found).cue or _body_of(found).content)
