"""Write the parts of docs/accuracy.md on reading, gathering and the whole way: `python evals/report.py`.

The built-in example is measured now; the rest is taken from evals/results.
"""

import json
from pathlib import Path
from typing import Any

from rashomon.app.evaluation.gate import measure_example

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "evals" / "results"
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- whole: begin -->", "<!-- whole: end -->"


def load(name: str) -> dict[str, Any]:
    """One file of recorded results."""
    result: dict[str, Any] = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
    return result


def whole_way() -> list[str]:
    """The built-in example beside the held-out cases."""
    held_out = load("cases")["measures"]
    lines = [
        "## The whole way",
        "",
        "The main job, held against what a careful reader says. The built-in example is what thresholds and rules were tried on,",
        "so read it as an upper bound; the three cases of `evals/cases` (14 invented accounts, written without sight of the tool's",
        "output, never tuned on) are the honest column. `rashomon eval` measures the first column anew, `python evals/cases.py` the second.",
        "",
        "| measure | built-in example | held-out cases |",
        "|---|---|---|",
    ]
    for score in measure_example():
        row = held_out.get(score.what, {"right": 0, "of": 0})
        other = f"{row['right']} of {row['of']}" if row["of"] else "–"
        own = f"{score.right} of {score.total}" if score.total else "–"
        lines.append(f"| {score.what} | {own} | {other} |")
    return lines


def reading() -> list[str]:
    """Pages, against trafilatura."""
    lines = [
        "",
        "## Reading pages",
        "",
        "Main text as bag-of-words F1 and right titles, authors and dates, ours against trafilatura, on held-out pages",
        "of WCXB (`python bench/read_accuracy.py`). Many of its annotations give the day of the last change; the last column takes that too.",
        "",
        "| pages | count | F1 ours | F1 trafilatura | title | author | date | or update |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind, row in load("read")["types"].items():
        cells = [
            _against(row.get(field)) for field in ("title", "author", "date", "date_or_update")
        ]
        lines.append(
            f"| {kind} | {row['pages']} | {row['f1_ours']:.3f} | {row['f1_extractor']:.3f} | "
            + " | ".join(cells)
            + " |"
        )
    return lines


def metadata() -> list[str]:
    """Fields of invented pages with traps, against trafilatura's metadata."""
    found = load("metadata")
    lines = [
        "",
        f"Metadata on {found['pages']} invented pages, each built around one trap (`python evals/metadata.py`). The rules were corrected on these pages: before that",
        "105 of the 113 fields were right. trafilatura is counted on the HTML pages alone.",
        "",
        "| field | ours | trafilatura |",
        "|---|---|---|",
    ]
    for name, row in found["fields"].items():
        peer = f"{row['peer']} of {row['peer_known']}" if "peer" in row else "–"
        lines.append(f"| {name} | {row['ours']} of {row['known']} | {peer} |")
    return lines


def splitting() -> list[str]:
    """The pages of our own, beside other tools."""
    lines = [
        "",
        "Furniture and splitting, on pages of our own ([how](../evals/pages/README.md); the other tools give one document a page). *F1* is that of documents by best",
        "matching; *right* the documents with F1 of 0.9 or more; *furniture* recall and precision by line.",
        "",
        "| pages | tool | F1 | right | number of documents right | furniture R / P | title | author | date |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for half, name in (("b", "composed"), ("hand", "by hand")):
        for tool, tables in load("pages").get(half, {}).items():
            row = tables["all"]
            facts = " | ".join(
                f"{row[k][0]} of {row[k][1]}" for k in ("title", "author", "published")
            )
            lines.append(
                f"| {name} | {tool} | {row['f1']:.3f} | {row['right']} of {row['documents']} | {row['right_number']} of {row['pages']} | "
                f"{row['chrome_recall']:.3f} / {row['chrome_precision']:.3f} | {facts} |"
            )
    return lines


def _against(field: dict[str, int] | None) -> str:
    if not field:
        return "–"
    return f"{field['ours']} / {field['extractor']} of {field['known']}"


def gathering() -> list[str]:
    """Stories and copies on the half of ECB+ that nothing was tuned on."""
    test = load("stories")["test"]
    copies = load("duplicates")["test"]["made_copies"]
    lines = [
        "",
        "## Gathering",
        "",
        f"Stories: B-cubed F1 {test['one_case']['bcubed_f1']:.3f} with all {test['texts']} held-out texts of ECB+ ({test['stories']} stories) in one",
        f"case, {test['small_cases']['bcubed_f1']:.3f} on {test['small_cases']['cases']} small cases (`python evals/stories.py`). Copies made of the same texts:",
        "",
        "| the copy | copies | found |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {row['copies']} | {row['recall']:.3f} |" for name, row in copies.items()]
    return lines


def main() -> None:
    """Write the part between the marks, keeping what stands around it."""
    pages = [*reading(), *metadata(), *splitting()]
    part = "\n".join([BEGIN, "", *whole_way(), *pages, *gathering(), "", END])
    page = PAGE.read_text("utf-8") if PAGE.exists() else "# Accuracy\n"
    if BEGIN in page:
        before, rest = page.split(BEGIN, 1)
        page = before + part + rest.split(END, 1)[1]
    else:
        page = page.rstrip() + "\n\n" + part + "\n"
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
