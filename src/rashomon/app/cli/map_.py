"""rashomon map: each account's causal map."""

from rashomon.app.cli.common import AsJson, CasePath, StoryId, existing_case, print_json

SIGNS = {1: "raises", -1: "lowers", 0: "does not move"}


def command(case: CasePath, story: StoryId = "", json: AsJson = False) -> None:
    """Print what each account says causes what.

    Example: rashomon map crisis.rashomon --json
    """
    with existing_case(case) as opened:
        maps = opened.map(story)
        if json:
            print_json(maps.records())
            return
        for own in maps:
            labels = {factor.id: factor.label for factor in own.factors}
            print(opened.label(own.account))
            for edge in own.edges:
                notes: list[str] = [edge.mode] if edge.mode != "asserted" else []
                notes += ["hedged"] if edge.hedged else []
                notes += [edge.voice] if edge.voice != "own" else []
                said = f" ({', '.join(notes)})" if notes else ""
                print(
                    f"    {labels[edge.source]} → {SIGNS[edge.sign]} → {labels[edge.target]}{said}"
                )
