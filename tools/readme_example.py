"""Write the README's example anew from what the built-in example gives now.

python tools/readme_example.py
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rashomon.core.views import Comparison, Effect
from rashomon.examples import example_files
from rashomon.store.memory import MemoryStore
from rashomon.workspace import Case

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- example: begin -->", "<!-- example: end -->"
ROWS = 5
TEXT = """\
Seven invented accounts tell of a strait that is closed. One is a copy of another, so six count:

```
$ rashomon demo --no-serve
{summary}
$ rashomon claims demo.rashomon
```

{claims}

These are the first clashes; a dot is silence. What would follow, by each account's own map, if there were more of one thing?

```
$ rashomon whatif demo.rashomon "{push}+"
```

{effects}

In the dossier a click on a cell shows the sentences side by side, and a click on an effect the chain of sentences that implies it. Some cells are wrong: the
[expected reading](src/rashomon/examples/README.md) says which, and `rashomon eval` counts them.
"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def claim_rows(comparison: Comparison) -> Iterable[list[str]]:
    """The first clashes, a column for each account."""
    words = {"asserts": "asserts", "denies": "**denies**", "unclear": "unclear", "silent": "·"}
    for claim in [c for c in comparison.claims if c.clash][:ROWS]:
        stances = {cell.account: words[cell.stance] for cell in claim.cells}
        yield [claim.statement, *(stances.get(a, "·") for a in comparison.story.accounts)]


def effect_rows(comparison: Comparison, effects: Iterable[Effect]) -> Iterable[list[str]]:
    """The first outcomes, those that the accounts dispute first."""
    labels = {factor.id: factor.label for factor in comparison.factors}
    rows: dict[str, dict[str, str]] = {}
    for effect in effects:
        rows.setdefault(effect.outcome, {})[effect.account] = effect.effect.replace("silent", "·")
    for outcome, cells in list(rows.items())[:ROWS]:
        yield [labels[outcome], *(cells.get(a, "·") for a in comparison.story.accounts)]


def example(case: Case) -> str:
    """The example's text."""
    comparison = case.comparison()
    documents = case.documents()
    clashes = sum(claim.clash for claim in comparison.claims)
    names = [case.document(a).outlet or case.document(a).title for a in comparison.story.accounts]
    closures = [f for f in comparison.factors if "closure" in f.label.lower()]
    push = max(closures, key=lambda f: sum(e.effect != "silent" for e in case.whatif(f.id, 1)))
    summary = (
        f"demo.rashomon: {len(documents)} documents ({len(documents)} new), "
        f"{len(case.stories())} stories\n{comparison.story.title}: "
        f"{len(comparison.story.accounts)} accounts, {len(comparison.claims)} claims, {clashes} clashes"
    )
    return TEXT.format(
        summary=summary,
        claims=table(["claim", *names], claim_rows(comparison)),
        push=push.label,
        effects=table(["outcome", *names], effect_rows(comparison, case.whatif(push.id, 1))),
    )


def main() -> None:
    """Replace what stands between the markers."""
    with Case(MemoryStore()) as case:
        case.add([str(path) for path in example_files()])
        new = f"{BEGIN}\n{example(case)}{END}"
    text = README.read_text(encoding="utf-8")
    found = re.compile(f"{BEGIN}.*{END}", re.DOTALL)
    README.write_text(found.sub(lambda _: new, text), encoding="utf-8")


if __name__ == "__main__":
    main()
