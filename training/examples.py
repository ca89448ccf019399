"""Every corpus as one kind of training example, a window of sentences, split into train and held out."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import attribution
import causal
import mentions
from conllu import Sentence, read_conllu
from rashomon.nlp.frames import ANCHOR_ROLES, ATTRIBUTES
from rashomon.nlp.tokens import tokenize

SEED = 20261127
SILVER = 0.5  # weight of examples that were derived by rule
BTC_SENTENCES = 2500
PHRASES = 24000
WINDOW_WORDS, WINDOW_SENTENCES = 110, 6  # of treebank documents
CORPUS = Path(__file__).parents[1] / "corpus"
# Whose guidelines an example follows; the heads of frames, mentions and classes know it, so that one corpus does not bend another's.
STYLES = ("ours", "cnc", "countercausal", "gum", "wikigold", "wnut17", "btc")
CAUSAL_KINDS = frozenset(["causal_claim", "implicit"])
WordSpan = tuple[int, int]  # first word, behind the last


@dataclass
class FrameExample:
    """A gold frame; attributes that the source does not give are missing."""

    kind: str
    anchor: int
    roles: dict[str, list[WordSpan]]
    attributes: dict[str, int]


@dataclass
class Example:
    """A window as words, with whatever layers its source has (None = not annotated there)."""

    words: list[str]
    source: str
    doc: str = ""
    texts: list[str] = field(default_factory=list)
    sentences: list[WordSpan] = field(default_factory=list)
    upos: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    mentions: list[str | None] | None = None
    causal: list[int | None] = field(default_factory=list)
    frames: list[FrameExample] | None = None
    frame_kinds: frozenset[str] = frozenset()
    unjudged: set[int] = field(default_factory=set)  # sentences whose frames are not known
    frame_weight: float = 1.0

    def __post_init__(self) -> None:
        self.texts = self.texts or [" ".join(self.words)]
        self.sentences = self.sentences or [(0, len(self.words))]
        self.causal = self.causal or [None] * len(self.sentences)

    @property
    def style(self) -> int:
        """Number of the guidelines it follows."""
        return STYLES.index(self.source) if self.source in STYLES else STYLES.index("gum")


@dataclass
class Corpus:
    """Training examples by pool, and the held-out ones by name."""

    train: dict[str, list[Example]]
    test: dict[str, list[Example]]


def frame_example(
    kind: str, roles: dict[str, list[WordSpan]], fields: dict[str, Any]
) -> FrameExample | None:
    """A gold frame from its roles and its body's fields; None where nothing marks its place."""
    if kind == "causal_claim" and not roles.get("signal"):
        kind = "implicit"
    marked = next((roles[r] for r in ANCHOR_ROLES[kind] if roles.get(r)), None)
    if marked is None:
        return None
    named = {
        "event_negated": fields.get("negated") if kind == "event" else None,
        "prediction_negated": fields.get("negated") if kind == "prediction" else None,
        **{k: fields[k] for k in ATTRIBUTES if k in fields},
    }
    numbers = {k: ATTRIBUTES[k].index(v) for k, v in named.items() if v is not None}
    return FrameExample(kind, min(marked)[0], roles, numbers)


def load(data: Path) -> Corpus:
    """Read everything under `data` and our own corpus; drop from training what is held out word for word."""
    train: dict[str, list[Example]] = {}
    test: dict[str, list[Example]] = {"ewt_dev": _ewt(data / "ud_ewt/en_ewt-ud-dev.conllu")}
    ewt = _ewt(data / "ud_ewt/en_ewt-ud-train.rebuilt.conllu")
    gum = _gum(data / "gum/train")
    test["gum_dev"] = _gum(data / "gum/dev")
    train["ner"], ner_test = _ner(data / "ner")
    test.update(ner_test)
    train["causal"], causal_test = _causal(data)
    test.update(causal_test)
    from passages import cut

    rng = random.Random(SEED)
    train["corpus"] = [window for e in _ours("train") for window in cut(e, rng)]
    test["ours_dev"], test["ours_test"] = _ours("dev"), _ours("test")
    held_out = {p for examples in test.values() for e in examples for p in _plain(e)}
    trees = {"ewt": ewt, "gum": gum}
    for pool, examples in (trees | train).items():
        kept = [e for e in examples if e.words and not held_out & set(_plain(e))]
        train[pool] = windows(kept, seed=SEED) if pool in trees else kept
    held_out_pools = {"x": test["ewt_dev"], "y": test["cnc_test"]}
    test["phrases"] = phrases(held_out_pools, count=2000, seed=SEED + 1)
    known = {e.texts[0] for e in test["phrases"]}
    train["phrases"] = phrases(train, count=PHRASES, seed=SEED, without=known)
    return Corpus(train, test)


def _plain(example: Example) -> list[str]:
    """Its sentences of more than three words, in lower case."""
    return [" ".join(example.words[a:b]).lower() for a, b in example.sentences if b - a > 3]


def _ours(split: str) -> list[Example]:
    from passages import example, read_passages

    plan = json.loads((CORPUS / "plan.json").read_text(encoding="utf-8"))
    authors = {name for name, a in plan["authors"].items() if a["split"] == split}
    return [example(p) for p in read_passages(CORPUS / "passages", authors)]


def windows(examples: list[Example], *, seed: int) -> list[Example]:
    """Neighbouring sentences of one document as windows of one to six sentences."""
    rng = random.Random(seed)
    found: list[Example] = []
    group: list[Example] = []
    wanted = 1
    for example in examples:
        words = sum(len(e.words) for e in group)
        if group and (
            group[-1].doc != example.doc
            or len(group) >= wanted
            or words + len(example.words) > WINDOW_WORDS
        ):
            found.append(_merged(group))
            group, wanted = [], rng.randint(1, WINDOW_SENTENCES)
        group.append(example)
    return [*found, _merged(group)] if group else found


def _merged(group: list[Example]) -> Example:
    shifts = [sum(len(e.words) for e in group[:n]) for n in range(len(group))]
    pairs = list(zip(group, shifts, strict=True))
    chain = lambda name: [v for e in group for v in getattr(e, name)]  # noqa: E731
    return Example(
        words=chain("words"), source=group[0].source, doc=group[0].doc, texts=chain("texts"),
        sentences=[(a + s, b + s) for e, s in pairs for a, b in e.sentences],
        upos=chain("upos"), deprels=chain("deprels"),
        heads=[h + s if h >= 0 else -1 for e, s in pairs for h in e.heads or []],
        mentions=chain("mentions") if group[0].mentions else None,
        causal=chain("causal"),
        frames=[shifted(f, s) for e, s in pairs for f in e.frames or []],
        frame_kinds=group[0].frame_kinds, frame_weight=group[0].frame_weight,
        unjudged={n for n, e in enumerate(group) if e.unjudged},
    )  # fmt: skip


def shifted(frame: FrameExample, by: int) -> FrameExample:
    """The frame with its words counted from elsewhere."""
    roles = {r: [(a + by, b + by) for a, b in spans] for r, spans in frame.roles.items()}
    return FrameExample(frame.kind, frame.anchor + by, roles, frame.attributes)


def _treebank(sentence: Sentence, source: str, frames: list[attribution.Frame]) -> Example:
    return Example(
        words=sentence.words, source=source, doc=sentence.doc, texts=[sentence.text],
        upos=sentence.upos, heads=sentence.heads, deprels=sentence.deprels,
        frames=[f for frame in frames if (f := _attribution(frame))],
        frame_kinds=frozenset(["attribution"]),
    )  # fmt: skip


def _attribution(frame: attribution.Frame) -> FrameExample | None:
    roles = {r: _runs(words) for r in ("source", "cue", "content") if (words := getattr(frame, r))}
    return frame_example("attribution", roles, {})


def _runs(words: Iterable[int]) -> list[WordSpan]:
    """Word numbers as runs; a hole of one word (a comma) is closed."""
    found: list[WordSpan] = []
    for w in sorted(words):
        if found and w <= found[-1][1] + 1:
            found[-1] = (found[-1][0], w + 1)
        else:
            found.append((w, w + 1))
    return found


def _ewt(path: Path) -> list[Example]:
    examples = []
    for sentence in read_conllu(path):
        frames = attribution.silver_frames(sentence)
        example = _treebank(sentence, "ewt", frames)
        example.frame_weight = SILVER
        if not frames and any(lemma in attribution.SPEECH for lemma in sentence.lemmas):
            example.unjudged = {0}
        examples.append(example)
    return examples


def _gum(folder: Path) -> list[Example]:
    examples = []
    for path in sorted((folder / "dep").glob("*.conllu")):
        sentences = list(read_conllu(path))
        frames = attribution.gold_frames(sentences)
        names = mentions.gum_tags(sentences)
        for s, (sentence, tags) in enumerate(zip(sentences, names, strict=True)):
            example = _treebank(sentence, "gum", frames.get(s, []))
            example.mentions = tags
            examples.append(example)
    return examples


def _ner(folder: Path) -> tuple[list[Example], dict[str, list[Example]]]:
    def named(sentences: list[tuple[list[str], list[str]]], source: str) -> list[Example]:
        return [Example(w, source, mentions=list(t)) for w, t in sentences if len(w) < 200]

    wnut = folder / "WNUT17/CONLL-format/data"
    documents = mentions.wikigold_documents(
        folder / "wikigold/CONLL-format/data/wikigold.conll.txt"
    )
    random.Random(20261123).shuffle(documents)
    cut = round(len(documents) * 0.15)
    tweets = [
        s
        for name in "abefg"
        for s in mentions.read_columns(folder / f"BTC/CONLL-format/data/{name}.conll")
    ]
    tweets = [(w, t) for w, t in tweets if len(w) > 5 and not any(x.startswith("@") for x in w)]
    # tweets with a name first: the other half of a tweet corpus teaches little
    random.Random(SEED).shuffle(tweets)
    tweets.sort(key=lambda s: all(t == "O" for t in s[1]))
    sources = {
        "wikigold": [s for d in documents[cut:] for s in d],
        "wnut17": mentions.read_columns(wnut / "train/wnut17train.conll"),
        "btc": tweets[:BTC_SENTENCES],
    }
    rng = random.Random(SEED)
    train = [
        e
        for source, sentences in sources.items()
        for e in named(sentences + mentions.exchanged(sentences, rng), source)
    ]
    return train, {
        "wikigold_test": named([s for d in documents[:cut] for s in d], "wikigold"),
        "wnut17_test": named(
            mentions.read_columns(wnut / "test/emerging.test.annotated"), "wnut17"
        ),
    }


def _causal(data: Path) -> tuple[list[Example], dict[str, list[Example]]]:
    """CNC and the Countercausal corpus; a sentence in both is taken once, with CNC's spans unless it is countercausal."""
    cnc = causal.read_cnc(data / "cnc")
    counter = causal.read_countercausal(data / "countercausal/train.jsonl")
    counter_texts = {t.text.strip() for t in counter if t.kind == causal.COUNTERCAUSAL}
    cnc_texts = {t.text.strip() for t in cnc}
    train: list[Example] = []
    test: dict[str, list[Example]] = {
        f"{s}_{p}": [] for s in ("cnc", "countercausal") for p in ("dev", "test")
    }
    elsewhere = {"cnc": counter_texts, "countercausal": cnc_texts}
    for text in [*cnc, *counter]:
        part = causal.part(text.doc)
        if part != "train":
            test[f"{text.source}_{part}"].append(_causal_example(text))
        elif text.kind == causal.COUNTERCAUSAL or text.text.strip() not in elsewhere[text.source]:
            train.append(_causal_example(text))
    return train, test


def _causal_example(text: causal.CausalText) -> Example:
    spans = tokenize(text.text)
    frames = [f for r in text.relations if (f := causal_frame(r, spans))]
    unknown = text.kind is None or (text.kind == causal.CAUSAL and not frames)
    return Example(
        [text.text[a:b] for a, b in spans], text.source, doc=text.doc, texts=[text.text],
        causal=[text.kind], frames=None if unknown else frames,
        frame_kinds=CAUSAL_KINDS,
    )  # fmt: skip


def joined(words: list[str]) -> list[WordSpan]:
    """Characters of the words when single spaces part them."""
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return spans


def causal_frame(relation: causal.Relation, tokens: list[WordSpan]) -> FrameExample | None:
    """A relation of a published corpus as a frame on the words whose characters are `tokens`."""
    roles = {}
    for role in ("cause", "effect", "signal"):
        span = getattr(relation, role)
        inside = [w for w, (a, b) in enumerate(tokens) if span and a < span[1] and b > span[0]]
        if inside:
            roles[role] = [(inside[0], inside[-1] + 1)]
    if "cause" not in roles or "effect" not in roles:
        return None
    mode = "denied" if relation.kind == causal.COUNTERCAUSAL else "asserted"
    return frame_example("causal_claim", roles, {"mode": mode})


def phrases(
    pools: dict[str, list[Example]], *, count: int, seed: int, without: set[str] | None = None
) -> list[Example]:
    """Short phrases: causes, effects and random spans of two to eight words."""
    rng = random.Random(seed)
    seen: set[str] = set(without or ())
    found: list[Example] = []
    everything = [e for pool in pools.values() for e in pool if len(e.words) > 2]
    for e in everything:
        for frame in e.frames or []:
            for role in ("cause", "effect", "goal"):
                for span in frame.roles.get(role, []):
                    _add_phrase(e, span, found, seen)
    rng.shuffle(found)
    del found[count // 3 :]
    while len(found) < count:
        e = rng.choice(everything)
        start = rng.randrange(len(e.words))
        _add_phrase(e, (start, min(len(e.words), start + rng.randint(1, 8))), found, seen)
    return found


def _add_phrase(e: Example, span: WordSpan, found: list[Example], seen: set[str]) -> None:
    words = e.words[span[0] : span[1]]
    text = " ".join(words)
    if text not in seen and any(c.isalpha() for c in text) and len(words) <= 30:
        seen.add(text)
        found.append(Example(words, "phrases", texts=[text]))
