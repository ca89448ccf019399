"""What a pronoun or a phrase with "the" most likely stands for: features of each candidate, and their weights.

The weights are those of a log-linear model over the candidates and "none of them"; `evals/fit_actors.py` fits
them on the train authors of our corpus and writes `anaphora.json`.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any

from rashomon.align.entities import Entity, Spot
from rashomon.align.referring import POSSESSIVE, REFLEXIVE, NounPhrase, Pronoun
from rashomon.align.speech import Speech
from rashomon.align.trees import Account
from rashomon.align.walk import base_rel
from rashomon.nlp.tree import Tree

Features = dict[str, float]
_SUBJECTS = frozenset(["nsubj", "nsubj:pass"])
_MOST_NEARER = 3
_SAID = frozenset(
    "be seem appear take turn".split()
)  # verbs under which "it" often stands for a clause


def choose(table: str, candidates: Sequence[Features]) -> int | None:
    """The candidate that is meant, if the weights are sure enough that it is.

    Args:
        table: he, it, they or phrase.
        candidates: The features of each.
    """
    weights = _tables()[table]["weights"]
    scores = [sum(weights.get(name, 0.0) * x for name, x in c.items()) for c in candidates]
    top = max([0.0, *scores])
    total = exp(-top) + sum(exp(score - top) for score in scores)
    best = max(range(len(scores)), key=lambda n: scores[n])
    sure = exp(scores[best] - top) / total
    return best if sure >= _tables()[table]["least"] else None


@cache
def _tables() -> dict[str, Any]:
    text = files("rashomon.align").joinpath("anaphora.json").read_text("utf-8")
    tables: dict[str, Any] = json.loads(text)["tables"]
    return tables


def pronoun(
    account: Account, speech: Speech, item: Pronoun, entity: Entity, *, nearer: int, rivals: int
) -> Features | None:
    """Features of a candidate for a pronoun; None where it cannot be meant.

    Args:
        account: The text.
        speech: Its attributions.
        item: The pronoun.
        entity: The candidate.
        nearer: How many candidates were spoken of more recently.
        rivals: How many others of its kind the text has named so far.
    """
    if not _agrees(item, entity) or _barred(account, item, entity):
        return None
    around = speech.around(item.spot.span)
    speaks = speech.says(around, entity)
    if speaks and around is not None and around.form == "direct":
        return None
    features = _place(account, item.spot, entity, nearer)
    features |= _kind(entity, rivals)
    features["says"] = float(speaks)
    features["known gender"] = float(bool(item.gender) and entity.gender == item.gender)
    source = speech.in_source(item.spot.span)
    features["both sources"] = float(source and speech.in_source(entity.spots[-1].span))
    features["source of none"] = float(source and not speech.in_source(entity.spots[-1].span))
    return features | _pronoun_alone(account.trees[item.spot.sentence], item)


def describe(
    account: Account, item: NounPhrase, entity: Entity, *, nearer: int, rivals: int
) -> Features | None:
    """Features of a candidate for a phrase with "the"; None where it cannot be meant."""
    known = item.noun in entity.nouns
    if item.plural != entity.plural and entity.label not in {"NORP", "ORG"}:
        return None
    if not known and not _could_be(item, entity):
        return None
    if {item.gender, entity.gender} == {"m", "f"} or _within(account, item.spot, entity.spots[-1]):
        return None
    features = _place(account, item.spot, entity, nearer) | _kind(entity, rivals)
    narrower = entity.nouns.get(item.noun, set())
    features["noun known"] = float(known)
    features["known, named"] = float(known and entity.named)
    features["narrowed alike"] = float(known and bool(item.narrowed) and item.narrowed <= narrower)
    features["narrowed anew"] = float(bool(item.narrowed - narrower))
    features["other noun known"] = float(not known and bool(entity.nouns))
    for kind in item.kinds:
        features[f"{kind}, {entity.label or 'unnamed'}"] = 1.0
    features["bare"] = float(not item.narrowed)
    features["ends sentence"] = float(item.spot.rel in {"nmod", "obl"})
    return features


def _could_be(item: NounPhrase, entity: Entity) -> bool:
    """Whether a name's bearer is of the kind that a noun names; the unnamed need the same noun."""
    return entity.named and item.kinds != {"thing"} and bool(item.kinds & entity.kinds)


def _agrees(item: Pronoun, entity: Entity) -> bool:
    """Number, gender, and he or she for people alone."""
    person = "person" in entity.kinds
    if item.kind == "he":
        other = entity.gender and entity.gender != item.gender
        return person and not entity.plural and not other
    if item.kind == "it":
        return not entity.plural and entity.kinds != {"person"} and entity.label != "PERSON"
    return entity.plural or entity.label in {"ORG", "NORP", "GPE"} or entity.kinds == {"body"}


def _barred(account: Account, item: Pronoun, entity: Entity) -> bool:
    """Syntax against it: the object of a verb is not its subject, "his lawyer" is not he."""
    last = entity.spots[-1]
    if _within(account, item.spot, last):
        return True
    if item.word in REFLEXIVE or last.sentence != item.spot.sentence:
        return False
    tree = account.trees[last.sentence]
    head = tree.head(item.spot.word)
    own = item.word in POSSESSIVE and base_rel(tree, item.spot.word) == "nmod"
    return not own and head >= 0 and head == tree.head(last.word)


def _within(account: Account, spot: Spot, last: Spot) -> bool:
    """Whether a word stands inside the phrase of what it would refer to."""
    if spot.sentence != last.sentence:
        return False
    tree = account.trees[spot.sentence]
    for word in tree.ancestors(spot.word):
        if word == last.word:
            return True
        if tree.upos(word) in {"VERB", "AUX"}:
            return False
    return False


def _place(account: Account, spot: Spot, entity: Entity, nearer: int) -> Features:
    """Where the candidate was spoken of last, and how often."""
    last = entity.spots[-1]
    back = spot.sentence - last.sentence
    rel = last.rel.partition(":")[0]
    subject, before = rel == "nsubj", spot.rel in _SUBJECTS
    gap = account.doc.text[last.span[1] : spot.span[0]] if back else ""
    return {
        "any": 1.0,
        f"back {min(back, 4)}": 1.0,
        f"nearer {min(nearer, _MOST_NEARER)}": 1.0,
        "subject": float(subject),
        "subject of both": float(subject and before),
        "subject before": float(subject and back == 1),
        "object": float(rel in {"obj", "iobj"}),
        "aside": float(rel in {"obl", "nmod", "compound", "amod"}),
        "is pronoun": float(last.pronoun),
        "often": log(len(entity.spots)),
        "new paragraph": float("\n" in gap),
        "first": float(last.word <= 1),
    }


def _kind(entity: Entity, rivals: int) -> Features:
    return {
        "no rival": float(entity.named and rivals == 0),
        "one rival": float(entity.named and rivals == 1),
        f"is {entity.label or 'unnamed'}": 1.0,
        "is thing": float(entity.kinds == {"thing"}),
        "plural": float(entity.plural),
    }


def _pronoun_alone(tree: Tree, item: Pronoun) -> Features:
    """What tells that a pronoun stands for nothing named: "it is clear that"."""
    head = tree.head(item.spot.word)
    clause = head >= 0 and tree.kid(head, "ccomp", "csubj", "xcomp") is not None
    copula = head >= 0 and tree.kid(head, "cop") is not None
    return {
        "possessive": float(item.word in POSSESSIVE and item.spot.rel == "nmod:poss"),
        "of clause": float(clause and item.spot.rel in _SUBJECTS),
        "of copula": float(copula and item.spot.rel in _SUBJECTS),
        "as object": float(item.spot.rel in {"obj", "iobj"}),
        "of verb like be": float(head >= 0 and tree.lemmas[head] in _SAID),
    }
