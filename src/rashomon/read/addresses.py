"""Addresses of the web: which may be visited, and when two of them are the same."""

import ipaddress
import re
import socket
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from rashomon.core.errors import RefusedInput, UnreadableInput

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # carries any IPv4 address, private ones too
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
_6TO4 = ipaddress.ip_network("2002::/16")
_LONGEST = 2_000  # characters of an address; longer ones are traps
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|cmpid|ocid|ns_\w+|at_(?:medium|campaign)|ref_?src",
    re.IGNORECASE,
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_web(address: str) -> bool:
    """Whether this looks like an address that can be fetched."""
    return address[:8].lower().startswith(("http://", "https://"))


def absolute(url: str, base: str) -> str:
    """An address as a page writes it, made whole; "" where it is none of the web."""
    try:
        address = urljoin(base, unescape(url.strip())) if url else ""
    except ValueError:
        return ""
    return address[:_LONGEST] if is_web(address) else ""


def split_address(here: str, ref: str) -> tuple[str, int, str]:
    """Host, port and scheme of an address; `ref` is the input that it came from.

    Raises:
        UnreadableInput: it is no valid address.
        RefusedInput: it is no http or https address with a host.
    """
    try:
        parts = urlsplit(here)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise UnreadableInput(ref, f"is no valid address ({error}); check it") from error
    if parts.scheme not in _PORTS or not host:
        reason = f"leads to {here[:80]!r}; only http and https addresses with a host are read"
        raise RefusedInput(ref, reason)
    return host, port or _PORTS[parts.scheme], parts.scheme


def resolve(host: str, port: int, ref: str, *, allow_private: bool) -> list[str]:
    """A host's addresses; refused unless every one of them is global."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = f"the host {host!r} is not known ({error}); check the address and the network"
        raise UnreadableInput(ref, reason) from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not allow_private and not all(is_global(address) for address in addresses):
        reason = (
            f"leads to {host!r}, which is not a public address; save the page as a file instead"
        )
        raise RefusedInput(ref, reason)
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


def same_address(address: str) -> str:
    """One spelling for addresses that lead to the same page; not meant to be visited.

    Scheme, "www.", default port, fragment, a last slash, the order of the query and the parameters
    that campaigns add make no difference.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return address.strip()
    if not host:
        return address.strip()
    place = host if port in (None, *_PORTS.values()) else f"{host}:{port}"
    query = [(k, v) for k, v in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(k)]
    return urlunsplit(("", place, parts.path.rstrip("/"), urlencode(sorted(query)), ""))


def host_of(address: str) -> str:
    """The host of an address without "www.", "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
