"""Cause, effect and signal of one relation a sentence: CNC, Countercausal News Corpus, GUM's discourse treebank, 'because' in UD."""

from __future__ import annotations

import ast
import csv
import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from conllu import Sentence

Span = tuple[int, int]
NONE, CAUSAL, COUNTERCAUSAL = 0, 1, 2
TEST_SHARE, DEV_SHARE = 15, 7  # per cent of CNC documents, the same ones for both corpora


@dataclass
class Relation:
    """Character spans of one relation; `kind` is CAUSAL or COUNTERCAUSAL."""

    kind: int
    cause: Span
    effect: Span
    signal: Span | None = None


@dataclass
class CausalText:
    """A sentence with the relations that were kept; `kind` None = the class is not known."""

    text: str
    doc: str
    source: str
    kind: int | None
    relations: list[Relation]


def part(doc: str) -> str:
    """`test`, `dev` (for thresholds) or `train`: the same documents whichever corpus the sentence comes from."""
    number = int(sha256(doc.encode()).hexdigest(), 16) % 100
    if number < TEST_SHARE:
        return "test"
    return "dev" if number < TEST_SHARE + DEV_SHARE else "train"


def strip_markup(marked: str) -> tuple[str, dict[str, Span]]:
    """Text without <x>…</x>, and the span of every x in it."""
    text, spans, opened = "", {}, {}
    for part in re.split(r"(</?\w+>)", marked):
        if tag := re.fullmatch(r"<(/?)(\w+)>", part):
            if tag[1]:
                spans.setdefault(tag[2], (opened.get(tag[2], 0), len(text)))
            else:
                opened.setdefault(tag[2], len(text))
        else:
            text += part
    return text, {name: _trimmed(text, span) for name, span in spans.items()}


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end)


def read_cnc(folder: Path) -> list[CausalText]:
    """CNC as published: the relations of subtask 2, the class of subtask 1."""
    kinds = {}
    with (folder / "train_subtask1.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            kinds[row["text"].strip()] = int(row["label"])
    texts = []
    with (folder / "train_subtask2_grouped.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            pairs = ast.literal_eval(row["causal_text_w_pairs"] or "[]")
            texts.append(_cnc_text(row, pairs, kinds.get(row["text"].strip())))
    return texts


def _cnc_text(row: dict[str, str], pairs: list[str], labelled: int | None) -> CausalText:
    relations, text = [], row["text"].strip()
    for pair in pairs:
        bare, spans = strip_markup(pair)
        if bare.strip() == text and "ARG0" in spans and "ARG1" in spans:
            relations.append(Relation(CAUSAL, spans["ARG0"], spans["ARG1"], spans.get("SIG0")))
    kind = CAUSAL if relations else labelled
    return CausalText(text, row["doc_id"], "cnc", kind, relations)


def read_countercausal(path: Path) -> list[CausalText]:
    """Countercausal News Corpus; documents are those of CNC."""
    texts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, spans = strip_markup(row["text"])
        relations = []
        for r in row["relations"]:
            if r["first"] in spans and r["second"] in spans and r["relationship"]:
                relation = Relation(int(r["relationship"]), spans[r["first"]], spans[r["second"]])
                relations.append(relation)
        relations.sort(key=lambda relation: -relation.kind)
        doc = re.sub(r"^ccnc_(.*)_\d+_\d+$", r"\1", row["index"])
        texts.append(
            CausalText(
                text, doc, "countercausal", relations[0].kind if relations else NONE, relations
            )
        )
    return texts


def read_gdtb(gold: Path, raw: Path, sentences: list[Sentence]) -> dict[int, list[Relation]]:
    """Cause relations of a GUM document by sentence number, in characters of its words joined by spaces."""
    text = raw.read_text(encoding="utf-8")
    starts = _locate(text, sentences)
    found: dict[int, list[Relation]] = {}
    for line in gold.read_text(encoding="utf-8").splitlines():
        field = line.split("|")
        if len(field) > 20 and "Contingency" in field[8] and "Cause" in field[8]:
            for s, start in enumerate(starts):
                size = len(" ".join(sentences[s].words))
                if start is not None and (relation := _gdtb_relation(field, start, size)):
                    found.setdefault(s, []).append(relation)
    return found


def _locate(text: str, sentences: list[Sentence]) -> list[int | None]:
    starts: list[int | None] = []
    position = 0
    for sentence in sentences:
        joined = " ".join(sentence.words)
        at = text.find(joined, position)
        starts.append(at if at >= 0 else None)
        position = at + len(joined) if at >= 0 else position
    return starts


def _gdtb_relation(field: list[str], start: int, length: int) -> Relation | None:
    first, second = _offsets(field[14]), _offsets(field[20])
    signal = _offsets(field[1])
    if (
        not first
        or not second
        or min(first[0], second[0]) < start
        or max(first[1], second[1]) > start + length + 1
    ):
        return None
    reason = "Reason" in field[8]
    cause, effect = (second, first) if reason else (first, second)
    shift = lambda span: (span[0] - start, min(span[1] - start, length))  # noqa: E731
    return Relation(CAUSAL, shift(cause), shift(effect), shift(signal) if signal else None)


def _offsets(field: str) -> Span | None:
    """The longest contiguous part of an argument."""
    parts = [tuple(int(n) for n in part.split("..")) for part in field.split(";") if ".." in part]
    return max(parts, key=lambda part: part[1] - part[0]) if parts else None  # type: ignore[return-value]
