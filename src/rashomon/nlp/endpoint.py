"""A language model behind an OpenAI-compatible address: asked for one JSON object at a time.

Nothing is sent anywhere but to the address that was given, and no redirect is followed. The key
comes from the environment alone. The `openai` package is imported when the first question is asked.
"""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rashomon.core.errors import MissingPart, UnansweredInput
from rashomon.core.web import retry_after

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import openai

KEYS = ("RASHOMON_API_KEY", "OPENAI_API_KEY")  # environment variables, the first that is set counts
TIMEOUT_S = 300.0  # for one answer: a small model on a laptop writes some ten tokens a second
TRIES = 5
BACKOFF_S = 1.0  # before the second try, doubled before each further one
MAX_WAIT_S = 120.0  # a server that asks for more patience is given up
_MESSAGE_CHARS = 200  # of a server's own words in an error
_REFUSES_FORM = frozenset((400, 422, 501))  # how servers answer a parameter that they do not know
_BUSY = frozenset((408, 409, 425, 429))
_REMEDY = {
    401: "the key is missing or wrong; set RASHOMON_API_KEY",
    403: "the key may not do this; set another RASHOMON_API_KEY",
    404: "there is no such path or model; check --base-url and --model",
}
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Where a model is and how patiently it is asked; `requests_per_minute` 0 is without limit."""

    base_url: str = ""
    model: str = ""
    requests_per_minute: float = 0.0
    timeout_s: float = TIMEOUT_S
    tries: int = TRIES
    backoff_s: float = BACKOFF_S


@dataclass(frozen=True, slots=True)
class _Problem:
    """Why there is no answer, whether to ask again, and after how long (None: the usual)."""

    reason: str
    again: bool
    wait_s: float | None = None


class Endpoint:
    """Asks one model; `sleep` is how it waits."""

    def __init__(
        self, settings: EndpointSettings, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.settings = settings
        self._sleep = sleep
        self._next_at = 0.0
        self._form = 0  # the first form of request that the server may take
        self._settled = False  # it has taken one

    def check(self) -> None:
        """Raise MissingPart unless everything that asking needs is there."""
        url = urlsplit(self.settings.base_url)
        if not self.settings.base_url or not self.settings.model:
            problem = "a language model needs both --base-url and --model"
        elif url.scheme not in {"http", "https"} or not url.hostname:
            problem = f"{self.settings.base_url!r} is no address; --base-url is like http://localhost:8080/v1"
        elif url.username or url.password:
            problem = "--base-url holds a password; give the key in RASHOMON_API_KEY"
        elif find_spec("openai") is None:
            problem = "a language model needs the openai package: pip install 'rashomon[llm]'"
        else:
            return
        raise MissingPart(problem)

    def ask(
        self, messages: Sequence[Mapping[str, str]], *, schema: dict[str, Any], ref: str
    ) -> dict[str, Any]:
        """Ask for one JSON object.

        Args:
            messages: Chat messages with role and content.
            schema: JSON schema of the object. Not every server keeps to it: all that is sure of the
                object is that it has one of its properties.
            ref: What is asked about, for the error.

        Raises:
            UnansweredInput: no usable answer came after all tries, or none can come.
        """
        problem = _Problem("it was not asked", again=False)
        for number in range(self.settings.tries):
            if number:
                self._wait(number, problem)
            answer = self._try(messages, schema)
            if not isinstance(answer, _Problem):
                return answer
            problem = answer
            if not problem.again:
                break
        tries = f" ({self.settings.tries} tries)" if problem.again else ""
        raise UnansweredInput(ref, f"{self.settings.base_url}: {problem.reason}{tries}")

    def _wait(self, number: int, problem: _Problem) -> None:
        usual = self.settings.backoff_s * 2 ** (number - 1)
        wait_s = usual if problem.wait_s is None else problem.wait_s
        if wait_s > 0:
            self._sleep(wait_s)

    def _try(
        self, messages: Sequence[Mapping[str, str]], schema: dict[str, Any]
    ) -> dict[str, Any] | _Problem:
        import openai

        try:
            completion = self._send(messages, schema)
        except openai.APIStatusError as error:
            return _status_problem(error)
        except openai.APITimeoutError:
            return _Problem(f"no answer within {self.settings.timeout_s:g} s", again=True)
        except openai.APIConnectionError as error:
            cause = error.__cause__ or error
            return _Problem(f"no connection, or it was cut: {_plain(str(cause))}", again=True)
        return _read_completion(completion, schema)

    def _send(self, messages: Sequence[Mapping[str, str]], schema: dict[str, Any]) -> str:
        """The body of the answer, in the strictest form that the server takes."""
        import openai

        forms = _forms(schema)
        while True:
            self._keep_pace()
            try:
                text = self._post({"messages": messages, **forms[self._form]})
            except openai.APIStatusError as error:
                refused = error.status_code in _REFUSES_FORM and not self._settled
                self._form += refused
                if refused and self._form < len(forms):
                    continue
                self._form = (
                    self._form if self._settled else 0
                )  # none was taken: not the form's fault
                raise
            self._settled = True
            return text

    def _post(self, body: dict[str, Any]) -> str:
        """One request; the client's own ways to find an organisation or a key are closed."""
        import openai

        nobody = {"OpenAI-Organization": openai.Omit(), "OpenAI-Project": openai.Omit()}
        key = api_key()
        authorization = f"Bearer {key}" if key else openai.Omit()
        answer = self._client.chat.completions.with_raw_response.create(
            model=self.settings.model,
            extra_headers={**nobody, "Authorization": authorization},
            **body,
        )
        return str(answer.http_response.text)

    @cached_property
    def _client(self) -> openai.OpenAI:
        import openai

        return openai.OpenAI(
            base_url=self.settings.base_url,
            api_key="unused",  # each request brings its own, or none
            max_retries=0,
            timeout=self.settings.timeout_s,
            http_client=openai.DefaultHttpxClient(follow_redirects=False),
        )

    def _keep_pace(self) -> None:
        """Wait until the next request may go out."""
        if self.settings.requests_per_minute <= 0:
            return
        now = time.monotonic()
        if now < self._next_at:
            self._sleep(self._next_at - now)
        self._next_at = max(now, self._next_at) + 60 / self.settings.requests_per_minute


def api_key() -> str:
    """The key from the environment; empty where there is none, as local servers need none."""
    return next((os.environ[name] for name in KEYS if os.environ.get(name)), "")


def _forms(schema: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Ways to ask, the strictest first: some servers know no schema, some models no temperature."""
    by_schema = {
        "type": "json_schema",
        "json_schema": {"name": "answer", "strict": True, "schema": schema},
    }
    return (
        {"response_format": by_schema, "temperature": 0},
        {"response_format": by_schema},
        {"response_format": {"type": "json_object"}, "temperature": 0},
        {"temperature": 0},
        {},
    )


def _status_problem(error: openai.APIStatusError) -> _Problem:
    status = error.status_code
    if status in _BUSY or (status >= 500 and status not in _REFUSES_FORM):
        wait_s = retry_after(error.response.headers.get("Retry-After", ""))
        reason = f"it answers {status}: {_plain(error.message)}"
        if wait_s is not None and wait_s > MAX_WAIT_S:
            return _Problem(f"{reason}; it asks to wait {wait_s:.0f} s, try then", again=False)
        return _Problem(reason, again=True, wait_s=wait_s)
    if 300 <= status < 400:
        return _Problem(f"it answers {status}: give the address that it leads to", again=False)
    return _Problem(
        f"it answers {status}: {_REMEDY.get(status) or _plain(error.message)}", again=False
    )


def _read_completion(body: str, schema: dict[str, Any]) -> dict[str, Any] | _Problem:
    try:
        choice = json.loads(body)["choices"][0]
        message, ended = choice["message"], choice.get("finish_reason")
        content, refusal = message.get("content"), message.get("refusal")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return _Problem("its answer is no chat completion", again=True, wait_s=0)
    if ended == "length":
        return _Problem("its answer was cut at its limit of tokens; raise that limit", again=False)
    if refusal or ended == "content_filter":
        return _Problem(f"the model declines: {_plain(str(refusal or ended))}", again=False)
    value = _find_object(content) if isinstance(content, str) else None
    if value is None:
        return _Problem("its answer is not the JSON object asked for", again=True, wait_s=0)
    if not value.keys() & schema["properties"].keys():
        return _Problem("its answer has nothing that was asked for", again=True, wait_s=0)
    return value


def _find_object(content: str) -> dict[str, Any] | None:
    """The JSON object in an answer, which may stand in a code fence or after thoughts."""
    content = _THOUGHTS.sub("", content)
    start, end = content.find("{"), content.rfind("}") + 1
    try:
        value = json.loads(content[start:end]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _plain(message: str) -> str:
    """A server's words on one short line, without signs that steer a terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    return line[:_MESSAGE_CHARS] + ("…" if len(line) > _MESSAGE_CHARS else "")
