"""The consistency matrix of a story: theses of its accounts and of people against its claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.core.records import Document, Item
from rashomon.core.spans import Spans
from rashomon.core.verdicts import (
    ConsistencyMatrix,
    EvidenceItem,
    Hypothesis,
    LeftOut,
    PersonRating,
    RatedCell,
)
from rashomon.core.views import Cell, Claim, Comparison
from rashomon.judge.asked import SET_SIZE, fold_cruxes, in_play, rank_asked
from rashomon.judge.curated import Opinion, Places, fold_hypotheses, fold_ratings
from rashomon.judge.ratings import NULL, Evidence, Rated, Rating, RatingMatrix, rating_matrix
from rashomon.judge.weigh import diagnosticity, influences, weigh
from rashomon.nlp.sentences import split_sentences

PROPOSER = "proposal"  # the machine; a person's rating of a cell stands in its place
NULL_TEXT = "Nothing of the kind: chance, routine, or something that no account names"
# An account's thesis expects what the account asserts and is at odds with what it denies.
EXPECTED: dict[str, Rating] = {"asserts": "C", "denies": "I", "unclear": "N"}


@dataclass(frozen=True, slots=True)
class Focus:
    """What of the evidence and of the people is looked at.

    Attributes:
        admitted: Admit only the claims that this account speaks of; "" admits all.
        without: Items of evidence and accounts that are left out; with an account go the items that
            it alone mentions.
        rater: Only this person's ratings and probabilities; "" takes everybody's.
        choose: Questions in the set of cruxes.
    """

    admitted: str = ""
    without: tuple[str, ...] = ()
    rater: str = ""
    choose: int = SET_SIZE

    def narrow(self, matrix: RatingMatrix) -> RatingMatrix:
        """The matrix with what is left of its evidence."""
        if self.admitted:
            matrix = matrix.admit_only(self.admitted)
        for name in self.without:
            matrix = matrix.without(item=name, account=name)
        return matrix

    def hears(self, person: str) -> bool:
        """Whether a person's word counts."""
        return self.rater in ("", person)


EVERYTHING = Focus()


def consistency_matrix(
    comparison: Comparison,
    documents: Mapping[str, Document],
    items: Sequence[Item] = (),
    *,
    focus: Focus = EVERYTHING,
) -> ConsistencyMatrix:
    """Lay the story's claims under its hypotheses and weigh them.

    Args:
        comparison: The story's accounts side by side.
        documents: Its documents by id.
        items: What people curated (kinds hypothesis, rating, crux), oldest first.
        focus: What is admitted, left out, and whose word counts.

    Returns:
        The ratings of people, and proposals where nobody rated yet. Only people's ratings weigh.
    """
    kinds = _by_kind(items)
    accounts = comparison.story.accounts
    rows, aside = story_hypotheses(comparison, documents, kinds.get("hypothesis", ()))
    claims = [claim for claim in comparison.claims if _is_evidence(claim)]
    known = {h.id: h for h in (*rows, *aside)}
    opinions, lost = fold_ratings(kinds.get("rating", ()), Places(claims), known)
    heard = [opinion for opinion in opinions if focus.hears(opinion.said.by)]
    weighed = _Weighed([h for h in rows if h.id != NULL], claims, heard, comparison, focus)
    asked = fold_cruxes(kinds.get("crux", ()), accounts, list(known), rater=focus.rater)
    ranking = rank_asked(asked, in_play(weighed.ids, asked, weighed.touched()), size=focus.choose)
    null = [h for h in rows if h.id == NULL]
    return ConsistencyMatrix(
        story=comparison.story.id,
        admitted=focus.admitted,
        hypotheses=(*weighed.hypotheses(), *null),
        evidence=weighed.evidence(),
        cells=weighed.cells(),
        left_out=tuple(_left_out(weighed.judged)) if weighed.judged.cells else (),
        cruxes=ranking.cruxes,
        without=focus.without,
        rater=focus.rater,
        raters=tuple(sorted({o.said.by for o in opinions if o.rated} | _askers(kinds))),
        set_aside=tuple(aside),
        unplaced=tuple(lost),
        settled_bits=ranking.settled_bits,
        open_bits=ranking.open_bits,
    )


def story_hypotheses(
    comparison: Comparison, documents: Mapping[str, Document], items: Sequence[Item]
) -> tuple[list[Hypothesis], list[Hypothesis]]:
    """The hypotheses of a story, unweighed: those in rows, the null one too, and those set aside.

    Args:
        comparison: The story's accounts side by side.
        documents: Its documents by id.
        items: Of kind hypothesis, oldest first.
    """
    theses = [*_theses(comparison, documents), Hypothesis(NULL, NULL_TEXT, "", "")]
    return fold_hypotheses(theses, items, comparison.story.accounts)


class _Weighed:
    """The rows, the evidence under the focus, and what people's ratings make of both."""

    def __init__(
        self,
        rows: Sequence[Hypothesis],
        claims: Sequence[Claim],
        opinions: Sequence[Opinion],
        comparison: Comparison,
        focus: Focus,
    ) -> None:
        self.rows = rows
        self.ids = [h.id for h in rows]
        self.people = [rated for opinion in opinions if (rated := opinion.rated)]
        evidence = [_evidence(claim) for claim in claims]
        proposed = _unless_rated(_proposals(comparison, rows, evidence), self.people)
        self.shown = focus.narrow(rating_matrix(self.ids, evidence, [*proposed, *self.people]))
        self.judged = _held(focus.narrow(rating_matrix(self.ids, evidence, self.people)))
        self._said = _said_by_cell(opinions)

    def touched(self) -> set[str]:
        """The hypotheses that a person added, adopted or rated."""
        return {h.id for h in self.rows if h.by != PROPOSER} | {r.hypothesis for r in self.people}

    def hypotheses(self) -> list[Hypothesis]:
        """Weighed by what people rated alone: an account always agrees with itself."""
        weights = {w.hypothesis: w for w in weigh(self.judged)}
        held = [h for (h, _), cell in self.judged.cells.items() if cell.step is not None]
        return [
            replace(
                h,
                inconsistency=w.inconsistency,
                log_odds=w.log_odds,
                share=w.share,
                rated=held.count(h.id),
            )
            if (w := weights.get(h.id))
            else h
            for h in self.rows
        ]

    def evidence(self) -> tuple[EvidenceItem, ...]:
        """The columns."""
        return tuple(_shown(item, self.shown) for item in self.shown.evidence)

    def cells(self) -> tuple[RatedCell, ...]:
        """Every cell that somebody rated or that has a proposal."""
        return tuple(
            RatedCell(h, e, cell.step, cell.spread, cell.raters, self._said.get((h, e), ()))
            for (h, e), cell in self.shown.cells.items()
        )


def _held(matrix: RatingMatrix) -> RatingMatrix:
    """The matrix with the hypotheses that something was held against: others are not weighed."""
    held = {h for (h, _), cell in matrix.cells.items() if cell.step is not None}
    return replace(matrix, hypotheses=tuple(h for h in matrix.hypotheses if h in held))


def _by_kind(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.kind, []).append(item)
    return found


def _askers(kinds: Mapping[str, Sequence[Item]]) -> set[str]:
    return {item.by for item in kinds.get("crux", ()) if item.fields.get("p_yes")}


def _said_by_cell(
    opinions: Iterable[Opinion],
) -> dict[tuple[str, str], tuple[PersonRating, ...]]:
    found: dict[tuple[str, str], tuple[PersonRating, ...]] = {}
    for one in opinions:
        if one.rated:
            key = one.hypothesis, one.evidence
            found[key] = (*found.get(key, ()), one.said)
    return found


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
