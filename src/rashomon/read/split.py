"""One page, several articles: where each begins, and what of it is text.

The same rules serve lines of plain text and blocks of HTML. A new article begins at a *head*: a
title with a date line, byline or outlet line beside it, followed by running text. Heads without
such a line count only behind a "Related articles" line, and only where they repeat.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.core.records import DocumentRole
from rashomon.read.byline import find_bio
from rashomon.read.heads import choose_heads, prose_words, words_kept
from rashomon.read.lines import Line
from rashomon.read.text import count_words
from rashomon.read.titles import first_title, is_institution

SHORTEST_RELATED = 40  # words; an article with less text is a teaser
SHORTEST_TEASER = 15  # words; a teaser with less text is no document
SMALL_MAIN = 0.25  # share of the longest article's words from which the first one counts as main
_COMMENT_SHARE = 3  # at least one sign of a comment for so many paragraphs
_BIO_REACH = 3  # paragraphs from the end in which an author's note may stand
_LINKED = 0.6  # share of link text from which a block is no running text
_FOOT_LIST = 3  # so many labels behind the last sentence are furniture


@dataclass(slots=True)
class Segment:
    """An article of a page: its blocks from `start` to `end`, sorted into text and the rest.

    `item` tells that it is one of several in a message, `link` where that links to; `frame` why the
    whole stretch is no article.
    """

    start: int
    end: int
    title: int | None = None
    role: DocumentRole = "main"
    kept: list[int] = field(default_factory=list)
    dropped: dict[int, str] = field(default_factory=dict)
    bio_author: str = ""
    extracted: bool = False
    words: int = 0
    item: bool = False
    link: str = ""
    frame: str = ""


def split_lines(
    lines: Sequence[Line], *, title: str = "", thread: bool = False, site: str = ""
) -> list[Segment]:
    """Cut a page into articles in page order; exactly one of them has the role main.

    Args:
        lines: The page's classified blocks.
        title: The main article's title where the markup tells it.
        thread: The page is a thread of a forum: its posts are one text.
        site: The page's host.
    """
    segments = _segments(lines, thread=thread, site=site)
    _choose_main(lines, segments, title)
    return sort_segments(lines, segments)


def sort_segments(lines: Sequence[Line], segments: list[Segment]) -> list[Segment]:
    """The segments, whose roles are known, with every block kept or dropped for a reason."""
    for segment in segments:
        _sort_blocks(lines, segment)
        segment.words = sum(count_words(lines[i].block.text, limit=20_000) for i in segment.kept)
        if segment.role == "related" and segment.words < SHORTEST_RELATED:
            segment.role = "teaser"
    return segments


def _segments(lines: Sequence[Line], *, thread: bool, site: str) -> list[Segment]:
    heads = choose_heads(lines, thread=thread, site=site)
    starts = [h.start for h in heads]
    segments = []
    first_end = starts[0] if starts else len(lines)
    if first_end > 0:
        segments.append(Segment(0, first_end, first_title(lines, first_end)))
    ends = [*starts, len(lines)][1:]
    segments += [Segment(h.start, e, h.title) for h, e in zip(heads, ends, strict=True)]
    return segments


# --- what of an article is text ---------------------------------------------------------------


def _sort_blocks(lines: Sequence[Line], segment: Segment) -> None:
    """Put every block of the segment into `kept` or, with the reason, into `dropped`."""
    gone = _regions(lines, segment) | segment.dropped
    prose = [
        i
        for i in range(segment.start, segment.end)
        if _is_text(lines[i], segment) and i not in gone
    ]
    body, last = (prose[0], prose[-1]) if prose else (segment.end, segment.end)
    for i in range(segment.start, segment.end):
        if i == segment.title:
            continue
        reason = gone.get(i) or _reason(lines, i, segment, body, last)
        if reason:
            segment.dropped[i] = reason
        else:
            segment.kept.append(i)
    _drop_bio(lines, segment)


def _is_text(line: Line, segment: Segment) -> bool:
    return line.kind == "prose" and not _refused(line, segment)


def _refused(line: Line, segment: Segment) -> bool:
    """Whether a block of the main article is none of its text, by the extractor's verdict.

    Where the extractor took something else for the main article, the markup's names decide.
    """
    if segment.role != "main" or line.block.wanted is not False:
        return False
    return segment.extracted or bool(line.block.region) or line.block.link_density > _LINKED


def _reason(lines: Sequence[Line], i: int, segment: Segment, body: int, last: int) -> str:
    """Why a block goes, "" if it stays."""
    line = lines[i]
    if _refused(line, segment):
        return line.reason or line.block.region or "outside the article"
    if line.kind in ("chrome", "related", "comments"):
        return line.reason
    if _repeats_title(lines, i, segment):
        return "title again"
    return "" if line.kind == "prose" else _label_reason(lines, i, segment, body, last)


def _label_reason(lines: Sequence[Line], i: int, segment: Segment, body: int, last: int) -> str:
    line = lines[i]
    if i < body:
        return _head_reason(lines, i, segment, body)
    if i > last:
        return line.reason or _foot_reason(lines, i, segment, last)
    inside = line.kind == "stamp" and line.dated is not None and line.dated.ago
    return line.reason if inside or line.kind == "outlet" else ""


def _repeats_title(lines: Sequence[Line], i: int, segment: Segment) -> bool:
    if segment.title is None or lines[i].kind != "other":
        return False
    return lines[i].block.label.casefold() == lines[segment.title].block.label.casefold()


def _head_reason(lines: Sequence[Line], i: int, segment: Segment, body: int) -> str:
    line = lines[i]
    if line.kind != "other":
        return line.reason
    if line.block.wanted:
        return ""
    if segment.title is not None and i < segment.title:
        return "outlet line" if is_institution(line) else "site chrome: above the article"
    standfirst = line.block.words > 4 or i == body - 1
    return "" if standfirst or line.block.bulleted else "site chrome: above the article"


def _foot_reason(lines: Sequence[Line], i: int, segment: Segment, last: int) -> str:
    """A list that the last sentence opens stays; a pile of labels behind the text goes."""
    line = lines[i]
    if line.block.wanted and segment.role == "main":
        return ""
    if line.block.region == "teaser":
        return "teaser"
    foot = [lines[j] for j in range(last + 1, segment.end)]
    if line.block.bulleted and lines[last].block.text.rstrip().endswith(":"):
        return ""
    furniture = any(other.kind in ("chrome", "related", "comments") for other in foot)
    piled = len(foot) >= _FOOT_LIST and not line.block.bulleted
    short = line.block.words <= 4
    return "site chrome: page foot" if short and (furniture or piled) else ""


# --- stretches that go as a whole -------------------------------------------------------------


def _regions(lines: Sequence[Line], segment: Segment) -> dict[int, str]:
    """Readers' comments, and the headlines behind a "Related articles" line."""
    gone: dict[int, str] = {}
    seen_text = False
    for i in range(segment.start, segment.end):
        if i in gone:
            continue
        seen_text = seen_text or _is_text(lines[i], segment)
        if lines[i].kind == "comments" and seen_text:
            gone |= dict.fromkeys(_comments(lines, i + 1, segment), "reader comments")
        elif lines[i].kind == "related":
            gone |= dict.fromkeys(_teasers(lines, i + 1, segment), "teaser")
    return gone


def _teasers(lines: Sequence[Line], start: int, segment: Segment) -> list[int]:
    """The labels that follow, up to the next running text."""
    teasers = []
    for i in range(start, segment.end):
        if lines[i].kind in ("prose", "related", "comments") or i == segment.title:
            break
        if lines[i].kind != "chrome" and not lines[i].block.wanted:
            teasers.append(i)
    return teasers


def _comments(lines: Sequence[Line], start: int, segment: Segment) -> list[int]:
    """What stands below a comments line, if it has the marks of comments or little text."""
    end = next((i for i in range(start, segment.end) if lines[i].kind == "related"), segment.end)
    open_to_all = [i for i in range(start, end) if lines[i].kind != "chrome"]
    above = words_kept(lines, segment.start, start)
    marked = all(lines[i].block.region == "reader comments" for i in open_to_all)
    if marked and above >= words_kept(lines, start, end):
        return open_to_all  # below an article; the answers of a thread are longer than its question
    region = [i for i in open_to_all if not lines[i].block.wanted]
    prose = sum(lines[i].kind == "prose" for i in region)
    before = sum(lines[i].kind == "prose" for i in range(segment.start, start))
    signs = sum(lines[i].kind in ("stamp", "name", "byline") for i in range(start, end))
    signs += sum(lines[i].reason == "site chrome: comment box" for i in range(start, end))
    if prose and signs * _COMMENT_SHARE < prose and prose * 2 > before:
        return []
    return region


def _drop_bio(lines: Sequence[Line], segment: Segment) -> None:
    """Take an author's note out of the article's last paragraphs.

    A person whom the article named before is part of its story, not its author.
    """
    for position in range(len(segment.kept) - 1, max(len(segment.kept) - 1 - _BIO_REACH, 0), -1):
        i = segment.kept[position]
        bio = find_bio(lines[i].block.text)
        if bio is None:
            continue
        before = (lines[j].block.text for j in segment.kept[:position])
        known = any(bio.name.split()[-1] in text for text in before)
        by = {lines[j].value for j in segment.dropped if lines[j].kind in ("byline", "name")}
        if bio.name in by or (not known and (bio.sure or position == len(segment.kept) - 1)):
            segment.bio_author = bio.name
            segment.kept.remove(i)
            segment.dropped[i] = "author bio"
            return


# --- roles ------------------------------------------------------------------------------------


def _choose_main(lines: Sequence[Line], segments: list[Segment], title: str) -> None:
    """The article under the title that the markup tells, if it has some length; else the one that
    the extractor chose; else the first one of some length.

    Teasers and comments never count: an extractor may well take a related article for the main one.
    """
    if not segments:
        return
    own = [prose_words(lines, s.start, s.end) for s in segments]
    wanted = [prose_words(lines, s.start, s.end, wanted=True) for s in segments]
    long = [n >= SMALL_MAIN * max(own) for n in own]
    told = [_told_title(lines, segment, title) is not None for segment in segments]
    titled = [i for i, _ in enumerate(segments) if told[i] and long[i]]
    best = titled[0] if titled else wanted.index(max(wanted)) if any(wanted) else long.index(True)
    for i, segment in enumerate(segments):
        segment.role = "main" if i == best else "related"
    main = segments[best]
    main.extracted = wanted[best] > 0
    repeated = _told_title(lines, main, title)
    main.title = main.title if repeated is None else repeated


def _told_title(lines: Sequence[Line], segment: Segment, title: str) -> int | None:
    """The block of a segment that repeats the title which the markup tells."""
    told = "".join(title.split()).casefold()
    same = (
        i
        for i in range(segment.start, segment.end)
        if told and "".join(lines[i].block.text[:500].split()).casefold() == told
    )
    return next(same, None)
