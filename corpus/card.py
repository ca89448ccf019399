"""Write the tables of README.md from the passages: `python corpus/card.py`."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from agreement import all_passages
from check import plan

HERE = Path(__file__).parent
KINDS = {
    "q": "attributions",
    "c": "causal claims",
    "e": "events",
    "a": "aims",
    "p": "predictions",
}


def splits() -> list[str]:
    """Passages, words and frames of each split."""
    authors, rows = plan()["authors"], []
    passages = list(all_passages(HERE / "passages").values())
    for split in ("train", "dev", "test"):
        own = [p for p in passages if authors[p.author]["split"] == split]
        frames = Counter(f.letter for p in own for f in p.frames)
        subjects = sorted({p.subject for p in own})
        cells = [
            split,
            len({p.author for p in own}),
            ", ".join(subjects),
            len(own),
            sum(len(p.text.split()) for p in own),
            sum(bool(r.label) for p in own for r in p.references),
            *(frames[letter] for letter in KINDS),
        ]
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    head = ["split", "authors", "subjects", "passages", "words", "names", *KINDS.values()]
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *rows]


def hard_cases() -> list[str]:
    """How many passages name each hard case."""
    counts = Counter(name for p in all_passages(HERE / "passages").values() for name in p.hard)
    meanings = plan()["hard"]
    rows = [f"| {name} | {meanings[name]} | {counts[name]} |" for name in meanings]
    return ["| hard case | what it is | passages |", "|---|---|---|", *rows]


def agreement() -> list[str]:
    """Span F1 and kappa of the two readings."""
    path = HERE / "agreement.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        f"{kept['passages']} passages.",
        "",
        "| layer | first reader | second reader | F1 |",
        "|---|---|---|---|",
    ]
    for name, row in kept["spans"].items():
        if "half" not in name and row["gold"] >= 20:
            rows.append(f"| {name} | {row['gold']} | {row['predicted']} | {row['f1']:.3f} |")
    rows += ["", "| value | same | kappa |", "|---|---|---|"]
    rows += [
        f"| {name} | {row['right']} of {row['of']} | {row['kappa']:.2f} |"
        for name, row in kept["values"].items()
        if row["of"] >= 10
    ]
    return rows


def main() -> None:
    """Put the tables between their marks."""
    page = HERE / "README.md"
    text = page.read_text(encoding="utf-8")
    for name, rows in (("splits", splits()), ("hard", hard_cases()), ("agreement", agreement())):
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        table = "\n".join(rows)
        text = re.sub(f"{begin}.*?{end}", f"{begin}\n{table}\n{end}", text, flags=re.DOTALL)
    passages = all_passages(HERE / "passages").values()
    words = sum(len(p.text.split()) for p in passages)
    text = re.sub(
        r"\| what \| [\d,]+ passages of 60 to 200 words, [\d,]+ words",
        f"| what | {len(passages):,} passages of 60 to 200 words, {words:,} words",
        text,
    )
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
