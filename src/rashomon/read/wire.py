"""One request to one checked address, limited in bytes and in time.

Every address of every connection is resolved by us, refused unless it is global, and pinned: the
connection goes to the address that was checked, so that a name cannot change its mind in between.
The time is limited as a whole, not only for each read: a server that drips is left.
"""

import time
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

from rashomon.core.errors import UnreadableInput
from rashomon.read.addresses import resolve, split_address
from rashomon.read.packed import take, unpacked

TIMEOUT_S = 20.0  # for each of connecting, sending and every read
ANY_HOST = "*"  # as a host that may be private: all may
_KEEP_OPEN_S = 15.0  # a connection waits that long for the next request to its host
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; header names are in lower case, `data` is unpacked."""

    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False)


class Wire:
    """Asks servers; close it or use `with`."""

    def __init__(
        self, *, allow_private: Container[str] = (), clock: Clock = time.monotonic
    ) -> None:
        self._backend = _PinnedBackend(allow_private=allow_private, clock=clock)
        self._pool: httpcore.ConnectionPool | None = None

    def get(
        self,
        here: str,
        ref: str,
        *,
        headers: Mapping[str, str],
        limit: int,
        cut: bool = False,
        total_s: float,
    ) -> Answer:
        """One GET, without following redirects.

        Args:
            here: The address to ask.
            ref: The input that it came from, for errors.
            headers: What to send beside Host and Accept-Encoding.
            limit: Bytes of the unpacked answer.
            cut: Cut the answer there; else it is refused.
            total_s: Seconds for the whole of it.

        Raises:
            RefusedInput: a private address, or too large.
            UnreadableInput: it cannot be reached, or takes too long.
        """
        _, port, _ = split_address(here, ref)
        self._backend.begin(ref, total_s)
        try:
            asked = httpx.URL(here)  # in punycode and with percent signs, as it goes over the wire
            target = httpcore.URL(
                scheme=asked.raw_scheme, host=asked.raw_host, port=port, target=asked.raw_path
            )
            sent = [
                ("Host", asked.netloc.decode("ascii")),
                ("Accept-Encoding", "gzip, deflate"),
                *headers.items(),
            ]
            timeout = dict.fromkeys(("connect", "read", "write", "pool"), TIMEOUT_S)
            extensions = {"timeout": timeout}
            with self._open_pool().stream("GET", target, headers=sent, extensions=extensions) as r:
                about = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in r.headers}
                body = unpacked(r.iter_stream(), about.get("content-encoding", ""), ref)
                return Answer(r.status, about, take(body, limit, ref, cut=cut))
        except (
            *(httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError),
            *(httpcore.UnsupportedProtocol, httpx.InvalidURL, UnicodeError),
        ) as error:
            reason = (
                f"cannot be reached ({self._explain(error)}); check the address and the network"
            )
            raise UnreadableInput(ref, reason) from error

    def _explain(self, error: Exception) -> str:
        if self._backend.is_over():
            return f"it takes more than {self._backend.total_s:.0f} seconds"
        if isinstance(error, httpcore.TimeoutException):
            return f"no answer within {TIMEOUT_S:.0f} seconds"
        return str(error) or type(error).__name__

    def _open_pool(self) -> httpcore.ConnectionPool:
        if self._pool is None:
            self._pool = httpcore.ConnectionPool(
                ssl_context=httpx.create_ssl_context(trust_env=False),
                keepalive_expiry=_KEEP_OPEN_S,
                network_backend=self._backend,
            )
        return self._pool

    def close(self) -> None:
        """Release the connections."""
        if self._pool is not None:
            self._pool.close()


class _PinnedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and ends what takes too long."""

    def __init__(self, *, allow_private: Container[str], clock: Clock) -> None:
        self._real = httpcore.SyncBackend()
        self._allow_private = allow_private
        self._clock = clock
        self._ref = ""
        self._deadline = 0.0
        self.total_s = 0.0

    def begin(self, ref: str, total_s: float) -> None:
        """A new request: `ref` is what errors name."""
        self._ref, self.total_s, self._deadline = ref, total_s, self._clock() + total_s

    def is_over(self) -> bool:
        return self._clock() >= self._deadline

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take."""
        rest = self._deadline - self._clock()
        if rest <= 0:
            message = "the time is over"
            raise httpcore.ReadTimeout(message)
        return rest if timeout is None else min(rest, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Try the host's addresses in turn until one takes the connection."""
        allowed = host.lower() in self._allow_private or ANY_HOST in self._allow_private
        addresses = resolve(host, port, self._ref, allow_private=allowed)
        for number, address in enumerate(addresses, 1):
            try:
                stream = self._real.connect_tcp(
                    address, port, self.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
                continue
            return _TimedStream(stream, self)
        raise UnreadableInput(self._ref, f"the host {host!r} has no address; check the name")


class _TimedStream(httpcore.NetworkStream):
    """A connection on which every step ends at the backend's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, backend: _PinnedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return _TimedStream(stream, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
