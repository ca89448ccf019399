"""Hold what is read from sentences against our own corpus: `python evals/corpus.py [--split test] [--size 1] [--write]`.

Every passage is read as any text would be: by the package's weights and extractors, with its own
sentences and tokens. The test split shares neither authors nor subjects with what was trained on.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

from markup import Passage, read_file
from rashomon.core.bodies import Body, Mention, body_spans
from rashomon.extract import extract_document
from rashomon.nlp.encoder import Encoder, load_encoder
from scores import Tally

HERE = Path(__file__).parent
SEPARATOR = "\n\n"
LONG = 8  # passages to a text of about 800 words: what is cut into several windows


def passages(split: str) -> list[Passage]:
    """All passages of a split, in the order of the files."""
    plan = json.loads((HERE.parent / "corpus" / "plan.json").read_text(encoding="utf-8"))
    files = sorted((HERE.parent / "corpus" / "passages").glob("*.txt"))
    wanted = [f for f in files if plan["authors"][f.name.split("-")[0]]["split"] == split]
    return [passage for path in wanted for passage in read_file(path)]


def joined(chosen: list[Passage], size: int) -> list[tuple[str, list[Body]]]:
    """Passages of one file put together as texts of `size` passages, with the gold bodies in their places."""
    files: dict[str, list[Passage]] = {}
    for passage in chosen:
        files.setdefault(f"{passage.author} {passage.subject}", []).append(passage)
    groups = [own[n : n + size] for own in files.values() for n in range(0, len(own), size)]
    found = []
    for group in groups:
        text, bodies = "", list[Body]()
        for passage in group:
            text += SEPARATOR if text else ""
            bodies += [shifted(body, len(text)) for body in passage.bodies()]
            text += passage.text
        found.append((text, bodies))
    return found


def shifted(body: Body, by: int) -> Body:
    """The body with its characters counted from elsewhere."""
    spans = {r: tuple((a + by, b + by) for a, b in own) for r, own in body_spans(body).items()}
    if isinstance(body, Mention):
        return replace(body, name=spans["name"])
    return replace(body, **spans)


def read(encoder: Encoder, text: str) -> list[Body]:
    """What the package finds in a text."""
    found = extract_document(text, encoder.parse(text), doc="text", producer=encoder.version)
    return [annotation.body for annotation in found]


def measure(encoder: Encoder, chosen: list[Passage], *, size: int = 1) -> Tally:
    """All measures over some passages, `size` of them to a text."""
    tally = Tally()
    for text, gold in joined(chosen, size):
        tally.add(gold, read(encoder, text))
    return tally


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="test", choices=["train", "dev", "test"])
    parser.add_argument("--size", type=int, default=1, help="passages to a text")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    encoder, chosen = load_encoder(), passages(options.split)
    tally = measure(encoder, chosen, size=options.size)
    for name, row in tally.rows().items():
        print(f"{name:55} " + "  ".join(f"{k} {v}" for k, v in row.items()))
    for name, row in tally.agreements().items():
        print(f"{name:55} {row['right']} of {row['of']}")
    if options.write:
        kept = {
            "data": f"our own corpus, {options.split} split",
            "reader": encoder.version,
            "passages": len(chosen),
            "spans": tally.rows(),
            "values": tally.agreements(),
            "long_texts": measure(encoder, chosen, size=LONG).rows(),
        }
        path = HERE / "results" / "corpus.json"
        path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
