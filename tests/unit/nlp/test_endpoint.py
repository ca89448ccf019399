"""The endpoint against a real server on the loopback address: answers, refusals, patience, the key."""

import stat
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from chat_server import Reply, completion, failure

from rashomon.core.errors import MissingPart, SkipInput, UnansweredInput
from rashomon.nlp.answers import AnswerCache
from rashomon.nlp.endpoint import MAX_WAIT_S, Endpoint, EndpointSettings

SCHEMA = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": {"type": "string"}}},
    "required": ["items"],
    "additionalProperties": False,
}
ASKED = [{"role": "user", "content": "Which?"}]
GOOD = {"items": ["this"]}


@pytest.fixture
def settings(chat):
    return EndpointSettings(chat.url, "small", tries=3, backoff_s=0)


def ask(settings, **how):
    return Endpoint(settings, **how).ask(ASKED, schema=SCHEMA, ref="page.html")


def test_a_good_answer(chat, settings):
    chat.replies = [completion(GOOD)]
    assert ask(settings) == GOOD
    ((path, _, asked),) = chat.seen
    assert path == "/v1/chat/completions"
    assert (asked["model"], asked["messages"], asked["temperature"]) == ("small", ASKED, 0)
    assert asked["response_format"]["json_schema"] == {
        "name": "answer",
        "strict": True,
        "schema": SCHEMA,
    }


@pytest.mark.parametrize(
    "content",
    [
        'Here it is:\n```json\n{"items": ["this"]}\n```',
        '<think>Perhaps {"items": []}?</think>{"items": ["this"]}',
    ],
)
def test_an_object_between_other_words(chat, settings, content):
    chat.replies = [completion(content)]
    assert ask(settings) == GOOD


@pytest.mark.parametrize("status", [400, 422, 501])
def test_a_server_that_knows_no_schema(chat, settings, status):
    def reply(asked):
        form = asked.get("response_format", {}).get("type")
        return failure(status, "no schema") if form == "json_schema" else completion(GOOD)

    chat.replies = reply
    endpoint = Endpoint(settings)
    for _ in range(2):
        assert endpoint.ask(ASKED, schema=SCHEMA, ref="a") == GOOD
    forms = [asked.get("response_format", {}).get("type") for _, _, asked in chat.seen]
    # what it takes is remembered
    assert forms == ["json_schema", "json_schema", "json_object", "json_object"]


def test_a_server_that_knows_no_format_and_no_temperature(chat, settings):
    chat.replies = lambda asked: (
        failure(400) if {"response_format", "temperature"} & asked.keys() else completion(GOOD)
    )
    assert ask(settings) == GOOD
    assert len(chat.seen) == 5


def test_a_request_that_is_refused_in_every_form(chat, settings):
    chat.replies = lambda _: failure(400, "the context is\x1b[31m too long")
    with pytest.raises(UnansweredInput, match=r"400: .*the context is \[31m too long") as caught:
        ask(settings)
    assert isinstance(caught.value, SkipInput)
    assert caught.value.ref == "page.html"
    assert len(chat.seen) == 5


def test_an_odd_refusal_does_not_settle_the_form(chat, settings):
    chat.replies = [*[failure(400)] * 5, completion(GOOD)]
    endpoint = Endpoint(settings)
    with pytest.raises(UnansweredInput):
        endpoint.ask(ASKED, schema=SCHEMA, ref="a")
    assert endpoint.ask(ASKED, schema=SCHEMA, ref="b") == GOOD
    assert chat.seen[-1][2]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    "bad",
    [
        completion("{broken"),
        completion("I will not."),
        completion("[1, 2]"),
        completion({"result": "done"}),
        completion("[" * 100_000),
        completion('{"items": ' + "[" * 100_000 + "}"),
        completion(None),
        Reply(200, b"{broken"),
        Reply(200, b'{"choices": []}'),
        Reply(200, b'"words"'),
        Reply(200, b"<html></html>", {"Content-Type": "text/html"}),
        Reply(200, b'{"choices": [{"mess', cut=True),
        Reply(200, b"", cut=True),
        failure(500),
        failure(502),
        failure(429, Retry_After="0"),
        failure(408),
    ],
)
def test_trouble_that_passes(chat, settings, bad):
    chat.replies = [bad, completion(GOOD)]
    assert ask(settings) == GOOD
    chat.replies = [bad] * settings.tries
    with pytest.raises(UnansweredInput, match=r"page\.html: http.*\(3 tries\)"):
        ask(settings)
    assert len(chat.seen) == 2 + settings.tries


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (failure(401), "set RASHOMON_API_KEY"),
        (failure(403), "RASHOMON_API_KEY"),
        (failure(404), "check --base-url and --model"),
        (failure(413, "much too long"), "much too long"),
        (failure(307, Location="/elsewhere"), "give the address that it leads to"),
        (completion('{"items": ["th', finish="length"), "limit of tokens"),
        (completion(None, refusal="I cannot"), "declines: I cannot"),
        (completion("", finish="content_filter"), "declines: content_filter"),
        (failure(429, Retry_After=str(MAX_WAIT_S + 1)), "asks to wait 121 s"),
    ],
)
def test_trouble_that_stays_is_not_asked_again(chat, settings, bad, reason):
    chat.replies = [bad]
    with pytest.raises(UnansweredInput, match=reason):
        ask(settings)
    assert len(chat.seen) == 1


def test_patience_doubles_unless_the_server_names_a_time(chat, settings):
    waits = []
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    named = [failure(429, Retry_After="2.5"), failure(503, Retry_After=later)]
    unnamed = [failure(500), failure(500), failure(500, Retry_After="soon")]
    chat.replies = [*unnamed, *named, completion(GOOD)]
    patient = replace(settings, tries=6, backoff_s=1.0)
    assert ask(patient, sleep=waits.append) == GOOD
    assert waits[:4] == [1.0, 2.0, 4.0, 2.5]
    assert 80 < waits[4] <= 90


def test_a_time_that_has_passed_is_not_waited_for(chat, settings):
    waits = []
    chat.replies = [failure(429, Retry_After="Fri, 31 Dec 1999 23:59:59 GMT"), completion(GOOD)]
    assert ask(settings, sleep=waits.append) == GOOD
    assert waits == []


def test_an_answer_that_does_not_come_in_time(chat, settings):
    released = []

    def slow(asked):
        released.append(threading.Event())
        released[-1].wait(5)
        return completion(GOOD)

    chat.replies = slow
    try:
        with pytest.raises(UnansweredInput, match=r"no answer within 0\.05 s \(2 tries\)"):
            ask(replace(settings, timeout_s=0.05, tries=2))
    finally:
        for event in released:
            event.set()


def test_nobody_there(chat, settings):
    gone = replace(settings, base_url="http://127.0.0.1:9/v1", tries=2)
    with pytest.raises(UnansweredInput, match=r"no connection.*\(2 tries\)"):
        ask(gone)


def test_requests_keep_their_pace(chat, settings):
    waits = []
    chat.replies = [completion(GOOD)] * 3
    endpoint = Endpoint(replace(settings, requests_per_minute=30), sleep=waits.append)
    for _ in range(3):
        endpoint.ask(ASKED, schema=SCHEMA, ref="a")
    assert len(waits) == 2
    assert 1 < waits[0] <= 2 < waits[1] <= 4  # not really slept, so the second one adds up


@pytest.mark.parametrize(
    ("environment", "sent"),
    [
        ({}, None),
        ({"OPENAI_API_KEY": "theirs"}, "Bearer theirs"),
        ({"OPENAI_API_KEY": "theirs", "RASHOMON_API_KEY": "ours"}, "Bearer ours"),
        ({"OPENAI_CUSTOM_HEADERS": "Authorization: Bearer hidden"}, None),
        ({"OPENAI_ORG_ID": "org", "OPENAI_PROJECT_ID": "project", "OPENAI_ADMIN_KEY": "a"}, None),
    ],
)
def test_the_key_comes_from_two_variables_and_nothing_else_does(
    chat, settings, monkeypatch, environment, sent
):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    chat.replies = [completion(GOOD)]
    ask(settings)
    headers = chat.seen[0][1]
    assert headers.get("authorization") == sent
    assert not {"openai-organization", "openai-project"} & headers.keys()


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (EndpointSettings(), "--base-url and --model"),
        (EndpointSettings("http://localhost/v1"), "--base-url and --model"),
        (EndpointSettings("", "small"), "--base-url and --model"),
        (EndpointSettings("localhost:8080", "small"), "is no address"),
        (EndpointSettings("file:///etc", "small"), "is no address"),
        (EndpointSettings("http://me:secret@localhost/v1", "small"), "RASHOMON_API_KEY"),
    ],
)
def test_settings_that_cannot_work_are_named(settings, reason):
    with pytest.raises(MissingPart, match=reason):
        Endpoint(settings).check()


def test_answers_are_kept_by_what_was_asked(tmp_path):
    cache = AnswerCache(tmp_path / "answers")
    cache.put(GOOD, "small", "1", "text")
    assert cache.get("small", "1", "text") == GOOD
    assert cache.get("small", "2", "text") is None
    assert cache.get("small", "1text", "") is None
    (path,) = (p for p in cache.folder.rglob("*") if p.is_file())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(b'{"items": ["th')
    assert cache.get("small", "1", "text") is None
