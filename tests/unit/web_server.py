"""A small web server on the loopback address; what each path answers is scripted."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        page = self.server.pages.get(self.path, (404, {}, b"not here"))
        status, headers, body = page(self.headers) if callable(page) else page
        if not status:  # no answer in the usual form: what is written is all there is
            self.close_connection = True
            self._write(body)
            return
        self.send_response(status)
        if isinstance(body, bytes):
            headers = {"Content-Length": str(len(body)), **headers}
        else:  # parts that are sent one by one until the client has enough
            headers = {"Connection": "close", **headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self._write([body] if isinstance(body, bytes) else body)

    def _write(self, parts):
        with suppress(ConnectionError):
            for part in parts:
                self.wfile.write(part)

    def log_message(self, *args):
        pass


class WebServer(ThreadingHTTPServer):
    """`pages` gives status, headers and body by path, or a function of the request's headers."""

    daemon_threads = True
    seen: list[tuple[str, dict[str, str]]]
    pages: dict[str, tuple[int, dict[str, str], bytes] | Callable]
    url: str

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen]

    def handle_error(self, request, client_address):
        """A client that has given up is what some tests are about."""


def named(body: bytes, tag: str, **more: str) -> Callable:
    """A page with an ETag, which answers 304 to whom has it already."""

    def answer(headers):
        about = {"ETag": tag, "Content-Type": "text/html; charset=utf-8", **more}
        return (304, about, b"") if headers.get("If-None-Match") == tag else (200, about, body)

    return answer


def packed(body: bytes) -> bytes:
    return gzip.compress(body)


@contextmanager
def web_server() -> Iterator[WebServer]:
    server = WebServer(("127.0.0.1", 0), Handler)
    server.seen, server.pages = [], {}
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
