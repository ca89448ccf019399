"""Our own corpus as windows of sentences with frames on words."""

from __future__ import annotations

import random
import sys
from bisect import bisect_left
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

import causal
from examples import CAUSAL_KINDS, WINDOW_WORDS, Example, FrameExample, frame_example, shifted
from markup import Passage, body, read_file
from rashomon.core.bodies import body_fields
from rashomon.core.spans import Span
from rashomon.nlp.frames import ATTRIBUTES
from rashomon.nlp.sentences import split_sentences
from rashomon.nlp.tokens import tokenize

SHORT = 0.35  # share of windows with one or two sentences
ALL_KINDS = frozenset(["attribution", "causal_claim", "implicit", "event", "aim", "prediction"])


def read_passages(folder: Path, authors: set[str]) -> list[Passage]:
    """The passages of some authors, in the order of their files."""
    paths = sorted(p for p in folder.glob("*.txt") if p.name.split("-")[0] in authors)
    return [passage for path in paths for passage in read_file(path)]


def cut(whole: Example, rng: random.Random | None = None) -> list[Example]:
    """A passage as windows of at most WINDOW_WORDS words; each begins with the last sentence of the one before.

    With `rng` a third of the windows have one or two sentences only, as short texts have.
    """
    found: list[Example] = []
    first = 0
    while True:
        most = rng.randint(1, 2) if rng and rng.random() < SHORT else len(whole.sentences)
        last = first + 1
        start = whole.sentences[first][0]
        while (
            last < min(len(whole.sentences), first + most)
            and whole.sentences[last][1] - start <= WINDOW_WORDS
        ):
            last += 1
        found.append(_part(whole, first, last))
        if last == len(whole.sentences):
            return found
        # a short window shares nothing with the next one
        first = last if last - first <= most < len(whole.sentences) else max(first + 1, last - 1)


def _part(whole: Example, first: int, last: int) -> Example:
    """Some of its sentences; a frame that reaches out of them leaves its own sentence unjudged."""
    a, b = whole.sentences[first][0], whole.sentences[last - 1][1]
    frames, unjudged = [], set()
    for frame in whole.frames or []:
        spans = [s for own in frame.roles.values() for s in own]
        if all(a <= s and e <= b for s, e in spans):
            frames.append(shifted(frame, -a))
        elif a <= frame.anchor < b:
            unjudged |= {
                n for n, (s, e) in enumerate(whole.sentences[first:last]) if s <= frame.anchor < e
            }
    return Example(
        words=whole.words[a:b], source=whole.source, doc=whole.doc, texts=whole.texts[first:last],
        sentences=[(s - a, e - a) for s, e in whole.sentences[first:last]],
        mentions=(whole.mentions or [])[a:b], frames=frames, frame_kinds=whole.frame_kinds,
        unjudged=unjudged, causal=whole.causal[first:last],
    )  # fmt: skip


def example(passage: Passage) -> Example:
    """A whole passage as one example."""
    tokens: list[Span] = []
    sentences: list[tuple[int, int]] = []
    texts = []
    for start, end in split_sentences(passage.text):
        own = [(start + a, start + b) for a, b in tokenize(passage.text[start:end])]
        if own:
            sentences.append((len(tokens), len(tokens) + len(own)))
            texts.append(passage.text[start:end])
            tokens += own
    frames: list[FrameExample] = []
    for frame in passage.frames:
        fields = body_fields(body(frame))
        kind = type(body(frame)).kind
        roles = {role: _words(tokens, spans) for role, spans in frame.roles.items()}
        if found := frame_example(kind, {r: w for r, w in roles.items() if w}, fields):
            frames.append(found)
    return Example(
        words=[passage.text[a:b] for a, b in tokens],
        source="ours",
        doc=passage.id,
        texts=texts,
        sentences=sentences,
        mentions=_mentions(passage, tokens),
        frames=frames,
        frame_kinds=ALL_KINDS,
        causal=[_causal_class(frames, span) for span in sentences],
    )


def _causal_class(frames: list[FrameExample], sentence: tuple[int, int]) -> int:
    """Whether a sentence holds a causal claim, as published corpora class theirs: countercausal where all links are denied."""
    modes = {
        ATTRIBUTES["mode"][f.attributes["mode"]]
        for f in frames
        if f.kind in CAUSAL_KINDS and sentence[0] <= f.anchor < sentence[1]
    }
    if not modes:
        return causal.NONE
    return causal.COUNTERCAUSAL if modes == {"denied"} else causal.CAUSAL


def _words(tokens: list[Span], spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Word ranges (first, behind the last) that the spans touch."""
    starts = [a for a, _ in tokens]
    found = []
    for start, end in spans:
        first = max(0, bisect_left(starts, start + 1) - 1)
        while first < len(tokens) and tokens[first][1] <= start:
            first += 1
        last = bisect_left(starts, end)
        if first < last:
            found.append((first, last))
    return found


def _mentions(passage: Passage, tokens: list[Span]) -> list[str | None]:
    """BIO tags of names, dates and quantities; the widest name wins."""
    tags: list[str | None] = ["O"] * len(tokens)
    named = [r for r in passage.references if r.label]
    for reference in sorted(named, key=lambda r: r.span[0] - r.span[1]):
        for first, last in _words(tokens, (reference.span,)):
            if all(tags[w] == "O" for w in range(first, last)):
                for w in range(first, last):
                    tags[w] = f"{'B' if w == first else 'I'}-{reference.label}"
    return tags
