"""What an address tells: the day of publication, and whether a page is at home elsewhere."""

import re
from urllib.parse import urlsplit

from rashomon.read.addresses import host_of
from rashomon.read.dates import Dated, parse_stamp

_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=/)")
_SHORT_SUFFIX = 3  # letters; a second level so short belongs to the suffix ("co.uk", "com.au")


def date_in_address(address: str) -> Dated | None:
    """The day or month in a web address ("/2031/05/03/ferry"), or None."""
    if not address.startswith(("http://", "https://")):
        return None
    path = _split(address)[1]
    found = _DAY.search(path) or _MONTH.search(path)
    return parse_stamp("-".join(found.groups())) if found else None


def is_front_page(address: str) -> bool:
    """Whether an address names a whole site, not one of its pages."""
    path, query = _split(address)[1:]
    return path in ("", "/") and not query


def told_elsewhere(url: str, ref: str) -> bool:
    """Whether two addresses belong to different sites; subdomains and endings do not matter."""
    return _name(url) != _name(ref)


def _name(address: str) -> str:
    """The part of a host that somebody chose: "ferry-times" in "m.ferry-times.co.uk"."""
    labels = host_of(address).split(".")
    short = len(labels) > 2 and len(labels[-2]) <= _SHORT_SUFFIX
    return labels[-3 if short else -2] if len(labels) > 1 else labels[0]


def _split(address: str) -> tuple[str, str, str]:
    """Host, path and query; empty for what is no address."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # brackets without an end
        return "", "", ""
    return host, parts.path, parts.query
