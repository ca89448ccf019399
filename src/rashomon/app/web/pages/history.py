"""What people ever said of something, newest first: what was replaced or taken back stays readable."""

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.app.telling import told, why
from rashomon.app.web.dossier import Dossier
from rashomon.app.web.wording import moment
from rashomon.core.records import Item


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that one person said, in words, with the reason given."""

    at: str
    by: str
    told: str
    why: str

    @property
    def when(self) -> str:
        """The moment, to the minute."""
        return moment(self.at)


def history(
    dossier: Dossier, record_id: str, *, kinds: tuple[str, ...], about: str = ""
) -> tuple[Entry, ...]:
    """What was said of a record.

    Args:
        dossier: The case.
        record_id: A hypothesis, claim or question.
        kinds: Of items that are told.
        about: For ratings of a claim: which hypothesis.
    """
    items: Iterable[Item] = dossier.case.said_about(record_id)
    return tuple(
        Entry(item.at, item.by, told(item), why(item))
        for item in reversed(list(items))
        if item.kind in kinds and about in ("", item.fields.get("hypothesis"))
    )
