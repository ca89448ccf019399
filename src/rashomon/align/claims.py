"""Claims: statements of several accounts that say the same or contradict each other.

The pair model holds near statements against each other (likeness.py); those that speak of one claim are
linked, and within a claim the pairs tell who asserts and who denies.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.align.anchors import Spot
from rashomon.align.cells import cell_of
from rashomon.align.likeness import Judge, Likeness, judged
from rashomon.align.statement_rulings import StatementRulings, hold_statements
from rashomon.align.statements import Statement
from rashomon.core.ids import content_id
from rashomon.core.rulings import Ruling
from rashomon.core.statements import ClaimStatement
from rashomon.core.views import Cell, Claim, Stance
from rashomon.gather.blocks import vector_blocks
from rashomon.gather.ties import tied_link

# What the pairs of two groups of statements must reach on average to be one claim: so much that a statement has one
# partner on average, within bounds. Chosen on evals/practice; evals/cases measures it on other texts.
SAME_CLAIM = (0.1, 0.35)
MAX_DENSE = 3000  # statements compared pair by pair: a few matrices of 36 MB each
MIN_COSINE = 0.3  # of two statements in one block; far below what two that say the same have
OWN_VOICE = 2.0  # weight of a clash in the accounts' own voices against a quoted one
TURNS = 10  # rounds in which statements choose their side; they agree after two or three


def find_claims(
    accounts: Sequence[str],
    statements: Sequence[Statement],
    vectors: NDArray[np.float32],
    *,
    judge: Judge,
    rulings: Sequence[Ruling] = (),
) -> tuple[Claim, ...]:
    """Group statements into claims that at least two accounts take up.

    Args:
        accounts: Document ids in the order of the matrix's columns.
        statements: Of all accounts.
        vectors: float32 (statements, 384), unit length.
        judge: The pair model, see `likeness.Judge`.
        rulings: What people decided, in that order. Here it holds statements together and apart; what
            a person ruled about is a claim also where one account alone makes it.

    Returns:
        Claims with a cell for every account; clashes first, then by the number of accounts.
    """
    if not statements:
        return ()
    held = hold_statements(rulings, [Spot(s.doc, s.spans, "sentence") for s in statements])
    claims: list[Claim] = []
    blocks = vector_blocks(vectors, size=MAX_DENSE, least=MIN_COSINE, together=held.together)
    for block in blocks:
        own = [statements[row] for row in block]
        alike = judged(own, vectors[block], judge)
        claims += _claims_among(accounts, own, alike, held.among(block))
    return tuple(sorted(claims, key=lambda c: (not c.clash, -c.score, c.id)))


def _claims_among(
    accounts: Sequence[str],
    statements: Sequence[Statement],
    alike: Likeness,
    held: StatementRulings,
) -> list[Claim]:
    groups = tied_link(
        alike.about, threshold=_threshold(alike.about), together=held.together, apart=held.apart
    )
    return [
        _claim(
            accounts,
            [statements[row] for row in rows],
            Likeness(alike.about[np.ix_(rows, rows)], alike.agree[np.ix_(rows, rows)]),
        )
        for rows in groups
        if len({statements[row].doc for row in rows}) > 1 or not held.ruled.isdisjoint(rows)
    ]


def _threshold(about: NDArray[np.float32]) -> float:
    """The mean from which two groups of statements say the same.

    In a long story more pairs come near each other by chance, and where all accounts use the same few words.
    """
    pairs = about[np.triu_indices(len(about), 1)]
    least, most = SAME_CLAIM
    if not len(pairs):
        return most
    return float(np.clip(np.quantile(pairs, 1 - 1 / (len(about) - 1)), least, most))


def _claim(accounts: Sequence[str], group: Sequence[Statement], alike: Likeness) -> Claim:
    lead = _representative(group, alike)
    sides = _sides(group, alike, lead)
    said = tuple(_said(one, side) for one, side in zip(group, sides, strict=True))
    cells = tuple(cell_of(account, [s for s in said if s.doc == account]) for account in accounts)
    stances = {cell.stance for cell in cells}
    clash = "asserts" in stances and "denies" in stances
    return Claim(
        id=content_id("claim", sorted([s.doc, list(s.spans)] for s in group)),
        statement=group[lead].text,
        origin="sentences",
        clash=clash,
        cells=cells,
        score=_score(cells, _contrast(group, alike, sides)),
        statements=said,
    )


def _said(one: Statement, side: float) -> ClaimStatement:
    return ClaimStatement(one.doc, one.spans, _stance(one, side), one.voice, one.open, one.source)


def _representative(group: Sequence[Statement], alike: Likeness) -> int:
    """The affirmative statement nearest to all others; any statement where none affirms."""
    central = [int(row) for row in np.argsort(-alike.about.sum(axis=1).round(3), kind="stable")]
    return min(
        central, key=lambda row: (group[row].negative, group[row].open, len(group[row].spans) > 1)
    )


def _sides(group: Sequence[Statement], alike: Likeness, lead: int) -> NDArray[np.float64]:
    """1 where a statement says what the lead says, -1 where the contrary.

    Each takes the side that its pairs speak for; those that were not held against any other go by
    their negations.
    """
    agree = np.array(alike.agree, np.float64)
    sides = np.array([1.0 if s.negative == group[lead].negative else -1.0 for s in group])
    # who was held against the lead itself begins with that
    sides = np.where(agree[lead] != 0, np.sign(agree[lead]), sides)
    for _ in range(TURNS):
        pull = agree @ sides
        turned = np.where(pull != 0, np.sign(pull), sides)
        turned[lead] = 1.0
        if (turned == sides).all():
            break
        sides = turned
    return sides


def _contrast(group: Sequence[Statement], alike: Likeness, sides: NDArray[np.float64]) -> float:
    """How surely two statements of different accounts contradict each other, in [0, 1]."""
    best = 0.0
    for a, b in np.argwhere(np.triu(sides[:, None] * sides[None, :] < 0)):
        if group[a].doc != group[b].doc and not (group[a].open or group[b].open):
            best = max(best, float(alike.about[a, b] * -alike.agree[a, b]))
    return best


def _stance(statement: Statement, side: float) -> Stance:
    if statement.open:
        return "unclear"
    return "asserts" if side > 0 else "denies"


def _score(cells: Sequence[Cell], contrast: float) -> float:
    """Clashes between many accounts in their own voices rank first, of equal ones the plainest contradiction."""
    weights = {"asserts": 0.0, "denies": 0.0, "unclear": 0.0, "silent": 0.0}
    for cell in cells:
        weights[cell.stance] += OWN_VOICE if cell.voice == "own" else 1.0
    clash = min(weights["asserts"], weights["denies"])
    spoken = sum(cell.stance != "silent" for cell in cells)
    return round(clash * 2 + spoken + contrast, 4)
