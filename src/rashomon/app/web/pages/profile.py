"""Profiles: how each account tells the story, and what it says nothing about."""

from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier, Quote
from rashomon.core.profiles import ActorRole, Profile, QuotedSource, ShareKey, Silence, SilenceKind

SHARES: dict[ShareKey, tuple[str, str]] = {
    "asserted": ("asserted", "in its own voice, without a reserve"),
    "hedged": ("hedged", "in its own voice, with a reserve: may, could, perhaps"),
    "conditional": ("conditional", "under a condition, as a threat, or as what would have been"),
    "attributed": ("attributed", "said by somebody whom it quotes"),
    "imputed": ("imputed", "thought or wanted by somebody, as it says, or quoted with distance"),
    "denied": ("denied", "said not to be so"),
}
KINDS: dict[SilenceKind, str] = {
    "claim": "claim",
    "factor": "cause or effect",
    "aim": "aim",
    "actor": "actor",
}
SOURCES = {
    "named": "named",
    "unnamed": "unnamed",
    "pronoun": "he, she or it: not resolved",
    "none": "nobody named",
}
SHOWN = {"sources": 8, "roles": 8, "silences": 12}  # the rest is behind one click, or counted
QUOTES_SHOWN = 6  # of one role; the others are counted


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of the account's statements."""

    key: str
    word: str
    meaning: str
    number: int
    of: int

    @property
    def percent(self) -> int:
        """In hundredths of all, rounded."""
        return round(100 * self.number / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Role:
    """One way in which an actor stands in an account, with sentences."""

    word: str
    number: int
    quotes: tuple[Quote, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    """An actor with its roles."""

    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """Something that others have and this account has not."""

    kind: str
    label: str
    accounts: tuple[Account, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """One account's profile as the page shows it."""

    account: Account
    statements: int
    bars: tuple[Bar, ...]
    quoted: tuple[tuple[str, int, int], ...]
    sources: tuple[QuotedSource, ...]
    roles: tuple[RoleRow, ...]
    silences: tuple[SilenceRow, ...]
    alone: int


def build(dossier: Dossier) -> list[Portrait]:
    """The profiles of the story shown."""
    if dossier.story is None:
        return []
    found = {own.account: own for own in dossier.case.profiles(dossier.story.id)}
    return [_portrait(dossier, account, found[account.id]) for account in dossier.accounts]


def _portrait(dossier: Dossier, account: Account, profile: Profile) -> Portrait:
    bars = tuple(
        Bar(share.key, *SHARES[share.key], len(share.annotations), profile.statements)
        for share in profile.shares
    )
    return Portrait(
        account,
        profile.statements,
        bars,
        tuple(_quoted(profile)),
        profile.sources,
        tuple(_role_row(dossier, role) for role in profile.roles),
        tuple(_silence(dossier, silence) for silence in profile.silences),
        profile.alone,
    )


def _quoted(profile: Profile) -> list[tuple[str, int, int]]:
    """By kind of source: the word, how many sources, how many statements."""
    found = []
    for kind, word in SOURCES.items():
        own = [source for source in profile.sources if source.kind == kind]
        if own:
            found.append((word, len(own), sum(len(source.annotations) for source in own)))
    return found


def _role_row(dossier: Dossier, role: ActorRole) -> RoleRow:
    parts = (("acts", role.acts), ("gains", role.gains), ("suffers", role.suffers))
    return RoleRow(role.name, tuple(_role(dossier, word, ids) for word, ids in parts if ids))


def _role(dossier: Dossier, word: str, ids: tuple[str, ...]) -> Role:
    shown = (dossier.case.annotation(annotation) for annotation in ids[:QUOTES_SHOWN])
    quotes = tuple(quote for ann in shown for quote in dossier.annotation_quotes(ann))
    return Role(word, len(ids), quotes, max(0, len(ids) - QUOTES_SHOWN))


def _silence(dossier: Dossier, silence: Silence) -> SilenceRow:
    return SilenceRow(
        KINDS[silence.kind],
        silence.label,
        tuple(dossier.account(account) for account in silence.accounts),
        dossier.links.page("matrix", claim=silence.id) if silence.kind == "claim" else "",
    )
