"""What a reader is: it turns a document's text into annotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rashomon.nlp.endpoint import EndpointSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rashomon.core.records import Annotation
    from rashomon.nlp.encoder import ParsedSentence


def _keep_silent(_: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """What a reader that is a class is made with: its endpoint, and how it speaks to the person."""

    endpoint: EndpointSettings = field(default_factory=EndpointSettings)
    say: Callable[[str], None] = _keep_silent


class Reader(Protocol):
    """Called as `extract.extract_document` is, once for each document."""

    def __call__(
        self,
        text: str,
        parsed: Sequence[ParsedSentence],
        /,
        *,
        doc: str,
        made_at: str,
        producer: str,
    ) -> list[Annotation]:
        """Say what a document says.

        Raises:
            SkipInput: this document cannot be read; the others go on.
        """


@runtime_checkable
class PreparedReader(Protocol):
    """What a reader may have besides: it sees all texts beforehand and counts what it drops."""

    @property
    def lost(self) -> Mapping[str, int]:
        """How many proposals were dropped so far, by reason."""

    def prepare(self, texts: Sequence[str]) -> None:
        """See the texts that will be read, for example to say what that costs."""
