"""Fetching pages from the web: politely, safely, and none twice.

`Fetcher` is one run's view of the web. It keeps to robots.txt, pauses between requests to a host,
waits where a server asks for it, and takes from the cache what was fetched before.
"""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urldefrag, urljoin

from rashomon.core.errors import PostponedInput, RefusedInput, UnreadableInput
from rashomon.core.records import Page
from rashomon.core.web import retry_after
from rashomon.read.addresses import split_address
from rashomon.read.hosts import PAUSE_S, PER_HOST, Host
from rashomon.read.members import fetched_kind, is_container
from rashomon.read.pages import MAX_PAGE_BYTES, check_bytes
from rashomon.read.unpack import GZIP_MAGIC, unpack_gzip
from rashomon.read.webcache import Kept, Validators, WebCache, open_cache

if TYPE_CHECKING:
    from rashomon.read.wire import Answer, Wire

USER_AGENT = "Rashomon/0.1 (reads pages and feeds for comparison; obeys robots.txt)"
PRIVATE_VARIABLE = "RASHOMON_ALLOW_PRIVATE"  # hosts of this network that may be visited, or "*"
MAX_REDIRECTS = 5
TOTAL_TIMEOUT_S = 60.0  # for one answer, from the name's look-up to the last byte
MAX_ROBOTS_BYTES = 500_000  # RFC 9309, section 2.5: at least 500 KiB must be read
TRIES = 3
BACKOFF_S = (
    2.0  # before the second try where a server does not say, doubled before each further one
)
MAX_WAIT_S = 60.0  # a server that asks for more patience is left for this run
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5"
)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((429, 502, 503, 504))
_THIS_MACHINE = frozenset(("localhost", "127.0.0.1", "::1"))  # no pause unless robots.txt asks
_CONSENT_HOST = "consent."  # hosts of that name hold nothing but a question about cookies


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRules:
    """The limits of a run; times in seconds.

    `allow_private` names the hosts that may have addresses of this machine or network; "*" is all.
    """

    allow_private: frozenset[str] = frozenset()
    max_bytes: int = MAX_PAGE_BYTES
    total_s: float = TOTAL_TIMEOUT_S
    pause_s: float = PAUSE_S
    per_host: int = PER_HOST
    tries: int = TRIES
    backoff_s: float = BACKOFF_S
    max_wait_s: float = MAX_WAIT_S


def rules_of_environment() -> FetchRules:
    """The usual limits, with the hosts that RASHOMON_ALLOW_PRIVATE names, divided by commas."""
    named = os.environ.get(PRIVATE_VARIABLE, "").lower().split(",")
    return FetchRules(allow_private=frozenset(host.strip() for host in named if host.strip()))


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as its server has it now; None where it is still what the validators name."""

    page: Page | None
    validators: Validators


class Fetcher:
    """Fetches pages in one run; close it or use `with`.

    Args:
        rules: The limits; those of the environment where none are given.
        cache: Where fetched pages are kept; None keeps none.
        clock: Seconds that only grow.
        sleep: How to wait.
    """

    def __init__(
        self,
        rules: FetchRules | None = None,
        *,
        cache: WebCache | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.rules = rules or rules_of_environment()
        self._cache = cache
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[tuple[str, int], Host] = {}

    @classmethod
    def of_user(cls) -> "Fetcher":
        """With the user's cache and the limits of the environment."""
        return cls(cache=open_cache())

    @cached_property
    def _wire(self) -> "Wire":
        from rashomon.read.wire import Wire

        return Wire(allow_private=self.rules.allow_private, clock=self._clock)

    def page(self, url: str, *, renew: bool = False) -> Page:
        """A page or a container of pages, from the cache where it is fresh or has not changed.

        `fetched_at` is when its bytes came, so that "27 minutes ago" keeps its meaning. With `renew` it is asked for again however fresh it is.

        Raises:
            RefusedInput: a private address, forbidden by robots.txt, or too large.
            PostponedInput: the site asks to wait, or this run has asked it enough.
            UnreadableInput: it cannot be reached, or is no text.
        """
        address = urldefrag(url).url
        kept = self._cache.get(address) if self._cache else None
        if kept is not None and kept.fresh and not renew:
            return _kept_page(url, kept)
        final, answer = self._follow(url, kept.validators if kept else Validators(), kept)
        if answer.status == 304 and kept is not None:
            if self._cache:
                self._cache.renew(address, answer.headers)
            return _kept_page(url, kept)
        page = self._to_page(url, answer)
        if self._cache:
            headers = {**answer.headers, "content-type": page.media_type}
            self._cache.put(
                address, final=final, fetched_at=page.fetched_at, headers=headers, data=page.data
            )
        return page

    def feed(self, url: str, known: Validators) -> Fetched:
        """A page as it is now, past the cache, unless it is still what `known` names.

        Raises:
            SkipInput: as `page` does.
        """
        _, answer = self._follow(url, known)
        if answer.status == 304 and known.headers:
            return Fetched(None, known)
        return Fetched(self._to_page(url, answer), Validators.of(answer.headers))

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of an address's site names."""
        return self._host(url, url).sitemaps

    def _follow(
        self, url: str, known: Validators, kept: Kept | None = None
    ) -> "tuple[str, Answer]":
        """The last address and what it answers, after at most MAX_REDIRECTS redirects."""
        here = url
        for _ in range(MAX_REDIRECTS + 1):
            host = self._host(here, url)
            host.check(here, url)
            validated = kept is None or here == kept.final
            answer = self._ask(host, here, url, known.headers if validated else {})
            location = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not location:
                return here, answer
            here = urljoin(here, location)
        reason = f"is redirected more than {MAX_REDIRECTS} times; open its last address"
        raise UnreadableInput(url, reason)

    def _ask(self, host: Host, here: str, url: str, conditions: Mapping[str, str]) -> "Answer":
        """One answer, asked for again with patience while the server is busy."""
        headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, **conditions}
        for number in range(self.rules.tries):
            host.wait_turn(url)
            try:
                answer = self._wire.get(
                    here,
                    url,
                    headers=headers,
                    limit=self.rules.max_bytes,
                    total_s=self.rules.total_s,
                )
            except UnreadableInput:
                host.was_silent()
                raise
            except RefusedInput:
                host.answered()
                raise
            host.answered()
            if answer.status not in _BUSY:
                return answer
            if number + 1 < self.rules.tries:
                self._be_patient(host, answer, url, number)
        reason = f"{host.name} answers {answer.status} ({self.rules.tries} tries); try again later"
        host.close(reason)
        raise PostponedInput(url, reason)

    def _be_patient(self, host: Host, answer: "Answer", url: str, number: int) -> None:
        asked = retry_after(answer.headers.get("retry-after", ""))
        wait_s = self.rules.backoff_s * 2**number if asked is None else asked
        if wait_s > self.rules.max_wait_s:
            reason = f"{host.name} answers {answer.status} and asks to wait {wait_s:.0f} seconds; try again then"
            host.close(reason)
            raise PostponedInput(url, reason)
        self._sleep(wait_s)

    def _host(self, here: str, url: str) -> Host:
        name, port, _ = split_address(here, url)
        if name.startswith(_CONSENT_HOST):
            reason = "a consent page stands in front of it; open it in a browser, answer, save the page and open the file"
            raise RefusedInput(url, reason)
        if (name, port) not in self._hosts:
            robots, closed = self._robots(here, url)
            host = self._hosts[name, port] = Host(
                name,
                robots,
                pause_s=0 if name in _THIS_MACHINE else self.rules.pause_s,
                per_host=self.rules.per_host,
                clock=self._clock,
                sleep=self._sleep,
            )
            if closed:
                host.close(closed)
        return self._hosts[name, port]

    def _robots(self, here: str, url: str) -> tuple[str | None, str]:
        """The site's robots.txt, and why the site is closed: it fails on its side (RFC 9309)."""
        address = urljoin(here, "/robots.txt")
        for _ in range(MAX_REDIRECTS + 1):
            split_address(address, url)
            try:
                answer = self._wire.get(
                    address,
                    url,
                    headers={"User-Agent": USER_AGENT},
                    limit=MAX_ROBOTS_BYTES,
                    cut=True,
                    total_s=self.rules.total_s,
                )
            except UnreadableInput:
                return None, ""  # the page itself will tell why it cannot be reached
            location = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not location:
                break
            address = urljoin(address, location)
        if answer.status >= 500 or answer.status == 429:
            reason = f"the site's robots.txt answers {answer.status}, so nothing may be fetched; try again later"
            return None, reason
        return answer.data.decode("utf-8", "replace") if answer.status == 200 else None, ""

    def _to_page(self, url: str, answer: "Answer") -> Page:
        if answer.status >= 300:
            reason = f"the server answers with status {answer.status}; {_remedy(answer.status)}"
            raise UnreadableInput(url, reason)
        data = answer.data
        if data.startswith(GZIP_MAGIC):
            data = unpack_gzip(data, limit=self.rules.max_bytes, ref=url)
        if not is_container(fetched_kind(url, data)):
            check_bytes(url, data)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        media = answer.headers.get("content-type", "")
        return Page.make(ref=url, fetched_at=now, media_type=media, data=data)

    def close(self) -> None:
        """Release connections and the cache."""
        if "_wire" in self.__dict__:
            self._wire.close()
        if self._cache:
            self._cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _remedy(status: int) -> str:
    if status in (401, 402, 403, 407):
        return "it wants an account or a person; save the page from a browser and open the file"
    return "check the address"


def _kept_page(url: str, kept: Kept) -> Page:
    return Page.make(
        ref=url, fetched_at=kept.fetched_at, media_type=kept.media_type, data=kept.data
    )
