"""Write the reader's part of docs/accuracy.md and docs/model-card.md from evals/results/*.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "evals" / "results" / "reader.json"
CARD = ROOT / "docs" / "model-card.md"
PAGE = ROOT / "docs" / "accuracy.md"
MEASURED = """\
Our own corpus is measured by `python evals/corpus.py` from plain text, the published sets by `python training/evaluate.py` through the
package's own run-time path with the gold words of each set; this part is written by `python training/report.py`. *Exact* is the very same characters, *half
for a wrong boundary* counts a span that only overlaps a gold one as half, *any overlap* counts one shared character (in published sets one shared word) as found. A *whole* is right
when each main role (source and content; cause and effect; goal; content; trigger) shares more than half of its characters with the gold one's. Speed was measured on a machine of two cores with other work on it: a lower bound.
"""
LEAST_GOLD = 12  # rows with fewer gold spans say too little
BEGIN, END = "<!-- reader: begin -->", "<!-- reader: end -->"


def _row(name: str, where: str, gold: Any, *cells: Any) -> str:
    return "| " + " | ".join(str(c) for c in (name, where, gold, *cells)) + " |"


def _spans(
    name: str, key: str, label: str, result: dict[str, Any], path: tuple[str, ...] = ()
) -> str:
    """One head and label: exact, partial and overlap F1 in int8, exact F1 in float32."""
    found = []
    for kind in ("int8", "fp32"):
        score = result[kind]["scores"][key]
        for step in path:
            score = score[step]
        found.append(score[label])
    ours, full = found
    where = key.partition("/")[2].replace("_", " ")
    return _row(
        f"{name}: {label}", where, ours["exact"]["gold"],
        f"{ours['exact']['p']:.3f} / {ours['exact']['r']:.3f}", f"{ours['exact']['f1']:.3f}",
        f"{ours['partial_f1']:.3f}", f"{ours['overlap_f1']:.3f}", f"{full['exact']['f1']:.3f}",
    )  # fmt: skip


def span_table(result: dict[str, Any]) -> list[str]:
    """Mentions, attribution and causal roles of published sets, under their own guidelines."""
    lines = [
        "| head: label | held-out set | gold | precision / recall | F1 exact | F1, half for a wrong boundary | F1 overlap | F1 exact, float32 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for key in ("mention/wikigold_test", "mention/wnut17_test", "mention/gum_dev"):
        labels = ["all", *(k for k in result["int8"]["scores"][key] if k != "all")]
        lines += [_spans("mention", key, label, result) for label in labels]
    lines += [
        _spans("attribution", "attribution/gum_dev", label, result)
        for label in ("source", "cue", "content")
    ]
    for key in ("causal/cnc_test", "causal/countercausal_test", "causal/gum"):
        labels = [
            k
            for k in ("all", "cause", "effect", "signal")
            if k in result["int8"]["scores"][key]["roles"]
        ]
        lines += [_spans("causal", key, label, result, ("roles",)) for label in labels]
    return lines


def corpus_table(found: dict[str, Any]) -> list[str]:
    """Our own test split, read as any text is: weights, rules and all."""
    lines = [
        f"On the test split of our own corpus ({found['passages']} passages; no author and no subject of it was trained on):",
        "",
        "| what | gold | proposed | precision / recall | F1 |",
        "|---|---|---|---|---|",
    ]
    for name, row in found["spans"].items():
        if row["gold"] >= LEAST_GOLD:
            cells = (f"{row['p']:.3f} / {row['r']:.3f}", f"{row['f1']:.3f}")
            lines.append(_row(name, row["gold"], row["predicted"], *cells))
    lines += ["", "| value, where the whole was found | right |", "|---|---|"]
    lines += [
        f"| {name} | {row['right']} of {row['of']} ({row['right'] / row['of']:.3f}) |"
        for name, row in found["values"].items()
        if row["of"]
    ]
    return lines


def shapes_table(found: dict[str, Any]) -> list[str]:
    """Ways to decode roles from one training run, and whole readers on the same passages."""
    names = sorted({role for row in found["decoders"].values() for role in row} - {"all"})
    shown = ["all", *(n for n in names if found["decoders"]["tags by Viterbi"][n]["gold"] >= 60)]
    lines = [
        "## Shapes that were tried",
        "",
        "Role decoders on the same hidden states, gold anchors given, development split of our corpus, exact F1 (`python training/shapes.py`, float32):",
        "",
        "| shape | " + " | ".join(shown) + " |",
        "|---|" + "---|" * len(shown),
    ]
    for shape, row in found["decoders"].items():
        lines.append(_row(shape, *(f"{row[n]['f1']:.3f}" for n in shown)))
    lines += [
        "",
        "Whole readers on the test split, from text, F1:",
        "",
        "| reader | source | cue | content | who said what | causal claim |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        _row(name, *(f"{value:.3f}" for value in row.values()))
        for name, row in found["readers"].items()
    ]
    return lines


def reliability_table(found: dict[str, Any]) -> list[str]:
    """How often frames with a score were right."""
    lines = [
        "Scores are calibrated on the development split; on the test split:",
        "",
        "| kind | scores from | frames | mean score | share right |",
        "|---|---|---|---|---|",
    ]
    for kind, rows in found["test"].items():
        lines += [
            _row(kind, r["from"], r["frames"], f"{r['mean_score']:.2f}", f"{r['right']:.2f}")
            for r in rows
        ]
    return lines


def parse_table(result: dict[str, Any]) -> list[str]:
    """Part of speech and dependency parse, gold words."""
    lines = [
        "| held-out set | words | part of speech | UAS | LAS | LAS without subtypes | LAS, float32 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in ("ewt_dev", "gum_dev"):
        ours, full = (result[kind]["scores"][f"parse/{name}"] for kind in ("int8", "fp32"))
        cells = [f"{ours[k]:.3f}" for k in ("upos", "uas", "las", "las_without_subtypes")]
        lines.append(_row(name.replace("_", " "), ours["words"], *cells, f"{full['las']:.3f}"))
    return lines


def class_table(result: dict[str, Any]) -> list[str]:
    """The sentence class, and denied against asserted links."""
    lines = [
        "| held-out set | sentences | accuracy | causal F1 (gold) | countercausal F1 (gold) | of links found: asserted F1 (gold) | denied F1 (gold) |",
        "|---|---|---|---|---|---|---|",
    ]
    for key, name in (
        ("causal/cnc_test", "cnc test"),
        ("causal/countercausal_test", "countercausal test"),
        ("classes/cnc_test/ours", "cnc test, by our own guidelines"),
        ("classes/countercausal_test/ours", "countercausal test, by our own guidelines"),
    ):
        score = result["int8"]["scores"][key]
        cells = [
            f"{part[k]['f1']:.3f} ({part[k]['gold']})" if part.get(k, {}).get("gold") else "–"
            for part, k in (
                (score, "causal"),
                (score, "countercausal"),
                (score["modes"], "asserted"),
                (score["modes"], "denied"),
            )
        ]
        lines.append(_row(name, score["sentences"], f"{score['accuracy']:.3f}", *cells))
    gum = result["int8"]["scores"]["causal/gum"]["sentence_has_a_claim"]
    lines += [
        "",
        (
            f"Across corpora: sentences of GUM with one of its Cause relations, none of which was trained on: F1 {gum['f1']:.3f} "
            f"(precision {gum['p']:.3f}, recall {gum['r']:.3f}, {gum['gold']} of them). GUM marks few relations without a connective of its list, so precision is a lower bound."
        ),
    ]
    return lines


def small_tables(result: dict[str, Any]) -> list[str]:
    """Vectors, segmentation, overlap, size and speed."""
    lines = [
        "| vector | texts | mean cosine to the original | 5% quantile | Spearman of pairwise similarities |",
        "|---|---|---|---|---|",
    ]
    for name in ("sentences", "phrases"):
        v = result["int8"]["scores"][f"vector/{name}"]
        lines.append(_row(name, v["texts"], v["mean_cosine"], v["p05_cosine"], v["spearman"]))
    lines += ["", "| segmentation | sentence F1 (gold) | word F1 (gold) |", "|---|---|---|"]
    for name, s in result["segmentation"].items():
        cells = [f"{s[k]['f1']:.3f} ({s[k]['gold']})" for k in ("sentences", "words")]
        lines.append(_row(name.replace("_", " "), *cells))
    lines += [
        "",
        "| weights | megabytes | sentences a second, 1 thread | 2 threads |",
        "|---|---|---|---|",
    ]
    for kind in ("int8", "fp32"):
        s = result[kind]["speed"]
        lines.append(
            _row(
                kind,
                result[kind]["megabytes"],
                s["sentences_per_second_1_threads"],
                s["sentences_per_second_2_threads"],
            )
        )
    lines += [
        "",
        "| held-out set | sentences | of them in training | of them longer than 3 words | 4-grams seen in training |",
        "|---|---|---|---|---|",
    ]
    for name, o in result["overlap"].items():
        cells = (
            o["sentences"],
            o["same_sentence"],
            o["same_sentence_over_3_words"],
            f"{o['four_grams_seen']:.1%}",
        )
        lines.append(_row(name.replace("_", " "), *cells))
    return lines


def render(result: dict[str, Any]) -> str:
    """The section between the two marks."""
    corpus, calibration, shapes = (
        json.loads((RESULTS.parent / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("corpus", "calibration", "shapes")
    )
    parts = [
        f"## The reader ({result['int8']['version']})\n",
        MEASURED,
        "\n".join(corpus_table(corpus)) + "\n",
        "\n".join(reliability_table(calibration)) + "\n",
        "\n".join(shapes_table(shapes)) + "\n",
        "## Published sets\n",
        *(
            "\n".join(table(result)) + "\n"
            for table in (parse_table, span_table, class_table, small_tables)
        ),
    ]
    return f"{BEGIN}\n" + "\n".join(parts) + END


def summary(result: dict[str, Any]) -> str:
    """The few numbers of the model card."""
    scores = result["int8"]["scores"]
    lines = ["| head | held-out set | measure | gold |", "|---|---|---|---|"]
    for name in ("ewt_dev", "gum_dev"):
        s = scores[f"parse/{name}"]
        lines.append(
            _row(
                "parse",
                name.replace("_", " "),
                f"LAS {s['las']:.3f}, part of speech {s['upos']:.3f}",
                f"{s['words']} words",
            )
        )
    for key in (
        "mention/wikigold_test",
        "mention/wnut17_test",
        "mention/gum_dev",
        "attribution/gum_dev",
    ):
        head, _, name = key.partition("/")
        s = scores[key]["all"]
        lines.append(
            _row(
                head,
                name.replace("_", " "),
                f"F1 exact {s['exact']['f1']:.3f}, overlap {s['overlap_f1']:.3f}",
                s["exact"]["gold"],
            )
        )
    for name in ("cnc_test", "countercausal_test"):
        s = scores[f"causal/{name}"]
        roles = s["roles"]["all"]
        text = f"class accuracy {s['accuracy']:.3f}; roles: F1 exact {roles['exact']['f1']:.3f}, half for a wrong boundary {roles['partial_f1']:.3f}"
        lines.append(
            _row(
                "causal",
                name.replace("_", " "),
                text,
                f"{s['sentences']} sentences, {roles['exact']['gold']} spans",
            )
        )
    for name in ("sentences", "phrases"):
        s = scores[f"vector/{name}"]
        lines.append(
            _row(
                "vector",
                name,
                f"mean cosine {s['mean_cosine']:.3f}, Spearman {s['spearman']:.3f}",
                s["texts"],
            )
        )
    return f"{BEGIN}\n" + "\n".join(lines) + f"\n{END}"


def put(page: Path, section: str) -> None:
    """Replace what stands between the marks; a new page begins with it."""
    text = (
        page.read_text(encoding="utf-8")
        if page.exists()
        else f"# Measured accuracy\n\n{BEGIN}{END}\n"
    )
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(before + section + after, encoding="utf-8")


def main() -> None:
    """Write both pages."""
    result = json.loads(RESULTS.read_text(encoding="utf-8"))
    put(PAGE, render(result))
    put(CARD, summary(result))


if __name__ == "__main__":
    main()
