"""Who says what: the sources of each account, and how its causal statements are put."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.core.bodies import Attribution, CausalClaim
from rashomon.core.records import Annotation
from rashomon.core.spans import Spans, overlaps

_PRONOUNS = frozenset(("he", "she", "it", "they", "i", "we", "you", "who", "this", "that", "one"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: how it is put, and its sentence."""

    form: str
    stance: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source; `words` are those by which the account names it, where they are not the name itself."""

    name: str
    words: tuple[str, ...]
    statements: tuple[Statement, ...]
    direct: int
    indirect: int
    denies: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the account's causal statements."""

    key: str
    word: str
    number: int
    of: int

    @property
    def percent(self) -> int:
        """In hundredths of all, rounded."""
        return round(100 * self.number / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Profile:
    """One account: its sources, and how much it asserts, quotes, hedges, denies."""

    account: Account
    sources: tuple[SourceRow, ...]
    statements: int
    unnamed: int
    causal: int
    shares: tuple[Share, ...]


def build(dossier: Dossier) -> list[Profile]:
    """The profiles of a story's accounts."""
    return [_profile(dossier, account) for account in dossier.accounts]


def _profile(dossier: Dossier, account: Account) -> Profile:
    annotations = dossier.case.annotations(account.id)
    said = [a for a in annotations if isinstance(a.body, Attribution)]
    groups: dict[str, list[Annotation]] = defaultdict(list)
    known = _known_sources(dossier)
    for ann in said:
        groups[known.get(ann.id) or source_name(account.doc.text, ann)].append(ann)
    unnamed = len(groups.pop("", []))
    rows = [_source(dossier, account.doc.text, *group) for group in groups.items()]
    # a pronoun tells less than a name, so it stands behind them
    rows.sort(key=lambda r: (r.name.casefold() in _PRONOUNS, -len(r.statements), r.name))
    causal = [a.body for a in annotations if isinstance(a.body, CausalClaim)]
    contents = [a.body.content for a in said if isinstance(a.body, Attribution)]
    return Profile(account, tuple(rows), len(said), unnamed, len(causal), _shares(causal, contents))


def source_name(text: str, ann: Annotation) -> str:
    """The source's words in the text, in one line; "" where the text names none."""
    assert isinstance(ann.body, Attribution)
    return " ".join(" ".join(text[start:end] for start, end in ann.body.source).split())


def _known_sources(dossier: Dossier) -> dict[str, str]:
    """The actor's name for each attribution whose source is a known actor."""
    return {said: actor.name for actor in dossier.comparison.actors for said in actor.attributions}


def _source(dossier: Dossier, text: str, name: str, found: list[Annotation]) -> SourceRow:
    words = dict.fromkeys(source_name(text, ann) for ann in found)
    bodies = [a.body for a in found if isinstance(a.body, Attribution)]
    statements = tuple(
        Statement(body.form, body.stance, dossier.annotation_quotes(ann))
        for ann, body in zip(found, bodies, strict=True)
    )
    return SourceRow(
        name,
        tuple(word for word in words if word and word != name),
        statements,
        sum(body.form != "indirect" for body in bodies),
        sum(body.form == "indirect" for body in bodies),
        sum(body.stance == "denies" for body in bodies),
    )


def _shares(causal: list[CausalClaim], contents: list[Spans]) -> tuple[Share, ...]:
    quoted = [c for c in causal if _attributed(c, contents)]
    parts = (
        ("own", "in its own voice", len(causal) - len(quoted)),
        ("quoted", "attributed to a source", len(quoted)),
        ("hedged", "hedged", sum(c.hedged for c in causal)),
        ("denied", "denied", sum(c.mode == "denied" for c in causal)),
        ("conditional", "conditional", sum(c.mode == "conditional" for c in causal)),
        ("threat", "threat", sum(c.mode == "threat" for c in causal)),
        ("counterfactual", "counterfactual", sum(c.mode == "counterfactual" for c in causal)),
    )
    return tuple(
        Share(key, word, number, len(causal))
        for key, word, number in parts
        if number or key in ("own", "quoted")
    )


def _attributed(claim: CausalClaim, contents: Iterable[Spans]) -> bool:
    """Whether the claim stands within what some source is said to have said."""
    inner = (*claim.cause, *claim.effect)
    return any(
        inner and all(any(overlaps(i, c) for c in content) for i in inner) for content in contents
    )
