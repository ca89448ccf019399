"""Which actor each attribution's source is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.align.trees import Account
from rashomon.align.walk import head_of, words_in
from rashomon.core.bodies import Attribution
from rashomon.core.spans import Span
from rashomon.core.views import Actor
from rashomon.nlp.tree import Tree

_At = dict[tuple[str, int], str]  # where a word begins, and whom it stands for


def with_sources(actors: Sequence[Actor], accounts: Sequence[Account]) -> list[Actor]:
    """The actors with the attributions whose source they are."""
    trees = {account.doc.id: account for account in accounts}
    at = _heads(actors, trees)
    said: dict[str, list[str]] = defaultdict(list)
    for account in accounts:
        for attribution, actor in _spoken(account, at):
            said[actor].append(attribution)
    return [replace(actor, attributions=tuple(said[actor.id])) for actor in actors]


def _heads(actors: Sequence[Actor], accounts: dict[str, Account]) -> _At:
    """The head of each reference, and the title right before a name, which the parser may take for it."""
    found: _At = {}
    for actor in actors:
        spans = [(r.doc, r.span) for r in actor.references]
        spans += [(r.doc, r.span) for r in actor.roles]
        for doc, span in spans:
            head = _head(accounts[doc], span)
            if head is not None:
                found.setdefault((doc, head), actor.id)
    return found


def _spoken(account: Account, at: _At) -> Iterator[tuple[str, str]]:
    for annotation in account.attributions:
        body = annotation.body
        if isinstance(body, Attribution) and body.source:
            head = _head(account, body.source[0], alone=True)
            actor = at.get((account.doc.id, head)) if head is not None else None
            if actor is not None:
                yield annotation.id, actor


def _head(account: Account, span: Span, *, alone: bool = False) -> int | None:
    """Where the head word of a span begins; `alone` where it must be the only one."""
    sentence = account.sentence_at(span)
    if sentence is None:
        return None
    tree = account.trees[sentence]
    words = words_in(tree, (span,))
    if not words:
        return None
    head = head_of(tree, words)
    if alone and _shared(tree, head, words):
        return None
    return tree.parsed.tokens[head][0]


def _shared(tree: Tree, head: int, words: Sequence[int]) -> bool:
    """Whether several speak: "the mayor and the council"."""
    return any(other in words for other in tree.kids(head, "conj"))
