"""Factors: cause and effect phrases that name the same quantity or happening become one.

Similarity of two phrases = meaning (cosine of their vectors) + shared words and word stems; names
that differ keep phrases apart. Average linkage, so that no chain of near-neighbours swallows all.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rashomon.align.anchors import Spot
from rashomon.align.factor_rulings import FactorRulings, hold_factors, names_of
from rashomon.align.gradual import ACTOR_NOUNS, POSSESSIVES
from rashomon.align.happenings import KIND_OF
from rashomon.align.phrases import PhraseReading, Role, read_phrase
from rashomon.align.trees import Account
from rashomon.align.voices import edge_voice
from rashomon.core.bodies import CausalClaim
from rashomon.core.ids import content_id
from rashomon.core.records import Annotation
from rashomon.core.rulings import Ruling
from rashomon.core.spans import Span
from rashomon.core.views import Factor, Phrase, ReadEdge
from rashomon.gather.blocks import vector_blocks
from rashomon.gather.ties import pairs_among, tied_link

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

# Chosen on evals/practice from 0.35 to 0.56: below it nothing more is found. evals/cases measures it on texts
# that it was not chosen on.
SAME_FACTOR = 0.44
MEANING = 0.72  # share of the vectors' cosine in the similarity, the rest is shared words
MAX_DENSE = 3000  # phrases compared pair by pair: three matrices of 36 MB each
MIN_COSINE = 0.3  # of two phrases in one block; far below what two wordings of a thing have
FAR = -1.0  # the least that the cosine of two vectors can be
NAME_CLASH = 0.18  # taken off where both phrases have names and share none
SAME_HEAD = 0.08  # added where the head words share a stem
SAME_EVENT = 0.2  # and one phrase shortens the other ("the closure"), or they share more than that
_ENDINGS = ("ation", "ition", "ment", "ance", "ence", "ure", "ing", "ion", "al", "er", "e", "y")
MIN_STEM = 3  # letters that must remain of a word
LABEL_WORDS = 7  # a label longer than this is cut off from the running for the shortest
MIN_NAME = 4  # letters: shorter names match whole only


@dataclass(frozen=True, slots=True)
class ClaimSide:
    """One end of a causal claim."""

    claim: Annotation
    role: Role
    phrase: PhraseReading


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A phrase as its factor has it: the direction with the turn in it, see `core.views.Phrase`."""

    phrase: PhraseReading
    direction: Literal[-1, 1]
    turn: Literal[-1, 1]


def find_factors(
    accounts: Sequence[Account], *, embed: Embed, rulings: Sequence[Ruling] = ()
) -> tuple[tuple[Factor, ...], dict[str, tuple[ReadEdge, ...]]]:
    """Bring the phrases of all causal claims together into factors.

    Args:
        accounts: The documents of one story.
        embed: Phrases -> float32 (n, 384), unit length.
        rulings: What people decided, in that order: it holds whatever the phrases are like.

    Returns:
        The factors, most phrases first; and for each document its claims with the factors and
        directions of both ends.
    """
    sides = [side for account in accounts for side in account.once(claim_sides)]
    if not sides:
        return (), {account.doc.id: () for account in accounts}
    held = hold_factors(rulings, [_spot(side) for side in sides])
    groups = _group(sides, embed, held)
    spoken = _spoken(sides, groups, held, embed)
    names, _ = names_of(held, groups)
    factors = [
        _factor([spoken[row] for row in rows], names.get(number, ("", ""))[0])
        for number, rows in enumerate(groups)
    ]
    place = {row: number for number, rows in enumerate(groups) for row in rows}
    ends: dict[tuple[str, str], tuple[str, int]] = {}
    for row, side in enumerate(sides):
        ends[side.claim.id, side.role] = factors[place[row]].id, spoken[row].direction
    edges = {account.doc.id: _edges(account, ends) for account in accounts}
    ordered = sorted(
        factors, key=lambda f: (-len({p.doc for p in f.phrases}), -len(f.phrases), f.id)
    )
    return tuple(ordered), edges


def claim_sides(account: Account) -> list[ClaimSide]:
    """Both ends of each of an account's causal claims, read."""
    found = []
    for claim in account.causal_claims:
        assert isinstance(claim.body, CausalClaim)
        found += [ClaimSide(claim, p.role, p) for p in _phrases(account, claim.body)]
    return found


def _spot(side: ClaimSide) -> Spot:
    return Spot(side.phrase.doc, (side.phrase.span,), side.role)


def _phrases(account: Account, body: CausalClaim) -> Iterator[PhraseReading]:
    denied = body.mode == "denied" or body.sign == 0
    cause = read_phrase(account, body.cause, role="cause", denied=denied) if body.cause else None
    effect = (
        read_phrase(account, body.effect, role="effect", denied=denied) if body.effect else None
    )
    yield from (phrase for phrase in (cause, effect) if phrase)


def _edges(account: Account, ends: dict[tuple[str, str], tuple[str, int]]) -> tuple[ReadEdge, ...]:
    edges = []
    for claim in account.causal_claims:
        cause, effect = ends.get((claim.id, "cause")), ends.get((claim.id, "effect"))
        if cause and effect and cause[0] != effect[0]:
            assert isinstance(claim.body, CausalClaim)
            voice = edge_voice(account, claim.body.cause + claim.body.effect)
            edges.append(ReadEdge(claim, cause[0], cause[1], effect[0], effect[1], voice))
    return tuple(edges)


def _group(sides: Sequence[ClaimSide], embed: Embed, held: FactorRulings) -> list[list[int]]:
    """Cluster; the two ends of one claim count as far apart as two phrases can be."""
    phrases = [side.phrase for side in sides]
    vectors = phrase_vectors(phrases, embed)
    groups = []
    blocks = vector_blocks(vectors, size=MAX_DENSE, least=MIN_COSINE, together=held.together)
    for block in blocks:
        similarity = phrase_similarity([phrases[row] for row in block], vectors[block])
        _keep_apart(similarity, [sides[row].claim.id for row in block])
        found = tied_link(
            similarity,
            threshold=SAME_FACTOR,
            together=pairs_among(block, held.together),
            apart=pairs_among(block, held.apart),
        )
        groups += [[block[row] for row in rows] for rows in found]
    return sorted(groups)


def _spoken(
    sides: Sequence[ClaimSide], groups: Sequence[Sequence[int]], held: FactorRulings, embed: Embed
) -> list[_Spoken]:
    """Each phrase with its direction: as it was read, unless a person said otherwise."""
    turns = _turns([side.phrase for side in sides], groups, held, embed)
    found = []
    for row, side in enumerate(sides):
        read = held.directions.get(row, (side.phrase.direction, ""))[0]
        turn: Literal[-1, 1] = -1 if turns.get(row, 1) < 0 else 1
        found.append(_Spoken(side.phrase, 1 if read * turn > 0 else -1, turn))
    return found


def _turns(
    phrases: Sequence[PhraseReading],
    groups: Sequence[Sequence[int]],
    held: FactorRulings,
    embed: Embed,
) -> dict[int, int]:
    """-1 for phrases of which more is less of their factor.

    One that no person has looked at goes with the most similar phrase of its factor that one has.
    """
    turns = {row: turn for row, (turn, _) in held.turns.items()}
    for rows in groups:
        seen = [at for at, row in enumerate(rows) if row in turns]
        if not seen or all(turns[rows[at]] > 0 for at in seen):
            continue
        own = [phrases[row] for row in rows]
        alike = phrase_similarity(own, phrase_vectors(own, embed))[:, seen]
        for at, row in enumerate(rows):
            if at not in seen:
                turns[row] = turns[rows[seen[int(alike[at].argmax())]]]
    return turns


def phrase_vectors(phrases: Sequence[PhraseReading], embed: Embed) -> NDArray[np.float32]:
    """The vectors of the phrases' cores: float32 (n, 384), unit length."""
    cores = sorted({phrase.core.lower() for phrase in phrases})
    place = {core: number for number, core in enumerate(cores)}
    return embed(cores)[[place[phrase.core.lower()] for phrase in phrases]]


def _keep_apart(similarity: NDArray[np.float32], claims: Sequence[str]) -> None:
    first: dict[str, int] = {}
    for row, claim in enumerate(claims):
        other = first.setdefault(claim, row)
        if other != row:
            similarity[row, other] = similarity[other, row] = FAR


def phrase_similarity(
    phrases: Sequence[PhraseReading], vectors: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How alike phrases are: (n, n), about 1 for the same words.

    A phrase that is only a name is like another only if it names the same. Only pairs that could
    still reach SAME_FACTOR get the costlier look at names and heads.
    """
    stems = [_stems(phrase) for phrase in phrases]
    shared, sizes = _shared_stems(stems)
    union = np.maximum(sizes, 1)[:, None] + np.maximum(sizes, 1)[None, :] - shared
    result = MEANING * (vectors @ vectors.T) + (1 - MEANING) * (shared / union)
    near = result > SAME_FACTOR - SAME_EVENT
    np.fill_diagonal(near, val=False)
    kinds = np.unique([_kind(phrase.head) for phrase in phrases], return_inverse=True)[1]
    whole = (shared >= np.minimum.outer(sizes, sizes)) | (shared > 1)
    alike = np.where(whole, SAME_EVENT, SAME_HEAD) * np.equal.outer(kinds, kinds)
    clash = names_clash([phrase.names for phrase in phrases])
    result += near * np.where(clash, -NAME_CLASH, alike)
    _only_names(result, phrases)
    return result.astype(np.float32)


def _only_names(similarity: NDArray[Any], phrases: Sequence[PhraseReading]) -> None:
    """Phrases that are only a name are like those that name the same, and like nothing else."""
    alone = [row for row, phrase in enumerate(phrases) if phrase.stands_for]
    similarity[alone, :] = similarity[:, alone] = 0
    for place, left in enumerate(alone):
        for right in alone[place + 1 :]:
            a, b = phrases[left], phrases[right]
            if a.stands_for == b.stands_for and share_name(a.names, b.names):
                similarity[left, right] = similarity[right, left] = 1


def names_clash(names: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    """Whether both have names and share none, in any of their forms: (n, n)."""
    known = [frozenset(name.lower() for name in own) for own in names]
    every = sorted(frozenset().union(*known))
    same = np.array([[same_name(a, b) for b in every] for a in every], np.float32)
    has = np.array([[name in own for name in every] for own in known], np.float32)
    has = has.reshape(len(names), len(every))
    shared = has @ same.reshape(len(every), len(every)) @ has.T > 0
    some = has.any(axis=1)
    result: NDArray[np.bool_] = np.logical_and.outer(some, some) & ~shared
    return result


@lru_cache(maxsize=100_000)
def share_name(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether a name stands in both, in any of its forms."""
    return any(same_name(a.lower(), b.lower()) for a in left for b in right)


def same_name(left: str, right: str) -> bool:
    """Whether one is the other or its adjective: "Iran" and "Iranian", "Israel" and "Israeli"."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < MIN_NAME:
        return left == right
    return longer.startswith(shorter[: max(MIN_NAME, len(shorter) - 1)])


@lru_cache(maxsize=100_000)
def word_stem(word: str) -> str:
    """What a verb and its noun share: "close" and "closure", "seize" and "seizure"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            return word.removesuffix(ending)
    return word


def _stems(phrase: PhraseReading) -> frozenset[str]:
    return frozenset(map(_kind, phrase.lemmas))


@lru_cache(maxsize=100_000)
def _kind(word: str) -> str:
    """The kind of happening that a word names, or else its stem."""
    return KIND_OF.get(word) or word_stem(word)


def _shared_stems(
    stems: Sequence[frozenset[str]],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How many stems two phrases share, (n, n); and how many each has, (n,)."""
    names = sorted(frozenset().union(*stems))
    column = {stem: number for number, stem in enumerate(names)}
    table = np.zeros((len(stems), max(1, len(names))), np.float32)
    for row, own in enumerate(stems):
        table[row, [column[stem] for stem in own]] = 1
    shared: NDArray[np.float32] = table @ table.T
    return shared, table.sum(axis=1)


def _factor(spoken: Sequence[_Spoken], name: str) -> Factor:
    phrases: dict[tuple[str, Span], Phrase] = {}
    for one in spoken:
        key = one.phrase.doc, one.phrase.span
        role = one.phrase.role if phrases.get(key, one.phrase).role == one.phrase.role else ""
        phrases[key] = Phrase(*key, one.direction, role, one.turn)
    ordered = tuple(phrases[key] for key in sorted(phrases))
    label = _label([one.phrase for one in spoken])
    return Factor(
        content_id("factor", [[p.doc, *p.span] for p in ordered]),
        name or label,
        ordered,
        proposed=label if name else "",
    )


def _label(phrases: Sequence[PhraseReading]) -> str:
    """The most usual wording that says enough: more than one word where there is one, not many."""
    counts: dict[str, int] = {}
    for phrase in phrases:
        counts[phrase.core.lower()] = counts.get(phrase.core.lower(), 0) + 1

    def rank(phrase: PhraseReading) -> tuple[bool, bool, int, int, str]:
        words = len(phrase.core.split())
        return (
            not phrase.nominal,
            words == 1 or words > LABEL_WORDS,
            -counts[phrase.core.lower()],
            words,
            phrase.core.swapcase(),  # small letters before capitals
        )

    best = min(phrases, key=rank)
    if best.stands_for == "actor":
        return f"{best.core} acts"
    effects = [phrase for phrase in phrases if phrase.role == "effect"]
    if best.stands_for == "position":
        return f"the position of {best.core}"
    if best.head in ACTOR_NOUNS and len(effects) * 2 > len(phrases):
        owned = best.core.split()[0].lower() in POSSESSIVES
        return f"the position of {'' if owned else 'the '}{best.core}"
    return best.core
