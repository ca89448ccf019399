"""Stage by stage: from inputs to documents, annotations and the vectors that comparing needs.

Derived values are kept in the case: `parsed/DOC` (sentences), `mean/DOC` (mean sentence vector),
`lead/DOC` (sentence vectors, the first ones most), `statements/DOC/TEXTS` (vectors of the statements). `again/PAGE` marks a page of which a document could
not be read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from inspect import signature
from typing import Any, Literal, cast
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from rashomon.align.statements import Statement, find_statements
from rashomon.align.trees import Account
from rashomon.core.errors import MissingPart, SkipInput
from rashomon.core.ids import content_id
from rashomon.core.records import Annotation, Document
from rashomon.core.registry import find_part
from rashomon.extract.reader import PreparedReader, Reader, ReaderOptions
from rashomon.gather.leads import lead_vector
from rashomon.nlp.archive import (
    is_readable,
    pack_parsed,
    pack_vectors,
    unpack_parsed,
    unpack_vectors,
)
from rashomon.nlp.encoder import VECTOR_SIZE, ParsedSentence, load_encoder
from rashomon.nlp.endpoint import EndpointSettings
from rashomon.read.entries import Loaded
from rashomon.store.base import Store
from rashomon.workspace.pages import load_each


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage has come; `total` is 0 where it is not known."""

    stage: Literal["reading", "extracting", "comparing"]
    done: int
    total: int
    name: str = ""


REMEMBERED = 128  # accounts of a case that stay in memory with what was read off them
_ACCOUNTS: WeakKeyDictionary[Store, dict[str, tuple[int, Account]]] = WeakKeyDictionary()
VERSION_OF = "version_of"  # a link from a page's newer main document to the one before
READER = "encoder"
READERS = {
    READER: "rashomon.extract:extract_document",
    "llm": "rashomon.extract.llm:LanguageModelReader",
}
Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Report nothing."""


def load_reader(name: str, options: ReaderOptions | None = None) -> Reader:
    """Find a reader and make it ready.

    Args:
        name: A built-in reader, an entry point of `rashomon.reader`, `module:function` or
            `module:Class`.
        options: What a class is made with; a function takes none.

    Raises:
        MissingPart: nothing has that name, it is no reader, or it lacks something it needs.
    """
    read = find_part("reader", name, builtin=READERS)
    if isinstance(read, type):
        _check_call(read, f"the reader {name!r} cannot be made with ReaderOptions", options)
        read = read(options or ReaderOptions())
    elif options and options.endpoint != EndpointSettings():
        message = f"the reader {name!r} asks no endpoint; leave out --base-url and --model, or take --reader llm"
        raise MissingPart(message)
    about = {"doc": "", "made_at": "", "producer": ""}
    _check_call(
        read, f"the reader {name!r} cannot be called as extract_document is", "", (), **about
    )
    return cast("Reader", read)


def _check_call(part: Any, otherwise: str, *args: Any, **named: Any) -> None:
    try:
        signature(part).bind(*args, **named)
    except (TypeError, ValueError) as error:
        message = f"{otherwise}: {error}"
        raise MissingPart(message) from error


def extract_pending(
    store: Store, *, read: Reader | None = None, report: Report = silent
) -> list[SkipInput]:
    """Extract from every document that has not been; what cannot be read is returned.

    Each document is written on its own: a run that is killed goes on where it stopped. One that
    cannot be read does not stay in the case, so that the next run takes its input up again; what
    an import brought stays as it is.
    """
    pending = [d for d in store.documents() if store.cached(f"parsed/{d.id}") is None]
    pending = [d for d in pending if d.role != "teaser"]
    read = read or load_reader(READER)
    if pending and isinstance(read, PreparedReader):
        read.prepare([doc.text for doc in pending])
    failed: list[tuple[Document, SkipInput]] = []
    for number, doc in enumerate(pending, 1):
        report(Progress("extracting", number - 1, len(pending), doc.ref))
        try:
            extract_into(store, doc, read=read)
        except SkipInput as failure:
            failed.append((doc, failure))
        report(Progress("extracting", number, len(pending), doc.ref))
    _withdraw(store, [doc for doc, _ in failed])
    return [type(failure)(doc.ref, failure.reason) for doc, failure in failed]


def _withdraw(store: Store, failed: Sequence[Document]) -> None:
    for doc in failed:
        if not store.annotations(doc.id):
            store.remove_document(doc.id)
    left = {doc.page for doc in store.documents()}
    for page in left & {doc.page for doc in failed}:  # after all removals: they forget such marks
        store.keep(f"again/{page}", b"")


def extract_into(store: Store, doc: Document, *, read: Reader | None = None) -> Account:
    """Parse a document, write its annotations, keep what comparing needs.

    Args:
        store: Where to.
        doc: What is read.
        read: The reader; the built-in one where none is given.
    """
    read = read or load_reader(READER)
    encoder = load_encoder()
    parsed = encoder.parse(doc.text)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    annotations = read(doc.text, parsed, doc=doc.id, made_at=made_at, producer=encoder.version)
    store.add(annotations)
    _keep_parsed(store, doc, parsed, annotations)
    return Account(doc, parsed, annotations)


def _keep_parsed(
    store: Store,
    doc: Document,
    parsed: Sequence[ParsedSentence],
    annotations: Sequence[Annotation],
) -> None:
    _embed_statements(store, doc, find_statements(Account(doc, parsed, annotations)))
    if parsed:
        mean = np.mean([sentence.vector for sentence in parsed], axis=0)
        store.keep(f"mean/{doc.id}", pack_vectors(mean))
        _keep_lead(store, doc, parsed)
        store.keep_vector(doc.id, mean)
    # last, since it marks the document as done
    store.keep(f"parsed/{doc.id}", pack_parsed(parsed))


def _keep_lead(store: Store, doc: Document, parsed: Sequence[ParsedSentence]) -> None:
    lead = lead_vector([sentence.vector for sentence in parsed])
    store.keep(f"lead/{doc.id}", pack_vectors(lead))


def account_of(store: Store, doc: Document) -> Account:
    """A document with what was read from it, extracted now if it has not been.

    Annotations that came with an import, or that an older version made, stand as they are; only
    the parse is made anew.
    """
    known = _ACCOUNTS.setdefault(store, {})
    revision, account = known.pop(doc.id, (-1, None))
    if account is None or revision != store.revision:
        annotations = standing(store, doc.id)
        if account is None or (account.doc, account.annotations) != (doc, annotations):
            account = _read_account(store, doc, annotations)
    known[doc.id] = store.revision, account
    if len(known) > REMEMBERED:
        known.pop(next(iter(known)))
    return account


def _read_account(store: Store, doc: Document, annotations: tuple[Annotation, ...]) -> Account:
    kept = store.cached(f"parsed/{doc.id}")
    if kept is not None and is_readable(kept):
        return Account(doc, unpack_parsed(kept), annotations)
    if not store.annotations(doc.id):
        return extract_into(store, doc)
    parsed = load_encoder().parse(doc.text)
    _keep_parsed(store, doc, parsed, annotations)
    return Account(doc, parsed, annotations)


def standing(store: Store, doc_id: str) -> tuple[Annotation, ...]:
    """A document's annotations but for those that a person's latest decision rejects."""
    verdicts = {decision.target: decision.verdict for decision in store.decisions()}
    found = store.annotations(doc_id)
    return tuple(a for a in found if verdicts.get(a.id) != "rejected")


def statements_of(store: Store, account: Account) -> tuple[list[Statement], NDArray[np.float32]]:
    """An account's statements with their vectors: float32 (statements, 384)."""
    statements = account.once(find_statements)
    kept = store.cached(_statements_key(account.doc, statements))
    if kept is not None:
        return statements, unpack_vectors(kept)
    return statements, _embed_statements(store, account.doc, statements)


def _embed_statements(
    store: Store, doc: Document, statements: Sequence[Statement]
) -> NDArray[np.float32]:
    vectors = load_encoder().embed([statement.text for statement in statements])
    store.keep(_statements_key(doc, statements), pack_vectors(vectors))
    return vectors


def _statements_key(doc: Document, statements: Sequence[Statement]) -> str:
    """Under which the vectors are kept: another version may cut other statements."""
    return f"statements/{doc.id}/{content_id('texts', *(s.text for s in statements))}"


def lead_vectors(store: Store, documents: Sequence[Document]) -> NDArray[np.float32]:
    """Lead vector of each document: float32 (documents, 384), zero where not read."""
    rows = np.zeros((len(documents), VECTOR_SIZE), np.float32)
    for number, doc in enumerate(documents):
        kept = store.cached(f"lead/{doc.id}")
        if kept is None:
            kept = _lead_of_old(store, doc)
        if kept:
            rows[number] = unpack_vectors(kept)[0]
    return rows


def _lead_of_old(store: Store, doc: Document) -> bytes | None:
    """The lead vector of a document that a version without such vectors read."""
    parsed = store.cached(f"parsed/{doc.id}")
    if parsed is None or not is_readable(parsed):
        return store.cached(f"mean/{doc.id}")
    sentences = unpack_parsed(parsed)
    if not sentences:
        return None
    _keep_lead(store, doc, sentences)
    return pack_vectors(lead_vector([sentence.vector for sentence in sentences]))


def read_into(
    store: Store, inputs: Sequence[str], *, as_is: bool = False, report: Report = silent
) -> tuple[list[Document], list[SkipInput]]:
    """Read pages into the store; what fails is returned and the rest goes on."""
    found: list[Document] = []
    failures: list[SkipInput] = []
    known = _documents_by_page(store)
    for number, loaded in enumerate(load_each(inputs, unfold=not as_is), 1):
        if isinstance(loaded, SkipInput):
            failures.append(loaded)
        else:
            try:
                found += known.get(loaded.page.id) or _split_into(store, loaded, as_is=as_is)
            except SkipInput as failure:
                failures.append(failure)
        report(Progress("reading", number, 0, loaded.ref))
    return found, failures


def _documents_by_page(store: Store) -> dict[str, tuple[Document, ...]]:
    """A page whose bytes are in the case has been cut already, but for one that lost a document."""
    found: dict[str, tuple[Document, ...]] = {}
    for doc in store.documents():
        if store.cached(f"again/{doc.page}") is not None:
            continue
        found[doc.page] = (*found.get(doc.page, ()), doc)
    return found


def _split_into(store: Store, loaded: Loaded, *, as_is: bool) -> tuple[Document, ...]:
    reading = loaded.cut(as_is=as_is)
    store.add([loaded.page, *reading.documents, *reading.dropped])
    return reading.documents
