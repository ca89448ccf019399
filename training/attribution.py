"""Source, cue and content: gold from GUM's discourse relations, silver from syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conllu import Sentence

SPEECH_VERBS = """say tell claim argue state report announce declare insist warn add note explain suggest believe think assert
    maintain deny admit acknowledge confirm reveal write reply respond answer ask predict expect fear hope know
    contend allege conclude stress emphasize point mention remark observe comment estimate indicate hint imply
    promise vow pledge threaten urge complain concede agree recall guess suppose assume doubt feel find show
    describe testify lament boast accuse propose speculate suspect caution reiterate recommend shout"""
SPEECH = frozenset(SPEECH_VERBS.split())


@dataclass
class Frame:
    """One attribution inside a sentence as sets of word indices."""

    source: set[int]
    cue: set[int]
    content: set[int]


def _edus(
    sentences: list[Sentence],
) -> tuple[dict[int, tuple[int, list[tuple[int, int]]]], dict[int, str]]:
    """Of one document: EDU -> (parent, its words as (sentence, word)); EDU -> its raw relation."""
    words: dict[int, list[tuple[int, int]]] = {}
    parent: dict[int, int] = {}
    raw: dict[int, str] = {}
    current = -1
    for s, sentence in enumerate(sentences):
        for w, misc in enumerate(sentence.misc):
            # several relations of one EDU are separated by ';'; the first one is the tree's
            if found := re.search(r"Discourse=([^|]+)", misc):
                value = found[1].split(";")[0]
                head = re.match(r"([\w+-]+):(\d+)(?:->(\d+))?", value)
                if head:
                    current = int(head[2])
                    parent[current] = int(head[3]) if head[3] else 0
                    raw[current] = value
            words.setdefault(current, []).append((s, w))
    return {e: (parent.get(e, 0), words[e]) for e in words}, raw


def gold_frames(sentences: list[Sentence]) -> dict[int, list[Frame]]:
    """Attributions of one GUM document, by sentence number."""
    edus, raw = _edus(sentences)
    children: dict[int, list[int]] = {}
    for edu, (parent, _) in edus.items():
        children.setdefault(parent, []).append(edu)
    frames: dict[int, list[Frame]] = {}
    for edu, relation in raw.items():
        if relation.startswith("attribution-"):
            s = edus[edu][1][0][0]
            if frame := _frame(sentences, s, edu, edus, children, relation):
                frames.setdefault(s, []).append(frame)
    return frames


def _frame(
    sentences: list[Sentence],
    s: int,
    edu: int,
    edus: dict[int, tuple[int, list[tuple[int, int]]]],
    children: dict[int, list[int]],
    relation: str,
) -> Frame | None:
    own = {w for t, w in edus[edu][1] if t == s}
    cue = _cue(sentences[s], own)
    # an attribution clause that is itself cut in two (same-unit) keeps its second half out of the content
    left_out = {edu} | {c for c in children.get(edu, []) if not edus[c][1] or edus[c][1][0][0] == s}
    content = {
        w for e in _descendants(edus[edu][0], children, left_out) for t, w in edus[e][1] if t == s
    } - own
    source = _source(sentences[s], relation, cue, own)
    content = _trim(sentences[s], content - source)
    source = _trim(sentences[s], source - cue)
    return Frame(source, cue, content) if cue and content else None


def _descendants(edu: int, children: dict[int, list[int]], left_out: set[int]) -> set[int]:
    todo, seen = [edu], set()
    while todo:
        current = todo.pop()
        if current not in seen and current not in left_out:
            seen.add(current)
            todo.extend(children.get(current, []))
    return seen


def _cue(sentence: Sentence, own: set[int]) -> set[int]:
    lowered = [sentence.words[w].lower() for w in range(len(sentence.words))]
    for w in sorted(own):
        if lowered[w] == "according" and w + 1 in own and lowered[w + 1] == "to":
            return {w, w + 1}
    outside = [w for w in own if sentence.heads[w] not in own and sentence.upos[w] != "PUNCT"]
    verbs = [w for w in outside if sentence.upos[w] in ("VERB", "AUX", "NOUN", "ADJ")] or outside
    if len(verbs) > 1:
        verbs = [w for w in verbs if sentence.lemmas[w] in SPEECH] or verbs
    return {verbs[0]} if verbs else set()


def _source(sentence: Sentence, relation: str, cue: set[int], own: set[int]) -> set[int]:
    """The cue's own subject where it is a plain noun phrase (GUM's token numbers often stop before the name)."""
    named, subject = _named_source(sentence, relation), _subject(sentence, cue, own)
    nominal = {w for w in named if sentence.upos[w] in ("NOUN", "PROPN", "PRON", "NUM")}
    if not nominal or (named <= subject and len(subject) <= 15):
        return subject
    return named


def _named_source(sentence: Sentence, relation: str) -> set[int]:
    found = re.search(r"sem-atsrc-([\d,-]+?)-(?:_|gold)", relation)
    words: set[int] = set()
    for part in (found[1] if found else "").split(","):
        ends = [int(n) for n in part.split("-") if n]
        if ends:
            words |= set(range(ends[0] - sentence.first, ends[-1] - sentence.first + 1))
    inside = {w for w in words if 0 <= w < len(sentence.words)}
    return inside if inside == words else set()


def _subject(sentence: Sentence, cue: set[int], own: set[int]) -> set[int]:
    for w in own:
        if sentence.heads[w] in cue and sentence.deprels[w].startswith("nsubj"):
            return sentence.subtree(w) & own
    return set()


def _trim(sentence: Sentence, words: set[int]) -> set[int]:
    """Drop outer commas, brackets, 'that' as conjunction; quotation marks stay out as well."""
    kept = sorted(words)
    while kept and _edge(sentence, kept[0]):
        kept.pop(0)
    while kept and (sentence.upos[kept[-1]] == "PUNCT"):
        kept.pop()
    return set(kept)


def _edge(sentence: Sentence, w: int) -> bool:
    return sentence.upos[w] == "PUNCT" or (
        sentence.words[w].lower() == "that" and sentence.deprels[w] == "mark"
    )


def silver_frames(sentence: Sentence) -> list[Frame]:
    """Attributions read off the syntax: speech verb with clausal complement or parataxis, and 'according to'."""
    children = sentence.children()
    frames: list[Frame] = []
    for w, lemma in enumerate(sentence.lemmas):
        if lemma in SPEECH and sentence.upos[w] == "VERB":
            frame = _reported(sentence, w, children)
        elif sentence.words[w].lower() == "according" and w + 1 < len(children):
            frame = _according(sentence, w)
        else:
            frame = None
        if frame:
            frames.append(frame)
    return frames


def _reported(sentence: Sentence, verb: int, children: list[list[int]]) -> Frame | None:
    subjects = [c for c in children[verb] if sentence.deprels[c] == "nsubj"]
    clauses = [c for c in children[verb] if sentence.deprels[c] == "ccomp"]
    head = sentence.heads[verb]
    if not subjects:
        return None
    if clauses:
        content = set().union(*(sentence.subtree(c) for c in clauses))
    elif (
        sentence.deprels[verb] == "parataxis"
        and head >= 0
        and sentence.lemmas[verb] in ("say", "tell", "add", "write", "think")
    ):
        content = sentence.subtree(head, without=frozenset({verb}))
    else:
        return None
    source = _trim(sentence, sentence.subtree(subjects[0]))
    content = _trim(sentence, content - source - {verb})
    return Frame(source, {verb}, content) if len(content) > 1 else None


def _according(sentence: Sentence, w: int) -> Frame | None:
    head = sentence.heads[w]
    if head < 0 or sentence.words[w + 1].lower() != "to" or sentence.heads[head] < 0:
        return None
    source = sentence.subtree(head) - {w, w + 1}
    content = sentence.subtree(sentence.heads[head], without=frozenset({head}))
    return Frame(_trim(sentence, source), {w, w + 1}, _trim(sentence, content))
