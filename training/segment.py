"""Measure sentence splitting and word cutting against UD EWT and GUM, documents laid out with their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rashomon.core.spans import Span
from rashomon.nlp.sentences import split_sentences
from rashomon.nlp.tokens import tokenize


def documents(path: Path) -> Iterator[tuple[str, list[Span], list[list[str]]]]:
    """(text, gold sentence spans, gold words by sentence) of every document of a file."""
    for document in re.split(r"(?m)^(?=# newdoc)", path.read_text(encoding="utf-8")):
        text, spans, words = "", [], []
        for block in document.split("\n\n"):
            found = re.search(r"(?m)^# text = (.+)$", block)
            if found:
                between = "\n\n" if re.search(r"(?m)^# newpar", block) else " "
                text += between if text else ""
                spans.append((len(text), len(text) + len(found[1])))
                text += found[1]
                words.append(re.findall(r"(?m)^\d+\t([^\t]+)\t", block))
        if text:
            yield text, spans, words


def _word_spans(text: str, span: Span, words: list[str]) -> list[Span]:
    """Where the gold words stand; nothing for a sentence whose words are not its characters."""
    at, found = span[0], []
    for word in words:
        while text[at : at + 1].isspace():
            at += 1
        if text[at : at + len(word)] != word:
            return []
        found.append((at, at + len(word)))
        at += len(word)
    return found


def _f1(right: int, predicted: int, gold: int) -> dict[str, float]:
    return {
        "f1": round(2 * right / max(predicted + gold, 1), 4),
        "gold": gold,
        "predicted": predicted,
    }


def segmentation_scores(paths: Iterable[Path]) -> dict[str, Any]:
    """Exact-span F1 of sentences and of words (words inside gold sentences)."""
    sentences, words = [0, 0, 0], [0, 0, 0]
    for path in paths:
        for text, spans, own in documents(path):
            _count(sentences, split_sentences(text), spans)
            for span, gold in zip(spans, own, strict=True):
                if placed := _word_spans(text, span, gold):
                    cut = [(span[0] + a, span[0] + b) for a, b in tokenize(text[slice(*span)])]
                    _count(words, cut, placed)
    return {"sentences": _f1(*sentences), "words": _f1(*words)}


def _count(into: list[int], predicted: list[Span], gold: list[Span]) -> None:
    into[0] += len(set(predicted) & set(gold))
    into[1] += len(predicted)
    into[2] += len(gold)
