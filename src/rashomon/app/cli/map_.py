"""rashomon map: each account's causal map, with its feedback loops."""

from typing import TYPE_CHECKING

from rashomon.app.cli.common import AsJson, CasePath, StoryId, existing_case, print_json, quoted
from rashomon.core.bodies import CausalClaim

if TYPE_CHECKING:
    from rashomon.core.views import CausalMap, Loops
    from rashomon.workspace.case import Case

SIGNS = {1: "raises", -1: "lowers", 0: "does not move"}


def command(case: CasePath, story: StoryId = "", json: AsJson = False) -> None:
    """Print what each account says causes what, and which loops that closes.

    Example: rashomon map crisis.rashomon --json
    """
    with existing_case(case) as opened:
        maps = opened.map(story)
        if json:
            print_json(maps.records())
            return
        for own, loops in zip(maps, opened.loops(story), strict=True):
            print(opened.label(own.account))
            _print_edges(own)
            _print_loops(opened, own, loops)


def _print_edges(own: "CausalMap") -> None:
    labels = {factor.id: factor.label for factor in own.factors}
    for edge in own.edges:
        notes: list[str] = [edge.mode] if edge.mode != "asserted" else []
        notes += ["hedged"] if edge.hedged else []
        notes += [edge.voice] if edge.voice != "own" else []
        said = f" ({', '.join(notes)})" if notes else ""
        print(f"    {labels[edge.source]} → {SIGNS[edge.sign]} → {labels[edge.target]}{said}")


def _print_loops(case: "Case", own: "CausalMap", loops: "Loops") -> None:
    labels = {factor.id: factor.label for factor in own.factors}
    text = case.document(own.account).text
    for loop in loops.loops:
        around = " → ".join(labels[factor] for factor in (*loop.factors, loop.factors[0]))
        print(f"    {loop.kind} loop{' (hedged)' if loop.hedged else ''}: {around}")
        for annotation in loop.annotations:
            body = case.annotation(annotation).body
            assert isinstance(body, CausalClaim)
            print(f"        {quoted(text, body.cause + body.signal + body.effect)}")
    if loops.cut_short:
        print(f"    longer loops than {loops.complete_to} links were not all looked for")
