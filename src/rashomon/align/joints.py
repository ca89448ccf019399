"""Where a sentence falls into parts that stand for themselves: at its semicolons and colons."""

from rashomon.align.walk import base_kid
from rashomon.nlp.tree import Tree

_JOINTS = frozenset({";", ":"})


def parts_of(tree: Tree) -> list[int]:
    """The part that each word stands in, counted from 0; a part without a predicate goes with the one before."""
    if not _JOINTS.intersection(tree.words):
        return [0] * len(tree.words)
    raw: list[int] = []
    for text in tree.words:
        raw.append((raw[-1] if raw else 0) + (text in _JOINTS))
    spoken = {part for word, part in enumerate(raw) if _is_predicate(tree, word)}
    number, found = -1, list[int]()
    for word, part in enumerate(raw):
        if word == 0 or (part != raw[word - 1] and part in spoken):
            number += 1
        found.append(number)
    return found


def heads_of_parts(tree: Tree) -> set[int]:
    """The predicate on top of each part but the root's, whatever it hangs on in the part before."""
    parts = parts_of(tree)
    return {
        word
        for word, head in enumerate(tree.heads)
        if head >= 0 and parts[word] != parts[head] and _is_predicate(tree, word)
    }


def _is_predicate(tree: Tree, word: int) -> bool:
    """Whether it is a verb with a subject, or has a copula or an auxiliary."""
    if base_kid(tree, word, "cop", "aux") is not None:
        return True
    subject = base_kid(tree, word, "nsubj", "csubj", "expl")
    return tree.parsed.upos[word] == "VERB" and subject is not None
