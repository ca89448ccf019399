"""Pairs of statements that say the same, contradict each other, or neither: our own groups, pairs cut from cases, and published data."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import causal
from plain import denial, repetition

NEITHER, SAME, CONTRADICTS = 0, 1, 2
ROOT = Path(__file__).parents[1]
GROUPS = ROOT / "corpus" / "pairs"
CUT = (
    GROUPS / "practice",
    GROUPS / "accounts",
)  # pairs that the product cut, of the practice cases and of others
CUT_LABELS = {"neither": 0, "same": 1, "contradicts": 2}
# Of each claim and round: pairs with statements near by, with other claims of its event, and with another event.
NEAR_PAIRS, OTHER_CLAIM_PAIRS, OTHER_EVENT_PAIRS = 4, 3, 1
SAME_PAIRS, CONTRARY_PAIRS = 3, 3
PASSAGE_PAIRS, PASSAGES = 2, 150  # of each passage of our corpus; passages a round
PARAPHRASES, OTHER_VIEWS = 200, 200  # of perspectrum, a round
REWRITTEN = 150  # of the countercausal corpus, a round


@dataclass(frozen=True)
class Pair:
    """Two texts and what the second does with what the first says."""

    first: str
    second: str
    label: int


@dataclass
class Group:
    """What several accounts say about one proposition; `near` is about the same thing and neither says nor denies it.

    Of a factor's phrases `says` name it as rising and `denies` as falling: there two of the latter say the same (`one_way`).
    """

    says: list[str]
    denies: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    one_way: bool = False


@dataclass
class Event:
    """The propositions of one event."""

    title: str
    groups: list[Group]

    def labelled(self) -> dict[tuple[str, str], int]:
        """Every pair of its statements whose label is known.

        Two denials of one claim may deny it for different reasons, and denials of two claims may happen to
        touch each other: both are left out.
        """
        found: dict[tuple[str, str], int] = {}
        everything = [
            (n, side, text)
            for n, group in enumerate(self.groups)
            for side in ("says", "denies", "near")
            for text in getattr(group, side)
        ]
        for (n, side, text), (m, other, second) in itertools.combinations(everything, 2):
            if n != m:
                label = None if "denies" in (side, other) else NEITHER
            else:
                label = _label(side, other, one_way=self.groups[n].one_way)
            if label is not None and text != second:
                found[text, second] = label
        return found


def corpus_statements(kept: Path) -> list[list[str]]:
    """The statements of each training passage of our corpus as the product cuts them; read once, then kept in a file."""
    if not kept.exists():
        from examples import CORPUS
        from passages import read_passages
        from rashomon.align.statements import find_statements
        from rashomon.align.trees import Account
        from rashomon.core.records import Document
        from rashomon.nlp.encoder import load_encoder

        plan = json.loads((CORPUS / "plan.json").read_text(encoding="utf-8"))
        authors = {name for name, a in plan["authors"].items() if a["split"] == "train"}
        found = []
        for n, passage in enumerate(read_passages(CORPUS / "passages", authors)):
            doc = Document(id=str(n), page="", segment=0, ref="", text=passage.text)
            account = Account(doc, load_encoder().parse(passage.text), ())
            found.append([s.said for s in find_statements(account)])
        kept.write_text(json.dumps(found), encoding="utf-8")
    listed: list[list[str]] = json.loads(kept.read_text(encoding="utf-8"))
    return listed


def strangers(passages: list[list[str]], rng: random.Random) -> list[Pair]:
    """Statements of one text, which hardly ever says a thing twice: one of two pairs shares as many words as any."""
    found = []
    for statements in rng.sample(passages, min(len(passages), PASSAGES)):
        pairs = [
            pair
            for pair in itertools.combinations(sorted(set(statements)), 2)
            if _shared(*pair) < min(len(text.split()) for text in pair) / 2
        ]
        drawn = rng.sample(pairs, min(len(pairs), 4 * PASSAGE_PAIRS))
        drawn.sort(key=lambda pair: -_shared(*pair))
        found += [Pair(a, b, NEITHER) for a, b in [*drawn[:1], *drawn[-1:]]]
    return found


def _shared(left: str, right: str) -> int:
    return len(set(_bare(left).split()) & set(_bare(right).split()))


def _label(side: str, other: str, *, one_way: bool) -> int | None:
    if "near" in (side, other):
        return None if side == other else NEITHER
    if side == other:
        return SAME if side == "says" or one_way else None
    return CONTRADICTS


def read_groups(path: Path) -> list[Event]:
    """Our own statement groups (corpus/pairs, see its README)."""
    events = []
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        groups = [
            Group([c["claim"], *c["asserts"], *c.get("open", [])], c["denies"], c["near"])
            for c in raw["claims"]
        ]
        events.append(Event(raw["event"], groups))
    return events


def read_factors(path: Path) -> list[Event]:
    """Our own groups of phrases that name a factor as rising or falling."""
    events = []
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        groups = [
            Group([f["factor"], *f["up"]], f["down"], f["near"], one_way=True)
            for f in raw["factors"]
        ]
        events.append(Event(raw["event"], groups))
    return events


def read_cut(path: Path) -> list[Pair]:
    """Labelled pairs of one practice case, as the product cuts and words its statements."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Pair(row["first"], row["second"], CUT_LABELS[row["label"]]) for row in rows]


def round_of(events: list[Event], rng: random.Random) -> list[Pair]:
    """One round of training: some pairs of every claim."""
    found: list[Pair] = []
    strangers = [text for event in events for group in event.groups for text in group.says]
    for event in events:
        for n, group in enumerate(event.groups):
            others = [t for m, g in enumerate(event.groups) if m != n for t in g.says + g.near]
            own = group.says + group.denies
            found += _some(itertools.combinations(group.says, 2), SAME, SAME_PAIRS, rng)
            if not group.one_way:
                found += _plain(group, rng)
            else:
                found += _some(itertools.combinations(group.denies, 2), SAME, SAME_PAIRS, rng)
            found += _some(
                itertools.product(group.says, group.denies), CONTRADICTS, CONTRARY_PAIRS, rng
            )
            found += _some(itertools.product(own, group.near), NEITHER, NEAR_PAIRS, rng)
            found += _some(itertools.product(group.says, others), NEITHER, OTHER_CLAIM_PAIRS, rng)
            found += _some(
                itertools.product(own, rng.sample(strangers, 1)), NEITHER, OTHER_EVENT_PAIRS, rng
            )
    return found


def _plain(group: Group, rng: random.Random) -> list[Pair]:
    """One of the claim's statements beside its repetition and beside its denial."""
    text = rng.choice(group.says[1:])
    return [
        Pair(text, repetition(text, rng), SAME),
        Pair(text, denial(text, rng), CONTRADICTS),
    ]


def _some(pairs: Any, label: int, count: int, rng: random.Random) -> list[Pair]:
    known = list(pairs)
    return [Pair(a, b, label) for a, b in rng.sample(known, min(count, len(known))) if a != b]


class Published:
    """Pairs of perspectrum and of the countercausal corpus, drawn anew in every round."""

    def __init__(self, data: Path) -> None:
        self._same, self._other = _perspectives(data / "perspectrum")
        self._contrary = _rewritten(data)

    def round(self, rng: random.Random) -> list[Pair]:
        """Paraphrases, other views of one question, and sentences beside their countercausal rewriting."""
        return (
            rng.sample(self._same, min(PARAPHRASES, len(self._same)))
            + rng.sample(self._other, min(OTHER_VIEWS, len(self._other)))
            + rng.sample(self._contrary, min(REWRITTEN, len(self._contrary)))
        )


def _perspectives(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """Perspectives of one group say the same; those of two groups with one stance make another point."""
    pool = json.loads((folder / "perspective_pool_v1.0.json").read_text(encoding="utf-8"))
    texts = {row["pId"]: row["text"] for row in pool}
    same: list[Pair] = []
    other: list[Pair] = []
    for claim in json.loads((folder / "perspectrum_train_dev.json").read_text(encoding="utf-8")):
        views = [
            (v["stance_label_3"], [texts[p] for p in v["pids"] if p in texts])
            for v in claim["perspectives"]
        ]
        for _, group in views:
            same += [Pair(a, b, SAME) for a, b in itertools.combinations(group[:4], 2) if a != b]
        for (stance, left), (own, right) in itertools.combinations(views, 2):
            if stance == own and left and right:
                other.append(Pair(left[0], right[0], NEITHER))
    return same, other


def _rewritten(data: Path) -> list[Pair]:
    """Causal sentences beside the countercausal ones made of them, of documents that are for training."""
    before = {}
    for text in causal.read_cnc(data / "cnc"):
        before.setdefault(_bare(text.text), text)
    found = []
    for text in causal.read_countercausal(data / "countercausal/train.jsonl"):
        if text.kind != causal.COUNTERCAUSAL or causal.part(text.doc) != "train":
            continue
        original = _nearest(text, [t for t in before.values() if t.doc == text.doc])
        if original is not None:
            found.append(Pair(original.text, text.text, CONTRADICTS))
    return found


def _nearest(text: causal.CausalText, others: list[causal.CausalText]) -> causal.CausalText | None:
    """The causal sentence of the same document that shares most words, at least half of them."""
    words = set(_bare(text.text).split())
    scored = [
        (len(words & set(_bare(o.text).split())) / len(words), o)
        for o in others
        if o.kind == causal.CAUSAL and _bare(o.text) != _bare(text.text)
    ]
    best = max(scored, key=lambda s: s[0], default=None)
    return best[1] if best and best[0] > 0.5 else None


def _bare(text: str) -> str:
    return " ".join(text.lower().split())
