"""What people said about hypotheses, evidence and cruxes, folded: of each, the last word counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rashomon.core.records import Item
from rashomon.core.verdicts import Hypothesis, PersonRating, Unplaced
from rashomon.core.views import Claim
from rashomon.judge.ratings import NULL, RATINGS, Rated

Place = tuple[str, int, int]  # a document and a span of it


@dataclass(frozen=True, slots=True)
class Opinion:
    """A person's rating of a cell of the matrix."""

    hypothesis: str
    evidence: str
    said: PersonRating

    @property
    def rated(self) -> Rated | None:
        """The rating for the matrix; None where it was taken back."""
        if self.said.rating not in RATINGS:
            return None
        return Rated(self.hypothesis, self.evidence, self.said.rating, self.said.by)


def about_story(item: Item, accounts: Iterable[str]) -> bool:
    """Whether an item was said about one of these accounts' story; an old item names none."""
    said_of = item.fields.get("accounts")
    return not isinstance(said_of, list) or bool(set(said_of) & set(accounts))


def fold_hypotheses(
    theses: Sequence[Hypothesis], items: Sequence[Item], accounts: Sequence[str]
) -> tuple[list[Hypothesis], list[Hypothesis]]:
    """The rows of the matrix, and those that people set aside.

    Args:
        theses: What the accounts themselves propose, and the null hypothesis.
        items: Of kind hypothesis, oldest first. Each says all of a row: its text, what it forbids,
            whether it is set aside; `of` names the row, without it a new one begins.
        accounts: The story's; what was said about other stories is passed over.
    """
    rows = {h.id: h for h in theses}
    aside: dict[str, bool] = {}
    for item in items:
        row = str(item.fields.get("of") or item.id)
        known = rows.get(row)
        text = " ".join(str(item.fields.get("text") or "").split()) or (known.text if known else "")
        if not text or not (known or about_story(item, accounts)):
            continue
        # an account's thesis that a person adopted stays, whatever the account now ranks first
        first = known or Hypothesis(row, text, row if row in accounts else "", item.by)
        forbids = str(item.fields.get("forbids") or "")
        rows[row] = replace(first, text=text, by=item.by, forbids=forbids)
        aside[row] = bool(item.fields.get("aside")) and row != NULL
    shown = [h for h in rows.values() if not aside.get(h.id)]
    return shown, [h for h in rows.values() if aside.get(h.id)]


class Places:
    """Finds the claim that an earlier rating was about, where the story's claims have changed.

    An id follows from what a claim is made of, so a new document can change it; the sentences that
    were rated stay where they are.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.statements = {claim.id: claim.statement for claim in claims}
        self._at: dict[Place, list[str]] = {}
        for claim in claims:
            for place in places_of(claim):
                self._at.setdefault(place, []).append(claim.id)

    def find(self, evidence: str, spans: Iterable[Place]) -> str:
        """The claim itself, else the one with most of the sentences, else ""."""
        if evidence in self.statements:
            return evidence
        votes = Counter(claim for place in spans for claim in self._at.get(place, ()))
        most = max(votes.values(), default=0)
        return min((claim for claim, n in votes.items() if n == most), default="")


def places_of(claim: Claim) -> list[Place]:
    """Where the accounts say what a claim is made of."""
    return [
        (cell.account, start, end)
        for cell in claim.cells
        if cell.stance != "silent"
        for start, end in cell.spans
    ]


def fold_ratings(
    items: Iterable[Item], places: Places, hypotheses: Mapping[str, Hypothesis]
) -> tuple[list[Opinion], list[Unplaced]]:
    """Each person's last rating of each cell, and the ratings whose claim is gone.

    Args:
        items: Of kind rating, oldest first.
        places: The story's evidence.
        hypotheses: All of the story's, those set aside too.
    """
    last: dict[tuple[str, str, str], Opinion] = {}
    lost: dict[tuple[str, str, str], Unplaced] = {}
    for item in items:
        row, named = str(item.fields.get("hypothesis")), str(item.fields.get("evidence"))
        if row not in hypotheses:
            continue
        then = item.fields.get("said")
        then = then if isinstance(then, Mapping) else {}
        found = places.find(named, _spans(then))
        said = _said(item, then, hypotheses[row].text, places.statements.get(found, ""))
        if found:
            last[row, found, item.by] = Opinion(row, found, said)
        else:
            lost[row, named, item.by] = Unplaced(hypotheses[row].text, said.evidence or named, said)
    kept = [one for one in lost.values() if one.rating.rating in RATINGS]
    return list(last.values()), kept


def _spans(then: Mapping[str, Any]) -> list[Place]:
    given = then.get("spans")
    return [
        (str(place[0]), place[1], place[2])
        for place in (given if isinstance(given, list) else [])
        if isinstance(place, list) and len(place) == 3
    ]


def _said(
    item: Item, then: Mapping[str, Any], hypothesis_now: str, evidence_now: str
) -> PersonRating:
    hypothesis, evidence = str(then.get("hypothesis") or ""), str(then.get("statement") or "")
    return PersonRating(
        item.by,
        str(item.fields.get("rating") or ""),
        str(item.fields.get("note") or ""),
        item.at,
        "" if hypothesis == hypothesis_now else hypothesis,
        "" if evidence == evidence_now else evidence,
    )
