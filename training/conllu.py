"""Reading the CoNLL-U files of UD EWT and GUM."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sentence:
    """One parsed sentence; `heads` index into `words`, -1 is the root; `first` is its first token's number in the document."""

    doc: str
    text: str
    first: int
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)

    def children(self) -> list[list[int]]:
        """Dependants of every word."""
        found: list[list[int]] = [[] for _ in self.words]
        for word, head in enumerate(self.heads):
            if head >= 0:
                found[head].append(word)
        return found

    def subtree(self, root: int, *, without: frozenset[int] = frozenset()) -> set[int]:
        """The words under `root`, not descending into `without`."""
        children, todo, seen = self.children(), [root], set()
        while todo:
            word = todo.pop()
            if word not in seen and word not in without:
                seen.add(word)
                todo.extend(children[word])
        return seen


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a file, documents marked by `# newdoc id`."""
    doc, first = path.stem, 1
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if named := re.search(r"^# newdoc id = (.+)$", block, re.MULTILINE):
            doc, first = named[1], 1
        sentence = _sentence(block, doc, first)
        if sentence.words:
            first += len(sentence.words)
            yield sentence


def _sentence(block: str, doc: str, first: int) -> Sentence:
    text = re.search(r"^# text = (.+)$", block, re.MULTILINE)
    sentence = Sentence(doc=doc, text=text[1] if text else "", first=first)
    for line in block.split("\n"):
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        sentence.words.append(columns[1])
        sentence.lemmas.append(columns[2])
        sentence.upos.append(columns[3])
        sentence.feats.append(columns[5])
        sentence.heads.append(int(columns[6]) - 1)
        sentence.deprels.append(columns[7])
        sentence.misc.append(columns[9])
    return sentence
