"""Servers for the tests that ask one, and no key or cache of the person's own."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from chat_server import chat_server
from web_server import web_server


@pytest.fixture
def chat(tmp_path, monkeypatch):
    """A chat server whose answers the test scripts; nothing of this machine's settings counts."""
    for name in ("RASHOMON_API_KEY", "OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_CUSTOM_HEADERS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with chat_server() as server:
        yield server


@pytest.fixture
def web(tmp_path, monkeypatch):
    """A web server whose pages the test scripts, which may be visited, and an empty cache."""
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("RASHOMON_ALLOW_PRIVATE", "127.0.0.1")
    with web_server() as server:
        yield server
