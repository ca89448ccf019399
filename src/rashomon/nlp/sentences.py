"""Sentence spans by rule: abbreviations, initials, decimals, closing quotes, lines, headings, list items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.core.spans import Span, trim
from rashomon.nlp.tokens import tokenize

MAX_TOKENS = 120  # what the reader takes at once; longer "sentences" (tables, lists) are cut
_CUT_WINDOW = 40  # tokens before the maximum in which a comma or semicolon is preferred as the cut
_LONG_LINE = 52  # characters; hard-wrapped text has lines of about 60 to 80

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_ITEM = re.compile(r"[^\S\n]*(?:[-*•·▪◦●‣–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][)])[^\S\n]+(?=\S)")
# "PORT AVERIN, Merrowe, March 12 (North Wire) - ": where and when a report was sent
_DATELINE = re.compile(
    r"[A-Z]{3}[A-Z.'’ -]{0,40}(?:, [A-Z][\w. ]{1,30}){0,3}(?: \([^()\n]{2,40}\))? ?[–—-]{1,2} (?=[\"“‘']?[A-Z])"
)
_STOP = re.compile(
    r"""(?:[.!?…]+|[。！？])["'”’»)\]]*(?:\s?\[\d{1,3}\])*(?=\s)|[。！？]+["”’」』]*"""
    r"""|(?<=[a-z]{3})[.!?](?=(?:The|This|That|It|He|She|They|But|And|In|On|We|You|There|If|When)\s)"""
)
_NEXT = re.compile(r"""\s*["'“‘«(\[]*(\S+)""")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TITLES = _words(
    """
    mr mrs ms mlle mme dr prof gen col lt sgt capt cpl maj adm sen rep gov pres hon rev st fr sr jr
    brig cmdr supt insp messrs mt ft vs v no nos fig figs p pp vol art sec ch eq approx ca cf
    e.g i.e viz al
    """
)
_SHORT = _words(
    """
    u.s u.k u.n e.u u.s.a u.s.s.r u.a.e d.c a.m p.m b.c a.d ph.d inc ltd corp co bros plc llc
    etc est dept ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu
    fri sat sun min max tel ext ed eds jr sr
    """
)
_STARTERS = _words(
    """
    the a an this that these those it its he his she her they their we our you your i my there
    here in on at by for from with to of as but and or so if when while after before since
    because although though however meanwhile moreover what who why how where which not no yes
    both some many most all one another such then now also according earlier later
    """
)
_SAID = re.compile(
    r"""\s+(?:[^\s.!?"“”]+\s+){0,3}(?:said|says|asked|asks|told|wrote|writes|added|replied|shouted|cried|wondered|answered)\b"""
)


def split_sentences(text: str) -> list[Span]:
    """Cut a text into sentences.

    Args:
        text: Any text; it may be empty or one line of a hundred megabytes (the time is linear).

    Returns:
        Half-open code-point spans in order, trimmed, without overlap, none of them over a blank
        line; list markers and datelines stand outside. Nothing is longer than MAX_TOKENS tokens.
    """
    found: list[Span] = []
    for block in _blocks(text):
        for start, end in _lines(text, block):
            sent = _DATELINE.match(text, start, end)
            for span in _stops(text, sent.end() if sent else start, end):
                found.extend(_cut(text, trim(text, span)))
    return found


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for blank in _BLANK.finditer(text):
        yield (start, blank.start())
        start = blank.end()
    yield (start, len(text))


def _lines(text: str, block: Span) -> Iterator[Span]:
    """The block's logical lines: hard-wrapped ones are joined, list markers left out."""
    lines = list(_physical(text, block))
    wrapped = len(lines) > 2 and all(_LONG_LINE <= e - s <= 90 for s, e in lines[:-1])
    start: int | None = None
    for number, (first, last) in enumerate(lines):
        item = _ITEM.match(text, first, last)
        if start is None:
            start = item.end() if item else first
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is None or not _continues(text, (first, last), following, wrapped=wrapped):
            yield (start, last)
            start = None


def _physical(text: str, block: Span) -> Iterator[Span]:
    start, end = block
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield (start, stop)
        start = stop + 1


def _continues(text: str, line: Span, following: Span, *, wrapped: bool) -> bool:
    """Whether the next line goes on with the sentence of this one."""
    tail = text[max(line[0], line[1] - 30) : line[1]].rstrip()
    head = text[following[0] : min(following[1], following[0] + 30)].lstrip()
    if not tail or not head or _ITEM.match(text, *following) or tail[-1] in ".!?:":
        return False
    if line[1] - line[0] < _LONG_LINE:
        return tail[-1] == "," and head[0].islower()
    return wrapped or head[0].islower() or tail[-1] == "," or tail.split()[-1] in _STARTERS


def _stops(text: str, start: int, end: int) -> Iterator[Span]:
    """A logical line's sentences."""
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, start, stop, end):
            yield (start, stop.end())
            start = stop.end()
    yield (start, end)


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether the sign really closes the sentence that began at `start`."""
    sign, after = stop.group(), _NEXT.match(text, stop.end(), min(end, stop.end() + 60))
    if after is None or sign[0] in "。！？":
        return True
    word = after.group(1)
    if word[0] in ".?!":  # a spaced ellipsis
        return False
    plain = word.strip("\"'“”‘’.,;:!?()[]").lower()
    if sign.startswith(".") and not sign.startswith(".."):
        before = text[max(start, stop.start() - 30) : stop.start()].split()
        return _period_ends(before[-1] if before else "", word, plain, alone=len(before) < 2)
    if (
        len(sign) > 1
        and sign[-1] in "\"'”’»"
        and _SAID.match(text, stop.end(), min(end, stop.end() + 80))
    ):
        return False
    if len(sign) > 1 and word[0] in "-–—":
        return False
    return not word[0].islower() or not sign.strip("?!")


def _period_ends(before: str, word: str, plain: str, *, alone: bool) -> bool:
    """Decide a single full stop by the words on its two sides."""
    last = before.lstrip("\"'“‘([").lower()
    if last in _TITLES or (alone and last.isdigit()):
        return last == "no" and plain in _STARTERS
    initial = len(last) == 1 and last.isalpha() and before[-1:].isupper()
    if initial or last in _SHORT or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", last):
        return word[0].isupper() and plain in _STARTERS
    if word[0].islower():
        return len(last) > 2 and last.isalpha() and plain in _STARTERS
    return True


def _cut(text: str, span: Span) -> list[Span]:
    start, end = span
    if end <= start:
        return []
    if end - start <= MAX_TOKENS:  # a token has at least one character
        return [span]
    tokens = tokenize(text[start:end])
    found: list[Span] = []
    first = 0
    while len(tokens) - first > MAX_TOKENS:
        last = _cut_at(text, start, tokens, first)
        found.append((start + tokens[first][0], start + tokens[last - 1][1]))
        first = last
    return [*found, (start + tokens[first][0], end)] if tokens else [span]


def _cut_at(text: str, start: int, tokens: list[Span], first: int) -> int:
    """The token after the last comma or semicolon before the maximum, else the maximum."""
    for last in range(first + MAX_TOKENS, first + MAX_TOKENS - _CUT_WINDOW, -1):
        if text[start + tokens[last - 1][0]] in ",;|•":
            return last
    return first + MAX_TOKENS
