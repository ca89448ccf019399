"""Causal verbs by the shape of what they govern, and the sign of a verb on its object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.extract.phrases import CONTROL, verb_lemma
from rashomon.nlp.lexicon import BENEFIT, CAUSATIVE

if TYPE_CHECKING:
    from rashomon.core.bodies import Sign
    from rashomon.nlp.tree import Tree

# Of an actor these tell a deed ("opened the port"), no cause and effect.
DEEDS = frozenset(
    """open close launch make draw bring serve push lift build impose freeze suspend attract
    cap check cut end extend finance fund influence inject invite kill limit lower occasion open power present
    produce raise rally reopen restart seal shape shut shut_down spell spread stop support sustain sow
    secure ban block destroy protect create arrest attack avoid bar cool delay divide double drain
    expose further grow halt hold interrupt postpone preserve prohibit promote push_up put_off
    reinforce repel restore restrict reverse reward seed silence sink slash speed stem thin
    threaten tighten top topple unite uphold validate violate withhold wreck yield mobilize deepen
    abolish annul defer dilute eliminate erase expand expedite justify improve increase reduce overthrow
    dictate impair sabotage save assist arm free shield confront sanction contain counter steel abandon""".split()
)
IDIOMS = {
    "raise": frozenset(["question", "issue", "point", "voice", "hand", "flag", "money", "child"]),
    "make": frozenset(["sense"]),
    "draw": frozenset(["attention", "conclusion", "line"]),
    "bring": frozenset(["charge", "case"]),
    "open": frozenset(["fire", "door"]),
    "break": frozenset(["law", "news", "record", "silence", "promise"]),
    "sustain": frozenset(["damage", "injury", "loss", "wound", "casualty"]),
    "serve": frozenset(["sentence", "term", "year"]),
    "shape": frozenset(["up"]),
}
# The object does, or no longer does, what the complement says.
COMPLEMENT: dict[str, Sign] = {
    **dict.fromkeys(sorted(CONTROL - {"see", "watch", "keep", "press", "push"}), 1),
    **dict.fromkeys(["make", "render", "get", "require", "tempt", "turn"], 1),
    **dict.fromkeys(
        ["prevent", "stop", "deter", "block", "dissuade", "discourage", "bar", "ban"], -1
    ),
    **dict.fromkeys(["hinder", "prohibit", "restrain", "scare", "preclude", "inhibit", "keep"], -1),
}
FROM_VERBS = frozenset(
    ["keep", "scare", "ban", "bar", "block", "stop", "hinder"]
)  # only with "from"
GIVING: dict[str, Sign] = {
    **dict.fromkeys(
        ["give", "hand", "grant", "offer", "bring", "lend", "earn", "win", "buy", "afford"], 1
    ),
    **dict.fromkeys(["cost", "deny"], -1),
}
# Verb and preposition; True: the subject is the effect.
PREPOSITIONAL: dict[tuple[str, str], tuple[Sign, bool]] = {
    ("lead", "to"): (1, False), ("result", "in"): (1, False), ("contribute", "to"): (1, False),
    ("add", "to"): (1, False), ("culminate", "in"): (1, False), ("translate", "into"): (1, False),
    ("weigh", "on"): (-1, False), ("eat", "into"): (-1, False), ("detract", "from"): (-1, False),
    ("result", "from"): (1, True), ("stem", "from"): (1, True), ("arise", "from"): (1, True),
    ("derive", "from"): (1, True), ("suffer", "from"): (1, True), ("benefit", "from"): (1, True),
    ("profit", "from"): (1, True), ("depend", "on"): (1, True), ("rely", "on"): (1, True), ("hinge", "on"): (1, True),
    ("interfere", "with"): (-1, False), ("end", "in"): (1, False), ("backfire", "on"): (-1, False),
}  # fmt: skip
# Verbs of benefit that take things as well as actors ("serves his campaign").
HELPING = frozenset(
    ["help", "serve", "benefit", "hurt", "harm", "favor", "aid", "damage", "suit", "rescue", "save"]
)
# With a mere object these tell the making of a thing.
ARTISAN = frozenset(["make", "build", "open", "draw"])
CLAUSAL = frozenset(["mean", "ensure", "guarantee"])
MOVING: frozenset[str] = frozenset(
    """force push drive lead plunge throw drag turn bring pull draw keep leave hold
    tip steer nudge lure""".split()
)
# Behind an object they rather belong to it than to the verb ("the flow of weapons to Russia").
NOUN_CASES = frozenset(
    ["of", "between", "on", "in", "for", "to", "against", "over", "among", "within", "across"]
)
# What these head belongs to the verb: "in March", "in response to".
ADVERBIALS = frozenset(
    """day week month year hour morning night summer winter spring autumn time moment end
    """.split()
)


def verb_sign(tree: Tree, i: int) -> Sign | None:
    """The sign of the verb at i on its object, from the lexicon."""
    name = verb_lemma(tree, i)
    sign = CAUSATIVE.get(name) or BENEFIT.get(name)
    if sign is None and " " in name:
        return None
    return None if sign is None else (1 if sign > 0 else -1)
