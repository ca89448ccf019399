"""What a form sends: fields and files, bounded, without a library."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import HeaderParser
from email.utils import collapse_rfc2231_value
from urllib.parse import parse_qs

from fastapi import HTTPException, Request

MOST_BYTES = 256_000  # of a form of words
MOST_FILE_BYTES = 32_000_000  # of a form with files: a million rows of a series are about 20 MB
MOST_FIELDS = 1_000
_CONTROLS = {n: " " for n in range(32) if chr(n) not in "\t\n"} | {127: " "}


@dataclass(frozen=True, slots=True)
class Form:
    """Fields by name, each with its values in order, and files by their own names."""

    fields: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def one(self, name: str, default: str = "") -> str:
        """A field's first value, without white space around it."""
        values = self.fields.get(name)
        return values[0].strip() if values else default

    def line(self, name: str) -> str:
        """A field's words in one line."""
        return " ".join(self.one(name).split())

    def several(self, name: str) -> list[str]:
        """The values of a field that may be ticked more than once."""
        return [value.strip() for value in self.fields.get(name, ()) if value.strip()]

    def choice(self, name: str, known: tuple[str, ...]) -> str:
        """A field whose value must be one of these.

        Raises:
            HTTPException: 400, it is another one.
        """
        value = self.one(name)
        if value not in known:
            raise HTTPException(400, f"{name} must be one of: {', '.join(known)}.")
        return value

    def under(self, prefix: str) -> dict[str, str]:
        """Fields whose names begin so, by the rest of their names."""
        names = (name for name in self.fields if name.startswith(prefix))
        return {name.removeprefix(prefix): self.one(name) for name in names}


async def read_form(request: Request) -> Form:
    """The form of a request.

    Raises:
        HTTPException: 413 too large, 415 no form.
    """
    kind, options = _content_type(request.headers.get("content-type", ""))
    if kind == "application/x-www-form-urlencoded":
        return _urlencoded(await _body(request, MOST_BYTES))
    if kind == "multipart/form-data" and options.get("boundary"):
        return _multipart(await _body(request, MOST_FILE_BYTES), options["boundary"].encode())
    raise HTTPException(415, "This is no form.")


async def _body(request: Request, limit: int) -> bytes:
    """The body, read no further than the limit."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise HTTPException(413, f"A form may have at most {limit:,} bytes.")
        parts.append(part)
    return b"".join(parts)


def _content_type(value: str) -> tuple[str, dict[str, str]]:
    message = Message()
    message["content-type"] = value
    options = {str(k).lower(): str(v) for k, v in message.get_params(failobj=[])[1:]}
    return message.get_content_type(), options


def _urlencoded(body: bytes) -> Form:
    text = body.decode("utf-8", "replace")
    try:
        found = parse_qs(text, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(413, f"A form may have at most {MOST_FIELDS} fields.") from error
    return Form({name: [_clean(value) for value in values] for name, values in found.items()})


def _multipart(body: bytes, boundary: bytes) -> Form:
    """Fields and files of a form, as RFC 7578 has them; an empty choice of files is none."""
    fields: dict[str, list[str]] = {}
    files: dict[str, bytes] = {}
    between = b"\r\n--" + re.escape(boundary) + rb"(?=\r\n|--)"
    parts = re.split(between, b"\r\n" + body)[1:-1]
    if len(parts) > MOST_FIELDS:
        raise HTTPException(413, f"A form may have at most {MOST_FIELDS} fields.")
    for part in parts:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        about = HeaderParser().parsestr(head.decode("utf-8", "replace"))
        name = str(about.get_param("name", "", "content-disposition"))
        if about.get_param("filename", None, "content-disposition") is None:
            fields.setdefault(name, []).append(_clean(content.decode("utf-8", "replace")))
        elif file_name := _file_name(about):
            files[file_name] = content
    return Form(fields, files)


def _file_name(about: Message) -> str:
    """The last part of a file's name: where it lay is nobody's business."""
    given = about.get_param("filename", "", "content-disposition")
    name = _clean(collapse_rfc2231_value(given or ""))
    return name.replace("\\", "/").rpartition("/")[2]


def _clean(text: str) -> str:
    """Without control characters and lone surrogates, with plain line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return plain.encode("utf-8", "replace").decode("utf-8")
