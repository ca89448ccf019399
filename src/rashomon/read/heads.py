"""Where on a page articles begin: titles with a date line, byline or outlet line beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rashomon.read.addresses import host_of
from rashomon.read.lines import Line
from rashomon.read.titles import choose_title

STRONG_HEAD = 3  # evidence from which on a head begins a new article
WANTED_HEAD = 3  # the same where the extractor takes the text for the main article's
_AGO_DATE, _FULL_DATE, _BYLINE, _OUTLET, _NAME, _AFTER_RELATED, _GAP, _HEADING, _NEW_ARTICLE = (
    2, 1, 2, 2, 1, 1, 1, 1, 3,
)  # fmt: skip
SHORTEST_ARTICLE = 60  # words; half of the parts being shorter, they are items of one text
SHORTEST_STORY = 150  # words; the same for items that link to their whole text
MOST_OWN = 0.5  # share of running text below a head that may be the page's own
_FEWEST_ITEMS = 3
_WIDE_GAP = 2  # blank lines between two articles
_SHORTEST_SURE_TITLE = 4  # words
_LINKED = 0.6  # share of link text from which a title is a link


@dataclass(frozen=True, slots=True)
class Head:
    """A run of labels from `start` to the running text at `body` that could open an article."""

    start: int
    body: int
    title: int | None
    score: int
    after_related: bool
    wanted: bool
    signed: bool


def choose_heads(lines: Sequence[Line], *, thread: bool, site: str) -> list[Head]:
    """The heads at which a page is cut, in page order.

    Args:
        lines: The page's classified blocks.
        thread: The page is a thread of a forum: its posts are one text.
        site: The page's host.
    """
    heads = _find_heads(lines)
    strong = [h for h in heads if h.score >= STRONG_HEAD and not h.wanted]
    strong = _without_text(lines, strong)
    wanted = [] if thread else _wanted_heads(lines, heads, site)
    strong = sorted([*strong, *wanted], key=lambda head: head.start)
    weak = [h for h in heads if h not in strong and h.after_related and not h.wanted]
    if len(weak) > 1 and not any(h.after_related for h in strong):
        strong = sorted([*strong, *weak], key=lambda head: head.start)
    return strong


def _without_text(lines: Sequence[Line], heads: Sequence[Head]) -> list[Head]:
    """The heads below which hardly any of the page's own text stands before the next one."""
    ends = [*(h.start for h in heads), len(lines)][1:]
    return [
        h
        for h, end in zip(heads, ends, strict=True)
        if prose_words(lines, h.start, end, wanted=True)
        <= MOST_OWN * prose_words(lines, h.start, end)
    ]


def _wanted_heads(lines: Sequence[Line], heads: Sequence[Head], site: str) -> list[Head]:
    """Heads inside the text that open articles, not the items (posts, entries) of one text."""
    wanted = [h for h in heads if h.wanted and h.score >= WANTED_HEAD and h.signed]
    ends = [*(h.start for h in wanted), len(lines)][1:]
    words = [words_kept(lines, h.start, end) for h, end in zip(wanted, ends, strict=True)]
    least = [SHORTEST_STORY if _is_entry(lines, h, site) else SHORTEST_ARTICLE for h in wanted]
    if len(wanted) >= _FEWEST_ITEMS and median(words) < median(least):
        return []
    return [h for h, count, n in zip(wanted, words, least, strict=True) if count >= n]


def _is_entry(lines: Sequence[Line], head: Head, site: str) -> bool:
    """Whether a title is a link to another page of the same site, which has the whole text."""
    if head.title is None:
        return False
    title = lines[head.title].block
    return title.link_density > _LINKED and host_of(title.link) in ("", site)


def words_kept(lines: Sequence[Line], start: int, end: int) -> int:
    """The words of a stretch's running text that are the page's own."""
    own = (line.block for line in lines[start:end] if line.kind == "prose")
    return sum(block.words for block in own if block.wanted)


def _find_heads(lines: Sequence[Line]) -> list[Head]:
    """Every run of labels between two stretches of running text that could open an article."""
    heads = []
    start, seen_text, related, comments = 0, False, False, False
    for i, line in enumerate(lines):
        related = related or (line.kind == "related" and seen_text)
        comments = (comments and line.kind != "related") or (line.kind == "comments" and seen_text)
        if line.kind != "prose":
            continue
        if seen_text and start < i and not comments:
            head = _read_head(lines, start, i, related=related)
            if head is not None:
                heads.append(head)
        start, seen_text = i + 1, True
    return heads


def _read_head(lines: Sequence[Line], start: int, body: int, *, related: bool) -> Head | None:
    start = _head_start(lines, start, body)
    title = choose_title(lines, start, body)
    if title is None:
        return _untitled_head(lines, start, body, related=related)
    score = _evidence(lines, start, body, title) + _AFTER_RELATED * related
    begin = min([title, *(i for i in range(start, body) if _is_evidence(lines[i]))])
    signed = any(_is_evidence(line) for line in lines[start:body])
    signed = signed and lines[title].block.words >= _SHORTEST_SURE_TITLE  # no name of a member
    wanted = lines[body].block.wanted is True and lines[body].block.region != "teaser"
    return Head(begin, body, title, score, related, wanted, signed)


def _untitled_head(lines: Sequence[Line], start: int, body: int, *, related: bool) -> Head | None:
    """A date line with a byline or an outlet's name beside it, above text that nobody wants."""
    signs = [i for i in range(start, body) if _is_evidence(lines[i])]
    kinds = {lines[i].kind for i in signs}
    apart = bool(signs) and lines[signs[0]].block.gap >= _WIDE_GAP
    named = kinds & {"byline", "outlet"} or ("name" in kinds and apart)
    if "stamp" not in kinds or not named or lines[body].block.wanted:
        return None
    return Head(signs[0], body, None, STRONG_HEAD, related, wanted=False, signed=True)


def _head_start(lines: Sequence[Line], start: int, body: int) -> int:
    """Behind the last marker or <article> border; else behind the last wide gap before a title."""
    for i in range(body - 1, start - 1, -1):
        if lines[i].kind in ("related", "comments"):
            return i + 1
        if lines[i].block.opens_article:
            return i
    gaps = [i for i in range(start, body) if lines[i].block.gap >= 2]
    wide = [i for i in gaps if choose_title(lines, i, body) is not None]
    return wide[-1] if wide and any(_is_evidence(x) for x in lines[wide[-1] : body]) else start


def _is_evidence(line: Line) -> bool:
    return line.kind in ("stamp", "byline", "outlet", "name")


def _evidence(lines: Sequence[Line], start: int, body: int, title: int) -> int:
    head = lines[start:body]
    kinds = {line.kind for line in head}
    ago = any(n.dated and n.dated.ago and n.kind == "stamp" for n in head)
    date = _AGO_DATE if ago else _FULL_DATE * ("stamp" in kinds)
    score = (
        date
        + _BYLINE * ("byline" in kinds)
        + _OUTLET * ("outlet" in kinds or any(n.outlet for n in head))
    )
    score += _NAME * ("name" in kinds) + _HEADING * (lines[title].block.kind == "heading")
    score += _GAP * (lines[start].block.gap >= 2) + _NEW_ARTICLE * lines[start].block.opens_article
    return score


def prose_words(lines: Sequence[Line], start: int, end: int, *, wanted: bool = False) -> int:
    """The words of running text in a stretch, readers' comments and teasers aside."""
    prose = (x.block for x in lines[start:end] if x.kind == "prose")
    own = (block for block in prose if block.region not in ("teaser", "reader comments"))
    return sum(block.words for block in own if block.wanted or not wanted)
