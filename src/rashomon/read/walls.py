"""What stands in front of an article: paywalls, consent pages, checks for robots.

A paywall leaves the first lines: they are read, and the wall is kept beside them as a dropped part
with the reason PAYWALL. Behind the other two there is nothing to read: the input is refused.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from rashomon.core.errors import EmptyInput, RefusedInput
from rashomon.core.records import Document, Dropped, Page
from rashomon.read.assemble import PageReading

PAYWALL = "paywall"
PAYWALL_SAID = "the page shows only its first lines behind a paywall"
# Set by hand before anything was measured; `evals/walls.py` counts the false alarms.
_DECLARED_WORDS = 250  # of a text below which a declared paywall counts as shut
_WORDED_WORDS = 150  # of a text below which words of a paywall alone count
_CONSENT_WORDS = 500  # of all visible text, beyond which a page is more than a question
_CONSENT_KINDS = 4  # different terms of consent on such a page
_CONSENT_SHARE = 0.05  # of its words
_CONSENT_PERSONS = 2  # times that it says "we", and "you"
_CHECK_WORDS = 120  # of all visible text of a check for robots

_DECLARED = re.compile(
    r'"isAccessibleForFree"\s*:\s*"?false\b'
    r'|itemprop="isAccessibleForFree"[^>]{0,80}content="false"'
    r'|<meta[^>]{0,80}content_tier"[^>]{0,40}content="(?:locked|premium|paid)"',
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:subscribe|sign up|register|log ?in|sign in|create an? (?:free )?account|become a member|upgrade)"
    r"(?: now| today)? (?:to|and) (?:continue|keep|read|unlock|see|view|access|finish)\b"
    r"|\bto (?:continue|keep|finish) reading\b"
    r"|\b(?:this|the full) (?:article|story|content|post|report|column) is (?:only |exclusively )?"
    r"(?:for|available to|reserved for|exclusive to|free to|limited to) (?:our |paid |paying |registered )*(?:subscribers|members|users)\b"
    r"|\b(?:unlock|get full access to) (?:this|the full|the rest|all|every) (?:article|story|post|report|stories|articles)\b"
    r"|\byou(?: have|'ve|’ve) (?:reached|used|read) (?:your|all)[^.!?]{0,40}\b(?:free|monthly|limit)\b"
    r"|\bsubscribers? only\b|\bsubscriber[- ]exclusive\b|\bfor paid subscribers\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?P<cookies>cookies?)\b|\b(?P<consent>consents?)\b|\b(?P<privacy>privacy)\b|\b(?P<partners>(?:our|\d+) (?:\w+ )?(?:partners|vendors))\b"
    r"|\b(?P<data>personal(?:ised|ized)? (?:data|ads|advertising|content|information))\b"
    r"|\b(?P<accept>(?:accept|agree|reject|refuse|decline|allow)(?: and \w+)?(?: to)?(?: all)?)\b"
    r"|\b(?P<manage>manage (?:\w+ )?(?:settings|options|preferences|choices|cookies))\b"
    r"|\b(?P<legitimate>legitimate interests?)\b|\b(?P<device>(?:store|access) [^.]{0,30}on (?:a|your) device)\b"
    r"|\b(?P<withdraw>withdraw|change your (?:mind|choices?))\b",
    re.IGNORECASE,
)
_WE, _YOU = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE), re.compile(r"\byour?\b", re.IGNORECASE)
_CHECK = re.compile(
    r"\b(?:verify(?:ing)? (?:that )?you(?: are|'re|’re) (?:a |not a )?(?:human|robot)"
    r"|checking (?:if the site connection is secure|your browser)"
    r"|enable javascript and cookies to continue|are you a robot|confirm (?:that )?you(?: are|'re|’re) (?:a |not a )?(?:human|robot)"
    r"|unusual (?:traffic|activity) from your|(?:complete|solve) the captcha|pardon our interruption)",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]{1,300}")
_REMEDY = "open it in a browser, get past it, save the page and open the file"


def read_past_walls(
    page: Page, source: str, read: Callable[[Page, str], PageReading]
) -> PageReading:
    """Read an HTML page and tell what stands in front of its article.

    Args:
        page: The page.
        source: Its markup.
        read: What reads it.

    Raises:
        RefusedInput: it holds nothing but a question about cookies or a check for robots.
        EmptyInput: there is no article text on it; the message names a paywall where there is one.
    """
    from rashomon.read.html import strip_tags

    try:
        reading = read(page, source)
    except EmptyInput as empty:
        _refuse(page, strip_tags(source))
        if _declared(source):
            reason = f"a paywall hides all of its text; {_REMEDY}"
            raise EmptyInput(page.ref, reason) from empty
        raise
    _refuse(page, reading.text)
    return _with_paywall(reading, source)


def _refuse(page: Page, text: str) -> None:
    words = len(text.split()) if len(text) < 20 * _CONSENT_WORDS else _CONSENT_WORDS + 1
    if words <= _CHECK_WORDS and _CHECK.search(text):
        raise RefusedInput(page.ref, f"a check for robots stands in front of it; {_REMEDY}")
    if words <= _CONSENT_WORDS and _asks_consent(text, words):
        raise RefusedInput(page.ref, f"a consent page stands in front of it; {_REMEDY}")


def _asks_consent(text: str, words: int) -> bool:
    """It speaks of cookies and the like, and in the first person to a second: a report would not."""
    kinds = [match.lastgroup for match in _CONSENT.finditer(text)]
    if len(set(kinds)) < _CONSENT_KINDS or len(kinds) < _CONSENT_SHARE * words:
        return False
    return all(len(person.findall(text)) >= _CONSENT_PERSONS for person in (_WE, _YOU))


def _with_paywall(reading: PageReading, source: str) -> PageReading:
    main = next(doc for doc in reading.documents if doc.role == "main")
    words = len(main.text.split())
    if words >= _DECLARED_WORDS:
        return reading
    worded = _WORDED.search(reading.text)
    declared = _declared(source)
    if worded and (declared or words < _WORDED_WORDS):
        return _marked(reading, main, _line_of(reading.text, worded))
    return _marked(reading, main, declared[0]) if declared else reading


def _declared(source: str) -> re.Match[str] | None:
    """Where markup says that the text is not free."""
    lower = source.lower()  # a look for the words alone is ten times faster than for the forms
    named = "isaccessibleforfree" in lower or "content_tier" in lower
    return _DECLARED.search(source) if named else None


def _marked(reading: PageReading, main: Document, evidence: str) -> PageReading:
    """The reading with its wall: the dropped part that words it, or else the evidence as a part."""
    for number, part in enumerate(reading.dropped):
        if _WORDED.search(part.text):
            wall = Dropped.make(
                page=part.page, doc=main.id, at=part.at, text=part.text, reason=PAYWALL
            )
            dropped = (*reading.dropped[:number], wall, *reading.dropped[number + 1 :])
            return replace(reading, dropped=dropped)
    at = len(main.text)
    wall = Dropped.make(page=main.page, doc=main.id, at=at, text=evidence, reason=PAYWALL)
    return replace(reading, dropped=(*reading.dropped, wall))


def _line_of(text: str, found: re.Match[str]) -> str:
    start = text.rfind("\n", 0, found.start()) + 1
    line = _LINE.match(text, start)
    return line[0] if line else found[0]
