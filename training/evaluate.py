"""Measure the exported reader on what training never saw: `python training/evaluate.py` (see training/README.md).

Everything goes through the package's own run-time path (rashomon.nlp.encoder) with the gold words of each corpus.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np

from examples import Corpus, Example, load
from rashomon.nlp.encoder import Encoder, ParsedSentence
from rashomon.nlp.pieces import Pieces
from rashomon.nlp.sentences import split_sentences
from segment import segmentation_scores
from train import original_folder, original_vectors

PACKAGE = Path(__file__).parents[1] / "src" / "rashomon" / "nlp" / "weights"
Found = tuple[int, int, str]  # first word, last word, label


def read(encoder: Encoder, examples: list[Example]) -> list[ParsedSentence]:
    """Parse examples with their own words."""
    text, sentences, tokens = "", [], []
    parts: list[str] = []
    at = 0
    for e in examples:
        own = []
        begin = at
        for word in e.words:
            own.append((at, at + len(word)))
            at += len(word) + 1
        parts.append(" ".join(e.words))
        sentences.append((begin, at - 1))
        tokens.append(own)
    text = "\n".join(parts)
    return encoder.parse(text, sentences=sentences, tokens=tokens)


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
    return {"exact": f1(exact, n_predicted, n_gold), "overlap_f1": round(overlap, 4)}


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


def mention_scores(examples: list[Example], parsed: list[ParsedSentence]) -> dict[str, Any]:
    """By label and over all; types that the source does not mark are left out of the predictions."""
    gold = [runs(e.mentions or []) for e in examples]
    predicted = [
        [r for r in runs(p.mentions) if r[2] not in e.unmarked]
        for e, p in zip(examples, parsed, strict=True)
    ]
    return _by_label(gold, predicted)


def attribution_scores(examples: list[Example], parsed: list[ParsedSentence]) -> dict[str, Any]:
    """Source, cue and content."""
    return _by_label(
        [runs(e.attribution or []) for e in examples], [runs(p.attribution) for p in parsed]
    )


def _by_label(gold: list[list[Found]], predicted: list[list[Found]]) -> dict[str, Any]:
    labels = sorted({label for found in gold for *_, label in found})
    only = {label: [[f for f in row if f[2] == label] for row in gold] for label in labels}
    ours = {label: [[f for f in row if f[2] == label] for row in predicted] for label in labels}
    return {"all": span_scores(gold, predicted)} | {
        label: span_scores(only[label], ours[label]) for label in labels
    }


def causal_scores(examples: list[Example], parsed: list[ParsedSentence]) -> dict[str, Any]:
    """Class F1, and the roles of the predicted relation against the gold relation that fits best."""
    rows = [(e, p) for e, p in zip(examples, parsed, strict=True) if e.causal is not None]
    guesses = [int(np.argmax(p.causal_class)) for _, p in rows]
    scores: dict[str, Any] = {"sentences": len(rows)}
    scores["accuracy"] = round(
        sum(e.causal == g for (e, _), g in zip(rows, guesses, strict=True)) / len(rows), 4
    )
    for number, name in ((1, "causal"), (2, "countercausal")):
        gold = sum(e.causal == number for e, _ in rows)
        if gold:
            right = sum(e.causal == g == number for (e, _), g in zip(rows, guesses, strict=True))
            scores[name] = f1(right, guesses.count(number), gold)
    kept = [
        (e, p if g else None)
        for (e, p), g in zip(rows, guesses, strict=True)
        if e.relations or not e.causal
    ]
    scores["roles_end_to_end"] = role_scores(
        [e for e, _ in kept], [_roles(p) if p else [] for e, p in kept]
    )
    related = [(e, p) for e, p in rows if e.relations]
    scores["roles_given_a_relation"] = role_scores(
        [e for e, _ in related], [_roles(p) for e, p in related]
    )
    return scores


def _roles(p: ParsedSentence) -> list[Found]:
    """The predicted spans as words."""
    found = []
    for label, span in (("cause", p.cause), ("effect", p.effect), ("signal", p.signal)):
        if span:
            inside = [w for w, (a, b) in enumerate(p.tokens) if a < span[1] and b > span[0]]
            found.append((inside[0], inside[-1], label))
    return found


def role_scores(examples: list[Example], predicted: list[list[Found]]) -> dict[str, Any]:
    """By role, and cause and effect both exact; the gold relation that fits best is the one compared."""
    gold = []
    for e, own in zip(examples, predicted, strict=True):
        choices = [
            [
                (*span, label)
                for label, span in zip(("cause", "effect", "signal"), r, strict=True)
                if span
            ]
            for r in e.relations
        ]
        gold.append(
            max(
                choices,
                key=lambda c: (len(set(c) & set(own)), sum(_touch(a, b) for a in c for b in own)),
                default=[],
            )
        )
    # sources without signal annotation say nothing about predicted signals
    ours = [
        [f for f in own if f[2] != "signal" or e.source in ("cnc", "gum", "ewt")]
        for e, own in zip(examples, predicted, strict=True)
    ]
    scores = _by_label(gold, ours)
    pairs = [
        ({f for f in g if f[2] != "signal"}, {f for f in p if f[2] != "signal"})
        for g, p in zip(gold, ours, strict=True)
    ]
    scores["whole_pair_exact"] = f1(
        sum(bool(g) and g == p for g, p in pairs),
        sum(bool(p) for _, p in pairs),
        sum(bool(g) for g, _ in pairs),
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
    """Every head on every held-out set."""
    test = corpus.test
    parsed = {name: read(encoder, examples) for name, examples in test.items() if name != "phrases"}
    scores: dict[str, Any] = {
        f"parse/{n}": parse_scores(test[n], parsed[n]) for n in ("ewt_dev", "gum_dev")
    }
    scores |= {
        f"mention/{n}": mention_scores(test[n], parsed[n])
        for n in ("wikigold_test", "wnut17_test", "gum_dev")
    }
    scores["attribution/gum_dev"] = attribution_scores(test["gum_dev"], parsed["gum_dev"])
    scores |= {
        f"causal/{n}": causal_scores(test[n], parsed[n])
        for n in ("cnc_test", "countercausal_test", "gum_dev")
    }
    sentences = test["ewt_dev"][:700] + test["cnc_test"][:300]
    vectors = np.stack([p.vector for p in [*parsed["ewt_dev"][:700], *parsed["cnc_test"][:300]]])
    scores["vector/sentences"] = vector_scores(vectors, [e.text for e in sentences])
    phrases = [e.text for e in test["phrases"][:1000]]
    scores["vector/phrases"] = vector_scores(encoder.embed(phrases), phrases)
    return scores


def overlap(corpus: Corpus) -> dict[str, Any]:
    """Share of test sentences and of test 4-grams that stand in training."""
    train = [e for name, pool in corpus.train.items() if name != "phrases" for e in pool]
    sentences = {" ".join(e.words).lower() for e in train}
    grams = {g for e in train for g in _grams(e.words)}
    found = {}
    for name, examples in corpus.test.items():
        if name != "phrases":
            own = [g for e in examples for g in _grams(e.words)]
            same = sum(" ".join(e.words).lower() in sentences for e in examples)
            longer = sum(
                " ".join(e.words).lower() in sentences for e in examples if len(e.words) > 3
            )
            found[name] = {
                "sentences": len(examples),
                "same_sentence": same,
                "same_sentence_over_3_words": longer,
                "four_grams_seen": round(sum(g in grams for g in own) / max(len(own), 1), 4),
            }
    return found


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    lowered = [w.lower() for w in words]
    return [tuple(lowered[n : n + 4]) for n in range(len(lowered) - 3)]


def speed(weights: Path, corpus: Corpus) -> dict[str, Any]:
    """Sentences a second from plain text, sentence splitting and decoding included, second of two runs."""
    text = "\n".join(e.text for e in corpus.test["ewt_dev"][:900] + corpus.test["cnc_test"][:300])
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
            "megabytes": round((folder / "reader.onnx").stat().st_size / 1e6, 1),
            "scores": measure(encoder, corpus),
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
