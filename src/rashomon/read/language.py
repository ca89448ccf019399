"""In which language a text is written, as an ISO 639-1 code.

English is told by its own small words, which costs nothing; only what has too few of them is shown
to py3langid (97 languages, 4.5 MB).
"""

import re

LONGEST_LOOKED_AT = 4_000  # characters
_FEWEST_WORDS = 12  # of a text that can tell its language
_FEWEST_LETTERS = 40  # the same for scripts that put no spaces between words
_ENGLISH_SHARE = 0.22  # of all words; the lowest of 500 WCXB pages' main texts is told in docs
_ENGLISH = frozenset(
    ("the of and to that is was for it with as on be by at this are or from but not have had has he she they we you his"
     " her their our its will would which who were been said an").split()
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def name_language(text: str, *, told: str = "") -> tuple[str, str]:
    """A text's language and how it is known; two empty strings where nothing tells.

    Args:
        text: Its beginning is looked at.
        told: What the page says of itself, which counts for texts too short to tell.
    """
    start = text[:LONGEST_LOOKED_AT]
    words = [word.casefold() for word in _WORD.findall(start)]
    if len(words) < _FEWEST_WORDS and sum(map(len, words)) < _FEWEST_LETTERS:
        return (told, "html lang") if told else ("", "")
    english = sum(word in _ENGLISH for word in words)
    if english >= _ENGLISH_SHARE * len(words):
        return "en", "words of the text"
    import py3langid

    return str(py3langid.classify(start)[0]), "words of the text (py3langid)"
