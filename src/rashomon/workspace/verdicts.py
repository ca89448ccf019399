"""What a person decides about stories: verdicts on links "same_story", only ever added.

A link says that two documents tell of the same happening. Accepted, they stay in one story; rejected,
in two; unsure, the texts decide again. The latest verdict counts, so each can be taken back.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from rashomon.core.errors import RecordError, UnknownRecord
from rashomon.core.records import Decision, Link, Verdict
from rashomon.core.views import Story
from rashomon.gather.clusters import Pair, Ties
from rashomon.gather.ties import Knots
from rashomon.store.base import Store

KIND = "same_story"
PRODUCER = "person"


def merge(store: Store, stories: Sequence[Story], *, by: str, note: str) -> None:
    """Keep all accounts of several stories in one."""
    first, *others = dict.fromkeys(doc for story in stories for doc in story.accounts)
    _judge(store, [(first, doc) for doc in others], "accepted", by=by, note=note)


def split(store: Store, story: Story, documents: Sequence[str], *, by: str, note: str) -> None:
    """Keep some accounts of a story together, and apart from its others.

    Raises:
        UnknownRecord: one is no account of the story.
        RecordError: none would be left behind, or none would leave.
    """
    foreign = [doc for doc in documents if doc not in story.accounts]
    if foreign:
        message = (
            f"{foreign[0]!r} is no account of story {story.id}; a copy goes where its original goes"
        )
        raise UnknownRecord(message)
    first, *others = dict.fromkeys(documents) or [""]
    rest = [doc for doc in story.accounts if doc not in documents]
    if not first or not rest:
        message = f"story {story.id} cannot be split so: name some of its accounts, not all"
        raise RecordError(message)
    _judge(store, [(first, doc) for doc in others], "accepted", by=by, note=note)
    _judge(store, [(first, doc) for doc in rest], "rejected", by=by, note=note)


def release(store: Store, story: Story, *, by: str, note: str) -> None:
    """Take back every verdict on the story's documents: the texts decide again."""
    held = set(story.documents)
    latest = _latest(store)
    ends = [
        (link.left, link.right)
        for link in store.links(KIND)
        if held & {link.left, link.right} and latest.get(link.id, ("", "unsure"))[1] != "unsure"
    ]
    _judge(store, ends, "unsure", by=by, note=note)


def story_ties(store: Store) -> Ties:
    """What holds: of verdicts that contradict one another, those given last."""
    latest = _latest(store)
    links = {link.id: link for link in store.links(KIND) if link.id in latest}
    newest = sorted(links, key=lambda link: latest[link], reverse=True)
    return _consistent((links[i].left, links[i].right, latest[i][1]) for i in newest)


def _latest(store: Store) -> dict[str, tuple[str, Verdict]]:
    """The time and verdict of the latest decision on each record."""
    found: dict[str, tuple[str, Verdict]] = {}
    for decision in store.decisions():
        if decision.at >= found.get(decision.target, ("", "unsure"))[0]:
            found[decision.target] = decision.at, decision.verdict
    return found


def _consistent(verdicts: Iterable[tuple[str, str, Verdict]]) -> Ties:
    knots = Knots[str]()
    for left, right, verdict in verdicts:
        if verdict == "rejected":
            knots.part(left, right)
        elif verdict == "accepted":
            knots.join(left, right)
    return Ties(tuple(sorted(knots.together)), tuple(sorted(knots.apart)))


def _judge(store: Store, pairs: Sequence[Pair], verdict: Verdict, *, by: str, note: str) -> None:
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    records: list[Link | Decision] = []
    for pair in pairs:
        left, right = sorted(pair)
        link = Link.make(kind=KIND, left=left, right=right, producer=PRODUCER, score=1.0)
        decision = Decision.make(target=link.id, verdict=verdict, by=by, at=at, note=note)
        records += [link, decision]
    store.add(records)
