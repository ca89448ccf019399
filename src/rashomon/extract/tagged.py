"""The reader's own attribution tags, put together to source, cue and content."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rashomon.core.bodies import Attribution
from rashomon.extract.base import Found
from rashomon.extract.cues import THOUGHTS
from rashomon.extract.mood import negated
from rashomon.extract.speech import SPEECH_RULE, THOUGHT_RULE, can_say
from rashomon.nlp.lexicon import CUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.core.bodies import AttributionStance
    from rashomon.core.spans import Span
    from rashomon.extract.base import Reading
    from rashomon.nlp.tree import Tree

TAG_SCORE = (
    0.5  # the reader gives no probability with its tags; its F1 on held-out text is about this
)
Run = tuple[int, int]  # first and last word


def read_tags(reading: Reading) -> list[Found]:
    """Attributions that the reader tagged completely: a known cue, a source and a content."""
    return [found for tree in reading.trees for found in _of_sentence(tree, reading.producer)]


def _of_sentence(tree: Tree, producer: str) -> Iterator[Found]:
    if "B-cue" not in tree.parsed.attribution:
        return
    cues, sources = runs(tree.parsed.attribution, "cue"), runs(tree.parsed.attribution, "source")
    contents = runs(tree.parsed.attribution, "content")
    for cue in cues:
        source, content = _nearest(cue, sources), _nearest(cue, contents)
        stance = CUES.get(tree.lemmas[cue[0]])
        if source is None or content is None or stance is None or not _counts(tree, cue, source):
            continue
        spans = [s for s in (_span(tree, run) for run in (source, cue, content)) if s]
        if len(spans) == 3 and _says_something(tree, content):
            yield _found(tree, cue, spans, stance, producer)


def _says_something(tree: Tree, content: Run) -> bool:
    inside = range(content[0], content[1] + 1)
    return len(inside) > 1 and any(tree.upos(w) in {"VERB", "AUX", "NOUN"} for w in inside)


def _counts(tree: Tree, cue: Run, source: Run) -> bool:
    heads = [
        w for w in range(source[0], source[1] + 1) if not source[0] <= tree.head(w) <= source[1]
    ]
    if negated(tree, cue[0]) or tree.upos(source[0]) == "ADP" or not heads:
        return False
    return all(can_say(tree, cue[0], head) for head in heads)


def _found(tree: Tree, cue: Run, spans: Sequence[Span], stance: str, producer: str) -> Found:
    source, cue_span, content = spans
    body = Attribution(
        (source,), (cue_span,), (content,), "indirect", cast("AttributionStance", stance)
    )
    rule = THOUGHT_RULE if tree.lemmas[cue[0]] in THOUGHTS else SPEECH_RULE
    return Found(body, f"{producer}+{rule}", TAG_SCORE)


def _span(tree: Tree, run: Run) -> Span | None:
    return tree.words_span(range(run[0], run[1] + 1))


def runs(tags: Sequence[str], name: str) -> list[Run]:
    """First and last word of every run of B-name, I-name."""
    found: list[Run] = []
    for i, tag in enumerate(tags):
        if tag == f"B-{name}":
            found.append((i, i))
        elif tag == f"I-{name}" and found:
            found[-1] = (found[-1][0], i)
    return found


def _nearest(cue: Run, others: Sequence[Run]) -> Run | None:
    if not others:
        return None
    return min(others, key=lambda run: min(abs(run[0] - cue[1]), abs(run[1] - cue[0])))
