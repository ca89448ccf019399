"""The consistency matrix on a terminal."""

from collections import defaultdict
from typing import TYPE_CHECKING

from rashomon.app.cli.common import print_table, say
from rashomon.app.web.wording import count

if TYPE_CHECKING:
    from rich.table import Table

    from rashomon.core.verdicts import ConsistencyMatrix, Crux
    from rashomon.workspace.case import Case

SHOWN = 12  # columns of evidence on a terminal, those that tell most
TURNS = 6  # of what is left out, what changes most


def print_matrix(case: "Case", matrix: "ConsistencyMatrix") -> None:
    """Where the hypotheses stand, the cells that tell most, what it hangs on, the cruxes."""
    if len(matrix.hypotheses) == 1:
        say("no account of this story asserts anything that could be a thesis")
    print_table(_standings(case, matrix))
    if matrix.evidence:
        print_table(_cells(matrix))
        print(_witnesses(matrix))
    _print_ratings(matrix)
    if matrix.left_out:
        print_table(_turns(case, matrix))
    for aside in matrix.set_aside:
        print(f"set aside by {aside.by}: {aside.id[:8]} {aside.text}")
    if matrix.cruxes:
        print_table(_cruxes(matrix))
        told = f"{matrix.settled_bits:.2f} of {matrix.open_bits:.2f} bits"
        print(f"the questions marked * are together expected to tell {told}")


def _standings(case: "Case", matrix: "ConsistencyMatrix") -> "Table":
    from rich.table import Table

    table = Table(title="hypotheses", show_lines=True)
    table.add_column("id", no_wrap=True)
    table.add_column("as told by", ratio=1)
    table.add_column("hypothesis", ratio=3)
    table.add_column("rated", justify="right")
    table.add_column("against it", justify="right")
    table.add_column("share, for weak … strong steps", justify="right")
    table.add_column("log-odds", justify="right")
    for h in matrix.hypotheses:
        band = " … ".join(f"{share:.0%}" for share in h.share) if h.share else "not weighed"
        odds = " … ".join(f"{odd:+.1f}" for odd in h.log_odds) if h.log_odds else ""
        told = case.label(h.account) if h.account else h.by
        against = "" if h.inconsistency is None else f"{h.inconsistency:g}"
        text = f"{h.text}\nforbids: {h.forbids}" if h.forbids else h.text
        table.add_row(h.id[:8], told, text, str(h.rated), against, band, odds)
    return table


def _cells(matrix: "ConsistencyMatrix") -> "Table":
    from rich.table import Table

    from rashomon.judge.ratings import NULL

    table = Table(title="evidence that tells most, in columns of the matrix", show_lines=True)
    table.add_column("id", no_wrap=True)
    table.add_column("evidence", ratio=3)
    table.add_column("tells", justify="right")
    rows = [h for h in matrix.hypotheses if h.id != NULL]
    for h in rows:
        table.add_column(h.id[:8], justify="center")
    cells = {(cell.hypothesis, cell.evidence): cell for cell in matrix.cells}
    if not any(h.share for h in matrix.hypotheses):
        say("nobody has rated anything yet: what stands here is proposed and weighs nothing")
    order = sorted(matrix.evidence, key=lambda item: -item.diagnosticity)
    for item in order[:SHOWN]:
        own = [cells.get((h.id, item.id)) for h in rows]
        signs = ["" if c is None else _sign(c.step, c.spread) for c in own]
        table.add_row(item.id[:8], item.label, f"{item.diagnosticity:g}", *signs)
    return table


def _sign(step: float | None, spread: float) -> str:
    from rashomon.judge.ratings import sign_of

    sign = sign_of(step)
    return f"{sign}\nraters differ by {spread:g}" if spread else sign


def _witnesses(matrix: "ConsistencyMatrix") -> str:
    """How many of the items are one witness's."""
    sources: dict[str, int] = defaultdict(int)
    for item in matrix.evidence:
        sources[item.source] += 1
    many = sum(number > 1 for number in sources.values())
    items, witnesses = (
        count(len(matrix.evidence), "item"),
        count(len(sources), "witness", "witnesses"),
    )
    more = f"; {many} of them with several items, which count as their mean" if many else ""
    return f"{items} of {witnesses}{more}"


def _print_ratings(matrix: "ConsistencyMatrix") -> None:
    """Why people rated as they did, and what they rated that is no longer there."""
    for cell in matrix.cells:
        for one in cell.ratings:
            if one.note:
                print(
                    f"{one.by} on {cell.hypothesis[:8]} {cell.evidence[:8]}: {one.rating} {one.note}"
                )
    for lost in matrix.unplaced:
        print(
            f"not weighed, its claim is gone: {lost.rating.by} {lost.rating.rating} {lost.evidence}"
        )


def _turns(case: "Case", matrix: "ConsistencyMatrix") -> "Table":
    from rich.table import Table

    labels = {item.id: item.label for item in matrix.evidence}
    table = Table(title="what the leading hypothesis hangs on", show_lines=True)
    for name in ("without", "then leads", "share of the leader"):
        table.add_column(name)
    for what in ("item", "account"):
        for one in [o for o in matrix.left_out if o.what == what][:TURNS]:
            name = labels.get(one.id) or f"what {case.label(one.id)} alone mentions"
            table.add_row(f"{one.id[:8]} {name}", one.best[:8], f"{100 * one.change:+.0f} points")
    return table


def _cruxes(matrix: "ConsistencyMatrix") -> "Table":
    from rich.table import Table

    table = Table(title="questions that would tell them apart", show_lines=True)
    for name in ("", "id", "question", "closes", "bits", "stays in", "probability of yes"):
        table.add_column(name)
    for crux in matrix.cruxes:
        bits = "a probability is missing" if crux.bits is None else f"{crux.bits:.2f} bits"
        stays = "" if crux.bits is None else f"{crux.stable:.0%}"
        mark = "*" if crux.chosen else ""
        table.add_row(mark, crux.id[:8], crux.text, crux.closes, bits, stays, _chances(crux))
    return table


def _chances(crux: "Crux") -> str:
    lines = []
    for chance in crux.chances:
        own = ", ".join(f"{by} {p:.0%}" for by, p in chance.given)
        middle = "missing" if chance.middle is None else f"{chance.middle:.0%}"
        lines.append(f"{chance.hypothesis[:8]} {middle}" + (f" ({own})" if own else ""))
    return "\n".join(lines)
