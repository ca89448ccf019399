"""Words to the word pieces that the reader takes; training uses this very module."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.nlp.tokens import word_shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CLS, SEP, UNKNOWN = 101, 102, 100  # of the BERT vocabulary
MAX_PIECES_PER_WORD = 6
_MAX_WORD = 64  # characters of a word that are looked at; WordPiece knows none of a hundred
_CACHE_SIZE = 200_000  # words; a cache that is full starts anew


@dataclass(frozen=True, slots=True)
class Encoded:
    """Piece ids and letter case with [CLS] and [SEP]; `anchors[0]` is 0, `anchors[1 + w]` the first piece of word w.

    `groups` has the sentence of each word, counted from 1.
    """

    ids: list[int]
    anchors: list[int]
    shapes: list[int]
    groups: list[int]

    def piece_groups(self) -> list[int]:
        """The sentence of each piece; 0 on [CLS] and [SEP]."""
        found = [0] * len(self.ids)
        ends = [*self.anchors[2:], len(self.ids) - 1]
        for group, first, last in zip(self.groups, self.anchors[1:], ends, strict=True):
            found[first:last] = [group] * (last - first)
        return found


class Pieces:
    """Word-by-word WordPiece with a cache."""

    def __init__(self, tokenizer: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """Return the ids of one word: at least one, at most six."""
        ids = self._known.get(word)
        if ids is None:
            found = self._tokenizer.encode(word[:_MAX_WORD], add_special_tokens=False).ids
            ids = found[:MAX_PIECES_PER_WORD] or [UNKNOWN]
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            self._known[word] = ids
        return ids

    def encode(self, sentences: Sequence[Sequence[str]], *, limit: int) -> Encoded:
        """As many words of the sentences as fit into `limit` pieces, [CLS] and [SEP] included."""
        ids, anchors, shapes, groups = [CLS], [0], [0], list[int]()
        for group, words in enumerate(sentences, 1):
            for word in words:
                own = self.of(word)
                if len(ids) + len(own) + 1 > limit:
                    return Encoded([*ids, SEP], anchors, [*shapes, 0], groups)
                anchors.append(len(ids))
                ids.extend(own)
                shapes.extend([word_shape(word)] * len(own))
                groups.append(group)
        return Encoded([*ids, SEP], anchors, [*shapes, 0], groups)

    def encode_raw(self, texts: Sequence[str], *, limit: int) -> list[list[int]]:
        """Ids of whole texts as all-MiniLM-L6-v2 itself cuts them (the teacher's input)."""
        batch = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [[CLS, *encoded.ids[: limit - 2], SEP] for encoded in batch]
