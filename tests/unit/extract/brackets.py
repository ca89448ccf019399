"""Bracket notation: "[The strike]{cause} [raised]{signal} [oil prices]{effect}."."""

import re

_MARKED = re.compile(r"\[([^\[\]]*)\]\{(\w+)\}")


def parse_brackets(marked):
    """Give the bare text and, for each role, its spans."""
    text, roles, at = "", {}, 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        roles.setdefault(match[2], []).append((len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return text + marked[at:], {role: tuple(spans) for role, spans in roles.items()}


def likeness(left, right):
    """Shared characters of two lists of spans over all their characters."""
    a = {i for s, e in left for i in range(s, e)}
    b = {i for s, e in right for i in range(s, e)}
    return len(a & b) / len(a | b) if a | b else 1.0
