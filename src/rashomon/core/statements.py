"""The statements that a claim is made of."""

from dataclasses import dataclass
from typing import Literal

from rashomon.core.ids import content_id
from rashomon.core.spans import Spans


@dataclass(frozen=True, slots=True)
class ClaimStatement:
    """One statement that a claim is made of, and what it does with the claim.

    `annotation` is the causal claim where it is one, "" for a clause. Where a person flipped it,
    `ruling` is the id of that ruling and `proposed` the stance without it.
    """

    doc: str
    spans: Spans
    stance: Literal["asserts", "denies", "unclear", "silent"]
    voice: Literal["own", "quoted", "imputed"] = "own"
    hedged: bool = False
    source: str = ""
    annotation: str = ""
    ruling: str = ""
    proposed: Literal["", "asserts", "denies", "unclear", "silent"] = ""

    @property
    def id(self) -> str:
        """An id that follows from the characters."""
        return content_id("statement", self.doc, self.spans, bool(self.annotation))
