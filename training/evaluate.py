"""Measure the exported reader on what training never saw: `python training/evaluate.py` (see training/README.md).

Everything goes through the package's own run-time path (rashomon.nlp.encoder) with the gold words of each corpus.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np

import causal
from conllu import read_conllu
from examples import CAUSAL_KINDS, Corpus, Example, causal_frame, joined, load
from mentions import UNMARKED
from rashomon.core.spans import Span, Spans
from rashomon.nlp.encoder import Encoder, ParsedSentence
from rashomon.nlp.frames import ATTRIBUTES
from rashomon.nlp.pieces import Pieces
from rashomon.nlp.sentences import split_sentences
from segment import segmentation_scores
from train import original_folder, original_vectors

PACKAGE = Path(__file__).parents[1] / "src" / "rashomon" / "nlp" / "weights"
Found = tuple[int, int, str]  # first word, last word, label


TREEBANKS = ("ewt", "gum")
CAUSAL_ROLES = ("cause", "effect", "signal")
LEAST = 0.3  # raw score of a frame under guidelines that are not ours; ours have a calibrated threshold of their own
LEASTS = np.arange(0.2, 0.75, 0.05)  # tried on the development part of a causal corpus


def read(encoder: Encoder, examples: list[Example], *, style: int = 0) -> list[ParsedSentence]:
    """Parse sentences with their own words, those of one treebank document together, others alone."""
    found: list[ParsedSentence] = []
    groups = itertools.groupby(
        enumerate(examples), key=lambda n: n[1].doc if n[1].source in TREEBANKS else n[0]
    )
    for _, group in groups:
        text, sentences, tokens = "", list[Span](), list[list[Span]]()
        for _, e in group:
            text += "\n" if text else ""
            own, at = [], len(text)
            for word in e.words:
                own.append((at, at + len(word)))
                at += len(word) + 1
            text += " ".join(e.words)
            sentences.append((own[0][0], own[-1][1]))
            tokens.append(own)
        found += encoder.parse(text, sentences=sentences, tokens=tokens, style=style, raw=style > 0)
    return found


def with_frames(parsed: list[ParsedSentence], least: float) -> list[ParsedSentence]:
    """Only the frames whose score is `least` or more."""
    return [replace(p, frames=tuple(f for f in p.frames if f.score >= least)) for p in parsed]


def runs(tags: Iterable[str | None]) -> list[Found]:
    """BIO tags to spans."""
    found: list[Found] = []
    for w, tag in enumerate(tags):
        if tag and tag[0] == "B":
            found.append((w, w, tag[2:]))
        elif tag and tag[0] == "I" and found and found[-1][1] == w - 1 and found[-1][2] == tag[2:]:
            found[-1] = (found[-1][0], w, tag[2:])
    return found


def f1(right: float, predicted: float, gold: float) -> dict[str, float]:
    """Precision, recall and F1 with the counts behind them."""
    p, r = right / predicted if predicted else 0.0, right / gold if gold else 0.0
    return {
        "p": round(p, 4),
        "r": round(r, 4),
        "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0,
        "gold": int(gold),
        "predicted": int(predicted),
    }


def span_scores(gold: list[list[Found]], predicted: list[list[Found]]) -> dict[str, Any]:
    """Exact F1, and F1 where any shared word of the same label counts."""
    exact = sum(len(set(g) & set(p)) for g, p in zip(gold, predicted, strict=True))
    touch_p = sum(
        any(_touch(a, b) for b in g) for g, p in zip(gold, predicted, strict=True) for a in p
    )
    touch_g = sum(
        any(_touch(a, b) for b in p) for g, p in zip(gold, predicted, strict=True) for a in g
    )
    n_gold, n_predicted = sum(map(len, gold)), sum(map(len, predicted))
    precision, recall = touch_p / max(n_predicted, 1), touch_g / max(n_gold, 1)
    overlap = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    partial = (exact + touch_p) / 2 / max(n_predicted, 1), (exact + touch_g) / 2 / max(n_gold, 1)
    half = 2 * partial[0] * partial[1] / sum(partial) if sum(partial) else 0.0
    return {
        "exact": f1(exact, n_predicted, n_gold),
        "overlap_f1": round(overlap, 4),
        "partial_f1": round(half, 4),
    }


def _touch(a: Found, b: Found) -> bool:
    return a[2] == b[2] and a[0] <= b[1] and b[0] <= a[1]


def parse_scores(examples: list[Example], parsed: list[ParsedSentence]) -> dict[str, float]:
    """UPOS, UAS and LAS over all words, punctuation included, gold words."""
    words = upos = uas = las = bare = 0
    for e, p in zip(examples, parsed, strict=True):
        assert e.upos
        assert e.heads
        assert e.deprels
        for w in range(len(e.words)):
            words += 1
            upos += e.upos[w] == p.upos[w]
            if e.heads[w] == p.heads[w]:
                uas += 1
                las += e.deprels[w] == p.deprels[w]
                bare += e.deprels[w].split(":")[0] == p.deprels[w].split(":")[0]
    return {
        k: round(v / words, 4)
        for k, v in (("upos", upos), ("uas", uas), ("las", las), ("las_without_subtypes", bare))
    } | {"words": words, "sentences": len(examples)}


# What a published label set calls our labels; what it does not mark at all is left out of the predictions.
COARSE = {"GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC", "WEAPON": "MISC"}


def mention_scores(examples: list[Example], parsed: list[ParsedSentence]) -> dict[str, Any]:
    """By label and over all, in the set's own label set."""
    gold = [runs(e.mentions or []) for e in examples]
    predicted = [
        [
            (a, b, COARSE.get(label, label))
            for a, b, label in runs(p.mentions)
            if label not in UNMARKED[e.source]
        ]
        for e, p in zip(examples, parsed, strict=True)
    ]
    return _by_label(gold, predicted)


def frame_roles(
    examples: list[Example], parsed: list[ParsedSentence], roles: tuple[str, ...]
) -> dict[str, Any]:
    """By role: exact, any overlap, and half credit for a wrong boundary."""
    gold, predicted = [], []
    for e, p in zip(examples, parsed, strict=True):
        gold.append(sorted({
            (min(spans)[0], max(spans)[1] - 1, role)
            for f in e.frames or [] for role in roles if (spans := f.roles.get(role))
        }))  # fmt: skip
        predicted.append(sorted({
            (*words, role)
            for f in p.frames if f.kind in e.frame_kinds
            for role in roles if (words := _words(p, f.roles.get(role, ())))
        }))  # fmt: skip
    return _by_label(gold, predicted)


def _words(p: ParsedSentence, spans: Spans) -> Span | None:
    """First and last word of a role, of those in its own sentence."""
    inside = [w for w, (a, b) in enumerate(p.tokens) for s, e in spans if a < e and b > s]
    return (inside[0], inside[-1]) if inside else None


def _by_label(gold: list[list[Found]], predicted: list[list[Found]]) -> dict[str, Any]:
    labels = sorted({label for found in gold for *_, label in found})
    only = {label: [[f for f in row if f[2] == label] for row in gold] for label in labels}
    ours = {label: [[f for f in row if f[2] == label] for row in predicted] for label in labels}
    return {"all": span_scores(gold, predicted)} | {
        label: span_scores(only[label], ours[label]) for label in labels
    }


def roles_of(examples: list[Example]) -> tuple[str, ...]:
    """The roles that a causal corpus marks."""
    return CAUSAL_ROLES[:2] if examples[0].source == "countercausal" else CAUSAL_ROLES


def class_least(examples: list[Example], parsed: list[ParsedSentence]) -> float:
    """The least probability of any relation with which the F1 of sentences that have one is highest."""
    rows = [(e, p) for e, p in zip(examples, parsed, strict=True) if e.causal[0] is not None]
    gold = np.array([e.causal[0] != causal.NONE for e, _ in rows])
    scores = np.array([1 - p.causal_class[0] for _, p in rows])
    f1s = [
        2 * (gold & (scores >= t)).sum() / max(gold.sum() + (scores >= t).sum(), 1) for t in LEASTS
    ]
    return float(LEASTS[int(np.argmax(f1s))])


def frame_least(
    examples: list[Example], parsed: list[ParsedSentence], roles: tuple[str, ...]
) -> float:
    """The least score of a frame with which the roles' F1, half for a wrong boundary, is highest."""
    known = [(e, p) for e, p in zip(examples, parsed, strict=True) if e.frames is not None]
    own, read_ = [e for e, _ in known], [p for _, p in known]
    f1s = [frame_roles(own, with_frames(read_, t), roles)["all"]["partial_f1"] for t in LEASTS]
    return float(LEASTS[int(np.argmax(f1s))])


def sentence_class(p: ParsedSentence, least: float) -> int:
    """The likelier kind of relation where one of them is likely enough, else none."""
    if 1 - p.causal_class[0] < least:
        return causal.NONE
    return max((causal.CAUSAL, causal.COUNTERCAUSAL), key=lambda n: float(p.causal_class[n]))


def causal_scores(
    examples: list[Example], parsed: list[ParsedSentence], least: float = 0.5
) -> dict[str, Any]:
    """Class F1 of sentences; cause, effect and signal of all sentences whose relations are known."""
    rows = [(e, p) for e, p in zip(examples, parsed, strict=True) if e.causal[0] is not None]
    guesses = [sentence_class(p, least) for _, p in rows]
    scores: dict[str, Any] = {"sentences": len(rows), "least": least}
    right = [e.causal[0] == g for (e, _), g in zip(rows, guesses, strict=True)]
    scores["accuracy"] = round(sum(right) / len(rows), 4)
    for number, name in ((1, "causal"), (2, "countercausal")):
        gold = sum(e.causal[0] == number for e, _ in rows)
        if gold:
            both = sum(e.causal[0] == g == number for (e, _), g in zip(rows, guesses, strict=True))
            scores[name] = f1(both, guesses.count(number), gold)
    known = [(e, p) for e, p in zip(examples, parsed, strict=True) if e.frames is not None]
    roles = roles_of(examples)
    scores["roles"] = frame_roles([e for e, _ in known], [p for _, p in known], roles)
    scores["modes"] = mode_scores([e for e, _ in known], [p for _, p in known])
    return scores


def mode_scores(examples: list[Example], parsed: list[ParsedSentence]) -> dict[str, Any]:
    """Denied and asserted links among those whose cause and effect both touch the gold ones."""
    pairs = []
    for e, p in zip(examples, parsed, strict=True):
        for gold in e.frames or []:
            for frame in p.frames:
                ends = [_words(p, frame.roles.get(r, ())) for r in ("cause", "effect")]
                if frame.kind in e.frame_kinds and all(
                    end and end[0] < b and a <= end[1]
                    for end, r in zip(ends, ("cause", "effect"), strict=True)
                    for a, b in gold.roles[r]
                ):
                    pairs.append(
                        (ATTRIBUTES["mode"][gold.attributes["mode"]], frame.attributes["mode"])
                    )
                    break
    return {
        mode: f1(
            sum(g == f == mode for g, f in pairs),
            sum(f == mode for _, f in pairs),
            sum(g == mode for g, _ in pairs),
        )
        for mode in ("asserted", "denied")
    }


def cross_corpus(encoder: Encoder, data: Path) -> dict[str, Any]:
    """GUM's explicit and implicit Cause relations inside sentences, which nothing here was trained on."""
    examples: list[Example] = []
    for path in sorted((data / "gum").glob("*/dep/*.conllu")):
        sentences = list(read_conllu(path))
        folder = path.parents[1] / "gdtb"
        found = causal.read_gdtb(folder / "gold" / path.stem, folder / "raw" / path.stem, sentences)
        for s, sentence in enumerate(sentences):
            frames = [f for r in found.get(s, []) if (f := causal_frame(r, joined(sentence.words)))]
            examples.append(Example(
                sentence.words, "gum", doc=path.stem, frames=frames, frame_kinds=CAUSAL_KINDS,
                causal=[int(bool(frames))],
            ))  # fmt: skip
    parsed = read(encoder, examples)
    scores = causal_scores(examples, parsed)
    hit = [any(f.kind in CAUSAL_KINDS for f in p.frames) for p in parsed]
    gold = [bool(e.frames) for e in examples]
    scores["sentence_has_a_claim"] = f1(
        sum(g and h for g, h in zip(gold, hit, strict=True)), sum(hit), sum(gold)
    )
    return scores


def vector_scores(ours: np.ndarray, texts: list[str]) -> dict[str, float]:
    """Cosine to the original, and rank correlation of all pairwise similarities."""
    theirs = original_vectors(texts, Pieces(original_folder() / "tokenizer.json"))
    cosines = (ours * theirs).sum(1)
    upper = np.triu_indices(len(texts), 1)
    ranks = [(m @ m.T)[upper].argsort().argsort() for m in (ours, theirs)]
    rho = np.corrcoef(*ranks)[0, 1]
    return {
        "mean_cosine": round(float(cosines.mean()), 4),
        "p05_cosine": round(float(np.quantile(cosines, 0.05)), 4),
        "spearman": round(float(rho), 4),
        "texts": len(texts),
    }


def measure(encoder: Encoder, corpus: Corpus) -> dict[str, Any]:
    """Every head on every held-out set; frames under the guidelines of the set."""
    test = {n: x for n, x in corpus.test.items() if n != "phrases" and not n.startswith("ours")}
    parsed = {
        name: read(encoder, examples, style=examples[0].style) for name, examples in test.items()
    }
    scores: dict[str, Any] = {
        f"parse/{n}": parse_scores(test[n], parsed[n]) for n in ("ewt_dev", "gum_dev")
    }
    scores |= {
        f"mention/{n}": mention_scores(test[n], parsed[n])
        for n in ("wikigold_test", "wnut17_test", "gum_dev")
    }
    scores |= {
        f"mention/{n}/ours": mention_scores(test[n], read(encoder, test[n]))
        for n in ("wikigold_test", "wnut17_test")
    }
    scores["attribution/gum_dev"] = frame_roles(
        test["gum_dev"], with_frames(parsed["gum_dev"], LEAST), ("source", "cue", "content")
    )
    scores |= {f"causal/{n}_test": _causal_set(test, parsed, n) for n in ("cnc", "countercausal")}
    # the classes by our own guidelines too: that corpus' style alone gives its class away
    scores |= {
        f"classes/{n}/ours": causal_scores(test[n], read(encoder, test[n]))
        for n in ("cnc_test", "countercausal_test")
    }
    sentences = test["ewt_dev"][:700] + test["cnc_test"][:300]
    vectors = np.stack([p.vector for p in [*parsed["ewt_dev"][:700], *parsed["cnc_test"][:300]]])
    scores["vector/sentences"] = vector_scores(vectors, [e.texts[0] for e in sentences])
    phrases = [e.texts[0] for e in corpus.test["phrases"][:1000]]
    scores["vector/phrases"] = vector_scores(encoder.embed(phrases), phrases)
    return scores


def _causal_set(
    test: dict[str, list[Example]], parsed: dict[str, list[ParsedSentence]], name: str
) -> dict[str, Any]:
    """A published causal corpus, its thresholds chosen on its development part."""
    dev = test[f"{name}_dev"], parsed[f"{name}_dev"]
    found = with_frames(parsed[f"{name}_test"], frame_least(*dev, roles_of(dev[0])))
    return causal_scores(test[f"{name}_test"], found, class_least(*dev))


def overlap(corpus: Corpus) -> dict[str, Any]:
    """Share of test sentences and of test 4-grams that stand in training."""
    train = [
        s for name, pool in corpus.train.items() if name != "phrases" for e in pool for s in _cut(e)
    ]
    sentences = {" ".join(words).lower() for words in train}
    grams = {g for words in train for g in _grams(words)}
    found = {}
    for name, examples in corpus.test.items():
        if name != "phrases":
            cut = [words for e in examples for words in _cut(e)]
            own = [g for words in cut for g in _grams(words)]
            same = [words for words in cut if " ".join(words).lower() in sentences]
            found[name] = {
                "sentences": len(cut),
                "same_sentence": len(same),
                "same_sentence_over_3_words": sum(len(words) > 3 for words in same),
                "four_grams_seen": round(sum(g in grams for g in own) / max(len(own), 1), 4),
            }
    return found


def _cut(e: Example) -> list[list[str]]:
    return [e.words[a:b] for a, b in e.sentences]


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    lowered = [w.lower() for w in words]
    return [tuple(lowered[n : n + 4]) for n in range(len(lowered) - 3)]


def speed(weights: Path, corpus: Corpus) -> dict[str, Any]:
    """Sentences a second from plain text, sentence splitting and decoding included, second of two runs."""
    text = "\n".join(
        e.texts[0] for e in corpus.test["ewt_dev"][:900] + corpus.test["cnc_test"][:300]
    )
    found: dict[str, Any] = {"sentences": len(split_sentences(text)), "characters": len(text)}
    for threads in (1, 2):
        encoder = Encoder(threads=threads, weights=weights)
        for _ in range(2):
            began = time.perf_counter()
            count = len(encoder.parse(text))
            taken = time.perf_counter() - began
        found[f"sentences_per_second_{threads}_threads"] = round(count / taken, 1)
    return found


def main() -> None:
    """Print the table, and write it where --output says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument(
        "--weights",
        type=Path,
        nargs="+",
        default=[PACKAGE],
        help="folders with reader.onnx; the first is the one that ships",
    )
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    corpus = load(options.data)
    result: dict[str, Any] = {
        "segmentation": {
            "ewt_dev": segmentation_scores([options.data / "ud_ewt/en_ewt-ud-dev.conllu"]),
            "gum_dev": segmentation_scores(sorted((options.data / "gum/dev/dep").glob("*.conllu"))),
        },
        "overlap": overlap(corpus),
        "train": {n: len(x) for n, x in corpus.train.items()},
    }
    for folder in options.weights:
        encoder = Encoder(weights=folder)
        name = "int8" if folder.resolve() == PACKAGE.resolve() else folder.name
        result[name] = {
            "version": encoder.version,
            "megabytes": round(sum(p.stat().st_size for p in folder.glob("*.onnx")) / 1e6, 1),
            "scores": measure(encoder, corpus)
            | {"causal/gum": cross_corpus(encoder, options.data)},
        }
        if options.speed:
            result[name]["speed"] = speed(folder, corpus)
    written = json.dumps(result, indent=1)
    print(written)
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
