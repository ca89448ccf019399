"""Claims that a person merged or split, where the clustering of statements has no say: rows from links."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.align.anchors import Spot, Spots
from rashomon.align.cells import cell_of, is_turned, turn_cell, turn_statement
from rashomon.align.held import Found, hold
from rashomon.core.ids import content_id
from rashomon.core.rulings import AnchorRole, Ruling
from rashomon.core.spans import hull, overlaps
from rashomon.core.statements import ClaimStatement
from rashomon.core.views import Claim
from rashomon.gather.blocks import join_closest

_Groups = list[list[int]]  # the rows of each claim


def statement_spot(claim: Claim, one: ClaimStatement) -> Spot:
    """Where an anchor on a statement of the claim looks for it."""
    return Spot(one.doc, one.spans, statement_role(claim, one))


def statement_role(claim: Claim, one: ClaimStatement) -> AnchorRole:
    """What kind of statement it is: a clause, a causal link, or a link of a chain."""
    if claim.origin == "implied":
        return "chain"
    return "link" if one.annotation else "sentence"


def regroup(
    claims: Sequence[Claim], rulings: Sequence[Ruling], *, texts: Mapping[str, str]
) -> list[Claim]:
    """Fold claims that a person merged into one, and take out what a person split off.

    Args:
        claims: All of a story; those that maps imply stay as they are.
        rulings: About claims, in the order in which they were decided.
        texts: The accounts' texts by document id.
    """
    stated = [claim for claim in claims if claim.origin != "implied"]
    rows = [(number, one) for number, claim in enumerate(stated) for one in claim.statements]
    held = hold(rulings, Spots(statement_spot(stated[number], one) for number, one in rows))
    claim_of = [number for number, _ in rows]
    across = [(claim_of[a], claim_of[b]) for a, b in held.knots.together]
    found = []
    for numbers in join_closest(len(stated), across, size=len(stated)):
        whole = _folded([stated[number] for number in numbers])
        own = [row for row, number in enumerate(claim_of) if number in set(numbers)]
        groups = _divided(own, held.found)
        if len(groups) == 1:
            found.append(whole)
            continue
        of = dict(zip(own, _whole_statements(whole, [rows[row][1] for row in own]), strict=True))
        found += [_part(whole, [of[row] for row in group], texts) for group in groups]
    return [*found, *(claim for claim in claims if claim.origin == "implied")]


def _whole_statements(whole: Claim, statements: Sequence[ClaimStatement]) -> list[ClaimStatement]:
    """The statements as the folded claim has them: towards its wording."""
    known = {one.id: one for one in whole.statements}
    return [known[one.id] for one in statements]


def _folded(claims: Sequence[Claim]) -> Claim:
    """One claim of several: the wording is that of the one from sentences, or the first."""
    if len(claims) == 1:
        return claims[0]
    main, *others = sorted(claims, key=lambda claim: claim.origin != "sentences")
    said = list(main.statements)
    for other in others:
        touching = [
            (a.stance, b.stance) for a in main.statements for b in other.statements if _touch(a, b)
        ]
        turned = is_turned(touching)
        said += [turn_statement(one) if turned else one for one in other.statements]
    unique = tuple({one.id: one for one in reversed(said)}.values())[::-1]
    return remade(replace(main, statements=unique))


def _touch(left: ClaimStatement, right: ClaimStatement) -> bool:
    same = left.doc == right.doc
    return same and any(overlaps(a, b) for a in left.spans for b in right.spans)


def _divided(rows: Sequence[int], found: Sequence[Found]) -> _Groups:
    """The rows of one claim in as many groups as people's splits make of them, the rest first."""
    groups: _Groups = [list(rows)]
    for one in found:
        if one.ruling.action != "split" or not one.active or one.ruling.status == "overruled":
            continue
        off, rest = set(one.rows(0)), set(one.rows(1))
        for group in list(groups):
            if off & set(group) and rest & set(group):
                group_off = [row for row in group if row in off]
                group[:] = [row for row in group if row not in off]
                groups.append(group_off)
    return groups


def _part(whole: Claim, said: Sequence[ClaimStatement], texts: Mapping[str, str]) -> Claim:
    """A claim of some of the statements, worded anew where its wording went with the others."""
    gone = [one for one in whole.statements if one not in said]
    part = replace(whole, statements=tuple(said))
    if any(_quote(one, texts) in whole.statement for one in gone):
        lead = min(said, key=lambda one: (one.stance != "asserts", one.voice != "own", one.hedged))
        if lead.stance == "denies":
            part = replace(part, statements=tuple(map(turn_statement, said)))
        part = replace(part, statement=_quote(lead, texts))
    return remade(part)


def _quote(one: ClaimStatement, texts: Mapping[str, str]) -> str:
    return " ".join(texts[one.doc][slice(*hull(one.spans))].split())


def remade(claim: Claim) -> Claim:
    """The claim with id and cells as its statements have them."""
    own: dict[str, list[ClaimStatement]] = defaultdict(list)
    for one in claim.statements:
        own[one.doc].append(one)
    cells = tuple(cell_of(cell.account, own[cell.account]) for cell in claim.cells)
    claim_id = content_id("claim", sorted([one.doc, list(one.spans)] for one in claim.statements))
    return tallied(replace(claim, id=claim_id, cells=cells), claim)


def tallied(claim: Claim, before: Claim) -> Claim:
    """The claim with clash and rank as its cells make them; `before` has the rank without them."""
    stances = [cell.stance for cell in claim.cells]
    score = before.score + _weight(claim) - _weight(before)
    return replace(claim, clash={"asserts", "denies"} <= set(stances), score=round(score, 4))


def _weight(claim: Claim) -> int:
    stances = [cell.stance for cell in claim.cells]
    clash = min(stances.count("asserts"), stances.count("denies"))
    return 2 * clash + len(stances) - stances.count("silent")


def turned(claim: Claim) -> Claim:
    """The claim towards the contrary of its wording: who asserted it denies it."""
    return replace(
        claim,
        statements=tuple(map(turn_statement, claim.statements)),
        cells=tuple(map(turn_cell, claim.cells)),
    )
