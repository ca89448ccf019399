"""What every answer of the server obeys: a strict policy, and only for visitors of this machine."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # with "no-referrer" a browser would not tell where a form of ours comes from
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
READING = frozenset({"GET", "HEAD"})
_FOREIGN_HOST = "This server answers only to the names of this machine, such as 127.0.0.1.\n"
_FOREIGN_FORM = "Changes are taken from the pages of this server alone. Nothing was changed.\n"


class Guard:
    """Refuses foreign host names (DNS rebinding) and forms of other sites; sets every answer's headers."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str] = LOOPBACK) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        if host_name(headers.get("host", "")) not in self.hosts:
            await PlainTextResponse(_FOREIGN_HOST, 400)(scope, receive, guarded)
        elif scope["method"] not in READING and not is_own_form(headers):
            await PlainTextResponse(_FOREIGN_FORM, 403)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)


def host_name(host: str) -> str:
    """The name in a Host header, without its port and the brackets of IPv6."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def is_own_form(headers: Headers) -> bool:
    """Whether a form comes from a page of this very server: same name, same port.

    Every browser names the origin of a form that it sends, and where it came from; a form of another
    site, or one without an origin, is none of ours.
    """
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin", "")
    try:
        named = urlsplit(origin).netloc
    except ValueError:
        return False
    return bool(named) and named.lower() == headers.get("host", "").lower()
