"""rashomon whatif: push a factor and see what each account implies."""

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.app.cli.common import (
    AsJson,
    CasePath,
    StoryId,
    existing_case,
    find_factor,
    print_json,
    print_table,
    quoted,
)
from rashomon.app.web.wording import count
from rashomon.core.bodies import CausalClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from rashomon.core.views import Comparison, Effect, Robustness, Speaker
    from rashomon.workspace.case import Case


def command(
    case: CasePath,
    factor: Annotated[
        str,
        typer.Argument(
            metavar="FACTOR[+|-]", help="A factor's id or words; + pushes it up, - down."
        ),
    ],
    story: StoryId = "",
    outcome: Annotated[
        str,
        typer.Option(
            metavar="FACTOR",
            help="Only this outcome: the chain of each account, and who would have to be wrong.",
        ),
    ] = "",
    json: AsJson = False,
) -> None:
    """Push a factor up or down; show what then rises or falls in each account.

    Example: rashomon whatif crisis.rashomon "oil prices+"
    """
    direction = -1 if factor.endswith("-") else 1
    with existing_case(case) as opened:
        comparison = opened.comparison(story)
        found = find_factor(comparison.factors, factor.removesuffix("+").removesuffix("-"))
        effects = opened.whatif(found.id, direction, story)
        title = f"{found.label} {'rises' if direction > 0 else 'falls'}"
        if outcome:
            reached = find_factor(comparison.factors, outcome)
            own = [effect for effect in effects if effect.outcome == reached.id]
            backing = [
                found
                for found in opened.robustness(found.id, direction, story)
                if found.outcome == reached.id
            ]
            if json:
                print_json([*opened.views(own).records(), *opened.views(backing).records()])
            else:
                print(f"{title}: {reached.label}")
                _print_chains(opened, comparison, own, backing)
        elif json:
            print_json(effects.records())
        else:
            print_table(_table(opened, comparison, effects, title))


def _print_chains(
    case: "Case",
    comparison: "Comparison",
    effects: "Sequence[Effect]",
    backing: "Sequence[Robustness]",
) -> None:
    """Each account's chain of quotes to an outcome, and the sources that it hangs on."""
    if not effects:
        print("    no account implies anything for it")
    for effect in effects:
        print(f"    {case.label(effect.account)}: {effect.effect}")
        text = case.document(effect.account).text
        for annotation in effect.path:
            body = case.annotation(annotation).body
            assert isinstance(body, CausalClaim)
            print(f"        {quoted(text, body.cause + body.signal + body.effect)}")
        for found in (b for b in backing if b.account == effect.account):
            print(f"        {backing_line(case, comparison, found)}")


def backing_line(case: "Case", comparison: "Comparison", found: "Robustness") -> str:
    """Who would have to be wrong for an effect to vanish, in one sentence."""
    names = [speaker_name(case, comparison, speaker) for speaker in found.speakers]
    word = "would have to be wrong"
    if found.least < found.most:
        return f"{found.effect}: between {found.least} and {found.most} independent sources {word}"
    return f"{found.effect}: {count(found.most, 'independent source')} {word}: {', '.join(names)}"


def speaker_name(case: "Case", comparison: "Comparison", speaker: "Speaker") -> str:
    """A source as a person knows it."""
    if speaker.actor:
        return next(a.name for a in comparison.actors if a.id == speaker.actor)
    label = case.label(speaker.account)
    return f"{speaker.words} (in {label})" if speaker.words else label


def _table(
    case: "Case", comparison: "Comparison", effects: "tuple[Effect, ...]", title: str
) -> "Table":
    from rich.table import Table

    labels = {factor.id: factor.label for factor in comparison.factors}
    table = Table(title=title)
    table.add_column("outcome", ratio=2)
    for account in comparison.story.accounts:
        table.add_column(case.label(account), ratio=1)
    rows: dict[str, dict[str, str]] = {}
    for effect in effects:
        rows.setdefault(effect.outcome, {})[effect.account] = effect.effect
    for outcome, own in rows.items():
        table.add_row(labels[outcome], *(own.get(a, "silent") for a in comparison.story.accounts))
    return table
