"""Claims that two ways of looking found twice become one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.align.cells import is_turned, turn_cell, turn_statement
from rashomon.core.bodies import CausalClaim
from rashomon.core.records import Annotation
from rashomon.core.spans import hull, overlaps
from rashomon.core.views import Cell, Claim

SHARED_CELLS = 2  # accounts whose characters must overlap for two claims to be one
LONGEST_QUOTE = 160  # code points of a statement in an account's own words
_PRONOUNS = frozenset({"it", "he", "she", "they", "that", "this", "these", "those", "which"})


def merge_claims(sentences: Sequence[Claim], edges: Sequence[Claim]) -> tuple[Claim, ...]:
    """Fold claims found between edges into those found between sentences.

    Args:
        sentences: Claims from sentences; their wording and cells stay.
        edges: Claims from edges. One whose cells rest on the same characters in at least two
            accounts (or in the only one that speaks) as a sentence claim's fills that claim's
            silent cells and goes; its stances are turned round where it words the opposite.

    Returns:
        The sentence claims, filled, and the edge claims that remain.
    """
    merged = list(sentences)
    left = []
    for edge in edges:
        place = _same(merged, edge)
        if place is None:
            left.append(edge)
        else:
            merged[place] = _fill(merged[place], edge)
    return (*merged, *left)


def _same(claims: Sequence[Claim], edge: Claim) -> int | None:
    shown = {cell.account: cell for cell in edge.cells if cell.spans}
    shared = [(_shared(claim, shown), -place) for place, claim in enumerate(claims)]
    best = max(shared, default=(0, 0))
    speaking = sum(cell.stance != "silent" for cell in edge.cells)
    return -best[1] if best[0] >= max(1, min(SHARED_CELLS, speaking)) else None


def _shared(claim: Claim, shown: Mapping[str, Cell]) -> int:
    """In how many accounts a claim rests on the same characters."""
    cells = (cell for cell in claim.cells if cell.spans and cell.account in shown)
    return sum(_touch(cell, shown[cell.account]) for cell in cells)


def _pairs(left: Claim, right: Claim) -> list[tuple[Cell, Cell]]:
    others = {cell.account: cell for cell in right.cells}
    return [(cell, others[cell.account]) for cell in left.cells if cell.account in others]


def _touch(left: Cell, right: Cell) -> bool:
    return any(overlaps(a, b) for a in left.spans for b in right.spans)


def _fill(claim: Claim, edge: Claim) -> Claim:
    """Take over what the edge knows of accounts that the sentence claim thinks silent."""
    touching = [(a.stance, b.stance) for a, b in _pairs(claim, edge) if _touch(a, b)]
    turned = is_turned(touching)
    others = {cell.account: cell for cell in edge.cells}
    if turned:
        others = {account: turn_cell(cell) for account, cell in others.items()}
    cells = tuple(
        others[cell.account]
        if cell.stance == "silent" and cell.account in others
        else replace(cell, annotations=others[cell.account].annotations)
        if cell.account in others
        else cell
        for cell in claim.cells
    )
    stances = {cell.stance for cell in cells}
    clash = {"asserts", "denies"} <= stances
    links = tuple(turn_statement(one) if turned else one for one in edge.statements)
    said = (*claim.statements, *links)
    score = claim.score + edge.score
    return replace(claim, cells=cells, clash=clash, score=score, statements=said)


def quote_statement(
    claim: Claim, annotations: Sequence[Annotation], texts: Mapping[str, str]
) -> Claim:
    """Word a claim between edges as an account that asserts it does, where one does so briefly.

    Args:
        claim: Any claim; others than those from edges stay as they are.
        annotations: The causal claims of all accounts.
        texts: The accounts' texts by document id.
    """
    if claim.origin != "edges":
        return claim
    named = {i for cell in claim.cells if cell.stance == "asserts" for i in cell.annotations}
    quotes = [_quote(ann, texts[ann.doc]) for ann in annotations if ann.id in named]
    short = [quote for quote in quotes if 0 < len(quote) <= LONGEST_QUOTE]
    return replace(claim, statement=min(short, key=_plainness)) if short else claim


def _plainness(quote: str) -> tuple[bool, int, str]:
    """Short wordings first, those that begin with a pronoun last."""
    return quote.split(maxsplit=1)[0].lower() in _PRONOUNS, len(quote), quote


def _quote(ann: Annotation, text: str) -> str:
    assert isinstance(ann.body, CausalClaim)
    start, end = hull(ann.body.cause + ann.body.effect + ann.body.signal)
    return " ".join(text[start:end].split())
