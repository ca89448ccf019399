"""Which outlet had a text first: notes on republication, agencies in datelines and bylines."""

import re

from rashomon.read.byline import LONGEST_BYLINE, clean_outlet, could_be_outlet, looks_like_outlet

_LONGEST_NOTE = 400  # characters of a block that may hold a note on republication
_WORD = r"[A-ZÀ-Þ0-9][\w&.'’-]*"
_NAME = rf"(?P<name>(?:[Tt]he )?{_WORD}(?: (?:(?:of|the|and|&|for|on|in|de|der|la|del) )*{_WORD}){{0,5}})"
_FIRST = re.compile(
    r"\b(?:originally|first|previously)\s+(?:published|appeared|posted|printed|ran|released)"
    rf"(?:\s+online)?(?:\s+(?:in|by|on|at|with))?\s*:?\s*[“\"']?{_NAME}"
)
_AGAIN = re.compile(
    r"\b(?:[Rr]e-?published|[Rr]eprinted|[Ss]yndicated|[Rr]eposted|[Cc]ross-?posted|[Rr]eproduced)\s+(?:here\s+)?"
    rf"(?:with\s+(?:the\s+)?(?:kind\s+)?permission\s+)?(?:of|from|by|courtesy of)\s*:?\s*[“\"']?{_NAME}"
)
_COURTESY = re.compile(
    rf"^\W*(?:(?:[Tt]his \w+ (?:is|comes|came) )?[Cc]ourtesy of|[Vv]ia|[Ss]ource|[Cc]redit|[Tt]his \w+ comes from)\s*:?\s*{_NAME}\W*$"
)
_TIME_WORDS = re.compile(
    r"\s+(?:on|in|at)?\s*(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)\w*|\d+)\b.*$"
)
_NO_OUTLET = re.compile(
    r"^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)|\d+|English|German|French|Spanish|I|We|It)\b"
)
_AGENCY = re.compile(r"(?:^|[,|·•/(–—-]|\bfor\b)\s*(?P<name>[^,|·•/()]{2,48})\)?\s*$")
_ACRONYM = re.compile(r"[A-Z]{2,4}")


def find_origin(text: str) -> str:
    """The outlet that a note names as the first one ("This article first appeared in …"), or ""."""
    if len(text) > _LONGEST_NOTE:
        return ""
    for pattern in (_FIRST, _AGAIN, _COURTESY):
        for match in pattern.finditer(text):
            name = _clean(match["name"])
            if name:
                return name
    return ""


def _clean(name: str) -> str:
    name = _TIME_WORDS.sub("", name).strip(" .,:;“”\"'")
    return "" if not name or _NO_OUTLET.match(name) else clean_outlet(name)


def find_agency(byline: str) -> str:
    """The agency or outlet behind the reporter in a byline ("By Mira Tolland, Norland Press")."""
    match = _AGENCY.search(byline[:LONGEST_BYLINE].strip())
    name = match["name"].strip() if match else ""
    known = _ACRONYM.fullmatch(name) or (looks_like_outlet(name) and could_be_outlet(name))
    return name if known else ""
