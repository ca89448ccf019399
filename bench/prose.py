"""Generated news prose: many accounts of many invented happenings, the same on every machine."""

import random
from datetime import date, timedelta
from pathlib import Path

ACCOUNTS_PER_STORY = 20
FIRST_DAY = date(2031, 1, 4)

THINGS = [
    "dam",
    "port",
    "railway",
    "mine",
    "ferry",
    "refinery",
    "hospital",
    "forest",
    "market",
    "bridge",
    "airport",
    "fishery",
    "canal",
    "tunnel",
    "stadium",
    "prison",
    "museum",
    "telescope",
    "pipeline",
    "lighthouse",
    "vineyard",
    "orchard",
    "brewery",
    "quarry",
    "reservoir",
]
HAPPENINGS = ["closure", "sale", "flooding", "strike", "inspection"]
STEMS = [
    "bel",
    "cor",
    "dra",
    "esk",
    "fal",
    "gren",
    "hol",
    "isk",
    "jor",
    "kel",
    "lom",
    "mar",
    "nor",
    "ost",
    "pel",
]
ENDINGS = ["ava", "aun", "enna", "esk", "ford", "holm", "itz", "mouth", "owa", "stad"]
FIRST = [
    "Ada",
    "Bruno",
    "Celia",
    "Dario",
    "Edda",
    "Fabian",
    "Greta",
    "Hanno",
    "Ines",
    "Jonas",
    "Klara",
    "Ludo",
]
LAST = [
    "Abel",
    "Brandt",
    "Corvin",
    "Dorn",
    "Ekman",
    "Falk",
    "Grieve",
    "Hale",
    "Imhof",
    "Jarvis",
    "Kestrel",
    "Lund",
]
OUTLETS = ["Courier", "Gazette", "Herald", "Ledger", "Mirror", "Observer", "Post", "Sentinel"]
OUTCOMES = [
    "prices",
    "rents",
    "exports",
    "wages",
    "ticket sales",
    "tax revenue",
    "traffic",
    "crime",
    "tourism",
    "unemployment",
]
MOVES = {1: ("raised", "drove up", "increased"), -1: ("lowered", "cut", "reduced")}

LINES = (
    "The {thing} {happening} in {place} {moved} {outcome} across the province.",
    "The {happening} {moved} {outcome} more than anybody in {place} had foreseen.",
    "After the {happening}, traders noticed that {outcome} had been {moved} within days.",
    "{person}, who leads the council, said the {happening} had {moved} {outcome}.",
    "According to {person}, the {happening} {moved} {outcome} and then {other}.",
    "In a letter to the {outlet}, {person} wrote that the {happening} {moved} {outcome}.",
    "“The {happening} {moved} {outcome},” {person} told the {outlet} on {weekday}.",
    "“Nobody asked us, and now the {happening} has {moved} {outcome},” {person} complained.",
    "“We had no choice about the {thing},” {person} replied.",
    "Officials in {place} denied that the {happening} had {moved} {outcome}.",
    "A spokesman rejected the charge that the {thing} {happening} {moved} {outcome}.",
    "Because the {thing} stood idle, {outcome} changed within a week.",
    "With the {thing} idle, carters took the long road and {outcome} followed.",
    "{person} argued that the {happening} did nothing to {outcome}.",
    "For {person} the {happening} is a sideshow; {outcome} depend on the harvest.",
    "Nobody in {place} expected the {thing} to matter this much.",
    "Few outside {place} had given the {thing} a thought before {weekday}.",
    "The ministry wants the {thing} back in service before the winter.",
    "The council hopes to have the {thing} running again in {number} days.",
    "Shopkeepers want {person} to resign over the {happening}.",
    "If the {happening} goes on, {outcome} may be {moved} further, {person} warned.",
    "Should the {happening} last, {other} could suffer as well.",
    "Had the council listened, the {happening} would not have {moved} {outcome}.",
    "A week earlier some {number} people had marched past the {thing}.",
    "On {weekday} about {number} people filled the square in {place}.",
    "Critics of the ministry accused {person} of hiding the cost of the {happening}.",
    "{person} blamed the ministry, and the ministry blamed {person}.",
    "Weak {outcome} led to a quarrel between {place} and the ministry.",
    "The quarrel over {outcome} deepened the mistrust between {place} and the capital.",
    "Mistrust of the ministry in turn weakened support for {person}.",
    "The report that {person} signed runs to {number} pages and names no culprit.",
    "An auditor counted {number} unpaid bills in the books of the {thing}.",
    "Residents near the {thing} said they had heard of the {happening} on the radio.",
    "A retired clerk who lives by the {thing} remembers three such weeks since his youth.",
    "The last {happening} of this kind, {number} weeks ago, ended without a settlement.",
    "It rained all {weekday}, and the gates of the {thing} stayed shut.",
)
SENTENCES = 14


def write_documents(folder: Path, count: int) -> None:
    """Write `count` short reports as text files, ACCOUNTS_PER_STORY about each happening."""
    for number in range(count):
        story, account = divmod(number, ACCOUNTS_PER_STORY)
        text = _document(story, random.Random(f"{story}/{account}"))
        (folder / f"report-{number:04}.txt").write_text(text, "utf-8")


def _document(story: int, choose: random.Random) -> str:
    about = random.Random(story)
    thing, happening = THINGS[story % len(THINGS)], about.choice(HAPPENINGS)
    place = (about.choice(STEMS) + about.choice(ENDINGS)).title()
    people = [f"{about.choice(FIRST)} {about.choice(LAST)}" for _ in range(4)]
    outcomes = about.sample(OUTCOMES, 3)
    day = FIRST_DAY + timedelta(days=9 * story + choose.randrange(3))
    outlet = f"{place} {choose.choice(OUTLETS)}"
    side = choose.choice((1, -1))  # each account takes one side throughout

    def sentence(line: str) -> str:
        return line.format(
            thing=thing,
            happening=happening,
            place=place,
            person=choose.choice(people),
            outlet=outlet,
            outcome=choose.choice(outcomes),
            other=choose.choice(outcomes),
            moved=choose.choice(MOVES[side]),
            weekday=f"{day:%A}",
            number=choose.randrange(20, 900),
        )

    lines = [sentence(line) for line in choose.sample(LINES, k=SENTENCES)]
    body = "\n\n".join(" ".join(lines[at : at + 4]) for at in range(0, len(lines), 4))
    byline = f"By {choose.choice(FIRST)} {choose.choice(LAST)}"
    title = f"{place}: the {thing} {happening} and who pays for it"
    return f"{title}\n\n{byline}\n{outlet}\n{day:%d %B %Y}\n\n{body}\n"
