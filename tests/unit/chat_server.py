"""A small server that speaks the chat protocol on the loopback address; each answer is scripted."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import NamedTuple


class Reply(NamedTuple):
    """A response; with `cut` the connection is closed before the promised length is sent."""

    status: int
    body: bytes
    headers: Mapping[str, str] = MappingProxyType({})
    cut: bool = False


def completion(content, finish: str = "stop", **message) -> Reply:
    """A well-formed chat completion whose message holds this text, or this object as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": text, **message},
    }
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
    return Reply(200, json.dumps(body).encode())


def failure(status: int, message: str = "no", **headers: str) -> Reply:
    body = json.dumps({"error": {"message": message}}).encode()
    return Reply(status, body, {k.replace("_", "-"): v for k, v in headers.items()})


class Chat(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.seen.append((self.path, headers, asked))
        replies = self.server.replies
        reply = replies.pop(0) if isinstance(replies, list) else replies(asked)
        self.send_response(reply.status)
        length = len(reply.body) + (100 if reply.cut else 0)
        headers = {"Content-Type": "application/json", "Content-Length": str(length)}
        for name, value in {**headers, **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)
        self.close_connection = True

    def log_message(self, *args):
        pass


class ChatServer(ThreadingHTTPServer):
    """`replies` are given in turn, or made from each request; `seen` has path, headers, body."""

    seen: list[tuple[str, dict[str, str], dict]]
    replies: list[Reply] | Callable[[dict], Reply]
    url: str

    def handle_error(self, request, client_address):
        """A client that has given up is what some tests are about."""


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    server = ChatServer(("127.0.0.1", 0), Chat)
    server.seen, server.replies = [], []
    server.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
