"""What a case remembers of the feeds that it follows.

Kept beside the records (`Store.keep`), under `feed/`: losing it costs time, never content.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rashomon.core.ids import content_id
from rashomon.read.addresses import same_address
from rashomon.read.entries import is_whole
from rashomon.read.feeds import Entry
from rashomon.read.webcache import Validators
from rashomon.store.base import REMEMBERED, Store

_FOLLOWED = f"{REMEMBERED}followed"


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed as the last round left it.

    `validators` are empty where the round left entries for the next one; `feeds` are those that it
    names.
    """

    validators: Validators = field(default_factory=Validators)
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of an entry: its documents, or how often it failed."""

    fingerprint: str
    documents: tuple[str, ...] = ()
    failed: int = 0


class FeedMemory:
    """Reads and writes what a case remembers; what cannot be read counts as forgotten."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def followed(self) -> tuple[str, ...]:
        """The feeds that a person has asked to follow, in that order."""
        value = self._load(_FOLLOWED)
        return tuple(value) if isinstance(value, list) else ()

    def follow(self, feeds: Iterable[str]) -> None:
        """Follow these too."""
        before = self.followed()
        wanted = list(dict.fromkeys([*before, *feeds]))
        if len(wanted) > len(before):
            self._keep(_FOLLOWED, wanted)

    def feed(self, address: str) -> FeedState:
        """A feed's state."""
        value = self._load(_key(address))
        if not isinstance(value, dict):
            return FeedState()
        validators = Validators(value.get("etag", ""), value.get("modified", ""))
        return FeedState(validators, tuple(value.get("feeds", ())))

    def keep_feed(self, address: str, state: FeedState) -> None:
        """Remember a feed's state."""
        named = state.validators
        value = {"etag": named.etag, "modified": named.modified, "feeds": state.feeds}
        self._keep(_key(address), value)

    def mark(self, feed: str, entry: Entry) -> Mark | None:
        """What became of an entry of a feed; None where it was not seen yet."""
        value = self._load(_key(feed, entry))
        if not isinstance(value, dict):
            return None
        about = value.get("fingerprint", ""), tuple(value.get("documents", ()))
        return Mark(*about, int(value.get("failed", 0)))

    def keep_mark(self, feed: str, entry: Entry, mark: Mark) -> None:
        """Remember what became of an entry."""
        value = {"fingerprint": mark.fingerprint, "documents": mark.documents}
        self._keep(_key(feed, entry), {**value, "failed": mark.failed})

    def _load(self, key: str) -> Any:
        kept = self._store.cached(key)
        try:
            return json.loads(kept) if kept else None
        except ValueError:
            return None

    def _keep(self, key: str, value: Any) -> None:
        self._store.keep(key, json.dumps(value, separators=(",", ":")).encode())


def _key(feed: str, entry: Entry | None = None) -> str:
    key = REMEMBERED + content_id(same_address(feed))
    return key if entry is None else f"{key}/{content_id(entry_name(entry))}"


def entry_name(entry: Entry) -> str:
    """What an entry is known by in its feed: its id, which stays where the address changes."""
    return entry.id or same_address(entry.url) or entry.title


def fingerprint(entry: Entry) -> str:
    """Changes when the feed says that the entry has changed."""
    text = entry.content if is_whole(entry) else ""
    return content_id(entry.title, entry.published, entry.updated, text)
