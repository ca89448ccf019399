"""A message of several items cut into documents, as a page of several articles is."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.core.records import Evidence
from rashomon.read.facts import Facts
from rashomon.read.lines import Line
from rashomon.read.newsletter import (
    CLOSING,
    INTRODUCTION,
    LONGEST_FRAME,
    WHOLE_TEXT,
    Item,
    find_items,
    is_rule,
)
from rashomon.read.split import Segment, sort_segments
from rashomon.read.titles import first_title

ABOVE, RULE = "site chrome: above the article", "drawn line"


def split_items(lines: Sequence[Line], *, title: str) -> list[Segment]:
    """Cut a message into its items, in order; nothing where it is one text.

    Args:
        lines: The message's classified blocks.
        title: Its subject.
    """
    items = find_items(lines)
    if not items:
        return []
    segments = [_segment(lines, item) for item in items]
    above, below = _above(lines, segments), _closing(lines, items[-1], segments[-1])
    _choose_main(lines, [*above, *segments], title)
    return sort_segments(lines, [*above, *segments, *below])


def facts_of(segment: Segment, facts: Facts) -> Facts:
    """What a message says that holds for a segment: of an item neither subject nor address, and
    the sender only where it has no byline of its own.
    """
    if not segment.item:
        return facts
    named = {"author": "desk", "title": "", "url": ""}
    evidence = [
        Evidence(named.get(one.field, one.field), one.place, one.text) for one in facts.evidence
    ]
    kept = tuple(one for one in evidence if one.field)
    return replace(facts, title="", url="", author="", desk=facts.author, evidence=kept)


def _segment(lines: Sequence[Line], item: Item) -> Segment:
    gone = dict.fromkeys(item.links, WHOLE_TEXT)
    gone |= {i: ABOVE for i in range(item.start, item.title) if lines[i].kind == "other"}
    gone |= {i: RULE for i in range(item.start, item.end) if is_rule(lines[i])}
    return Segment(item.start, item.end, item.title, dropped=gone, item=True, link=item.link)


def _above(lines: Sequence[Line], segments: Sequence[Segment]) -> list[Segment]:
    """What stands above the first item: a frame, a text of its own, or the article that the items follow."""
    end = segments[0].start
    if not end:
        return []
    words = _words(lines, 0, end)
    above = Segment(0, end, first_title(lines, end))
    if words < LONGEST_FRAME:
        above.frame = INTRODUCTION
    elif words < max(_words(lines, one.start, one.end) for one in segments):
        above.item = True
    return [above]


def _closing(lines: Sequence[Line], item: Item, last: Segment) -> list[Segment]:
    """The few words below the last item's link or a drawn line, which are none of its text."""
    ends = [*item.links, *(i for i in range(item.title, item.end) if is_rule(lines[i]))]
    start = max(ends, default=item.end) + 1
    if start >= item.end or _words(lines, start, item.end) >= LONGEST_FRAME:
        return []
    if not _words(lines, item.start, start):
        return []
    last.end = start
    last.dropped = {i: reason for i, reason in last.dropped.items() if i < start}
    return [Segment(start, item.end, frame=CLOSING)]


def _choose_main(lines: Sequence[Line], segments: Sequence[Segment], title: str) -> None:
    """The article above the items, if there is one; else the item that the subject names; else the longest."""
    told = title.casefold().strip()
    words = [_words(lines, one.start, one.end) for one in segments]
    ranks = [
        (not one.frame, not one.item, _label(lines, one) == told, count)
        for one, count in zip(segments, words, strict=True)
    ]
    best = ranks.index(max(ranks))
    for i, segment in enumerate(segments):
        segment.role = "main" if i == best else "related"


def _label(lines: Sequence[Line], segment: Segment) -> str:
    return "" if segment.title is None else lines[segment.title].block.label.casefold().strip()


def _words(lines: Sequence[Line], start: int, end: int) -> int:
    return sum(line.block.words for line in lines[start:end] if line.kind == "prose")
