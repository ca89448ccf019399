"""The quality gate on our own corpus: what is read from the test split, pinned to its marks."""

import json
import sys
from hashlib import sha256
from pathlib import Path

from rashomon.nlp.encoder import load_encoder

sys.path.insert(0, str(Path(__file__).parents[3] / "evals"))

import corpus

ROOT = Path(__file__).parents[3]
FLOORS = json.loads((ROOT / "evals" / "corpus_floors.json").read_text("utf-8"))


def gold_digest():
    names = sorted(p.id for p in corpus.passages("test"))
    files = sorted({name.rsplit("-", 1)[0] for name in names})
    parts = [(ROOT / "corpus" / "passages" / f"{f}.txt").read_bytes() for f in files]
    return sha256(b"".join(parts)).hexdigest()


def test_the_floors_belong_to_these_passages():
    assert FLOORS["gold"] == gold_digest(), f"the test split is now {gold_digest()}"


def test_the_test_split_is_read_as_well_as_promised():
    tally = corpus.measure(load_encoder(), corpus.passages("test"))
    found = {name: row["f1"] for name, row in tally.rows().items()}
    found |= {name: row["right"] / row["of"] for name, row in tally.agreements().items()}
    below = {name: found[name] for name, floor in FLOORS["floors"].items() if found[name] < floor}
    assert not below
