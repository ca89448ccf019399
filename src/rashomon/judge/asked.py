"""The cruxes that people ask, with everybody's probabilities, ranked over the hypotheses in play."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from statistics import median

from rashomon.core.records import Item
from rashomon.core.verdicts import Chance, Crux
from rashomon.judge import cruxes
from rashomon.judge.curated import about_story

SET_SIZE = 3  # questions in the set, unless another number is asked for


@dataclass(slots=True)
class Asked:
    """One question, and the probability of yes that each person gives it under each hypothesis."""

    id: str
    text: str
    closes: str = ""
    resolves_by: str = ""
    aside: bool = False
    given: dict[str, dict[str, float]] = field(default_factory=dict)  # person → hypothesis → p

    def middle(self, hypothesis: str) -> float | None:
        """The middle of all people's probabilities under a hypothesis."""
        said = [own[hypothesis] for own in self.given.values() if hypothesis in own]
        return median(said) if said else None

    def p_yes(self, rows: Sequence[str], *, by: str = "") -> tuple[float, ...]:
        """A probability for every row, of one person or in the middle; () where one is missing."""
        found = [self.given.get(by, {}).get(row) if by else self.middle(row) for row in rows]
        whole = [p for p in found if p is not None]
        return tuple(whole) if len(whole) == len(rows) else ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The questions, those of the set first, and what the set's answers are expected to tell."""

    cruxes: tuple[Crux, ...] = ()
    settled_bits: float = 0.0
    open_bits: float = 0.0


def fold_cruxes(
    items: Iterable[Item], accounts: Sequence[str], hypotheses: Sequence[str], *, rater: str = ""
) -> list[Asked]:
    """The questions of a story; of a person and a hypothesis the last probability counts.

    Args:
        items: Of kind crux, oldest first. `of` names the question that an item changes; without it
            the same text is the same question.
        accounts: The story's.
        hypotheses: All of the story's; a question that has a probability for none of them is
            another story's.
        rater: Only this person's probabilities.
    """
    asked: dict[str, Asked] = {}
    by_text: dict[str, str] = {}
    for item in items:
        text = " ".join(str(item.fields.get("text") or "").split())
        given = _probabilities(item)
        own = item.fields.get("accounts") is not None or not given or set(given) & set(hypotheses)
        if not text or not own or not about_story(item, accounts):
            continue
        name = str(item.fields.get("of") or by_text.get(text) or item.id)
        one = asked.setdefault(name, Asked(name, text))
        by_text[text] = name
        _update(one, item, text)
        if not rater or item.by == rater:
            _give(one.given.setdefault(item.by, {}), given)
    return [one for one in asked.values() if not one.aside]


def _update(one: Asked, item: Item, text: str) -> None:
    one.text = text
    one.closes = str(item.fields.get("closes") or "")
    one.resolves_by = str(item.fields.get("resolves_by") or "")
    one.aside = bool(item.fields.get("aside"))


def _probabilities(item: Item) -> dict[str, float | None]:
    given = item.fields.get("p_yes")
    if not isinstance(given, Mapping):
        return {}
    return {
        str(h): None if p is None else float(p)
        for h, p in given.items()
        if p is None or (isinstance(p, int | float) and 0 <= p <= 1)
    }


def _give(own: dict[str, float], given: Mapping[str, float | None]) -> None:
    """Take over a person's probabilities; None takes an earlier one back."""
    for hypothesis, p in given.items():
        if p is None:
            own.pop(hypothesis, None)
        else:
            own[hypothesis] = p


def in_play(rows: Sequence[str], asked: Iterable[Asked], touched: Iterable[str]) -> list[str]:
    """The hypotheses that the cruxes are to tell apart: those that a person did anything with.

    Args:
        rows: All that are weighed at all, in order.
        asked: The questions with their probabilities.
        touched: What people added, adopted or rated.
    """
    wanted = {*touched, *(h for one in asked for own in one.given.values() for h in own)}
    return [row for row in rows if row in wanted]


def rank_asked(asked: Sequence[Asked], rows: Sequence[str], *, size: int = SET_SIZE) -> Ranking:
    """Rank the questions that have a probability under every hypothesis; the others follow.

    Args:
        asked: The questions.
        rows: The hypotheses in play, equally likely before.
        size: Questions in the set.
    """
    ready = [cruxes.Crux(one.id, p) for one in asked if (p := one.p_yes(rows))]
    if len(rows) < 2:
        ready = []
    prior = dict.fromkeys(rows, 1 / len(rows)) if rows else {}
    ranked = {r.question: r for r in cruxes.rank_cruxes(ready, prior, size=size)} if ready else {}
    chosen = [crux for crux in ready if ranked[crux.question].chosen]
    own = _own_sets(asked, rows, size=size)
    found = [_crux(one, rows, ranked.get(one.id), own) for one in asked]
    place = {question: n for n, question in enumerate(ranked)}
    found.sort(key=lambda crux: place.get(crux.id, len(place)))
    bits = cruxes.joint_gain(chosen, tuple(prior.values())) if chosen else 0.0
    return Ranking(tuple(found), bits, log2(len(rows)) if rows else 0.0)


def _own_sets(
    asked: Sequence[Asked], rows: Sequence[str], *, size: int
) -> dict[str, tuple[str, ...]]:
    """The set that each person's own numbers choose."""
    if len(rows) < 2:
        return {}
    weights = (1 / len(rows),) * len(rows)
    people = sorted({by for one in asked for by, own in one.given.items() if own})
    own = {
        by: [cruxes.Crux(one.id, p) for one in asked if (p := one.p_yes(rows, by=by))]
        for by in people
    }
    return {by: cruxes.best_set(found, weights, size=size) for by, found in own.items() if found}


def _crux(
    one: Asked,
    rows: Sequence[str],
    ranked: cruxes.RankedCrux | None,
    own: Mapping[str, tuple[str, ...]],
) -> Crux:
    chances = tuple(
        Chance(row, one.middle(row), tuple((by, p[row]) for by, p in one.given.items() if row in p))
        for row in rows
    )
    return Crux(
        one.id,
        one.text,
        one.closes,
        ranked.bits if ranked else None,
        ranked.stable if ranked else 0.0,
        ranked.chosen if ranked else False,
        one.resolves_by,
        chances,
        tuple(by for by, chosen in own.items() if one.id in chosen),
    )
