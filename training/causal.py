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
TEST_SHARE = 15  # per cent of CNC documents, the same ones for both corpora


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


# A purpose is an aim, never the cause of its own means: those relations are not taught as causes.
_PURPOSE = re.compile(
    r"(?i)\b(?:in order to|so as to|in order that|so that|in an?(?: \w+)? (?:bid|attempt|effort|move)(?: to)?|was an attempt to"
    r"|with an? (?:intention|aim|view) to|(?:was|would be|trying|try) to|aimed at|seeking(?: to)?|demanding(?: that| to)?|to)\W*$"
)
# "to" that brings in a noun: a cause or an effect, never an infinitive
_NOUN_TO = re.compile(
    r"(?i)\b(?:due|le(?:d|ads?|ading)|owing|owed(?: \w+)?|thanks|response|reaction|contribut\w*|related|linked|according|opposed|opposition"
    r"|objecti\w*|respond\w*|react\w*|attributed|rise|birth|credence|end|closer?|subject\w*|way|threat|support|damage)\s+to\W*$"
)
_DETERMINER = re.compile(r"(?i)(?:the|an?|his|her|their|its|our|this|that|these|those|\w+'s)\b")


def is_test(doc: str) -> bool:
    """The same 15% of documents whichever corpus the sentence comes from."""
    return int(sha256(doc.encode()).hexdigest(), 16) % 100 < TEST_SHARE


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


def is_purpose(text: str, relation: Relation) -> bool:
    """Whether the 'cause' is what the effect was done for."""
    cause = text[slice(*relation.cause)]
    if re.match(r"(?i)(?:demanding|seeking|(?:in order |so as |in an? \w+ )?to [a-z]+)\b", cause):
        return True
    before = text[: relation.signal[1]] if relation.signal else text[: relation.cause[0]]
    sign = text[slice(*relation.signal)] if relation.signal else before[-40:]
    if not _PURPOSE.search(sign) or _NOUN_TO.search(before[-40:]):
        return False
    return relation.signal is not None or not _DETERMINER.match(cause)


def read_cnc(folder: Path) -> list[CausalText]:
    """CNC: the relations of subtask 2, the class of subtask 1 for the rest."""
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
    relations, purposes, text = [], 0, row["text"].strip()
    for pair in pairs:
        bare, spans = strip_markup(pair)
        if bare.strip() != text or "ARG0" not in spans or "ARG1" not in spans:
            continue
        signal = spans.get("SIG0")
        relation = Relation(CAUSAL, spans["ARG0"], spans["ARG1"], signal)
        if is_purpose(bare, relation):
            purposes += 1
        else:
            relations.append(relation)
    kind: int | None = CAUSAL if relations else NONE if purposes or labelled == 0 else None
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
                if not (relation.kind == CAUSAL and is_purpose(text, relation)):
                    relations.append(relation)
        relations.sort(key=lambda relation: -relation.kind)
        doc = re.sub(r"^ccnc_(.*)_\d+_\d+$", r"\1", row["index"])
        texts.append(
            CausalText(
                text, doc, "countercausal", relations[0].kind if relations else NONE, relations
            )
        )
    return texts


_CUES = re.compile(
    r"(?i)\b(?:because|cause|causes|caused|causing|due|led|lead|leads|leading|result|results|resulted|resulting|so|since|therefore|thus|hence"
    r"|as|for|after|following|trigger\w*|prompt\w*|force[ds]?|forcing|thanks|owing|consequen\w*|reason\w*|why|make|makes|made|if|when|to|by|from)\b"
)


def read_gdtb(
    gold: Path, raw: Path, sentences: list[Sentence]
) -> list[tuple[int, list[Relation], int | None]]:
    """Per sentence of a GUM document: number, relations in characters of its words joined by spaces, class (None = unknown)."""
    text = raw.read_text(encoding="utf-8")
    starts = _locate(text, sentences)
    found: dict[int, list[Relation]] = {}
    touched: set[int] = set()
    for line in gold.read_text(encoding="utf-8").splitlines():
        field = line.split("|")
        if len(field) > 20 and "Contingency" in field[8]:
            for s, start in enumerate(starts):
                if start is not None and (
                    relation := _gdtb_relation(field, start, len(" ".join(sentences[s].words)))
                ):
                    touched.add(s)
                    if "Cause" in field[8]:
                        found.setdefault(s, []).append(relation)
    kinds: list[tuple[int, list[Relation], int | None]] = []
    for s, sentence in enumerate(sentences):
        if starts[s] is not None:
            plain = s not in touched and not _CUES.search(sentence.text)
            kinds.append((s, found.get(s, []), CAUSAL if s in found else NONE if plain else None))
    return kinds


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


def because(sentence: Sentence) -> tuple[list[int], list[int], list[int]] | None:
    """Silver relation (cause, effect, signal as word indices) of a clause or phrase marked by 'because' or 'due to'."""
    for w, word in enumerate(sentence.words):
        head, lowered = sentence.heads[w], word.lower()
        if lowered not in ("because", "due") or head < 0 or sentence.heads[head] < 0:
            continue
        if sentence.deprels[w] not in ("mark", "case") or sentence.deprels[head] not in (
            "advcl",
            "obl",
        ):
            continue
        signal = (
            [w, w + 1]
            if w + 1 < len(sentence.words) and sentence.words[w + 1].lower() in ("of", "to")
            else [w]
        )
        cause = sentence.subtree(head) - set(signal)
        effect = sentence.subtree(sentence.heads[head], without=frozenset({head}))
        return _run(sentence, cause), _run(sentence, effect), signal
    return None


def _run(sentence: Sentence, words: set[int]) -> list[int]:
    """The longest contiguous run of the words, without punctuation at its ends."""
    best: list[int] = []
    current: list[int] = []
    for w in sorted(words):
        current = [*current, w] if current and current[-1] == w - 1 else [w]
        best = current if len(current) > len(best) else best
    while best and sentence.upos[best[0]] in ("PUNCT", "CCONJ"):
        best = best[1:]
    while best and sentence.upos[best[-1]] == "PUNCT":
        best = best[:-1]
    return best
