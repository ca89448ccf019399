"""Hold what is read from sentences against our own corpus: `python evals/corpus.py [--split test] [--write]`.

Every passage is read as any text would be: by the package's weights and extractors, with its own
sentences and tokens. The test split shares neither authors nor subjects with what was trained on.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

from markup import Passage, read_file
from rashomon.core.bodies import Body
from rashomon.extract import extract_document
from rashomon.nlp.encoder import Encoder, load_encoder
from scores import Tally

HERE = Path(__file__).parent


def passages(split: str) -> list[Passage]:
    """All passages of a split, in the order of the files."""
    plan = json.loads((HERE.parent / "corpus" / "plan.json").read_text(encoding="utf-8"))
    files = sorted((HERE.parent / "corpus" / "passages").glob("*.txt"))
    wanted = [f for f in files if plan["authors"][f.name.split("-")[0]]["split"] == split]
    return [passage for path in wanted for passage in read_file(path)]


def read(encoder: Encoder, passage: Passage) -> list[Body]:
    """What the package finds in a passage."""
    parsed = encoder.parse(passage.text)
    found = extract_document(passage.text, parsed, doc=passage.id, producer=encoder.version)
    return [annotation.body for annotation in found]


def measure(encoder: Encoder, chosen: list[Passage]) -> Tally:
    """All measures over some passages."""
    tally = Tally()
    for passage in chosen:
        tally.add(list(passage.bodies()), read(encoder, passage))
    return tally


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="test", choices=["train", "dev", "test"])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    encoder, chosen = load_encoder(), passages(options.split)
    tally = measure(encoder, chosen)
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
        }
        path = HERE / "results" / "corpus.json"
        path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
