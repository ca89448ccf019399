"""Politeness to one host: its robots.txt, pauses between requests, and when to leave it alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rashomon.core.errors import PostponedInput, RefusedInput

ROBOTS_NAME = "Rashomon"
PAUSE_S = 1.0  # between two requests to a host that names no delay
MAX_PAUSE_S = 60.0  # a host that wants longer pauses gets one request a run
PER_HOST = 1_000  # requests to one host in a run
MAX_SILENT = 3  # requests without any answer, after which a host is left alone for this run


class Host:
    """What a run knows of one host.

    Args:
        name: The host, as messages call it.
        robots: The text of its robots.txt, None where it has none.
        pause_s: The least pause between two requests.
        per_host: Requests in a run.
        clock: Seconds that only grow.
        sleep: How to wait.
    """

    def __init__(
        self,
        name: str,
        robots: str | None,
        *,
        pause_s: float,
        per_host: int,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self.name = name
        self._rules = _parse(robots)
        self._limits = _Limits(max(pause_s, self._named_delay()), per_host)
        self._clock = clock
        self._sleep = sleep
        self._next_at: float | None = None
        self._asked = 0
        self._silent = 0
        self._closed = ""

    def _named_delay(self) -> float:
        delay = self._rules.crawl_delay(ROBOTS_NAME) if self._rules else None
        return float(delay or 0)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of sitemaps that robots.txt names."""
        return tuple(self._rules.sitemaps) if self._rules else ()

    def check(self, here: str, ref: str) -> None:
        """Raise RefusedInput where robots.txt forbids an address."""
        if self._rules and not self._rules.can_fetch(here, ROBOTS_NAME):
            reason = (
                "the site's robots.txt forbids it; save the page from a browser and open the file"
            )
            raise RefusedInput(ref, reason)

    def wait_turn(self, ref: str) -> None:
        """Wait until the next request may go out.

        Raises:
            PostponedInput: not in this run.
        """
        if self._closed:
            raise PostponedInput(ref, self._closed)
        if self._asked >= self._limits.per_host:
            reason = f"{self.name} was asked {self._asked} times in this run, which is the limit; run it again for the rest"
            raise PostponedInput(ref, reason)
        if self._asked and self._limits.pause_s > MAX_PAUSE_S:
            reason = f"{self.name} wants {self._limits.pause_s:.0f} seconds between two pages; run it again later"
            raise PostponedInput(ref, reason)
        if self._next_at is not None and (left := self._next_at - self._clock()) > 0:
            self._sleep(left)
        self._asked += 1

    def answered(self) -> None:
        """A request has ended with an answer: the pause begins."""
        self._silent = 0
        self._next_at = self._clock() + self._limits.pause_s

    def was_silent(self) -> None:
        """A request has ended without any answer; after some of them nobody is there."""
        self._next_at = self._clock() + self._limits.pause_s
        self._silent += 1
        if self._silent >= MAX_SILENT:
            self.close(f"{self.name} did not answer {MAX_SILENT} times; run it again later")

    def close(self, reason: str) -> None:
        """Leave the host alone for the rest of the run."""
        self._closed = reason


@dataclass(frozen=True, slots=True)
class _Limits:
    pause_s: float
    per_host: int


def _parse(robots: str | None) -> Any:
    from protego import Protego

    return None if robots is None else Protego.parse(robots)
