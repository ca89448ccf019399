"""Inputs to pages and documents, one at a time: what is in memory does not grow with the inputs."""

from collections.abc import Iterator, Sequence

from rashomon.core.errors import SkipInput
from rashomon.read.assemble import PageReading
from rashomon.read.entries import Loaded, load_pages
from rashomon.read.fetch import Fetcher
from rashomon.read.inputs import expand


def load_each(inputs: Sequence[str], *, unfold: bool = True) -> Iterator[Loaded | SkipInput]:
    """The pages that the inputs hold, each once, as they are asked for; or why there is none.

    Without `unfold` a feed is a page as any other.
    """
    seen: set[str] = set()
    with Fetcher.of_user() as fetcher:
        for source in expand(inputs):
            for loaded in load_pages(source, fetcher, unfold=unfold):
                if isinstance(loaded, SkipInput):
                    yield loaded
                elif loaded.page.id not in seen:
                    seen.add(loaded.page.id)
                    yield loaded


def read_each(inputs: Sequence[str]) -> Iterator[PageReading | SkipInput]:
    """What was read of each page, or why it could not be."""
    for loaded in load_each(inputs):
        try:
            yield loaded if isinstance(loaded, SkipInput) else loaded.cut()
        except SkipInput as failure:
            yield failure
