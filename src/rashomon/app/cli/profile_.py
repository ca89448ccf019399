"""rashomon profile: how each account tells the story, and what it leaves out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from rashomon.app.cli.common import (
    NOTHING,
    AsJson,
    CasePath,
    StoryId,
    existing_case,
    print_json,
    say,
)
from rashomon.app.web.wording import count

if TYPE_CHECKING:
    from rashomon.core.profiles import ActorRole, Profile, QuotedSource

LISTED = 8  # sources, actors and silences of an account; --json has all
KINDS = {"named": "", "unnamed": "unnamed", "pronoun": "not resolved", "none": "nobody named"}


def command(case: CasePath, story: StoryId = "", json: AsJson = False) -> None:
    """Show how much each account vouches for, whom it quotes, who acts in it, what it leaves out.

    Example: rashomon profile crisis.rashomon
    """
    with existing_case(case) as opened:
        found = opened.profiles(story)
        if json:
            print_json(found.records())
        else:
            for profile in found:
                print(opened.label(profile.account))
                for line in _lines(profile):
                    print(f"    {line}")
        if not found:
            say("this case has no story to describe")
            raise typer.Exit(NOTHING)


def _lines(profile: "Profile") -> Iterator[str]:
    shares = [f"{s.key} {len(s.annotations)}" for s in profile.shares if s.annotations]
    yield f"{count(profile.statements, 'statement')}: {', '.join(shares) or 'none found'}"
    if profile.sources:
        yield f"quotes {_listed([_source(s) for s in profile.sources], profile.sources)}"
    else:
        yield "quotes nobody"
    if profile.roles:
        told = [f"{r.name} {_role(r)}" for r in profile.roles]
        yield f"who does what: {_listed(told, profile.roles)}"
    if profile.silences:
        told = [f"{s.kind} “{s.label}” ({len(s.accounts)})" for s in profile.silences]
        yield f"says nothing about (accounts that do): {_listed(told, profile.silences)}"
    if profile.alone:
        yield f"and about {count(profile.alone, 'thing')} that one other account alone has"


def _listed(told: list[str], items: "tuple[object, ...]") -> str:
    more = f"; {len(items) - LISTED} more" if len(items) > LISTED else ""
    return "; ".join(told[:LISTED]) + more


def _source(source: "QuotedSource") -> str:
    about = [f"{len(source.annotations)} times"] if len(source.annotations) > 1 else []
    about += [KINDS[source.kind]] if KINDS[source.kind] else []
    about += [count(source.denials, "denial")] if source.denials else []
    name = source.name or "somebody"
    return f"{name} ({', '.join(about)})" if about else name


def _role(role: "ActorRole") -> str:
    parts = (("acts", role.acts), ("gains", role.gains), ("suffers", role.suffers))
    return " ".join(f"{word} {len(ids)}" for word, ids in parts if ids)
