"""Every corpus as one kind of training example, split into train and held out."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import attribution
import causal
import mentions
from conllu import Sentence, read_conllu
from rashomon.nlp.tokens import tokenize

SEED = 20261123
SILVER = 0.5  # weight of examples that were derived by rule
BTC_SENTENCES = 1500
PHRASES = 36000


@dataclass
class Example:
    """A sentence as words, with whatever layers its source has (None = not annotated there)."""

    words: list[str]
    source: str
    doc: str = ""
    text: str = ""
    upos: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    mentions: list[str | None] | None = None
    unmarked: tuple[str, ...] = ()
    attribution: list[str] | None = None
    attribution_weight: float = 1.0
    causal: int | None = None
    causal_weight: float = 1.0
    # word ranges (first, last) of cause, effect, signal; all gold relations, training takes the first
    relations: list[tuple[tuple[int, int], tuple[int, int], tuple[int, int] | None]] = field(
        default_factory=list
    )

    def __post_init__(self) -> None:
        self.text = self.text or " ".join(self.words)


@dataclass
class Corpus:
    """Training examples by pool, and the held-out ones by name."""

    train: dict[str, list[Example]]
    test: dict[str, list[Example]]


def load(data: Path) -> Corpus:
    """Read everything under `data`; drop from training what stands in any held-out set word for word."""
    train: dict[str, list[Example]] = {"ewt": _ewt(data / "ud_ewt/en_ewt-ud-train.rebuilt.conllu")}
    test: dict[str, list[Example]] = {"ewt_dev": _ewt(data / "ud_ewt/en_ewt-ud-dev.conllu")}
    train["gum"] = _gum(data / "gum/train")
    test["gum_dev"] = _gum(data / "gum/dev")
    train["ner"], ner_test = _ner(data / "ner")
    test.update(ner_test)
    train["causal"], causal_test = _causal(data)
    test.update(causal_test)
    train["causal"] += _causal_of_treebanks(train["ewt"], train["gum"])
    held_out = {_plain(e) for examples in test.values() for e in examples if len(e.words) > 3}
    for pool, examples in train.items():
        train[pool] = [e for e in examples if _plain(e) not in held_out and e.words]
    train["phrases"] = phrases(train, count=PHRASES, seed=SEED)
    test["phrases"] = phrases(
        {"x": test["ewt_dev"], "y": test["cnc_test"]}, count=2000, seed=SEED + 1
    )
    return Corpus(train, test)


def _plain(example: Example) -> str:
    return " ".join(example.words).lower()


def _treebank(sentence: Sentence, source: str) -> Example:
    return Example(
        words=sentence.words, source=source, doc=sentence.doc, text=sentence.text,
        upos=sentence.upos, heads=sentence.heads, deprels=sentence.deprels,
    )  # fmt: skip


def _ewt(path: Path) -> list[Example]:
    examples = []
    for sentence in read_conllu(path):
        example = _treebank(sentence, "ewt")
        frames = attribution.silver_frames(sentence)
        speech = any(lemma in attribution.SPEECH for lemma in sentence.lemmas)
        if frames or not speech:
            example.attribution = attribution.tags(sentence, frames)
            example.attribution_weight = SILVER
        if found := causal.because(sentence):
            cause, effect, signal = found
            if cause and effect:
                example.relations = [
                    ((cause[0], cause[-1]), (effect[0], effect[-1]), (signal[0], signal[-1]))
                ]
        examples.append(example)
    return examples


def _gum(folder: Path) -> list[Example]:
    examples = []
    for path in sorted((folder / "dep").glob("*.conllu")):
        sentences = list(read_conllu(path))
        frames = attribution.gold_frames(sentences)
        relations = causal.read_gdtb(
            folder / "gdtb/gold" / path.stem, folder / "gdtb/raw" / path.stem, sentences
        )
        by_number = {s: (found, kind) for s, found, kind in relations}
        for s, (sentence, names) in enumerate(
            zip(sentences, mentions.gum_tags(sentences), strict=True)
        ):
            example = _treebank(sentence, "gum")
            example.mentions, example.unmarked = names, mentions.UNMARKED["gum"]
            example.attribution = attribution.tags(sentence, frames.get(s, []))
            found, kind = by_number.get(s, ([], None))
            example.relations = _word_relations(found, _joined(sentence.words))
            example.causal = kind if not found or example.relations else None
            examples.append(example)
    return examples


def _joined(words: list[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return spans


def _word_relations(found: list[causal.Relation], spans: list[tuple[int, int]]) -> list:  # type: ignore[type-arg]
    relations = []
    for relation in found:
        cause, effect = _covered(relation.cause, spans), _covered(relation.effect, spans)
        signal = _covered(relation.signal, spans) if relation.signal else None
        if cause and effect and (cause[1] < effect[0] or effect[1] < cause[0]):
            relations.append((cause, effect, signal))
    return relations


def _covered(span: tuple[int, int], spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    inside = [w for w, (a, b) in enumerate(spans) if a < span[1] and b > span[0]]
    return (inside[0], inside[-1]) if inside else None


def _ner(folder: Path) -> tuple[list[Example], dict[str, list[Example]]]:
    def named(sentences: list, source: str) -> list[Example]:  # type: ignore[type-arg]
        return [
            Example(w, source, mentions=t, unmarked=mentions.UNMARKED[source])
            for w, t in sentences
            if len(w) < 200
        ]

    wnut = folder / "WNUT17/CONLL-format/data"
    documents = mentions.wikigold_documents(
        folder / "wikigold/CONLL-format/data/wikigold.conll.txt"
    )
    random.Random(SEED).shuffle(documents)
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
    train = named([s for d in documents[cut:] for s in d], "wikigold") + named(
        tweets[:BTC_SENTENCES], "btc"
    )
    train += named(mentions.read_columns(wnut / "train/wnut17train.conll"), "wnut17")
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
    train, test = [], {"cnc_test": [], "countercausal_test": []}
    for text in cnc:
        if text.text.strip() not in counter_texts:
            (test["cnc_test"] if causal.is_test(text.doc) else train).append(_causal_example(text))
    for text in counter:
        if causal.is_test(text.doc):
            test["countercausal_test"].append(_causal_example(text))
        elif text.kind == causal.COUNTERCAUSAL or text.text.strip() not in cnc_texts:
            train.append(_causal_example(text))
    return train, test


def _causal_example(text: causal.CausalText) -> Example:
    spans = tokenize(text.text)
    example = Example(
        [text.text[a:b] for a, b in spans],
        text.source,
        doc=text.doc,
        text=text.text,
        causal=text.kind,
    )
    example.relations = _word_relations([r for r in text.relations if r.kind == text.kind], spans)
    return example


def _causal_of_treebanks(ewt: list[Example], gum: list[Example]) -> list[Example]:
    """Causal sentences of GUM's discourse treebank, silver 'because' of EWT, and sentences without any cue as none."""
    found = []
    for e in [*ewt, *gum]:
        silver = e.source == "ewt"
        if e.relations or (e.causal == causal.NONE and len(e.words) > 5):
            kind = causal.CAUSAL if e.relations else causal.NONE
            found.append(Example(e.words, e.source, e.doc, e.text, causal=kind, relations=e.relations,
                                 causal_weight=SILVER if silver or not e.relations else 1.0))  # fmt: skip
    return found


def phrases(pools: dict[str, list[Example]], *, count: int, seed: int) -> list[Example]:
    """Short phrases: causes, effects, subtrees and random spans of two to eight words."""
    rng = random.Random(seed)
    seen: set[str] = set()
    found: list[Example] = []
    everything = [e for pool in pools.values() for e in pool if len(e.words) > 2]
    for e in everything:
        for cause, effect, _ in e.relations[:1]:
            _add_phrase(e, cause, found, seen)
            _add_phrase(e, effect, found, seen)
    rng.shuffle(found)
    del found[count // 3 :]
    while len(found) < count:
        e = rng.choice(everything)
        start = rng.randrange(len(e.words))
        _add_phrase(e, (start, min(len(e.words), start + rng.randint(1, 8)) - 1), found, seen)
    return found


def _add_phrase(e: Example, span: tuple[int, int], found: list[Example], seen: set[str]) -> None:
    words = e.words[span[0] : span[1] + 1]
    text = " ".join(words)
    if text not in seen and any(c.isalpha() for c in text) and len(words) <= 30:
        seen.add(text)
        found.append(Example(words, "phrases", text=text))
