"""Word tokens as half-open code-point spans, close to the English UD treebanks (EWT, GUM)."""

from __future__ import annotations

import re

from rashomon.core.spans import Span

# One alternative a line, tried in order; each is linear (no nested quantifiers over the same characters).
_TOKEN = re.compile(
    r"""
      https?://[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}'’]              # web address without closing punctuation
    | www\.[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}'’]
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}     # mail address
    | [@\#][^\W\d_][\w]*                                        # handle, hashtag
    | (?<![^\W\d_])(?:[^\W\d_]\.){2,8}(?!\w)                    # U.S., a.m.
    | (?:Mrs?|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Cpl|Maj|Adm|Sen|Rep|Gov|Pres|Hon|Rev|St|Jr|Sr|Inc|Corp|Co|Ltd|Bros|vs|etc|No
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ave|Mt|Ft|al|approx|dept|Dept)\.(?!\w)
    | (?<!\w)[^\W\d_a-z]\.(?=\s+[^\W\d_a-z])                      # an initial: J. Doe
    | \d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\w)                       # 10/12/2005
    | \d{1,2}:\d{2}(?::\d{2})?(?!\d)                            # 10:30
    | \d+(?:[.,]\d+)*(?:st|nd|rd|th|s|bn|m|k|km|kg|pm|am)?(?![^\W_])  # 1,000.5  3rd  1990s
    | \d+(?:[.,]\d+)*
    | (?:['’ʼ](?:s|S|d|D|m|M|ll|LL|re|RE|ve|VE))(?!\w)      # clitics
    | ['’](?:\d0s|em|til|cause|tis|twas)(?!\w)                  # '90s, 'em
    | [nN]['’ʼ][tT](?!\w)
    | \.{2,} | …+ | -{2,} | [–—―]+ | !+(?=!)!|\?+(?=\?)\? | [*=_~]{2,}
    | [:;=8]['’]?-?[()DPp/\\|](?!\w)                            # :-)
    | (?:[^\W\d_]|[\u0300-\u036f\u200d])[\w\u0300-\u036f\u200d]*(?:\.(?=[\w]{2})[\w]+)*(?:(?:['’ʼ])[^\W\d_][\w]*)*(?:&[^\W\d_][\w]*)*  # word, O'Neil, AT&T
    | \w+
    | \S[\ufe0e\ufe0f\u200d\u0300-\u036f\U0001f3fb-\U0001f3ff]*  # any other sign with what modifies it
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(?:n['’ʼ]t|['’ʼ](?:s|d|m|ll|re|ve))$")
_FUSED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3}


def tokenize(text: str) -> list[Span]:
    """Split text into words and signs; clitics, punctuation and hyphens stand alone as in EWT and GUM."""
    spans: list[Span] = []
    for match in _TOKEN.finditer(text):
        spans.extend(_pieces(text, match.start(), match.end()))
    return spans


def _pieces(text: str, start: int, end: int) -> list[Span]:
    word = text[start:end]
    cut = _FUSED.get(word.lower())
    if cut is None and len(word) > 2 and (clitic := _CLITIC.search(word)):
        cut = clitic.start()
    return [(start, start + cut), (start + cut, end)] if cut else [(start, end)]


SHAPES = 8  # how many values word_shape has; 0 is kept for what is not a word


def word_shape(word: str) -> int:
    """1 lower, 2 Title, 3 UPPER, 4 one capital, 5 mIxed, 6 with digits, 7 no letter (the encoder itself is uncased)."""
    if any(c.isdigit() for c in word):
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 7
    capitals = sum(c.isupper() for c in letters)
    if capitals == 0:
        return 1
    if capitals == len(letters):
        return 3 if capitals > 1 else 4
    return 2 if capitals == 1 and letters[0].isupper() else 5
