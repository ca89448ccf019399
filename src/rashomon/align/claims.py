"""Claims: statements of several accounts that say the same or contradict each other.

Candidates are statements with like meaning and shared names or words; within a group, polarity,
opposites and counted numbers tell who asserts and who denies.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.align.anchors import Spot
from rashomon.align.cells import cell_of
from rashomon.align.factors import share_name
from rashomon.align.statement_rulings import StatementRulings, hold_statements
from rashomon.align.statements import Statement
from rashomon.core.ids import content_id
from rashomon.core.rulings import Ruling
from rashomon.core.statements import ClaimStatement
from rashomon.core.views import Cell, Claim, Stance
from rashomon.gather.blocks import vector_blocks
from rashomon.gather.ties import tied_link
from rashomon.nlp.lexicon import ANTONYMS

# Where all accounts use the same few words, likeness means less: the threshold is what one pair in a
# hundred reaches, within bounds. Chosen on evals/practice (0.34 to 0.52 tried: below 0.38 clashes that nobody
# expects grow faster than those that are found); evals/cases measures it on other texts.
SAME_SHARE = 0.01
SAME_CLAIM = (0.36, 0.52)
FEWEST_PAIRS = 500  # of so few a hundredth says nothing
# Likeness to the claim's wording from which opposite words or pushes mean that it is denied; of
# statements less alike they are about other things. Chosen on evals/practice, too.
OPPOSED = 0.5
MEANING = 0.65  # share of the vectors' cosine, the rest is shared words weighted by rarity
NAME_CLASH = 0.12  # taken off where both have names and share none
MAX_DENSE = 3000  # statements compared pair by pair: three matrices of 36 MB each
MIN_COSINE = 0.3  # of two statements in one block; far below what two that say the same have
NEAR = 0.3  # pairs below never reach SAME_CLAIM on average and are not compared further
OWN_VOICE = 2.0  # weight of a clash in the accounts' own voices against a quoted one


def find_claims(
    accounts: Sequence[str],
    statements: Sequence[Statement],
    vectors: NDArray[np.float32],
    *,
    rulings: Sequence[Ruling] = (),
) -> tuple[Claim, ...]:
    """Group statements into claims that at least two accounts take up.

    Args:
        accounts: Document ids in the order of the matrix's columns.
        statements: Of all accounts.
        vectors: float32 (statements, 384), unit length.
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
        claims += _claims_among(accounts, own, vectors[block], held.among(block))
    return tuple(sorted(claims, key=lambda c: (not c.clash, -c.score, c.id)))


def _claims_among(
    accounts: Sequence[str],
    statements: Sequence[Statement],
    vectors: NDArray[np.float32],
    held: StatementRulings,
) -> list[Claim]:
    similarity = _similarity(statements, vectors)
    groups = tied_link(
        similarity, threshold=_threshold(similarity), together=held.together, apart=held.apart
    )
    return [
        _claim(accounts, [statements[row] for row in rows], similarity[np.ix_(rows, rows)])
        for rows in groups
        if len({statements[row].doc for row in rows}) > 1 or not held.ruled.isdisjoint(rows)
    ]


def _threshold(similarity: NDArray[np.float32]) -> float:
    """The mean likeness from which two groups of statements say the same."""
    pairs = similarity[np.triu_indices(len(similarity), 1)]
    least, most = SAME_CLAIM
    if len(pairs) < FEWEST_PAIRS:
        return (least + most) / 2
    return float(np.clip(np.quantile(pairs, 1 - SAME_SHARE), least, most))


def _similarity(
    statements: Sequence[Statement], vectors: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How alike statements are: (n, n); only near ones get the costlier look."""
    meaning = vectors @ vectors.T
    words = _weighted_overlap(statements)
    result: NDArray[Any] = MEANING * meaning + (1 - MEANING) * words
    names = [statement.names for statement in statements]
    for left, right in np.argwhere(np.triu(result > NEAR, 1)):
        if names[left] and names[right] and not share_name(names[left], names[right]):
            result[left, right] -= NAME_CLASH
            result[right, left] -= NAME_CLASH
    return result.astype(np.float32)


def _weighted_overlap(statements: Sequence[Statement]) -> NDArray[np.float32]:
    """Cosine of the statements' words, each weighted by its rarity in the story: (n, n)."""
    names = sorted(frozenset().union(*(s.lemmas for s in statements)))
    column = {word: number for number, word in enumerate(names)}
    table = np.zeros((len(statements), max(1, len(names))), np.float32)
    for row, statement in enumerate(statements):
        table[row, [column[word] for word in statement.lemmas]] = 1
    table *= np.log1p(len(statements) / np.maximum(table.sum(axis=0), 1))
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    overlap: NDArray[np.float32] = table @ table.T
    return overlap


def _claim(
    accounts: Sequence[str], group: Sequence[Statement], similarity: NDArray[np.float32]
) -> Claim:
    lead = _representative(group, similarity)
    likeness = similarity[next(row for row, own in enumerate(group) if own is lead)]
    said = tuple(
        _said(statement, _side(statement, lead, float(like)))
        for statement, like in zip(group, likeness, strict=True)
    )
    cells = tuple(cell_of(account, [s for s in said if s.doc == account]) for account in accounts)
    stances = {cell.stance for cell in cells}
    clash = "asserts" in stances and "denies" in stances
    return Claim(
        id=content_id("claim", sorted([s.doc, list(s.spans)] for s in group)),
        statement=lead.text,
        origin="sentences",
        clash=clash,
        cells=cells,
        score=_score(cells, float(similarity.mean())),
        statements=said,
    )


def _said(one: Statement, stance: Stance) -> ClaimStatement:
    return ClaimStatement(one.doc, one.spans, stance, one.voice, one.open, one.source)


def _representative(group: Sequence[Statement], similarity: NDArray[np.float32]) -> Statement:
    """The affirmative statement nearest to all others; any statement where none affirms."""
    central = [int(row) for row in np.argsort(-similarity.sum(axis=1).round(3), kind="stable")]
    ordered = [group[row] for row in central]
    return min(ordered, key=lambda s: (s.negative, s.open, len(s.spans) > 1))


def _side(statement: Statement, lead: Statement, likeness: float) -> Stance:
    """What a statement does with the claim that `lead` words."""
    if statement is lead:
        return "unclear" if statement.open else "asserts"
    contrary = likeness >= OPPOSED and opposes(statement, lead)
    opposed = statement.negative ^ lead.negative ^ contrary
    if statement.open:
        return "unclear"
    return "denies" if opposed else "asserts"


def opposes(left: Statement, right: Statement) -> bool:
    """Whether they say opposite words, pushes the other way, or different numbers of a thing."""
    only_left, only_right = left.lemmas - right.lemmas, right.lemmas - left.lemmas
    if any(ANTONYMS.get(word) in only_right for word in only_left):
        return True
    if left.push * right.push < 0:
        return True
    counted = dict(left.counts)
    return any(noun in counted and counted[noun] != number for noun, number in right.counts)


def _score(cells: Sequence[Cell], nearness: float) -> float:
    """Clashes between many accounts in their own voices rank first."""
    weights = {"asserts": 0.0, "denies": 0.0, "unclear": 0.0, "silent": 0.0}
    for cell in cells:
        weights[cell.stance] += OWN_VOICE if cell.voice == "own" else 1.0
    clash = min(weights["asserts"], weights["denies"])
    spoken = sum(cell.stance != "silent" for cell in cells)
    return round(clash * 2 + spoken + nearness, 4)
