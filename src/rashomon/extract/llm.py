"""The language-model reader: quotes from any OpenAI-compatible endpoint, found in the text or dropped."""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rashomon.core.records import Annotation
from rashomon.core.web import cache_folder
from rashomon.extract.llm_items import ABSENT, answer_schema, place_item, read_items
from rashomon.extract.llm_prompt import PROMPT_VERSION, messages
from rashomon.extract.passages import cut_passages
from rashomon.nlp.answers import AnswerCache
from rashomon.nlp.endpoint import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.core.bodies import Body
    from rashomon.core.spans import Span
    from rashomon.extract.reader import ReaderOptions
    from rashomon.nlp.encoder import ParsedSentence

# A model's own statement of how sure it is says little, so it is not asked for one. A half says
# "proposed, strength unknown": all its items rank alike, below what the built-in reader is sure of.
SCORE = 0.5
CHARS_PER_TOKEN = 4  # a rule of thumb for English; for the estimate only


class LanguageModelReader:
    """Reads documents by asking a model; see `extract.reader.Reader`."""

    def __init__(self, options: ReaderOptions) -> None:
        self._endpoint = Endpoint(options.endpoint)
        self._endpoint.check()
        self._model = options.endpoint.model
        self._say = options.say
        self._cache = AnswerCache(cache_folder("answers"))
        self.lost: Counter[str] = Counter()

    def prepare(self, texts: Sequence[str]) -> None:
        """Say what will be sent, before anything is."""
        passages = [text[start:end] for text in texts for start, end in cut_passages(text)]
        new = [passage for passage in passages if self._kept(passage) is None]
        chars = sum(len(m["content"]) for passage in new for m in messages(passage))
        chars += len(new) * len(json.dumps(self._schema))
        url, kept = self._endpoint.settings.base_url, len(passages) - len(new)
        self._say(
            f"{self._model} at {url}: {_counted(len(new), 'request')} with about "
            f"{chars // CHARS_PER_TOKEN:,} tokens, answers not counted; "
            f"{_counted(kept, 'answer')} kept from before"
        )

    def __call__(
        self,
        text: str,
        parsed: Sequence[ParsedSentence],
        /,
        *,
        doc: str,
        made_at: str = "",
        producer: str = "",
    ) -> list[Annotation]:
        """Say what a document says, in the model's reading; see `extract.extract_document`.

        Raises:
            UnansweredInput: the endpoint gave no usable answer for a passage.
        """
        del parsed, producer
        mine = f"llm:{self._model}/{PROMPT_VERSION}"
        made = (
            Annotation.make(doc=doc, body=body, producer=mine, score=SCORE, made_at=made_at)
            for span in cut_passages(text)
            for body in self._bodies(text, span, doc)
        )
        return list({annotation.id: annotation for annotation in made}.values())

    def _bodies(self, text: str, span: Span, doc: str) -> Iterator[Body]:
        passage = text[slice(*span)]
        answer = self._answer(passage, doc)
        for item in read_items(answer, lose=self._lose):
            body = place_item(item, passage, offset=span[0])
            if body:
                yield body
            else:
                self._lose(ABSENT)

    def _answer(self, passage: str, doc: str) -> dict[str, Any]:
        """The kept answer about a passage, or a new one, which is kept."""
        answer = self._kept(passage)
        if answer is None:
            answer = self._endpoint.ask(messages(passage), schema=self._schema, ref=doc)
            self._cache.put(answer, self._model, PROMPT_VERSION, passage)
        return answer

    def _kept(self, passage: str) -> dict[str, Any] | None:
        return self._cache.get(self._model, PROMPT_VERSION, passage)

    def _lose(self, reason: str) -> None:
        self.lost[reason] += 1

    @cached_property
    def _schema(self) -> dict[str, Any]:
        return answer_schema()


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
