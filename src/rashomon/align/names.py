"""Names as strings: which of two is a part, the acronym or the people of the other."""

import re

from rashomon.align.nouns import HONORIFICS, noun_kinds
from rashomon.core.bodies import Label

_WORD = re.compile(r"[^\s,;:()\"“”]+")
_SMALL = frozenset("of the and for in on de la le du der von van den al el & at to y".split())
_PLACE_WORDS = frozenset(
    "port old mount lake river cape fort republic kingdom island islands of the saint santa st".split()
)
_PEOPLE_ENDINGS = ("ian", "ean", "ish", "ese", "ite", "an", "ic", "er", "n", "i", "s")
STEM = 3  # letters that a place and its people must share
_CHANGED = 2  # letters that a place's name may lose before the ending: "Selenia", "Selenic"
MIN_ACRONYM, MAX_ACRONYM = 2, 7
_PLACES = frozenset(["GPE", "LOC", "FAC"])
Key = tuple[str, ...]


def name_key(name: str) -> Key:
    """The words that tell a name from others: without article, honorific, title, genitive, case."""
    words = [word.strip(".'’").casefold() if len(word) > 3 else word.casefold() for word in _WORD.findall(name)]  # fmt: skip
    words = [re.sub(r"['’]s$", "", word) for word in words]
    while len(words) > 1 and (words[0] == "the" or words[0] in HONORIFICS):
        words.pop(0)
    return tuple(word for word in words if word)


def without_title(key: Key) -> Key:
    """A person's name without the title that the reader took into it."""
    kept = list(key)
    while len(kept) > 1 and (kept[0] in HONORIFICS or "person" in noun_kinds(kept[0])):
        kept.pop(0)
    return tuple(kept)


def is_part(short: Key, short_label: Label, whole: Key, label: Label) -> bool:
    """Whether a shorter name is a usual short form of a longer one."""
    if not short or len(short) > len(whole) or short == whole:
        return False
    if label == "PERSON":
        return short_label in {"PERSON", "ORG", "MISC", "LOC", "GPE"} and _part_of_person(short, whole)  # fmt: skip
    if label in _PLACES:
        rest = set(whole) - set(short)
        return short_label in {*_PLACES, "ORG", "MISC"} and rest <= _PLACE_WORDS
    if short_label != label or len(short) == len(whole):
        return False
    ends, begins = whole[-len(short) :] == short, whole[: len(short)] == short
    if whole[0] in _PLACE_WORDS and ends and set(whole) - set(short) <= _PLACE_WORDS:
        return True
    return (ends and whole[-len(short) - 1] not in _SMALL) or (begins and whole[len(short)] not in _SMALL)  # fmt: skip


def _part_of_person(short: Key, whole: Key) -> bool:
    if len(whole) == 1:
        return whole[0].endswith("-" + short[0])
    if len(short) == 1:
        last = whole[-1]
        return short[0] in {whole[0], last} or last.endswith("-" + short[0])
    return whole[-len(short) :] == short or (short[0], short[-1]) == (whole[0], whole[-1])


def is_acronym(short: str, whole: str) -> bool:
    """Whether capitals are the initials of a longer name, its small words left out or not."""
    letters = short.replace(".", "")
    return letters.isupper() and letters.casefold() in initials(whole)


def initials(name: str) -> set[str]:
    """The initials of a name of several words, its small words left out or not."""
    words = [word.casefold() for word in re.split(r"[\s-]+", name) if word and word[0].isalnum()]
    big = "".join(word[0] for word in words if word not in _SMALL)
    every = "".join(word[0] for word in words if word != "the")
    return {letters for letters in (big, every) if MIN_ACRONYM <= len(letters) <= MAX_ACRONYM}


def is_people_of(people: str, place: str) -> bool:
    """Whether an adjective or demonym is made of a place's name: "Talmiri" and "Talmir"."""
    people, place = people.casefold(), place.casefold()
    for ending in _PEOPLE_ENDINGS:
        stem = people.removesuffix(ending)
        if stem == people or len(stem) < STEM:
            continue
        lost = len(place) - len(stem)
        if place.startswith(stem) and 0 <= lost <= _CHANGED and not place[len(stem) :].strip("aeiouy"):  # fmt: skip
            return True
    return False
