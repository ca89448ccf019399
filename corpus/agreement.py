"""How far two readers agree: `python corpus/agreement.py [--write]`.

`second/` holds a tenth of the passages, annotated by another reader from the plain text alone.
`--blind N` prints that plain text for the passages of part N of 4.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

from markup import Passage, read_file
from scores import Tally

HERE = Path(__file__).parent
SHARE, PARTS = 10, 4  # one passage in ten; how many second readers share them


def all_passages(folder: Path) -> dict[str, Passage]:
    """Passages by id."""
    return {p.id: p for path in sorted(folder.glob("*.txt")) for p in read_file(path)}


def chosen(names: list[str]) -> list[str]:
    """The tenth that is annotated twice, told by the ids alone."""
    return [n for n in names if int(sha256(n.encode()).hexdigest(), 16) % SHARE == 0]


def blind(part: int) -> None:
    """Print passages as their second reader sees them: text without marks."""
    passages = all_passages(HERE / "passages")
    for name in chosen(sorted(passages))[part::PARTS]:
        passage = passages[name]
        print(f"=== {name} {passage.register}\n\n{passage.text}\n--\n")


def main() -> None:
    """Compare both readings and print the agreement."""
    if "--blind" in sys.argv:
        blind(int(sys.argv[sys.argv.index("--blind") + 1]))
        return
    first, second = all_passages(HERE / "passages"), all_passages(HERE / "second")
    tally = Tally()
    compared = [name for name in second if name in first and second[name].text == first[name].text]
    for name in compared:
        tally.add(list(first[name].bodies()), list(second[name].bodies()))
    print(f"{len(compared)} passages read twice ({len(second)} in second/)")
    for name, row in tally.rows().items():
        print(f"{name:55} f1 {row['f1']}  first {row['gold']}  second {row['predicted']}")
    for name, row in tally.agreements().items():
        print(f"{name:55} {row['right']} of {row['of']}  kappa {row['kappa']}")
    if "--write" in sys.argv:
        kept = {"passages": len(compared), "spans": tally.rows(), "values": tally.agreements()}
        path = HERE / "agreement.json"
        path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
