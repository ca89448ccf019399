"""Which outlet had a text first: notes on republication, agencies in datelines and bylines."""

import re

from rashomon.read.byline import LONGEST_BYLINE, clean_outlet, looks_like_outlet

_LONGEST_NOTE = 400  # characters of a block that may hold a note on republication
_WORD = r"[A-ZÀ-Þ0-9][\w&.'’-]*"
_NAME = rf"(?P<name>(?:[Tt]he )?{_WORD}(?: (?:(?:of|the|and|&|for|on|in|de|der|la|del) )*{_WORD}){{0,5}})"
_FIRST = re.compile(
    r"(?i:\b(?:originally|first|previously)\s+(?:published|appeared|posted(?!\s+by)|printed|ran|released)"
    rf"(?:\s+online)?(?:\s+(?:in|by|on|at|with))?)\s*:?\s*[“\"']?{_NAME}"
)
_AGAIN = re.compile(
    r"\b(?:[Rr]e-?published|[Rr]eprinted|[Ss]yndicated|[Rr]eposted|[Cc]ross-?posted)\s+(?:here\s+)?"
    rf"(?:with\s+(?:the\s+)?(?:kind\s+)?permission\s+)?(?:of|from|by|courtesy of)\s*:?\s*[“\"']?{_NAME}"
)
_VIA = re.compile(
    rf"^\W*(?:[Vv]ia|[Ss]ource|[Tt]his \w+ (?:is|comes|came) from)\s*:?\s+{_NAME}\W*$"
)
_TIME_WORDS = re.compile(
    r"\s+(?:on|in|at)?\s*(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)\w*|\d+)\b.*$"
)
_NO_OUTLET = re.compile(
    r"^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)|\d+|English|German|French|Spanish|I|We|It)\b"
)
_BEHIND = re.compile(r"(?:[,|·•/(–—-]|\bfor\b)\s*(?P<name>[^,|·•/()]{2,48})\)?\s*$")
_AGENCIES = frozenset(
    "AP AFP CNN BBC PA DPA UPI ANI PTI TASS EFE ANSA APA NPR AAP ABC CBS NBC Reuters".split()
)


def find_origin(text: str) -> str:
    """The outlet that a note names as the first one ("This article first appeared in …"), or ""."""
    if len(text) > _LONGEST_NOTE:
        return ""
    for pattern in (_FIRST, _AGAIN):
        for match in pattern.finditer(text):
            name = _clean(match["name"])
            if name:
                return name
    via = _VIA.match(text)
    return clean_outlet(via["name"]) if via and looks_like_outlet(via["name"]) else ""


def _clean(name: str) -> str:
    name = _TIME_WORDS.sub("", name).strip(" .,:;“”\"'")
    return "" if not name or _NO_OUTLET.match(name) else clean_outlet(name)


def find_agency(byline: str) -> str:
    """The agency or outlet behind the reporter in a byline ("By Mira Tolland, Norland Press")."""
    match = _BEHIND.search(byline[:LONGEST_BYLINE].strip())
    name = match["name"].strip() if match else ""
    return name if is_agency(name) else ""


def is_agency(name: str) -> bool:
    """Whether a name beside a reporter's is an agency's or another outlet's, by its words."""
    return name in _AGENCIES or looks_like_outlet(name)
