"""Write the reader's part of docs/accuracy.md and docs/model-card.md from evals/results/reader.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "evals" / "results" / "reader.json"
CARD = ROOT / "docs" / "model-card.md"
PAGE = ROOT / "docs" / "accuracy.md"
MEASURED = """\
Measured by `python training/evaluate.py` through the package's own run-time path, with the gold words of each set; this part
is written by `python training/report.py` from `evals/results/reader.json`. *Overlap* counts a span as found when it shares a
word with a gold span of its label. Speed was measured on a machine of two cores with other work on it: a lower bound.
"""
BEGIN, END = "<!-- reader: begin -->", "<!-- reader: end -->"


def _row(name: str, where: str, gold: Any, *cells: Any) -> str:
    return "| " + " | ".join(str(c) for c in (name, where, gold, *cells)) + " |"


def _spans(
    name: str, key: str, label: str, result: dict[str, Any], path: tuple[str, ...] = ()
) -> str:
    """One head and label: exact and overlap F1 in int8, exact F1 in float32."""
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
        f"{ours['overlap_f1']:.3f}", f"{full['exact']['f1']:.3f}",
    )  # fmt: skip


def span_table(result: dict[str, Any]) -> list[str]:
    """Mentions, attribution and causal roles."""
    lines = [
        "| head: label | held-out set | gold | precision / recall | F1 exact | F1 overlap | F1 exact, float32 |",
        "|---|---|---|---|---|---|---|",
    ]
    for key in ("mention/wikigold_test", "mention/wnut17_test", "mention/gum_dev"):
        labels = ["all", *(k for k in result["int8"]["scores"][key] if k != "all")]
        lines += [_spans("mention", key, label, result) for label in labels]
    lines += [
        _spans("attribution", "attribution/gum_dev", label, result)
        for label in ("source", "cue", "content")
    ]
    for key in ("causal/cnc_test", "causal/countercausal_test", "causal/gum_dev"):
        for step, name in (
            ("roles_end_to_end", "causal"),
            ("roles_given_a_relation", "causal, sentences with a relation"),
        ):
            labels = [
                k for k in ("cause", "effect", "signal") if k in result["int8"]["scores"][key][step]
            ]
            lines += [_spans(name, key, label, result, (step,)) for label in labels]
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
    """The sentence class and the whole pair."""
    lines = [
        "| held-out set | sentences | accuracy | causal F1 (gold) | countercausal F1 (gold) | cause and effect both exact, sentences with a relation |",
        "|---|---|---|---|---|---|",
    ]
    for name in ("cnc_test", "countercausal_test", "gum_dev"):
        score = result["int8"]["scores"][f"causal/{name}"]
        cells = [
            f"{score[k]['f1']:.3f} ({score[k]['gold']})" if k in score else "–"
            for k in ("causal", "countercausal")
        ]
        pair = score["roles_given_a_relation"]["whole_pair_exact"]
        lines.append(
            _row(
                name.replace("_", " "),
                score["sentences"],
                f"{score['accuracy']:.3f}",
                *cells,
                f"{pair['f1']:.3f} ({pair['gold']})",
            )
        )
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
    parts = [
        f"## The reader ({result['int8']['version']})\n",
        MEASURED,
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
    for name in ("cnc_test", "countercausal_test", "gum_dev"):
        s = scores[f"causal/{name}"]
        roles = s["roles_given_a_relation"]["all"]
        text = f"class accuracy {s['accuracy']:.3f}; roles in sentences with a relation: F1 exact {roles['exact']['f1']:.3f}, overlap {roles['overlap_f1']:.3f}"
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
