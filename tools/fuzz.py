"""Fuzzing of the parsers that are ours, led by what code each input reaches (atheris, Apache-2.0).

    python tools/fuzz.py TARGET [SECONDS] [FOLDER]

Runs one target for so many seconds (60), keeping inputs that reach new code in FOLDER (made where
missing), and stops at the first input that a parser does not take as it should: any exception but
those that it says it raises, offsets that do not fit, or an input that takes a minute. Such an
input is written to FOLDER; `python tools/fuzz.py TARGET 0 FOLDER/crash-...` runs it again.
"""

import io
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["rashomon", "markup"]):
    sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))
    import markup as corpus_markup
    from rashomon.core.errors import RashomonError
    from rashomon.core.query import parse_query
    from rashomon.core.records import Page
    from rashomon.read import split_page
    from rashomon.read.feeds import read_feed
    from rashomon.read.loading import load_page
    from rashomon.read.mail_text import MAIL_MARK
    from rashomon.read.members import open_given
    from rashomon.read.sources import SNIFFED, Given

    for lazy in ("mail", "mailbox", "markdown", "tables", "warc"):  # imported where they are used
        import_module(f"rashomon.read.{lazy}")

AT = datetime(2031, 5, 2, tzinfo=UTC)
MOST_BYTES = 4096  # of an input: longer ones are slower and reach little more
SLOW = 60  # seconds that an input may take at most, with other work going on beside
# loads what takes seconds once, for which no input is to be blamed: the languages, the dates of other ones
FIRST = b"<h1>Hafen</h1><p>3 mars 2031</p><p>Bleibt im Hafen, sagte das Amt am Montag.</p>" * 9


def query(data: bytes) -> None:
    """The query language."""
    parse_query(data.decode("utf-8", "replace"))


def markup(data: bytes) -> None:
    """The markup of the corpus: a passage below its head line, and the bodies of its frames."""
    lines = f"=== fuzz news\n{data.decode('utf-8', 'replace')}".splitlines()
    try:
        passage = corpus_markup.read_passage(lines)
    except corpus_markup.MarkupError:
        return
    for frame in passage.frames:
        corpus_markup.body(frame)


def page_of(media: str) -> Callable[[bytes], None]:
    """A page of a media type: its documents must be cut from its text."""

    def target(data: bytes) -> None:
        page = Page.make(ref="fuzz", fetched_at=AT.isoformat(), media_type=media, data=data)
        try:
            reading = split_page(page)
        except RashomonError:
            return
        for doc in reading.documents:
            parts = "\n\n".join(reading.text[start:end] for start, end in doc.page_spans)
            assert not doc.page_spans or parts == doc.text, "offsets do not fit"

    return target


def feed(data: bytes) -> None:
    """Feeds, sitemaps and lists of addresses."""
    try:
        read_feed(Page.make(ref="fuzz", fetched_at=AT.isoformat(), media_type="", data=data))
    except RashomonError:
        return


def file_named(name: str, start: bytes = b"") -> Callable[[bytes], None]:
    """A file by its name, each of its members read; every input begins with `start`."""

    def target(data: bytes) -> None:
        whole = start + data
        given = Given(name, name, io.BytesIO(whole), whole[:SNIFFED], AT)
        for source in open_given(given):
            try:
                split_page(load_page(source), known=source.known)
            except RashomonError:
                continue

    return target


TARGETS: dict[str, Callable[[bytes], None]] = {
    "query": query,
    "markup": markup,
    "plain": page_of("text/plain"),
    "message": page_of(f"text/plain; {MAIL_MARK}"),
    "newsletter": page_of(f"text/html; {MAIL_MARK}"),
    "markdown": page_of("text/markdown"),
    "html": page_of("text/html"),
    "feed": feed,
    "mail": file_named("a.eml", b"From: a@b.example\n"),
    "mailbox": file_named("a.mbox", b"From a@b.example Tue Mar 10 08:00:00 2020\nFrom: a@b\n"),
    "warc": file_named(
        "a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
    ),
    "table": file_named("a.csv", b"title,text\n"),
}

SEEDS = {  # files to begin with, each cut to MOST_BYTES
    **dict.fromkeys(("plain", "message"), "evals/practice/kerrin-dam"),
    **dict.fromkeys(("html", "newsletter"), "src/rashomon/examples/kessa-strait"),
    "markdown": "docs/concepts",
    "markup": "corpus/passages",
}


def main() -> None:
    """Run one target."""
    name, seconds, folder = (*sys.argv[1:], "60", f"fuzz-{sys.argv[1]}")[:3]
    where = Path(folder)
    options = [f"-max_total_time={seconds}", f"-timeout={SLOW}", f"-max_len={MOST_BYTES}"]
    seeds = []
    if not where.is_file():
        where.mkdir(parents=True, exist_ok=True)
        options.append(f"-artifact_prefix={where}/")
        seeds = [str(Path(__file__).parents[1] / SEEDS[name])] if name in SEEDS else []
    atheris.Setup([sys.argv[0], *options, str(where), *seeds], TARGETS[name])
    TARGETS["html"](FIRST)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
