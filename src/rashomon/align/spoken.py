"""A stretch of text in words that stand without the text around it: pronouns give way to the names they stand for."""

from collections.abc import Mapping

from rashomon.align.chains import find_entities
from rashomon.align.trees import Account
from rashomon.core.spans import Span, Spans

_POSSESSIVES = frozenset("my your his her its our their".split())


def names_of_pronouns(account: Account) -> dict[Span, str]:
    """The name for which each pronoun of a document stands, where it stands for one."""
    found: dict[Span, str] = {}
    for entity in find_entities(account):
        name = max(entity.names, key=lambda n: (entity.names[n], len(n)), default="")
        for reference in entity.references:
            if name and reference.how == "pronoun":
                found[reference.span] = name
    return found


def worded(text: str, spans: Spans, names: Mapping[Span, str]) -> str:
    """The spans' text as one line; a pronoun gives way to a name that the spans do not have themselves."""
    own = " ".join(text[start:end] for start, end in spans)
    missing = {span: name for span, name in names.items() if name not in own}
    return " … ".join(" ".join(_replaced(text, span, missing).split()) for span in spans)


def _replaced(text: str, span: Span, names: Mapping[Span, str]) -> str:
    found, at = [], span[0]
    for start, end in sorted(s for s in names if span[0] <= s[0] and s[1] <= span[1]):
        word = text[start:end].lower()
        ending = "’s" if word in _POSSESSIVES else ""
        found += [text[at:start], names[start, end] + ending]
        at = end
    return "".join([*found, text[at : span[1]]])
