"""Where a link leads: to a page of the server, or to a place in the one-file brief."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode, urlsplit

from rashomon.core.spans import Span


class Links(Protocol):
    """Makes the addresses that the templates print."""

    def page(self, name: str, **params: str) -> str:
        """A page of the dossier."""

    def read(self, doc_id: str, *, annotation: str = "", span: Span | None = None) -> str:
        """A document in the reader, at an annotation or a span; "" where there is no reader."""


@dataclass(frozen=True, slots=True)
class ServedLinks:
    """Links between the pages of a running server; `story` is carried along."""

    story: str = ""

    def page(self, name: str, **params: str) -> str:
        """`/name?story=…&…`; the matrix lives at `/`."""
        path = "/" if name == "matrix" else f"/{name}"
        return _with_query(path, {"story": self.story, **params})

    def read(self, doc_id: str, *, annotation: str = "", span: Span | None = None) -> str:
        """The reader; the fragment names an element that the page really has."""
        path = f"/read/{quote(doc_id, safe='')}"
        if annotation:
            return f"{path}#a={quote(annotation, safe='')}"
        if span:
            place = f"s={span[0]}-{span[1]}"
            return f"{path}?{place}#{place}"
        return path


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Links inside one file: sections instead of pages, and no reader."""

    def page(self, name: str, **params: str) -> str:  # noqa: ARG002 - same shape as ServedLinks
        """The section of that name."""
        return f"#{name}"

    def read(self, doc_id: str, *, annotation: str = "", span: Span | None = None) -> str:  # noqa: ARG002
        """Nothing: whole texts are not in the file."""
        return ""


def web_address(url: str) -> str:
    """The URL if a browser may follow it without harm, else ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def _with_query(path: str, params: Mapping[str, str]) -> str:
    query = urlencode({k: v for k, v in params.items() if v}, errors="replace")
    return f"{path}?{query}" if query else path
