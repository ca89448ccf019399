"""Inputs to pages and documents, one at a time: what is in memory does not grow with the inputs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.core.errors import SkipInput
from rashomon.core.records import Page
from rashomon.read.assemble import Facts, PageReading
from rashomon.read.inputs import expand
from rashomon.read.loading import load_page
from rashomon.read.reading import split_page, whole_page


@dataclass(frozen=True, slots=True)
class Loaded:
    """A page, and what its source says of its main document."""

    page: Page
    known: Facts

    @property
    def ref(self) -> str:
        """What the page was loaded from."""
        return self.page.ref

    def cut(self, *, as_is: bool = False) -> PageReading:
        """The page's documents.

        Raises:
            SkipInput: there is nothing on it to read.
        """
        return (whole_page if as_is else split_page)(self.page, known=self.known)


def load_each(inputs: Sequence[str]) -> Iterator[Loaded | SkipInput]:
    """The pages that the inputs hold, each once, as they are asked for; or why there is none."""
    seen: set[str] = set()
    for source in expand(inputs):
        try:
            page = load_page(source)
        except SkipInput as failure:
            yield failure
            continue
        if page.id not in seen:
            seen.add(page.id)
            yield Loaded(page, source.known)


def read_each(inputs: Sequence[str]) -> Iterator[PageReading | SkipInput]:
    """What was read of each page, or why it could not be."""
    for loaded in load_each(inputs):
        try:
            yield loaded if isinstance(loaded, SkipInput) else loaded.cut()
        except SkipInput as failure:
            yield failure
