"""Who wrote it, and for whom: bylines, authors' notes, outlet lines."""

import re
from dataclasses import dataclass

LONGEST_BYLINE = 160  # characters
_PARTICLES = frozenset(
    "de da di del della der den van von al el bin ibn la le du dos y e of ter ten zu".split()
)
_SMALL = _PARTICLES | {"the", "and", "&", "for", "on", "in"}
_NOT_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "time",
        "way",
        "contrast",
        "comparison",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "popular",
        "demand",
        "email",
        "mail",
        "phone",
        "default",
        "design",
        "law",
        "night",
        "day",
        "morning",
        "noon",
        "then",
        "now",
        "when",
        "while",
        "our",
        "its",
        "his",
        "her",
        "their",
        "staff-only",
        "comments",
        "share",
        "read",
        "more",
        "news",
        "published",
        "updated",
        "posted",
        "related",
        "solutions",
        "states",
        "america",
        "tips",
        "lifestyle",
        "commerce",
        "tax",
        "credit",
        "amounts",
        "services",
        "guide",
        "topic",
        "question",
        "discussion",
        "general",
        "member",
        "thread",
        "tools",
        "student",
        "hub",
        "undefined",
        "post",
        "previous",
        "next",
    ]
)
_DESK = re.compile(
    r"\b(?:staff(?: reporters?| writers?)?|agenc(?:y|ies)|news ?desk|newsroom|editorial board|editors|correspondents|reporters)$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:(?:(?:written|reported|posted|published|words|text|story|analysis|opinion|comment|essay|report|review|guest post|article"
    r"|op-ed|column|commentary)\s+)?by\b\s*:?|(?:writer|author|authors|reporter|columnist|contributor|words|text)\s*:)\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_DATED_LABEL = re.compile(
    r"^(?:(?:first )?published|posted|written|updated)\b.{1,40}?\bby:?\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(
    r",?\s+(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|may|june|july)"
    r",?\s+\d.*$",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:[|•·;(\[]|\s[–—-]\s|,?\s+(?:on|in|at|for|updated|published)\s+(?=[A-Z0-9])|,\s|\s\d|\s{2,}|@)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)", re.IGNORECASE)
_TOKEN = re.compile(r"^(?:[^\W\d_]\.?|[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)*\.?)$")
_ROLES = (
    "analyst|professor|lecturer|fellow|author|writer|journalist|editor|reporter|correspondent|director|columnist|researcher|historian"
    "|contributor|scholar|scientist|economist|novelist|essayist|blogger|commentator|critic|lawyer|attorney|officer|diplomat|ambassador"
    "|strategist|consultant|activist|teacher|student|veteran|expert|founder|president|chair|poet|filmmaker|photographer|broadcaster"
    "|adviser|advisor|specialist|candidate|minister|politician|senator|physician|engineer|freelancer"
)
_JOB = re.compile(rf"\b(?:{_ROLES}|desk|bureau|agency|staff)s?$", re.IGNORECASE)
_NAME = r"(?P<name>(?:[A-ZÀ-Þ][^\W\d_]*\.?(?:[-'’][^\W\d_]+)*\s+){1,3}?(?:(?:de|van|von|al|bin|der|den|da|la|el)[ -])*[A-ZÀ-Þ][^\W\d_]+(?:[-'’][^\W\d_]+)*)"
_BIO = re.compile(
    rf"^(?:About the author:?\s*)?{_NAME}(?:,? (?:PhD|MD|Jr\.?|OBE))?,? (?:is|was) (?:an?|the|our|one of|currently an?|editor|senior|chief|co-)\b.{{0,160}}?\b(?:{_ROLES})s?\b",
)
_WRITES = re.compile(
    rf"^{_NAME} (?:writes|covers|reports|teaches|lectures|blogs|edits|contributes) (?:about|on|for|from|at|the|regularly|history|politics)\b"
)
_BIO_EXTRA = re.compile(
    r"\b(?:author of|(?:his|her|their) (?:latest |new |upcoming |first |most recent )?(?:book|novel|podcast|column|newsletter|channel|work)|follow (?:him|her|them)"
    r"|formerly|podcast|published (?:by|in)|lives in|based in|on (?:twitter|x|bluesky|mastodon)|university|institute|the author|@\w+)",
    re.IGNORECASE,
)
_OUTLET_WORDS = re.compile(
    r"\b(?:times|post|news|herald|guardian|independent|tribune|journal|telegraph|gazette|courier|chronicle|observer|standard|mail|mirror"
    r"|express|review|press|agency|daily|weekly|magazine|monitor|today|radio|tv|television|broadcasting|network|star|globe|sun|record"
    r"|dispatch|echo|bulletin|register|sentinel|examiner|blog|wire|zeitung|monde|reuters)\b",
    re.IGNORECASE,
)
_DASHED = re.compile(r"^\s*[-–—]\s*(?P<name>[^\W\d_].{1,48})$")
_SOURCE = re.compile(
    r"^\s*(?:source|via|from|originally published (?:in|by|on)|first published (?:in|by|on)|outlet|publication)\s*:\s*(?P<name>.{2,48})$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[\s,.]*(?P<name>[A-ZÀ-Þ][^.|©]{2,48}?)(?:\s+(?:Ltd|Inc|LLC|GmbH|plc|Trust|Publishing|Limited|Media Group)\b|\.|\||,|$| All rights)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^\(?(?:additional )?(?:reporting|report|writing|written|compiled) by (?P<rest>[^;)]{3,120})",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[A-ZÀ-Þ][^()\n]{2,60}\((?P<agency>[A-ZÀ-Þ][\w&. -]{1,30})\)\s*[-–—:]")
_INSTITUTION = re.compile(
    r"^(?:the )?(?:(?:federal|national|state|foreign|royal) )?(?:ministry|department|office|embassy|government|council|commission"
    r"|committee|authority|agency|directorate|parliament|senate|cabinet|presidency|secretariat|union|federation|association)\b",
    re.IGNORECASE,
)
LONGEST_OUTLET = 5  # words
LONGEST_NAME = 5  # words
LONGEST_DESK = 6  # words


@dataclass(frozen=True, slots=True)
class Bio:
    """A note about the author: whose, and whether it says so beyond doubt."""

    name: str
    sure: bool


def find_byline(line: str) -> str:
    """The author named by a byline ("By Jane Doe, foreign editor"), in usual spelling, or ""."""
    if len(line) > LONGEST_BYLINE:
        return ""
    match = _LABEL.match(line) or _DATED_LABEL.match(line)
    if match is None:
        return ""
    rest = _DAY_BEHIND.sub("", match["rest"])
    if is_desk(rest):
        return rest.strip()
    labelled = ":" in line[: match.start("rest")]
    names = [clean_name(part, loose=labelled) for part in _parts(rest)]
    if not names or not names[0]:
        return ""
    rest_of_them = [name for name in names[1:] if name and not looks_like_outlet(name)]
    return ", ".join([names[0], *rest_of_them])  # "Mira Tolland, Norland Press" is one person


def _parts(rest: str) -> list[str]:
    """The names before the first separator; "A, B and C" counts as three."""
    listed = re.match(r"^[^|•·;(\[\d@]+", rest)
    whole = listed.group().strip(" -–—,.") if listed else ""
    pieces = _AND.split(whole)
    pieces = [piece for piece in pieces if not _JOB.search(piece)]
    if len(pieces) > 1 and all(clean_name(piece) for piece in pieces):
        return pieces
    first = _CUT.split(rest, maxsplit=1)[0]
    return _AND.split(first) if first else []


def clean_name(name: str, *, loose: bool = False) -> str:
    """A person's name in usual spelling ("john raymond" → "John Raymond"), or "" if it is none.

    Args:
        name: What stands where a name is expected.
        loose: A label says that it is a name: lower case and single words will do.
    """
    words = name.strip(" \t\n.,:;|•·-–—\"'").split()
    if not (1 if loose else 2) <= len(words) <= LONGEST_NAME:
        return ""
    if not all(_TOKEN.match(word) for word in words) or any(w.lower() in _NOT_NAMES for w in words):
        return ""
    if loose or all(w.isupper() for w in words if len(w) > 1):
        return " ".join(_spell(word, first=not i) for i, word in enumerate(words))
    if not all(w[0].isupper() or w.lower() in _PARTICLES or "-" in w or "'" in w for w in words):
        return ""
    return " ".join(words) if words[0][0].isupper() and words[-1][0].isupper() else ""


def _spell(word: str, *, first: bool) -> str:
    """One word of a name: capitals where it had none or nothing else."""
    if not (word.islower() or word.isupper()):
        return word
    if word.lower() in _PARTICLES and not first:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda m: m.group()[0].upper() + m.group()[1:].lower(), word)


def is_name(line: str) -> str:
    """The name if a line holds nothing but a person's name, else ""."""
    return (
        clean_name(line)
        if len(line) <= 60 and not find_outlet(line) and not _OUTLET_WORDS.search(line)
        else ""
    )


def is_desk(name: str) -> bool:
    """Whether a byline names a desk, not a person ("Lantern staff and agencies")."""
    return bool(_DESK.search(name.strip())) and len(name.split()) <= LONGEST_DESK


def find_bio(paragraph: str) -> Bio | None:
    """The author whom a closing note introduces ("Jane Doe is a fellow at …"), or None.

    Only the form is judged here; the caller knows whether the person is part of the story.
    """
    start = paragraph[:600].strip().strip("*_ ")
    match = _BIO.match(start) or _WRITES.match(start)
    if match is None:
        return None
    name = clean_name(match["name"])
    return Bio(name, bool(_BIO_EXTRA.search(paragraph[:2_000]))) if name else None


def find_outlet(line: str) -> str:
    """The outlet that a line of its own names: "- The Oldtown Courier", "Source: …"."""
    line = line.strip()
    match = (_DASHED.match(line) or _SOURCE.match(line)) if len(line) <= LONGEST_BYLINE else None
    return clean_outlet(match["name"]) if match and could_be_outlet(match["name"]) else ""


def find_credit(line: str) -> str:
    """The reporter in an agency's closing line: "(Reporting by Mira Tolland; editing by …)"."""
    match = _CREDIT.match(line.strip()) if len(line) <= 2 * LONGEST_BYLINE else None
    if match is None:
        return ""
    names = [clean_name(part) for part in _parts(match["rest"])]
    return ", ".join(name for name in names if name)


def find_institution(line: str) -> str:
    """The body that issues a statement ("Ministry of the Sea"), named by a line of its own."""
    words = line.split()
    known = len(words) <= 2 * LONGEST_OUTLET and _INSTITUTION.match(line) and _titled(words)
    return clean_outlet(line) if known else ""


def find_dateline(text: str) -> str:
    """The agency that a report's first words name: "OLDTOWN, May 3 (Norland Press) - …", or ""."""
    match = _DATELINE.match(text[:200])
    return match["agency"].strip() if match else ""


def looks_like_outlet(line: str) -> bool:
    """Whether a short line could be the name of an outlet by its words alone."""
    several = " " in line.strip()  # "Blog" and "News" alone are sections
    return several and bool(_OUTLET_WORDS.search(line[:LONGEST_BYLINE])) and could_be_outlet(line)


def could_be_outlet(line: str) -> bool:
    """Whether a short line has the form of an outlet's name: a few capitalised words."""
    words = line.split()
    return 0 < len(words) <= LONGEST_OUTLET and _titled(words)


def clean_outlet(name: str) -> str:
    """An outlet's name without what stands around it; capitals only become usual spelling."""
    name = name.strip(" .,:;|-–—")
    if not name.isupper() or " " not in name:
        return name
    first, *rest = name.split()
    small = (w.lower() if w.lower() in _SMALL else _spell(w, first=False) for w in rest)
    return " ".join([_spell(first, first=True), *small])


def find_copyright(line: str) -> str:
    """The owner in a copyright notice."""
    match = _COPYRIGHT.search(line[: 2 * LONGEST_BYLINE])
    return clean_outlet(match["name"]) if match and could_be_outlet(match["name"]) else ""


def _titled(words: list[str]) -> bool:
    """Whether every word but small ones is capitalised."""
    return all(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in words)
