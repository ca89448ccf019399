"""Rulings as a person makes them: of factors, phrases, claims and statements that stand in a comparison."""

from collections.abc import Sequence
from typing import TypeVar

from rashomon.align.cells import contrary
from rashomon.align.claim_groups import statement_role
from rashomon.core.errors import RecordError, UnknownFactorError, UnknownRecord
from rashomon.core.rulings import STANCES, Action, Anchor, Of, Ruling
from rashomon.core.statements import ClaimStatement
from rashomon.core.views import Claim, Comparison, Factor, Phrase

MAX_WORDING = 300  # characters of a label or a wording: a line, not a text
T = TypeVar("T")


def _draft(
    of: Of,
    action: Action,
    anchors: Sequence[Anchor],
    *,
    was: Sequence[str],
    value: str = "",
    account: str = "",
) -> Ruling:
    return Ruling("", of, action, tuple(anchors), value, account, tuple(was))


# Factors


def merge_factors(comparison: Comparison, factor_ids: Sequence[str]) -> Ruling:
    """Factors are one and the same.

    Raises:
        UnknownFactorError: there is no such factor.
        RecordError: they are fewer than two.
    """
    factors = [_factor(comparison, factor_id) for factor_id in dict.fromkeys(factor_ids)]
    _need_two(factors, "factor")
    # a phrase that goes with its factor stays so beside one that was turned; later ones join the nearest
    mixed = any(phrase.turn < 0 for factor in factors for phrase in factor.phrases)
    anchors = [
        _phrase_anchor(phrase, part=part, turn=1 if mixed and phrase.turn > 0 else 0)
        for part, factor in enumerate(factors)
        for phrase in factor.phrases
    ]
    return _draft("factor", "merge", anchors, was=[factor.label for factor in factors])


def split_factor(comparison: Comparison, phrase_ids: Sequence[str]) -> Ruling:
    """Phrases of a factor are a factor of their own.

    Raises:
        UnknownRecord: they are no phrases of one factor.
        RecordError: they are all that it has, or none.
    """
    wanted = set(phrase_ids)
    holding = [f for f in comparison.factors if wanted & {p.id for p in f.phrases}]
    if len(holding) != 1 or wanted - {p.id for p in holding[0].phrases}:
        message = f"{', '.join(phrase_ids) or 'nothing'}: no phrases of one factor of this story"
        raise UnknownRecord(message)
    (factor,) = holding
    if len({p.id for p in factor.phrases}) == len(wanted):
        message = f"{factor.label!r} cannot be split so: name some of its phrases, not all"
        raise RecordError(message)
    anchors = [_phrase_anchor(p, part=0 if p.id in wanted else 1) for p in factor.phrases]
    return _draft("factor", "split", anchors, was=[factor.label])


def rename_factor(comparison: Comparison, factor_id: str, label: str) -> Ruling:
    """A factor is called so.

    Raises:
        UnknownFactorError: there is no such factor.
        RecordError: the label is empty or no short line.
    """
    factor = _factor(comparison, factor_id)
    anchors = [_phrase_anchor(phrase) for phrase in factor.phrases]
    return _draft("factor", "rename", anchors, was=[factor.label], value=_wording(label))


def turn_factor(comparison: Comparison, factor_id: str) -> Ruling:
    """More of a factor is from now on what was less of it.

    Raises:
        UnknownFactorError: there is no such factor.
    """
    factor = _factor(comparison, factor_id)
    anchors = [_phrase_anchor(phrase, turn=-phrase.turn) for phrase in factor.phrases]
    return _draft("factor", "turn", anchors, was=[factor.label])


def flip_phrase(comparison: Comparison, phrase_id: str) -> Ruling:
    """A phrase speaks of less of its factor where more was read, or the other way round.

    Raises:
        UnknownRecord: there is no such phrase.
    """
    for factor in comparison.factors:
        for phrase in factor.phrases:
            if phrase.id == phrase_id:
                read = phrase.direction * phrase.turn
                was = [factor.label, "more" if phrase.direction > 0 else "less"]
                return _draft(
                    "factor", "direction", [_phrase_anchor(phrase)], was=was, value=str(-read)
                )
    message = f"no phrase {phrase_id!r} in a factor of this story"
    raise UnknownRecord(message)


def _factor(comparison: Comparison, factor_id: str) -> Factor:
    for factor in comparison.factors:
        if factor.id == factor_id:
            return factor
    message = f"no factor {factor_id!r} in this story"
    raise UnknownFactorError(message)


def _phrase_anchor(phrase: Phrase, *, part: int = 0, turn: int = 0) -> Anchor:
    return Anchor(phrase.doc, (phrase.span,), phrase.role, part, turn)


# Claims


def merge_claims(comparison: Comparison, claim_ids: Sequence[str]) -> Ruling:
    """Claims are one and the same.

    Raises:
        UnknownRecord: there is no such claim.
        RecordError: they are fewer than two, or one is only implied by maps.
    """
    claims = [_stated(_claim(comparison, claim_id)) for claim_id in dict.fromkeys(claim_ids)]
    _need_two(claims, "claim")
    anchors = [
        _statement_anchor(claim, one, part=part)
        for part, claim in enumerate(claims)
        for one in claim.statements
    ]
    return _draft("claim", "merge", anchors, was=[claim.statement for claim in claims])


def split_claim(comparison: Comparison, statement_ids: Sequence[str]) -> Ruling:
    """Statements of a claim are a claim of their own.

    Raises:
        UnknownRecord: they are no statements of one claim.
        RecordError: they are all that it has, or none.
    """
    wanted = set(statement_ids)
    claim = _holding(comparison, wanted)
    if len({one.id for one in claim.statements}) == len(wanted):
        message = "a claim cannot be split so: name some of its statements, not all"
        raise RecordError(message)
    anchors = [
        _statement_anchor(claim, one, part=0 if one.id in wanted else 1) for one in claim.statements
    ]
    return _draft("claim", "split", anchors, was=[claim.statement])


def rename_claim(comparison: Comparison, claim_id: str, wording: str) -> Ruling:
    """A claim is worded so.

    Raises:
        UnknownRecord: there is no such claim.
        RecordError: the wording is empty or no short line.
    """
    claim = _claim(comparison, claim_id)
    anchors = [_statement_anchor(claim, one) for one in claim.statements]
    return _draft("claim", "rename", anchors, was=[claim.statement], value=_wording(wording))


def set_cell(comparison: Comparison, claim_id: str, account: str, stance: str) -> Ruling:
    """An account asserts or denies a claim, is unclear about it or silent.

    Raises:
        UnknownRecord: there is no such claim, or no such account in it.
        RecordError: that is no stance.
    """
    claim = _claim(comparison, claim_id)
    cell = next((cell for cell in claim.cells if cell.account == account), None)
    if cell is None:
        message = f"no account {account!r} in this story"
        raise UnknownRecord(message)
    if stance not in STANCES:
        message = f"{stance!r} is no stance; known: {' '.join(STANCES)}"
        raise RecordError(message)
    anchors = [_statement_anchor(claim, one) for one in claim.statements]
    was = [claim.statement, cell.stance]
    return _draft("claim", "cell", anchors, was=was, value=stance, account=account)


def flip_statement(comparison: Comparison, statement_id: str) -> Ruling:
    """A statement denies its claim where it was read as asserting it, or the other way round.

    Raises:
        UnknownRecord: there is no such statement.
        RecordError: it does neither.
    """
    claim = _holding(comparison, {statement_id})
    one = next(one for one in claim.statements if one.id == statement_id)
    if contrary(one.stance) == one.stance:
        message = "this statement neither asserts nor denies the claim: set the account's cell"
        raise RecordError(message)
    anchors = [
        _statement_anchor(claim, other, part=0 if other.id == statement_id else 1)
        for other in claim.statements
    ]
    was = [claim.statement, one.stance]
    return _draft("claim", "side", anchors, was=was, value=contrary(one.stance))


def _claim(comparison: Comparison, claim_id: str) -> Claim:
    for claim in comparison.claims:
        if claim.id == claim_id:
            return claim
    message = f"no claim {claim_id!r} in this story"
    raise UnknownRecord(message)


def _stated(claim: Claim) -> Claim:
    if claim.origin == "implied":
        message = (
            f"{claim.statement!r} is implied by an account's links and stands in no sentence: "
            "merge or split the factors between which those links run"
        )
        raise RecordError(message)
    return claim


def _holding(comparison: Comparison, statement_ids: set[str]) -> Claim:
    """The one claim that has all these statements."""
    for claim in comparison.claims:
        if claim.origin != "implied":
            own = {one.id for one in claim.statements}
            if statement_ids and statement_ids <= own:
                return claim
    message = f"{', '.join(sorted(statement_ids)) or 'nothing'}: no statements of one claim"
    raise UnknownRecord(message)


def _statement_anchor(claim: Claim, one: ClaimStatement, *, part: int = 0) -> Anchor:
    """What the machine makes of it is kept: what a person made of it is no sign of a turned wording."""
    stance = one.proposed or one.stance
    return Anchor(one.doc, one.spans, statement_role(claim, one), part, 0, stance)


# Both


def _need_two(found: Sequence[T], what: str) -> None:
    if len(found) < 2:
        message = f"one {what} alone cannot be merged: name two or more"
        raise RecordError(message)


def _wording(text: str) -> str:
    line = " ".join(text.split())
    if not 0 < len(line) <= MAX_WORDING:
        message = f"a wording is a line of 1 to {MAX_WORDING} characters, not {len(line)}"
        raise RecordError(message)
    return line
