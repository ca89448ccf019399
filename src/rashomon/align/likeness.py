"""Which statements speak of one claim, and which way: a quick look at all pairs, the pair model for the near ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.align.factors import names_clash
from rashomon.align.statements import Statement
from rashomon.nlp.lexicon import ANTONYMS


class Wording(NamedTuple):
    """A text that stands for itself, and the document that it comes from."""

    doc: str
    text: str


# Pairs -> float32 (pairs, 3): how likely they say neither, the same, the contrary of each other.
Judge = Callable[[Sequence[tuple[Wording, Wording]]], NDArray[np.float32]]

LEAST = 1e-4  # probability below which the pair model's answers do not differ
PAIRS_EACH = 4  # pairs that are held against each other, by statement of the story; more change nothing on practice cases
MOST_PAIRS = 6000  # of one story; the pair model reads some hundred a second
# Log-odds that two statements speak of one claim: weights of the pair model's log-odds and of the quick likeness, and what
# is added. Fitted on labelled pairs of held-out practice cases
# (corpus/pairs/practice); the likeness weighs more than in the fit, since far pairs are not among those.
ABOUT = (0.42, 4.5, -3.4)
# Log-odds that two statements of one claim contradict each other: weights of the pair model's log-odds, of a denial around one
# of them, of a negation in or around one, of opposite words; and what is added. Fitted there, too, but for denials, of which those cases have few.
CONTRARY = (0.37, 3.0, 1.2, 1.0, -0.7)
NEAR = 0.15  # quick likeness below which two are not held against each other
MEANING = 0.65  # share of the vectors' cosine in it, the rest is shared words weighted by rarity
NAME_CLASH = 0.12  # taken off where both have names and share none


@dataclass(frozen=True)
class Likeness:
    """What is known of every pair of some statements.

    Attributes:
        about: float32 (n, n), how likely two speak of one claim; 0 where they were not held against each other.
        agree: float32 (n, n), how much likelier they say the same than the contrary; 0 likewise.
    """

    about: NDArray[np.float32]
    agree: NDArray[np.float32]


def judged(statements: Sequence[Statement], vectors: NDArray[np.float32], judge: Judge) -> Likeness:
    """Hold the near pairs of statements against each other.

    Args:
        statements: Of all accounts.
        vectors: float32 (statements, 384), unit length.
        judge: The pair model.
    """
    about = np.zeros((len(statements), len(statements)), np.float32)
    agree = np.zeros_like(about)
    alike = quick_likeness(statements, vectors)
    pairs = near_pairs(alike)
    if len(pairs):
        words = [Wording(s.doc, s.said) for s in statements]
        found = judge([(words[a], words[b]) for a, b in pairs])
        left, right = pairs.T
        about[left, right] = about[right, left] = _about(found, alike[left, right])
        agree[left, right] = agree[right, left] = _agree(statements, pairs, found)
    return Likeness(about, agree)


def _about(found: NDArray[np.float32], alike: NDArray[np.float32]) -> NDArray[np.float32]:
    """How likely two statements speak of one claim: (pairs,)."""
    neither = np.clip(found[:, 0], LEAST, 1 - LEAST)
    of_model, of_likeness, base = ABOUT
    odds = of_model * np.log((1 - neither) / neither) + of_likeness * alike + base
    result: NDArray[np.float32] = 1 / (1 + np.exp(-odds))
    return result


def _agree(
    statements: Sequence[Statement], pairs: NDArray[np.int64], found: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How much likelier two statements of one claim say the same than the contrary: (pairs,)."""
    both = [(statements[a], statements[b]) for a, b in pairs]
    of_model, of_denial, of_negation, of_words, base = CONTRARY
    odds = of_model * np.log((found[:, 2] + LEAST) / (found[:, 1] + LEAST)) + base
    odds += of_denial * np.array([a.denied != b.denied for a, b in both])
    odds += of_negation * np.array([a.negative != b.negative for a, b in both])
    odds += of_words * np.array([opposes(a, b) for a, b in both])
    result: NDArray[np.float32] = -np.tanh(odds / 2).astype(np.float32)
    return result


def opposes(left: Statement, right: Statement) -> bool:
    """Whether they say opposite words, pushes the other way, or different numbers of a thing."""
    only_left, only_right = left.lemmas - right.lemmas, right.lemmas - left.lemmas
    if any(ANTONYMS.get(word) in only_right for word in only_left):
        return True
    if left.push * right.push < 0:
        return True
    counted = dict(left.counts)
    return any(noun in counted and counted[noun] != number for noun, number in right.counts)


def near_pairs(alike: NDArray[np.float32]) -> NDArray[np.int64]:
    """Pairs of rows, the first the smaller: the most alike, PAIRS_EACH a statement; what an account repeats, too.

    At most MOST_PAIRS, so that a story of many accounts does not cost their square.
    """
    near = np.triu(alike >= NEAR, 1)
    pairs = np.argwhere(near)
    most = min(PAIRS_EACH * len(alike), MOST_PAIRS)
    if len(pairs) > most:
        order = np.argsort(-alike[near], kind="stable")
        pairs = pairs[np.sort(order[:most])]
    result: NDArray[np.int64] = pairs
    return result


def quick_likeness(
    statements: Sequence[Statement], vectors: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How alike statements are by meaning, words and names: (n, n)."""
    result = MEANING * (vectors @ vectors.T) + (1 - MEANING) * _weighted_overlap(statements)
    near = result > NEAR
    np.fill_diagonal(near, val=False)
    result -= NAME_CLASH * (near & names_clash([statement.names for statement in statements]))
    return result.astype(np.float32)


def _weighted_overlap(statements: Sequence[Statement]) -> NDArray[np.float32]:
    """Cosine of the statements' words, each weighted by its rarity in the story: (n, n)."""
    names = sorted(frozenset().union(*(s.lemmas for s in statements)))
    column = {word: number for number, word in enumerate(names)}
    table = np.zeros((len(statements), max(1, len(names))), np.float32)
    for row, statement in enumerate(statements):
        table[row, [column[word] for word in statement.lemmas]] = 1
    table *= np.log1p(len(statements) / np.maximum(table.sum(axis=0), 1))
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    overlap: NDArray[np.float32] = table @ table.T
    return overlap
