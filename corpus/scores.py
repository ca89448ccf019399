"""Compare two readings of the same passages: spans, wholes and values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rashomon.core.bodies import Body, Mention, body_spans
from rashomon.core.spans import Spans

HALF = 0.5  # of the characters that two spans have together, which a match must share


@dataclass
class Counts:
    """What of the proposed was right, what of the gold was met, how much there is of both."""

    right: float = 0.0
    met: float = 0.0
    predicted: int = 0
    gold: int = 0

    def row(self) -> dict[str, float | int]:
        """Precision, recall, F1 and the counts."""
        p = self.right / self.predicted if self.predicted else 0.0
        r = self.met / self.gold if self.gold else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {
            "p": round(p, 4),
            "r": round(r, 4),
            "f1": round(f1, 4),
            "gold": self.gold,
            "predicted": self.predicted,
        }


@dataclass
class Tally:
    """All measures of one reader over a set of passages."""

    spans: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    values: dict[str, list[tuple[object, object]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, gold: list[Body], found: list[Body]) -> None:
        """One passage."""
        for kind in ("attribution", "causal_claim", "aim", "prediction", "event"):
            self._kind(
                kind,
                [b for b in gold if b.kind == kind],
                [b for b in found if b.kind == kind],
            )
        names = {(b.name, b.label) for b in gold if isinstance(b, Mention)}
        proposed = {(b.name, b.label) for b in found if isinstance(b, Mention)}
        self._count("mention: exact", len(names & proposed), proposed, names)

    def _kind(self, kind: str, gold: list[Body], found: list[Body]) -> None:
        for role in (gold or found)[0].roles if gold or found else ():
            mine = {s for b in gold if (s := body_spans(b)[role])}
            theirs = {s for b in found if (s := body_spans(b)[role])}
            same = len(mine & theirs)
            hit, met = _touching(theirs, mine), _touching(mine, theirs)
            self._count(f"{kind} {role}: exact", same, theirs, mine)
            half = f"{kind} {role}: half for a wrong boundary"
            self._count(half, (same + hit) / 2, theirs, mine, met=(same + met) / 2)
            self._count(f"{kind} {role}: any overlap", hit, theirs, mine, met=met)
        both = pairs(kind, gold, found)
        self._count(f"{kind}: whole", len(both), found, gold)
        for mine_, theirs_ in both:
            self._values(mine_, theirs_)
        if kind == "causal_claim":
            for mode in ("asserted", "denied"):
                right = sum(g.mode == f.mode == mode for g, f in both)
                have = [f for g, f in both if f.mode == mode]
                want = [g for g, f in both if g.mode == mode]
                self._count(f"causal_claim found: {mode}", right, have, want)

    def _count(
        self, name: str, right: float, found: Any, gold: Any, *, met: float | None = None
    ) -> None:
        counts = self.spans[name]
        counts.right += right
        counts.met += right if met is None else met
        counts.predicted += len(found)
        counts.gold += len(gold)

    def _values(self, gold: Body, found: Body) -> None:
        names = {
            "attribution": ("form", "stance"),
            "causal_claim": ("sign", "mode", "hedged"),
            "aim": ("wants", "imputed"),
            "prediction": ("negated",),
            "event": ("event_type", "negated", "hypothetical"),
        }[gold.kind]
        for name in names:
            self.values[f"{gold.kind} {name}"].append((getattr(gold, name), getattr(found, name)))

    def rows(self) -> dict[str, dict[str, float | int]]:
        """All span measures by name."""
        return {name: counts.row() for name, counts in sorted(self.spans.items())}

    def agreements(self) -> dict[str, dict[str, float | int]]:
        """Of wholes found by both: how many values are the same, and Cohen's kappa."""
        return {
            name: {
                "right": sum(a == b for a, b in pairs),
                "of": len(pairs),
                "kappa": round(kappa(pairs), 4),
            }
            for name, pairs in sorted(self.values.items())
        }


# The roles that must fit for a whole to be right: more than half of the characters of each.
MAIN = {
    "attribution": ("source", "content"),
    "causal_claim": ("cause", "effect"),
    "aim": ("goal",),
    "prediction": ("content",),
    "event": ("trigger",),
}


def pairs(kind: str, gold: list[Body], found: list[Body]) -> list[tuple[Any, Any]]:
    """Gold and found wholes that fit, each in one pair, the best first."""
    scored = []
    for g, mine in enumerate(gold):
        for f, theirs in enumerate(found):
            shares = [_fit(body_spans(mine)[r], body_spans(theirs)[r]) for r in MAIN[kind]]
            if min(shares) > HALF:
                scored.append((sum(shares), -g, -f))
    chosen, used_gold, used_found = [], set(), set()
    for _, g, f in sorted(scored, reverse=True):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            chosen.append((gold[-g], found[-f]))
    return chosen


def _fit(left: Spans, right: Spans) -> float:
    return 1.0 if left == right else _share(left, right)


def _share(left: Spans, right: Spans) -> float:
    """Characters in both, of the characters in either."""
    mine = {c for a, b in left for c in range(a, b)}
    theirs = {c for a, b in right for c in range(a, b)}
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _touching(spans: set[Spans], others: set[Spans]) -> int:
    """How many of the spans share a character with one of the others."""
    return sum(any(_share(s, o) > 0 for o in others) for s in spans)


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Agreement beyond chance, 1.0 where there is only one value. Source: Cohen (1960)."""
    if not pairs:
        return 0.0
    same = sum(a == b for a, b in pairs) / len(pairs)
    values = {v for pair in pairs for v in pair}
    chance = (
        sum(sum(a == v for a, _ in pairs) * sum(b == v for _, b in pairs) for v in values)
        / len(pairs) ** 2
    )
    return 1.0 if chance == 1.0 else (same - chance) / (1.0 - chance)
