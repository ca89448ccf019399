"""Containers for tests: made here, read as files."""

import gzip
import io
import zipfile
from email.message import EmailMessage

from read_samples import OTHER, PARAGRAPHS

from rashomon.core.errors import SkipInput
from rashomon.read import expand, load_page, split_page

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
SECOND = "".join(f"<p>{text}</p>" for text in OTHER)


def html(title, body=BODY):
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


def put(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def read_all(*paths):
    """Refs with main documents, and the failures, of files as the commands read them."""
    documents, failures = {}, {}
    for source in expand([str(path) for path in paths]):
        try:
            reading = split_page(load_page(source), known=source.known)
        except SkipInput as failure:
            failures[failure.ref] = failure.reason
        else:
            documents[source.ref] = next(d for d in reading.documents if d.role == "main")
    return documents, failures


def names(found, path):
    return [ref.removeprefix(str(path)) for ref in found]


def make_message(subject="Ferries stay in port", *, sender="Mira Tolland from The Lantern <news@lantern.example>",
                 date="Tue, 10 Mar 2020 08:00:00 +0100", plain="", markup="", message_id="<1@lantern.example>"):  # fmt: skip
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "reader@kessa.example", subject
    message["Date"], message["Message-ID"] = date, message_id
    if plain:
        message.set_content(plain)
    if markup and plain:
        message.add_alternative(markup, subtype="html")
    elif markup:
        message.set_content(markup, subtype="html")
    return message


def make_mbox(messages):
    lines = b"From news@lantern.example Tue Mar 10 08:00:00 2020\n"
    return b"".join(lines + bytes(message) + b"\n\n" for message in messages)


def make_record(url, body, *, kind="response", media="text/html; charset=utf-8", status="200 OK",
                date="2020-03-10T08:00:00Z", headers=b""):  # fmt: skip
    data = body.encode() if isinstance(body, str) else body
    http = kind in ("response", "revisit")
    if http:
        data = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n".encode() + headers + b"\r\n" + data
    about = "application/http; msgtype=response" if http else media
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {about}\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data + b"\r\n\r\n"


def make_warc(records):
    """Compressed record by record, as archives are."""
    return b"".join(gzip.compress(record) for record in records)


CONTAINER_XML = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Strait</dc:title><dc:creator>Ada Brook</dc:creator>
<dc:publisher>Harbour Press</dc:publisher><dc:date>2019-05-04</dc:date></metadata>
<manifest>{items}</manifest><spine>{order}</spine></package>"""


def make_epub(chapters, *, extra=None, order=None):
    """`chapters` by file name; `order` the names in the spine."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    places = {name: n for n, name in enumerate(chapters)}
    spine = "".join(f'<itemref idref="i{places.get(n, 99)}"/>' for n in order or chapters)
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER_XML,
        "OEBPS/book.opf": PACKAGE.format(items=items, order=spine),
        **{f"OEBPS/{name}": text for name, text in chapters.items()},
        **(extra or {}),
    }
    return make_zip(files)


def make_zip(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()
