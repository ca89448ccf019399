"""Small PDF files for tests: text at places that the test chooses, in Helvetica."""

import zlib


def escape(text):
    data = text.encode("cp1252").replace(b"\\", b"\\\\")
    return data.replace(b"(", b"\\(").replace(b")", b"\\)")


def content(lines):
    """The drawing of (x, y, size, text) lines; y counts up from the bottom of the page."""
    return b"\n".join(
        b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET" % (size, x, y, escape(text))
        for x, y, size, text in lines
    )


def make_pdf(pages, *, about=None, encrypted=False):
    """A PDF whose pages hold these lines; `about` fills its information dictionary."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects.append(font)
    kids = []
    for lines in pages:
        body = zlib.compress(content(lines))
        head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(body)
        objects.append(head + body + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    known = b" ".join(b"/%s (%s)" % (k.encode(), escape(v)) for k, v in (about or {}).items())
    objects.append(b"<< " + known + b" >>")
    extra = b""
    if encrypted:
        extra = b" /Encrypt %d 0 R /ID [<00112233> <00112233>]" % (len(objects) + 1)
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32)
        )
    return assemble(objects, info=len(objects) - bool(encrypted), extra=extra)


def assemble(objects, *, info, extra=b""):
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R%s >>\n" % (len(objects) + 1, info, extra)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def column(text, *, x, top, width, size=10, leading=12):
    """A text set as lines of `width` characters."""
    import textwrap

    rows = textwrap.wrap(text, width, break_on_hyphens=False)
    return [(x, top - i * leading, size, row) for i, row in enumerate(rows)]
