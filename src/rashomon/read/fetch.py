"""Fetching pages from the web, politely and without being led into a private network.

Every address of every hop is resolved by us, refused unless it is global, and pinned: the
connection goes to the address that was checked, so that a name cannot change its mind in between.
"""

import ipaddress
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import httpx

from rashomon.core.errors import RefusedInput, UnreadableInput
from rashomon.core.records import Page
from rashomon.read.pages import MAX_PAGE_BYTES, check_bytes, too_large

USER_AGENT = "Rashomon/0.1 (reads single pages for comparison; obeys robots.txt)"
ROBOTS_NAME = "Rashomon"
MAX_REDIRECTS = 5
TIMEOUT_S = 20.0  # for each of connecting, sending and every read
TOTAL_TIMEOUT_S = 60.0  # for one page from the first byte to the last
MAX_ROBOTS_BYTES = 500_000  # RFC 9309, section 2.5: at least 500 KiB must be read
_ACCEPT = "text/html,text/plain;q=0.9,*/*;q=0.5"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # carries any IPv4 address, private ones too
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
_6TO4 = ipaddress.ip_network("2002::/16")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str
    media_type: str
    data: bytes


def fetch_page(url: str, *, allow_private: bool = False) -> Page:
    """Fetch one page.

    Args:
        url: An http or https address.
        allow_private: Let it lead to loopback and other addresses that are not global.

    Raises:
        RefusedInput: a private address, forbidden by robots.txt, or too large.
        UnreadableInput: it cannot be reached, or is no text.
    """
    here = url
    for _ in range(MAX_REDIRECTS + 1):
        _split(here, url)
        _check_robots(here, url, allow_private=allow_private)
        answer = _get(here, url, limit=MAX_PAGE_BYTES, allow_private=allow_private)
        if answer.status not in _REDIRECTS or not answer.location:
            return _to_page(url, answer)
        here = urljoin(here, answer.location)
    raise UnreadableInput(
        url, f"is redirected more than {MAX_REDIRECTS} times; open its last address"
    )


def _to_page(url: str, answer: _Answer) -> Page:
    if answer.status >= 400:
        reason = f"the server answers with status {answer.status}; check the address"
        raise UnreadableInput(url, reason)
    check_bytes(url, answer.data)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Page.make(ref=url, fetched_at=now, media_type=answer.media_type, data=answer.data)


def _check_robots(here: str, url: str, *, allow_private: bool) -> None:
    from protego import Protego

    address = urljoin(here, "/robots.txt")
    try:
        answer = _get(address, url, limit=MAX_ROBOTS_BYTES, allow_private=allow_private)
    except UnreadableInput:
        return  # the page itself will tell why it cannot be reached
    if answer.status != 200:
        return
    rules = Protego.parse(answer.data.decode("utf-8", "replace"))
    if not rules.can_fetch(here, ROBOTS_NAME):
        reason = "the site's robots.txt forbids it; save the page from a browser and open the file"
        raise RefusedInput(url, reason)


def _get(here: str, url: str, *, limit: int, allow_private: bool) -> _Answer:
    """One request to a checked address, without following redirects.

    A host's addresses are tried in turn until one of them takes the connection.
    """
    host, port, _ = _split(here, url)
    addresses = _resolve(host, port, url, allow_private=allow_private)
    for address in addresses[:-1]:
        try:
            return _request(here, address, url, limit)
        except httpx.ConnectError:
            continue
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _unreachable(url, error) from error
    try:
        return _request(here, addresses[-1], url, limit)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unreachable(url, error) from error


def _request(here: str, address: str, url: str, limit: int) -> _Answer:
    asked = httpx.URL(here)
    target = asked.copy_with(host=address, fragment=None)
    headers = {"Host": asked.netloc.decode("ascii"), "User-Agent": USER_AGENT, "Accept": _ACCEPT}
    name = asked.raw_host.decode("ascii")  # certificates are checked against it, not the address
    extensions = {"sni_hostname": name} if asked.scheme == "https" else {}
    timeout = httpx.Timeout(TIMEOUT_S)
    with (
        httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client,
        client.stream("GET", target, headers=headers, extensions=extensions) as response,
    ):
        data = b"" if response.status_code in _REDIRECTS else _read(response, url, limit)
        about = response.headers
        return _Answer(
            response.status_code, about.get("location", ""), about.get("content-type", ""), data
        )


def _unreachable(url: str, error: Exception) -> UnreadableInput:
    reason = f"cannot be reached ({_explain(error)}); check the address and the network"
    return UnreadableInput(url, reason)


def _explain(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"no answer within {TIMEOUT_S:.0f} seconds"
    return str(error) or type(error).__name__


def _read(response: httpx.Response, url: str, limit: int) -> bytes:
    """The decompressed body; too many bytes or too much time end it."""
    started = datetime.now(UTC)
    parts, size = [], 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > limit:
            if limit < MAX_PAGE_BYTES:
                break
            raise RefusedInput(url, too_large(size))
        if (datetime.now(UTC) - started).total_seconds() > TOTAL_TIMEOUT_S:
            raise UnreadableInput(url, f"takes more than {TOTAL_TIMEOUT_S:.0f} seconds; try again")
    return b"".join(parts)[:limit]


def _split(here: str, url: str) -> tuple[str, int, str]:
    try:
        parts = urlsplit(here)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UnreadableInput(url, f"is no valid address ({error}); check it") from error
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedInput(
            url, f"leads to {here[:80]!r}; only http and https addresses with a host are read"
        )
    return host, port or (443 if parts.scheme == "https" else 80), parts.scheme


def _resolve(host: str, port: int, url: str, *, allow_private: bool) -> list[str]:
    """A host's addresses; refused unless every one of them is global."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = f"the host {host!r} is not known ({error}); check the address and the network"
        raise UnreadableInput(url, reason) from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not allow_private and not all(is_global(address) for address in addresses):
        reason = (
            f"leads to {host!r}, which is not a public address; save the page as a file instead"
        )
        raise RefusedInput(url, reason)
    return list(dict.fromkeys(map(str, addresses)))


def is_global(address: Address) -> bool:
    """Whether an address is reachable on the public internet, IPv4 inside IPv6 looked through."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return is_global(inner)
        if address in _NAT64_LOCAL:
            return False
    return address.is_global and not address.is_multicast


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _6TO4:
        return address.sixtofour
    teredo = address.teredo
    return teredo[1] if teredo else None
