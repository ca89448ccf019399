"""What a person asks of a case, read from one line: words, phrases, fields, alternatives, filters.

No text is an error. What is no operator, field or value where it stands is read as words.

    query   = all {"OR" all}                     "OR" binds weaker than standing side by side
    all     = {["NOT" | "-"] part}
    part    = "(" query ")" | [field ":"] (word ["*"] | '"' words '"' ["*"])
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, cast, get_args

from rashomon.core.bodies import BODIES
from rashomon.core.records import DocumentRole

Field = Literal["", "title", "author", "outlet", "text"]
Choice = Literal["role", "kind"]

MAX_CHARACTERS = 2_000  # of a query; what stands behind is not read
MAX_TERMS = 64
MAX_DEPTH = 20  # brackets inside brackets

_FIELDS = ("title", "author", "outlet", "text")
_DATES = ("published", "before", "after")
_CHOICES = ("role", "kind")
ROLES = get_args(DocumentRole)
_TOKEN = re.compile(
    r"""\s*(?P<minus>-)?
    (?:(?P<name>title|author|outlet|text|actor|published|before|after|role|kind):(?=[^\s)]))?
    (?:"(?P<phrase>[^"]*)"(?P<open>\*)? | (?P<bracket>[()]) | (?P<word>[^\s"()]+))""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_NO_TEXT = dict.fromkeys([0, *range(0xD800, 0xE000)], " ")  # NUL and lone surrogates


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together in a field ("" is any); a prefix leaves the last one open."""

    text: str
    field: Field = ""
    phrase: bool = False
    prefix: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is a bare word."""
        return not (self.field or self.phrase or self.prefix)


@dataclass(frozen=True, slots=True)
class ActorTerm:
    """An actor under any of the names that the case knows."""

    name: str


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold and none of `without` does."""

    parts: tuple["Node", ...] = ()
    without: tuple["Node", ...] = ()


Node = Term | ActorTerm | Either | Every


@dataclass(frozen=True, slots=True)
class Days:
    """Published from the day `start` to before the day `end` (ISO dates; "" leaves a side open)."""

    start: str
    end: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Only:
    """Documents of one role, or with an annotation of one kind."""

    what: Choice
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Newer:
    """Documents that came after this one; all where it is not there. No line asks this."""

    doc: str
    negated: bool = False


Filter = Days | Only | Newer


@dataclass(frozen=True, slots=True)
class Query:
    """Words and what narrows them; a filter holds for the whole query, wherever it stood."""

    words: Every = Every()
    filters: tuple[Filter, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.words.parts or self.words.without or self.filters)

    @property
    def plain(self) -> tuple[str, ...]:
        """The bare words that all must occur: those that a document near in meaning may lack."""
        return tuple(p.text for p in self.words.parts if isinstance(p, Term) and p.plain)

    @property
    def strict(self) -> "Query":
        """The query without its bare words: what must hold in any case."""
        kept = tuple(p for p in self.words.parts if not (isinstance(p, Term) and p.plain))
        return replace(self, words=Every(kept, self.words.without))

    @property
    def said(self) -> str:
        """The words looked for, in their order, as plain text."""
        return " ".join(_said(self.words))

    def narrowed(self, other: "Query") -> "Query":
        """Both queries at once."""
        words = _every([self.words, other.words])
        return Query(words, (*self.filters, *other.filters))

    def with_names(self, names: Callable[[str], Sequence[str]]) -> "Query":
        """The query with each actor as a choice of the names that it goes by."""
        return replace(self, words=cast("Every", _named(self.words, names)))


def parse_query(text: str) -> Query:
    """Read a line as a query; see the module for the language."""
    tokens = _balanced(_tokens(text[:MAX_CHARACTERS].translate(_NO_TEXT)))
    parser = _Parser(_words_of_lone_operators(tokens))
    node = parser.either(negated=False)
    return Query(node if isinstance(node, Every) else _every([node]), tuple(parser.filters))


def days_of(text: str) -> tuple[str, str] | None:
    """The first day of a year, month or day and the one behind its last; None where it is none."""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    # 31 days behind the first of a month, and 366 behind a new year, lie in the next one
    step = timedelta(days=1 if day else 31 if month else 366)
    try:
        last = first + step
    except OverflowError:
        return first.isoformat(), ""
    end = last if day else last.replace(day=1) if month else last.replace(month=1, day=1)
    return first.isoformat(), end.isoformat()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["(", ")", "or", "and", "not", "term"]
    name: str = ""
    text: str = ""
    phrase: bool = False
    prefix: bool = False


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        name = (match["name"] or "").lower()
        if match["minus"]:
            found.append(_Token("not", text="-"))
        if match["bracket"]:
            kind: Literal["(", ")"] = "(" if match["bracket"] == "(" else ")"
            found.append(_Token(kind, name))
        elif match["word"] in {"OR", "AND", "NOT"} and not name:
            operator = cast('Literal["or", "and", "not"]', match["word"].lower())
            found.append(_Token(operator, text=match["word"]))
        else:
            found += _term_tokens(match, name)
    return found


def _term_tokens(match: re.Match[str], name: str) -> list[_Token]:
    word, phrase = match["word"], match["phrase"]
    if word is None:
        return [_Token("term", name, phrase, phrase=True, prefix=bool(match["open"]))]
    if name in (*_DATES, *_CHOICES) and not _filter(name, word, negated=False):
        return [_Token("term", text=name), _Token("term", text=word)]
    return [_Token("term", name, word.rstrip("*"), prefix=word.endswith("*"))]


def _balanced(tokens: Iterable[_Token]) -> list[_Token]:
    """Without brackets that close nothing or stand too deep; those left open are closed."""
    kept: list[_Token] = []
    stack: list[bool] = []  # whether the bracket was kept
    for token in tokens:
        if token.kind == "(":
            stack.append(sum(stack) < MAX_DEPTH)
            kept += [token] if stack[-1] else []
        elif token.kind != ")" or (stack and stack.pop()):
            kept.append(token)
    return kept + [_Token(")")] * sum(stack)


def _words_of_lone_operators(tokens: Sequence[_Token]) -> list[_Token]:
    """An operator with nothing to work on is a word."""
    found: list[_Token] = []
    for at, token in enumerate(tokens):
        after = tokens[at + 1].kind if at + 1 < len(tokens) else ")"
        before = found[-1].kind if found else "("
        works = {
            "not": after in {"term", "("},
            "or": before in {"term", ")"} and after in {"term", "(", "not"},
            "and": before in {"term", ")"} and after in {"term", "(", "not"},
        }.get(token.kind, True)
        found.append(token if works else _Token("term", text=token.text))
    return found


class _Parser:
    """Tokens to a tree; filters are put aside."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._left = MAX_TERMS
        self.filters: list[Filter] = []

    def either(self, *, negated: bool, field: str = "") -> Node:
        """Alternatives up to a closing bracket or the end."""
        parts = [self._every(negated=negated, field=field)]
        while self._take("or"):
            parts.append(self._every(negated=negated, field=field))
        return _either(parts)

    def _every(self, *, negated: bool, field: str) -> Every:
        parts: list[Node] = []
        while self._at < len(self._tokens) and self._tokens[self._at].kind not in {")", "or"}:
            if not self._take("and"):
                parts.append(self._part(negated=negated, field=field))
        return _every(parts)

    def _part(self, *, negated: bool, field: str) -> Node:
        if self._take("not"):
            return _without(self._part(negated=not negated, field=field))
        token = self._tokens[self._at]
        self._at += 1
        name = token.name or field
        if token.kind == "(":
            node = self.either(negated=negated, field=name)
            self._take(")")
            return node
        return self._term(token, name, negated=negated)

    def _term(self, token: _Token, name: str, *, negated: bool) -> Node:
        found = _filter(name, token.text, negated=negated)
        if found:
            self.filters.append(found)
            return Every()
        if not self._left or not any(c.isalnum() for c in token.text):
            return Every()
        self._left -= 1
        if name == "actor":
            return ActorTerm(" ".join(token.text.split()))
        own = cast("Field", name if name in _FIELDS else "")
        return Term(token.text, own, token.phrase, token.prefix)

    def _take(self, kind: str) -> bool:
        here = self._at < len(self._tokens) and self._tokens[self._at].kind == kind
        self._at += here
        return here


def _filter(name: str, text: str, *, negated: bool) -> Filter | None:
    """What a filter's name and value say; None where they say nothing."""
    if name in _CHOICES and text.lower() in (ROLES if name == "role" else BODIES):
        return Only(cast("Choice", name), text.lower(), negated)
    if name not in _DATES:
        return None
    first, dots, last = text.partition("..")
    start, end = days_of(first), days_of(last if dots else first)
    if name == "published":
        whole = (start or not first) and (end or not last) and (start or end)
        return Days(start[0] if start else "", end[1] if end else "", negated) if whole else None
    if dots or not start:
        return None
    return Days(start[1], "", negated) if name == "after" else Days("", start[0], negated)


def _every(parts: Sequence[Node]) -> Every:
    """Parts that all hold, those of an inner `Every` among them."""
    flat = [p.parts if isinstance(p, Every) else (p,) for p in parts]
    without = [p.without for p in parts if isinstance(p, Every)]
    return Every(tuple(p for own in flat for p in own), tuple(p for own in without for p in own))


def _either(parts: Sequence[Every]) -> Node:
    """Alternatives; one that only says what must not occur is none."""
    if len(parts) == 1:
        return parts[0]
    found = [_single(part) for part in parts if part.parts]
    return Either(tuple(found)) if len(found) > 1 else _every(found)


def _single(node: Node) -> Node:
    return (
        node.parts[0]
        if isinstance(node, Every) and len(node.parts) == 1 and not node.without
        else node
    )


def _without(node: Node) -> Node:
    """The contrary of a node; of nothing, nothing; of a contrary, what it denied."""
    if not isinstance(node, Every):
        return Every((), (node,))
    if node.parts:
        return Every((), (_single(node),))
    return _every([_either([_every([part]) for part in node.without])]) if node.without else node


def _said(node: Node) -> Iterable[str]:
    if isinstance(node, Term):
        yield node.text
    elif isinstance(node, ActorTerm):
        yield node.name
    else:
        for part in node.parts:
            yield from _said(part)


def _named(node: Node, names: Callable[[str], Sequence[str]]) -> Node:
    if isinstance(node, ActorTerm):
        return Either(tuple(Term(name, phrase=True) for name in names(node.name)))
    if isinstance(node, Either):
        return Either(tuple(_named(part, names) for part in node.parts))
    if isinstance(node, Every):
        own = tuple(_named(part, names) for part in node.parts)
        return Every(own, tuple(_named(part, names) for part in node.without))
    return node
