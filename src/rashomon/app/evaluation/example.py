"""Hold a case made from the built-in example against the reading that a person made of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from rashomon.core.bodies import CausalClaim
from rashomon.core.records import Document
from rashomon.core.spans import Span, Spans, locate, overlaps
from rashomon.core.views import Claim, Comparison, Factor
from rashomon.workspace.case import Case

FIRST_CLASHES = 10  # what a user looks at first


@dataclass(frozen=True, slots=True)
class Score:
    """So many right of so many."""

    what: str
    right: int
    total: int


@dataclass(frozen=True)
class Scorer:
    """The case, its documents by file name, and the expected reading."""

    case: Case
    expected: Mapping[str, Any]
    mains: Mapping[str, Document]
    comparison: Comparison

    @classmethod
    def make(cls, case: Case, expected: Path) -> "Scorer":
        """Read the expected reading, and find the accounts' documents."""
        mains = {Path(d.ref).name: d for d in case.documents() if d.role == "main"}
        return cls(case, json.loads(expected.read_text("utf-8")), mains, case.comparison())

    def scores(self) -> list[Score]:
        """Every measure, in the order of the pipeline."""
        return [
            *self._documents(),
            self._chrome(),
            self._stories(),
            *self._causal(),
            *self._cells(),
            self._effects(),
        ]

    def _documents(self) -> Iterator[Score]:
        wanted = self.expected["documents"]
        for field in ("role", "title", "author", "outlet", "published"):
            pairs = [(self._document(w), w.get(field)) for w in wanted if w.get(field) is not None]
            right = sum(doc is not None and getattr(doc, field) == want for doc, want in pairs)
            yield Score(f"documents: {field}", right, len(pairs))

    def _document(self, wanted: Mapping[str, Any]) -> Document | None:
        """The document of the same page whose text begins and ends as expected."""
        for doc in self.case.documents():
            if Path(doc.ref).name == wanted["ref"] and locate(doc.text, wanted["first"]):
                return doc
        return None

    def _chrome(self) -> Score:
        wanted = [(ref, text) for ref, texts in self.expected["chrome"].items() for text in texts]
        kept = {Path(d.ref).name: "" for d in self.case.documents()}
        for doc in self.case.documents():
            kept[Path(doc.ref).name] += "\n" + doc.text
        gone = sum(locate(kept.get(ref, ""), text) is None for ref, text in wanted)
        return Score("chrome left out", gone, len(wanted))

    def _stories(self) -> Score:
        """Documents of the expected story that the largest story holds."""
        wanted = self.expected["stories"][0]["documents"]
        held = set(self.comparison.story.documents)
        right = sum(ref in self.mains and self.mains[ref].id in held for ref in wanted)
        return Score("documents in the story", right, len(wanted))

    def _causal(self) -> Iterator[Score]:
        """Expected causal claims that are found, and sign and mode of those."""
        wanted = self.expected["causal_claims"]
        found = [(want, self._matching(want)) for want in wanted]
        hits = [(want, body) for want, body in found if body is not None]
        yield Score("causal claims found", len(hits), len(wanted))
        for field in ("sign", "mode", "hedged"):
            right = sum(getattr(body, field) == want[field] for want, body in hits)
            yield Score(f"causal claims: {field}", right, len(hits))

    def _matching(self, want: Mapping[str, Any]) -> CausalClaim | None:
        doc = self.mains.get(want["ref"])
        if doc is None:
            return None
        causes, effects = all_places(doc.text, want["cause"]), all_places(doc.text, want["effect"])
        best: CausalClaim | None = None
        for annotation in self.case.annotations(doc.id):
            body = annotation.body
            if not isinstance(body, CausalClaim):
                continue
            right = (body.sign, body.mode) == (want["sign"], want["mode"])
            here = _touch(body.cause, causes) and _touch(body.effect, effects)
            if here and (right or best is None):
                best = body
        return best

    def _cells(self) -> Iterator[Score]:
        """Cells of expected claims: right where the stance is, silence included."""
        spoken = silent = spoken_right = silent_right = 0
        accounts = {doc.id: ref for ref, doc in self.mains.items()}
        for want in self.expected["claims"]:
            claim = self._claim(want)
            cells = self._stances(claim, want) if claim else {}
            for account in self.comparison.story.accounts:
                ref = accounts[account]
                expected = want["cells"].get(ref, {}).get("stance", "silent")
                got = cells.get(ref, "silent")
                if expected == "silent":
                    silent, silent_right = silent + 1, silent_right + (got == "silent")
                else:
                    spoken, spoken_right = spoken + 1, spoken_right + (got == expected)
        yield Score("claim cells: asserts, denies, unclear", spoken_right, spoken)
        yield Score("claim cells: silent", silent_right, silent)
        clashes = [c for c in self.expected["claims"] if _is_clash(c)]
        found = [self._claim(c) for c in clashes]
        yield Score("clashes found", sum(c is not None and c.clash for c in found), len(clashes))
        shown = [claim for claim in self.comparison.claims if claim.clash]
        right = sum(any(self._same(claim, want) for want in clashes) for claim in shown)
        yield Score("clashes shown that are expected", right, len(shown))
        first = shown[:FIRST_CLASHES]
        right = sum(any(self._same(claim, want) for want in clashes) for claim in first)
        yield Score(f"of the first {FIRST_CLASHES} clashes, expected", right, len(first))
        taken_up = [claim for claim in self.comparison.claims if _is_shared(claim)]
        same = sum(any(self._same(c, want) for want in self.expected["claims"]) for c in taken_up)
        yield Score("rows of several accounts that are expected", same, len(taken_up))
        yield from self._pairs()

    def _pairs(self) -> Iterator[Score]:
        """Expected quotes of two accounts: those of one claim should stand in one row, others should not."""
        items = [
            (number, ref, self._rows_at(ref, cell["quote"]))
            for number, want in enumerate(self.expected["claims"])
            for ref, cell in want["cells"].items()
        ]
        pairs = [(a, b) for a, b in combinations(items, 2) if a[1] != b[1]]
        gold = sum(a[0] == b[0] for a, b in pairs)
        found = [(a, b) for a, b in pairs if a[2] & b[2]]
        both = sum(a[0] == b[0] for a, b in found)
        yield Score("quotes of one claim in one row", both, gold)
        yield Score("quotes in one row that are of one claim", both, len(found))

    def _rows_at(self, ref: str, quote: str) -> frozenset[int]:
        """The rows, implied ones left out, that show the quote."""
        rows = enumerate(self.comparison.claims)
        return frozenset(n for n, c in rows if c.origin != "implied" and self._shows(c, ref, quote))

    def _same(self, claim: Claim, want: Mapping[str, Any]) -> bool:
        """Whether the claim shows expected quotes of at least two accounts."""
        return sum(self._shows(claim, r, c["quote"]) for r, c in want["cells"].items()) > 1

    def _stances(self, claim: Claim, want: Mapping[str, Any]) -> dict[str, str]:
        """Each account's stance; a row that words the opposite of what is wanted is turned round.

        Only a row with both asserts and denies can be told to be turned; else it is taken as is.
        """
        refs = {doc.id: ref for ref, doc in self.mains.items()}
        cells = {refs[c.account]: str(c.stance) for c in claim.cells if c.account in refs}
        if not {"asserts", "denies"} <= set(cells.values()):
            return cells
        turned = {ref: _TURNED.get(stance, stance) for ref, stance in cells.items()}
        wanted = {ref: cell["stance"] for ref, cell in want["cells"].items()}
        agree = [sum(c.get(r) == s for r, s in wanted.items()) for c in (cells, turned)]
        return turned if agree[1] > agree[0] else cells

    def _claim(self, want: Mapping[str, Any]) -> Claim | None:
        """The claim whose cells show most of the expected quotes; ties go to the one that clashes."""
        best, most = None, (0, False)
        for claim in self.comparison.claims:
            score = sum(
                self._shows(claim, ref, cell["quote"]) for ref, cell in want["cells"].items()
            )
            if score and (score, claim.clash) > most:
                best, most = claim, (score, claim.clash)
        return best

    def _shows(self, claim: Claim, ref: str, quote: str) -> bool:
        doc = self.mains.get(ref)
        if doc is None:
            return False
        spans = [s for c in claim.cells if c.account == doc.id for s in c.spans]
        return bool(spans) and _touch(tuple(spans), all_places(doc.text, quote))

    def _effects(self) -> Score:
        right = total = 0
        for want in self.expected["effects"]:
            for ref, cell in want["accounts"].items():
                total += 1
                right += self._implied(ref, cell, want["direction"]) == cell["effect"]
        return Score("implied effects", right, total)

    def _implied(self, ref: str, cell: Mapping[str, str], direction: int) -> str:
        """What the account's map implies for the factors at the two quotes."""
        doc = self.mains.get(ref)
        if doc is None:
            return "silent"
        push = self._factors_at(doc, cell["push"])
        outcome = self._factors_at(doc, cell["outcome"])
        found = {
            effect.effect
            for factor in push
            for effect in self.case.whatif(factor.id, direction)
            if effect.account == doc.id and effect.outcome in {f.id for f in outcome}
        }
        spoken = found - {"silent"}
        return spoken.pop() if len(spoken) == 1 else "silent"

    def _factors_at(self, doc: Document, quote: str) -> list[Factor]:
        places = all_places(doc.text, quote)
        return [
            factor
            for factor in self.comparison.factors
            if _touch(tuple(p.span for p in factor.phrases if p.doc == doc.id), places)
        ]


_TURNED = {"asserts": "denies", "denies": "asserts"}


def all_places(text: str, quote: str) -> Spans:
    """Every place where a quote stands."""
    found: list[Span] = []
    start = 0
    while (span := locate(text[start:], quote)) is not None:
        found.append((start + span[0], start + span[1]))
        start += span[1]
    return tuple(found)


def _touch(left: Spans, right: Spans) -> bool:
    return any(overlaps(a, b) for a in left for b in right)


def _is_shared(claim: Claim) -> bool:
    """Whether several accounts speak of it, in what they say and not in what their maps imply."""
    return claim.origin != "implied" and sum(cell.stance != "silent" for cell in claim.cells) > 1


def _is_clash(claim: Mapping[str, Any]) -> bool:
    stances = {cell["stance"] for cell in claim["cells"].values()}
    return {"asserts", "denies"} <= stances
