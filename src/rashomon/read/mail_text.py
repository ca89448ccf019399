"""Plain text of messages: what it quotes of others and its signature are not its own words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.read.blocks import Block

MAIL_MARK = "part=message"  # in the media type of a message's own text
QUOTED, SIGNATURE = "quoted message", "signature"
_LEAD_IN = re.compile(
    r"(?:On|Am|Le|El)\b.{5,200}\b(?:wrote|schrieb|a écrit|escribió)\s*:", re.DOTALL
)
_ORIGINAL = re.compile(r"-{2,}\s*(?:original|forwarded) message\s*-{2,}", re.IGNORECASE)
_SIGNATURE = re.compile(r"--(?:\s|$)")  # RFC 3676, section 4.3
_LONGEST_SIGNATURE = 8  # blocks; more below such a line is no signature


def mark_frame(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a message, those of others and the signature marked as not wanted."""
    signed = _signature(blocks)
    marked: list[Block] = []
    for i, block in enumerate(blocks):
        reason = SIGNATURE if i >= signed else QUOTED if _is_quoted(blocks, i) else ""
        marked.append(replace(block, region=reason, wanted=False) if reason else block)
    return marked


def _signature(blocks: Sequence[Block]) -> int:
    """Where the signature begins; behind the last block where there is none."""
    starts = [i for i, block in enumerate(blocks) if i and _SIGNATURE.match(block.text)]
    late = [i for i in starts if len(blocks) - i <= _LONGEST_SIGNATURE]
    return late[0] if late else len(blocks)


def _is_quoted(blocks: Sequence[Block], i: int) -> bool:
    text = blocks[i].text
    if text.startswith(">") or _ORIGINAL.fullmatch(text.strip()):
        return True
    below = blocks[i + 1].text if i + 1 < len(blocks) else ""
    return bool(below.startswith(">") and _LEAD_IN.fullmatch(text.strip()))
