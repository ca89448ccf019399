"""What was read: the figures at the head of a dossier."""

from collections import Counter
from dataclasses import dataclass

from rashomon.app.web.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Head:
    """The figures of a story and of the case around it."""

    accounts: int
    claims: int
    clashes: int
    documents: int
    copies: int
    dropped: int
    reasons: tuple[tuple[str, int], ...]
    in_case: int


def head(dossier: Dossier) -> Head:
    """Count what the story was read from."""
    story = dossier.story
    ids = story.documents if story else ()
    reasons = Counter(d.reason for doc_id in ids for d in dossier.case.dropped(doc_id))
    claims = dossier.comparison.claims
    return Head(
        len(dossier.accounts),
        len(claims),
        sum(claim.clash for claim in claims),
        len(ids),
        len(story.copies) if story else 0,
        sum(reasons.values()),
        tuple(reasons.most_common(4)),
        len(dossier.case.documents()),
    )
