"""Named mentions: BIO tags from WNUT17, wikigold, the Broad Twitter Corpus and GUM's entities."""

from __future__ import annotations

import random
import re
from pathlib import Path

from conllu import Sentence

LABELS = {
    "PER": "PERSON", "PERSON": "PERSON", "LOC": "LOC", "LOCATION": "LOC", "ORG": "ORG", "GROUP": "ORG",
    "CORPORATION": "ORG", "MISC": "MISC", "PRODUCT": "MISC", "CREATIVE-WORK": "MISC",
}  # fmt: skip
GUM_TYPES = {
    "person": "PERSON", "organization": "ORG", "place": "LOC", "event": "MISC", "object": "MISC", "abstract": "MISC",
    "time": "DATE",
}  # fmt: skip
# Our labels that a source's label may mean, less those that it leaves unmarked; the loss sums their probabilities.
MEANINGS = {
    "LOC": ("LOC", "GPE", "FAC"), "MISC": ("MISC", "NORP", "EVENT", "WEAPON"),
}  # fmt: skip
# What a source does not annotate: there its O also covers these.
UNMARKED = {
    "wikigold": ("DATE", "QUANTITY"), "wnut17": ("DATE", "QUANTITY", "NORP", "EVENT"), "gum": ("QUANTITY",),
    "btc": ("DATE", "QUANTITY", "MISC", "NORP", "EVENT", "WEAPON"), "ours": (),
}  # fmt: skip
_INSIDE_NAME = frozenset({"of", "the", "and", "&", "-", "for", "'s", "’s", "de", "in", "."})
_INSIDE_PERSON = frozenset({"de", "von", "van", "al", "bin", "-", "."})


def meant(label: str, source: str) -> list[str]:
    """Our labels that a source's label may stand for."""
    if source == "ours":
        return [label]
    unmarked = UNMARKED.get(source, ())
    return [ours for ours in MEANINGS.get(label, (label,)) if ours not in unmarked]


def read_columns(path: Path) -> list[tuple[list[str], list[str]]]:
    """(words, BIO tags) of every sentence of a two-column file, whatever its separator and scheme."""
    sentences: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    raw: list[str] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").split("\n"), ""]:
        columns = line.split()
        if len(columns) >= 2 and columns[0] != "-DOCSTART-":
            words.append(columns[0])
            raw.append(columns[-1])
        elif words:
            sentences.append((words, normalise(raw)))
            words, raw = [], []
    return sentences


def normalise(raw: list[str]) -> list[str]:
    """Our labels, strict BIO."""
    tags: list[str] = []
    before = "O"
    for tag in raw:
        label = LABELS.get(tag.split("-", 1)[-1].upper(), "O") if tag != "O" else "O"
        begins = tag.startswith("B") or label != before
        tags.append("O" if label == "O" else f"{'B' if begins else 'I'}-{label}")
        before = label
    return tags


def exchanged(
    sentences: list[tuple[list[str], list[str]]], rng: random.Random
) -> list[tuple[list[str], list[str]]]:
    """Each sentence with names once more, its names exchanged for others of the same label, so that form and place count and not the name."""
    names: dict[str, list[list[str]]] = {}
    for words, tags in sentences:
        for start, end in _named(tags):
            names.setdefault(tags[start][2:], []).append(words[start:end])
    found = []
    for words, tags in sentences:
        new: tuple[list[str], list[str]] = ([], [])
        last = 0
        for start, end in _named(tags):
            label = tags[start][2:]
            other = rng.choice(names[label])
            new[0].extend([*words[last:start], *other])
            new[1].extend([*tags[last:start], f"B-{label}", *[f"I-{label}"] * (len(other) - 1)])
            last = end
        if last:
            found.append(([*new[0], *words[last:]], [*new[1], *tags[last:]]))
    return found


def _named(tags: list[str]) -> list[tuple[int, int]]:
    """First word of each name and the one behind its last."""
    starts = [w for w, tag in enumerate(tags) if tag[0] == "B"]
    ends = []
    for w in starts:
        end = w + 1
        while end < len(tags) and tags[end][0] == "I":
            end += 1
        ends.append(end)
    return list(zip(starts, ends, strict=True))


def wikigold_documents(path: Path) -> list[list[tuple[list[str], list[str]]]]:
    """The sentences of every wikigold document."""
    documents: list[list[tuple[list[str], list[str]]]] = []
    for part in path.read_text(encoding="utf-8").split("-DOCSTART-"):
        document, words, raw = [], [], []
        for line in [*part.split("\n"), ""]:
            columns = line.split()
            if len(columns) == 2:
                words.append(columns[0])
                raw.append(columns[1])
            elif words:
                document.append((words, normalise(raw)))
                words, raw = [], []
        if document:
            documents.append(document)
    return documents


def gum_tags(sentences: list[Sentence]) -> list[list[str | None]]:
    """Named entities and times of one GUM document; None = not judged (adjectives of nationality)."""
    return [_gum_sentence(sentence) for sentence in sentences]


def _gum_sentence(sentence: Sentence) -> list[str | None]:
    tags: list[str | None] = ["O"] * len(sentence.words)
    for w, word in enumerate(sentence.words):
        if sentence.upos[w] == "ADJ" and word[:1].isupper() and w > 0:
            tags[w] = None
    for start, end, label in sorted(_names(sentence), key=lambda n: n[0] - n[1]):
        if all(tags[w] in ("O", None) for w in range(start, end)):
            for w in range(start, end):
                tags[w] = f"{'B' if w == start else 'I'}-{label}"
    return tags


def _names(sentence: Sentence) -> list[tuple[int, int, str]]:
    names: list[tuple[int, int, str]] = []
    for start, end, etype, minspan in _entities(sentence):
        label = GUM_TYPES.get(etype)
        if label == "DATE":
            names.append((start, end, label))
        elif label:
            inside = [start + m - 1 for m in minspan if start + m - 1 < end]
            names.extend(
                (a, b, label) for a, b in [_name_part(sentence, inside, start, end, label)] if b > a
            )
    return names


def _name_part(
    sentence: Sentence, head: list[int], start: int, end: int, label: str
) -> tuple[int, int]:
    """Grow the proper nouns of the minimal span over neighbouring proper nouns and the small words between them."""
    proper = [w for w in head if sentence.upos[w] == "PROPN"]
    if not proper:
        return (0, 0)
    left, right = proper[0], proper[0]
    small = _INSIDE_PERSON if label == "PERSON" else _INSIDE_NAME
    while (step := _next_proper(sentence, left, -1, start, end, small)) is not None:
        left = step
    while (step := _next_proper(sentence, right, 1, start, end, small)) is not None:
        right = step
    return (left, right + 1)


def _next_proper(
    sentence: Sentence, w: int, by: int, start: int, end: int, small: frozenset[str]
) -> int | None:
    other, skipped = w + by, 0
    while start <= other < end and skipped < 3:
        if sentence.upos[other] == "PROPN" or (
            sentence.words[other][:1].isupper() and sentence.upos[other] in ("ADJ", "NOUN")
        ):
            return other
        if sentence.words[other].lower() not in small or by < 0:
            return None
        other, skipped = other + by, skipped + 1
    return None


def _entities(sentence: Sentence) -> list[tuple[int, int, str, list[int]]]:
    """(start, end, type, minimal span) of every entity that lies in the sentence."""
    found: list[tuple[int, int, str, list[int]]] = []
    waiting: dict[str, list[tuple[int, str, list[int]]]] = {}
    for w, misc in enumerate(sentence.misc):
        value = re.search(r"(?:^|\|)Entity=([^|]+)", misc)
        for opens, closes in re.findall(r"(\([^()]+)|([^()]*\))", value[1] if value else ""):
            item = opens[1:] if opens else closes[:-1]
            name, etype, *rest = [*item.split("-"), ""]
            if opens:
                minspan = (
                    [int(n) for n in rest[3].split(",") if n.isdigit()] if len(rest) > 3 else []
                )
                waiting.setdefault(name, []).append((w, etype, minspan))
            # an entity of one token opens and closes in one item
            done = not opens or (value is not None and f"({item})" in value[1])
            if done and waiting.get(name):
                start, etype, minspan = waiting[name].pop()
                found.append((start, w + 1, etype, minspan))
    return found
