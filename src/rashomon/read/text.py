"""Frozen text: normalised one code point for one, so that no offset ever shifts."""

import re

_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
_CONTROLS = "\x00-\x08\x0d-\x1f\x7f-\x84\x86-\x9f"
_LONE_SURROGATES = "\ud800-\udfff"
# what is left after the common ones are replaced; one class alone is what a search is fastest with
_RARE = re.compile(f"[{_LINE_BREAKS}{_SPACES}{_CONTROLS}{_LONE_SURROGATES}]")
_ORDINARY = bytes({*range(128)} - {*range(10), *range(11, 32), 127})
_WIDE_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
PREFIX = 2_000  # characters that are looked at where only the beginning of a text matters


def normalise(text: str) -> str:
    """Replace odd white space, control characters and broken surrogates, one code point for one.

    Composed and decomposed letters stay as they are: composing would change the length.
    """
    text = text.replace("\r\n", " \n").replace("\r", "\n").replace("\t", " ").replace("\xa0", " ")
    # a page is mostly ASCII: what is left without it is searched in a tenth of the time
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    for rare in set(_RARE.findall(rest.decode("utf-8", "surrogatepass"))):
        text = text.replace(rare, _replacement(rare))
    return text


def _replacement(rare: str) -> str:
    if rare in _LINE_BREAKS:
        return "\n"
    return "\ufffd" if "\ud800" <= rare <= "\udfff" else " "


def count_words(text: str, *, limit: int = PREFIX) -> int:
    """Count the words of a text's first `limit` characters; scripts without spaces by two's."""
    start = text[:limit]
    if start.isascii():
        return len(start.split())
    return max(len(start.split()), len(_WIDE_SCRIPT.findall(start)) // 2)
