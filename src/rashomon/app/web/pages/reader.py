"""The reader: a document's text with everything found in it, and what was dropped beside it."""

import re
from collections import Counter
from dataclasses import dataclass

from rashomon.app.web.dossier import Account, Dossier
from rashomon.app.web.pages.sharing import Repeat, Sharing, repeat_of, shared_with
from rashomon.app.web.segments import Edit, Segment, paragraphs, segment_text
from rashomon.app.web.wording import (
    SIGN_GLYPH,
    SIGN_KEY,
    foreign_note,
    language_name,
    layer_name,
    qualities,
    verb,
)
from rashomon.core.bodies import (
    Aim,
    Attribution,
    Body,
    CausalClaim,
    Event,
    Mention,
    Prediction,
    body_spans,
)
from rashomon.core.records import Annotation, Dropped
from rashomon.core.spans import Span
from rashomon.core.views import Related

LAYERS = ("causal_claim", "attribution", "aim", "prediction", "event", "mention")
RELATED = 6  # documents named below a text
_YEAR = re.compile(r"\b\d{4}\b")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_FORMS = {"direct": "direct speech", "indirect": "indirect speech", "mixed": "partly direct"}


@dataclass(frozen=True, slots=True)
class RoleText:
    """A role and its characters, gaps shown."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """What one annotation says, in words."""

    id: str
    kind: str
    headline: str
    sign: str
    sign_key: str
    roles: tuple[RoleText, ...]
    notes: tuple[str, ...]
    producer: str
    score: str
    start: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text with what was dropped before it."""

    segments: tuple[Segment, ...]
    loose: bool
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of annotation: a layer of highlights, with its cards in text order."""

    kind: str
    name: str
    cards: tuple[Card, ...]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.cards)


@dataclass(frozen=True, slots=True)
class Near:
    """A document that is about the same, and how it stands to this one."""

    account: Account
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as the reader shows it."""

    account: Account
    paragraphs: tuple[Paragraph, ...]
    trailing: tuple[Dropped, ...]
    groups: tuple[Layer, ...]
    dropped: int
    reasons: tuple[tuple[str, int], ...]
    repeats: Repeat | None
    shared: tuple[Sharing, ...]
    fetched: str
    date_line: str
    related: tuple[Near, ...]
    foreign: str
    language: str


def parse_span(text: str) -> Span | None:
    """A span as addresses spell it, "12-40"; None where it is none."""
    found = _SPAN.fullmatch(text)
    if not found or int(found[1]) >= int(found[2]):
        return None
    return int(found[1]), int(found[2])


def build(
    dossier: Dossier, doc_id: str, *, mark: Span | None = None, show_dropped: bool = False
) -> Reading:
    """A document with its highlights; `show_dropped` puts the dropped parts where they stood."""
    account = dossier.account(doc_id)
    annotations, producers = _agreed(dossier.case.annotations(doc_id))
    dropped = dossier.case.dropped(doc_id)
    text = account.doc.text
    page = dossier.case.page(account.doc.page) if account.doc.page else None
    repeats = repeat_of(dossier, doc_id)
    placed, trailing = _place(text, dropped if show_dropped else ())
    return Reading(
        account,
        _paragraphs(text, annotations, mark, placed, repeats.edits if repeats else ()),
        trailing,
        _layers(text, annotations, producers),
        len(dropped),
        tuple(Counter(d.reason for d in dropped).most_common()),
        repeats,
        shared_with(dossier, doc_id),
        page.fetched_at if page else "",
        _counted_date(dropped) if account.doc.published else "",
        tuple(_near(dossier, found) for found in dossier.case.related(doc_id, RELATED)),
        foreign_note(account.doc),
        language_name(account.doc.language) if account.doc.language else "",
    )


def _near(dossier: Dossier, found: Related) -> Near:
    note = "a copy" if found.copy else "same story" if found.same_story else "outside the story"
    return Near(dossier.account(found.doc), note)


def _counted_date(dropped: tuple[Dropped, ...]) -> str:
    """The page's own words for a date that had to be counted: no year in them."""
    lines = (" ".join(p.text.split()).strip("•·–- ") for p in dropped if p.reason == "date line")
    return next((line for line in lines if not _YEAR.search(line)), "")


def _agreed(
    annotations: tuple[Annotation, ...],
) -> tuple[tuple[Annotation, ...], dict[str, tuple[str, ...]]]:
    """Each annotation once, with all the producers that agree on it."""
    producers: dict[str, tuple[str, ...]] = {}
    for ann in annotations:
        producers[ann.id] = (*producers.get(ann.id, ()), ann.producer)
    return tuple({ann.id: ann for ann in reversed(annotations)}.values())[::-1], producers


def _layers(
    text: str, annotations: tuple[Annotation, ...], producers: dict[str, tuple[str, ...]]
) -> tuple[Layer, ...]:
    kinds = {ann.kind for ann in annotations}
    order = [*(k for k in LAYERS if k in kinds), *sorted(kinds.difference(LAYERS))]
    cards = sorted((card(text, ann, producers[ann.id]) for ann in annotations), key=_by_place)
    return tuple(
        Layer(kind, layer_name(kind), tuple(c for c in cards if c.kind == kind)) for kind in order
    )


def _by_place(found: Card) -> int:
    return found.start


def _place(
    text: str, dropped: tuple[Dropped, ...]
) -> tuple[dict[int, list[Dropped]], tuple[Dropped, ...]]:
    """Each dropped part before the first line that begins at or after its offset, or at the end."""
    starts = [start for start, _ in paragraphs(text)]
    placed: dict[int, list[Dropped]] = {}
    trailing: list[Dropped] = []
    for part in dropped:
        line = next((start for start in starts if start >= part.at), None)
        if line is None:
            trailing.append(part)
        else:
            placed.setdefault(line, []).append(part)
    return placed, tuple(trailing)


def _paragraphs(
    text: str,
    annotations: tuple[Annotation, ...],
    mark: Span | None,
    placed: dict[int, list[Dropped]],
    edits: tuple[Edit, ...],
) -> tuple[Paragraph, ...]:
    blank_lines = "\n\n" in text
    return tuple(
        Paragraph(
            segment_text(text, annotations, within=span, mark=mark, edits=edits),
            not blank_lines or text[span[0] : span[1]].count("\n") > 1,
            tuple(placed.get(span[0], ())),
        )
        for span in paragraphs(text)
    )


def card(text: str, ann: Annotation, producers: tuple[str, ...]) -> Card:
    """What an annotation says, in words a reader can check against the text."""
    headline, sign, sign_key, notes = _told(text, ann)
    roles = tuple(
        RoleText(role, " … ".join(text[start:end] for start, end in spans))
        for role, spans in body_spans(ann.body).items()
        if spans
    )
    start = min((s for spans in body_spans(ann.body).values() for s, _ in spans), default=0)
    return Card(
        ann.id,
        ann.kind,
        headline,
        sign,
        sign_key,
        roles,
        notes,
        ", ".join(producers),
        f"{ann.score:.2f}",
        start,
    )


def _told(text: str, ann: Annotation) -> tuple[str, str, str, tuple[str, ...]]:
    body = ann.body
    if isinstance(body, CausalClaim):
        headline = f"cause {verb(body.sign)} effect"
        mode = () if body.mode != "asserted" else ("asserted",)
        return headline, SIGN_GLYPH[body.sign], SIGN_KEY[body.sign], (*mode, *qualities(body))
    if isinstance(body, Attribution):
        return f"source {body.stance}", "", "", (_FORMS[body.form],)
    if isinstance(body, Mention):
        return text[body.name[0][0] : body.name[0][1]], "", "", (body.label,)
    return _told_more(body)


def _told_more(body: Body) -> tuple[str, str, str, tuple[str, ...]]:
    """Headline and notes of an aim, a prediction or an event; they have no sign."""
    if isinstance(body, Aim):
        headline = "actor wants goal" if body.wants > 0 else "actor does not want goal"
        return headline, "", "", (() if not body.imputed else ("imputed",))
    if isinstance(body, Event):
        flags = {"negated": body.negated, "hypothetical": body.hypothetical}
        return body.event_type.lower(), "", "", tuple(name for name, on in flags.items() if on)
    assert isinstance(body, Prediction)
    stated = () if body.probability is None else (f"probability {body.probability:g}",)
    headline = "says it will not be" if body.negated else "says it will be"
    return headline, "", "", stated
