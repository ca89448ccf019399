"""One story of a case as the pages need it: accounts with letters, quotes with links."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from rashomon.app.web.case import Case
from rashomon.app.web.links import Links, web_address
from rashomon.app.web.quotes import Passage, passages
from rashomon.app.web.wording import when
from rashomon.core.bodies import CausalClaim, body_spans
from rashomon.core.errors import UnknownRecord
from rashomon.core.records import Annotation, Document
from rashomon.core.spans import Spans, hull
from rashomon.core.views import Comparison, Factor, Story


@dataclass(frozen=True, slots=True)
class Account:
    """An account as a column head shows it."""

    id: str
    letter: str
    label: str
    doc: Document
    date: str
    copies: tuple[Document, ...]
    href: str
    url: str

    @property
    def byline(self) -> str:
        """Author, outlet and date as far as known and not in the label already."""
        known = (self.doc.author, self.doc.outlet, self.date)
        return " · ".join(part for part in known if part and part not in self.label)

    @property
    def credit(self) -> str:
        """Author, outlet and date as far as known."""
        return " · ".join(p for p in (self.doc.author, self.doc.outlet, self.date) if p)

    @property
    def short(self) -> str:
        """The first part of the label: what a narrow column has room for."""
        return self.label.partition(" · ")[0]

    @property
    def rest(self) -> tuple[str, ...]:
        """What the short name leaves out, and the day."""
        more = self.label.partition(" · ")[2]
        return tuple(p for p in (more, self.date.partition(",")[0]) if p)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an account with the item's characters marked."""

    account: Account
    passage: Passage
    href: str


class Dossier:
    """A case seen from one story. Made anew for every page; holds nothing that could grow old."""

    def __init__(self, case: Case, links: Links, *, story_id: str = "") -> None:
        self.case = case
        self.links = links
        self.story_id = story_id
        self._documents: dict[str, Document] = {}

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """All stories of the case, most accounts first."""
        return self.case.stories()

    @cached_property
    def story(self) -> Story | None:
        """The story shown; None in a case without any.

        Raises:
            UnknownRecord: no story has the id.
        """
        if not self.story_id:
            return self.stories[0] if self.stories else None
        for story in self.stories:
            if story.id == self.story_id:
                return story
        message = f"no story has the id {self.story_id!r}"
        raise UnknownRecord(message)

    @cached_property
    def comparison(self) -> Comparison:
        """The story's accounts laid side by side (empty in a case without a story)."""
        if self.story is None:
            return Comparison(Story("", "", ()), (), (), ())
        return self.case.comparison(self.story.id)

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """The story's accounts, lettered in their order."""
        if self.story is None:
            return ()
        return tuple(self._account(doc, n) for n, doc in enumerate(self.story.accounts))

    @cached_property
    def factors(self) -> dict[str, Factor]:
        """The story's factors by id."""
        return {factor.id: factor for factor in self.comparison.factors}

    def document(self, doc_id: str) -> Document:
        """A document, read from the case once."""
        if doc_id not in self._documents:
            self._documents[doc_id] = self.case.document(doc_id)
        return self._documents[doc_id]

    def account(self, doc_id: str) -> Account:
        """The account of a document; a copy or a document of no story stands for itself."""
        for account in self.accounts:
            if account.id == doc_id:
                return account
        return self._account(doc_id, None)

    def quotes(
        self, doc_id: str, roles: Mapping[str, Spans], *, annotation: str = ""
    ) -> tuple[Quote, ...]:
        """The sentences of an account that hold an item, each with its link to the reader."""
        account = self.account(doc_id)
        found = []
        for passage in passages(account.doc.text, roles):
            inside = [s for spans in roles.values() for s in spans if s[0] < passage.span[1]]
            here = [s for s in inside if passage.span[0] < s[1]]
            href = self.links.read(
                doc_id, annotation=annotation, span=None if annotation else hull(here)
            )
            found.append(Quote(account, passage, href))
        return tuple(found)

    def annotation_quotes(self, ann: Annotation) -> tuple[Quote, ...]:
        """The sentences of an annotation, its roles marked."""
        return self.quotes(ann.doc, _marked_roles(ann), annotation=ann.id)

    def _account(self, doc_id: str, number: int | None) -> Account:
        doc = self.document(doc_id)
        copies = [
            c for c, original in (self.story.copies if self.story else ()) if original == doc_id
        ]
        return Account(
            doc_id,
            letter(number) if number is not None else "",
            self.case.label(doc_id),
            doc,
            when(doc),
            tuple(self.document(copy) for copy in copies),
            self.links.read(doc_id),
            web_address(doc.url),
        )


def letter(number: int) -> str:
    """A, B, … Z, AA, AB, …: a short name for a column."""
    if number < len(ascii_uppercase):
        return ascii_uppercase[number]
    return (
        letter(number // len(ascii_uppercase) - 1) + ascii_uppercase[number % len(ascii_uppercase)]
    )


def _marked_roles(ann: Annotation) -> dict[str, Spans]:
    """Roles in the order in which they win where they overlap: the narrow ones first."""
    spans = body_spans(ann.body)
    order = (
        ("signal", "cause", "effect") if isinstance(ann.body, CausalClaim) else ("cue", "source")
    )
    first = {role: spans[role] for role in order if role in spans}
    return {**first, **{role: s for role, s in spans.items() if role not in first}}
