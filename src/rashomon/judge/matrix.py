"""The consistency matrix of a story: theses of its accounts and of people against its claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from rashomon.core.records import Document, Item
from rashomon.core.spans import Spans
from rashomon.core.verdicts import (
    ConsistencyMatrix,
    Crux,
    EvidenceItem,
    Hypothesis,
    LeftOut,
    RatedCell,
)
from rashomon.core.views import Cell, Claim, Comparison
from rashomon.judge import cruxes
from rashomon.judge.ratings import (
    NULL,
    RATINGS,
    Evidence,
    Rated,
    Rating,
    RatingMatrix,
    rating_matrix,
)
from rashomon.judge.weigh import diagnosticity, influences, weigh
from rashomon.nlp.sentences import split_sentences

PROPOSER = "proposal"  # the machine; a person's rating of a cell stands in its place
NULL_TEXT = "Nothing of the kind: chance, routine, or something that no account names"
# An account's thesis expects what the account asserts and is at odds with what it denies.
EXPECTED: dict[str, Rating] = {"asserts": "C", "denies": "I", "unclear": "N"}


def consistency_matrix(
    comparison: Comparison,
    documents: Mapping[str, Document],
    items: Sequence[Item] = (),
    *,
    admitted: str = "",
) -> ConsistencyMatrix:
    """Lay the story's claims under its hypotheses and weigh them.

    Args:
        comparison: The story's accounts side by side.
        documents: Its documents by id.
        items: What people curated (kinds hypothesis, rating, crux), oldest first.
        admitted: Admit only the claims that this account speaks of.

    Returns:
        The ratings of people, and proposals where nobody rated yet. Only people's ratings weigh.
    """
    hypotheses = [*_theses(comparison, documents), *_own(items)]
    evidence = [_evidence(claim) for claim in comparison.claims if _is_evidence(claim)]
    rows = [h.id for h in hypotheses]
    people = _ratings(items)
    proposed = _unless_rated(_proposals(comparison, hypotheses, evidence), people)
    shown = rating_matrix(rows, evidence, [*proposed, *people])
    rated = {r.hypothesis for r in people}  # what nobody has held against anything is not weighed
    judged = rating_matrix([row for row in rows if row in rated], evidence, people)
    if admitted:
        shown, judged = shown.admit_only(admitted), judged.admit_only(admitted)
    return ConsistencyMatrix(
        comparison.story.id,
        admitted,
        (*_weighed(hypotheses, judged), Hypothesis(NULL, NULL_TEXT, "", "")),
        tuple(_shown(item, shown) for item in shown.evidence),
        tuple(
            RatedCell(h, e, cell.step, cell.spread, cell.raters)
            for (h, e), cell in shown.cells.items()
        ),
        tuple(_left_out(judged)) if judged.cells else (),
        tuple(_cruxes(items, rows)),
    )


def _weighed(hypotheses: Sequence[Hypothesis], judged: RatingMatrix) -> list[Hypothesis]:
    """Weighed by what people rated alone: an account always agrees with itself, however much it says."""
    weights = {w.hypothesis: w for w in weigh(judged)}
    return [
        replace(h, inconsistency=w.inconsistency, log_odds=w.log_odds, share=w.share)
        if (w := weights.get(h.id))
        else h
        for h in hypotheses
    ]


def thesis(account: str, claims: Iterable[Claim]) -> Cell | None:
    """Where an account asserts or denies in its own voice what ranks first; a clash before all, then a causal link."""
    own = [
        (claim, cell)
        for claim in claims
        for cell in claim.cells
        if cell.account == account and cell.stance in ("asserts", "denies") and cell.spans
    ]
    if not own:
        return None
    # what ranks first among equals stays first: the sort is stable
    own.sort(key=lambda pair: (pair[1].voice != "own", not pair[0].clash, not pair[1].annotations))
    return own[0][1]


def _theses(comparison: Comparison, documents: Mapping[str, Document]) -> list[Hypothesis]:
    found = []
    for account in comparison.story.accounts:
        cell = thesis(account, [c for c in comparison.claims if c.origin != "implied"])
        if cell is not None:
            quoted = _sentences(documents[account].text, cell.spans)
            found.append(Hypothesis(account, quoted, account, PROPOSER))
    return found


def _sentences(text: str, spans: Spans) -> str:
    """The sentences that hold the spans, in one line."""
    held = [
        text[start:end]
        for start, end in split_sentences(text)
        if any(start < last and first < end for first, last in spans)
    ]
    return " … ".join(" ".join(sentence.split()) for sentence in held)


def _own(items: Sequence[Item]) -> list[Hypothesis]:
    own = [item for item in items if item.kind == "hypothesis" and item.fields.get("text")]
    return [Hypothesis(item.id, str(item.fields["text"]), "", item.by) for item in own]


def _is_evidence(claim: Claim) -> bool:
    """What is merely implied by a map is no evidence for it."""
    return claim.origin != "implied" and any(cell.stance != "silent" for cell in claim.cells)


def _evidence(claim: Claim) -> Evidence:
    """One account alone is one witness, however many claims it makes."""
    speaking = frozenset(cell.account for cell in claim.cells if cell.stance != "silent")
    source = next(iter(speaking)) if len(speaking) == 1 else claim.id
    return Evidence(claim.id, claim.statement, source, speaking)


def _proposals(
    comparison: Comparison, hypotheses: Sequence[Hypothesis], evidence: Sequence[Evidence]
) -> list[Rated]:
    stances = {(claim.id, c.account): c.stance for claim in comparison.claims for c in claim.cells}
    return [
        Rated(h.id, e.id, EXPECTED[stance], PROPOSER)
        for h in hypotheses
        for e in evidence
        if h.account and (stance := stances.get((e.id, h.account), "silent")) in EXPECTED
    ]


def _ratings(items: Sequence[Item]) -> list[Rated]:
    found = []
    for item in items:
        rating = item.fields.get("rating")
        if item.kind == "rating" and rating in RATINGS:
            about = str(item.fields.get("hypothesis")), str(item.fields.get("evidence"))
            found.append(Rated(*about, cast("Rating", rating), item.by))
    return found


def _unless_rated(proposed: Sequence[Rated], people: Sequence[Rated]) -> list[Rated]:
    """The proposals for cells that no person has rated."""
    judged = {(r.hypothesis, r.evidence) for r in people}
    return [r for r in proposed if (r.hypothesis, r.evidence) not in judged]


def _shown(item: Evidence, matrix: RatingMatrix) -> EvidenceItem:
    accounts = tuple(sorted(item.accounts))
    return EvidenceItem(item.id, item.label, item.source, accounts, diagnosticity(matrix, item.id))


def _left_out(matrix: RatingMatrix) -> list[LeftOut]:
    items = [LeftOut("item", i.left_out, i.best, i.change) for i in influences(matrix)]
    accounts = influences(matrix, by="account")
    return [*items, *(LeftOut("account", i.left_out, i.best, i.change) for i in accounts)]


def _cruxes(items: Sequence[Item], hypotheses: Sequence[str]) -> list[Crux]:
    """The questions that have a probability under every hypothesis, ranked."""
    asked: dict[str, tuple[Item, tuple[float, ...]]] = {}
    for item in items:
        if item.kind == "crux" and (p_yes := _p_yes(item.fields, hypotheses)):
            asked[str(item.fields.get("text"))] = item, p_yes
    if not asked or not hypotheses:
        return []
    found = {item.id: (item, p) for item, p in asked.values()}
    prior = dict.fromkeys(hypotheses, 1 / len(hypotheses))
    ranked = cruxes.rank_cruxes([cruxes.Crux(i, p) for i, (_, p) in found.items()], prior)
    return [
        Crux(
            r.question,
            str(found[r.question][0].fields.get("text")),
            str(found[r.question][0].fields.get("closes") or ""),
            r.bits,
            r.stable,
            r.chosen,
        )
        for r in ranked
    ]


def _p_yes(fields: Mapping[str, Any], hypotheses: Sequence[str]) -> tuple[float, ...]:
    given = fields.get("p_yes")
    if not isinstance(given, Mapping) or not all(h in given for h in hypotheses):
        return ()
    values = tuple(float(given[h]) for h in hypotheses)
    return values if all(0 <= v <= 1 for v in values) else ()
