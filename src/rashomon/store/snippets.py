"""Which places of a text show best why it was found."""

from collections.abc import Sequence

from rashomon.core.spans import Span, Spans

SNIPPETS = 3  # of a document: enough to judge whether to open it
SPANS = 10  # that a snippet marks at most
WIDTH = 240  # code points of a snippet: two or three lines
BEFORE = 60  # of them before its first match
_STEM = 5  # first letters by which two forms of a word are taken for one


def best_snippets(text: str, found: Sequence[Span]) -> tuple[Spans, Spans]:
    """The places with most of the different words, and the matches in them; both in text order.

    Args:
        text: The document's text.
        found: The matched spans, in text order.
    """
    keys = [text[start : min(end, start + _STEM)].casefold() for start, end in found]
    windows: list[Span] = []
    spans: list[Span] = []
    shown: set[str] = set()
    while len(windows) < SNIPPETS:
        best = _best_start(found, keys, windows, shown)
        if best is None:
            break
        window = _around(text, found[best])
        inside = [n for n, span in enumerate(found) if _within(span, window)][:SPANS]
        windows.append(window)
        spans += [found[n] for n in inside or [best]]
        shown.update(keys[n] for n in inside)
    return tuple(sorted(windows)), tuple(sorted(set(spans)))


def _best_start(
    found: Sequence[Span], keys: Sequence[str], taken: Sequence[Span], shown: set[str]
) -> int | None:
    """The match from which on a window shows most that is new; the first of equals."""
    best, most = None, (0, 0, 0)
    last = 0
    for n, (start, _) in enumerate(found):
        last = max(last, n)
        while last < len(found) and found[last][1] <= start + WIDTH - BEFORE:
            last += 1
        if any(a - (WIDTH - BEFORE) < start < b for a, b in taken):
            continue
        inside = set(keys[n : max(last, n + 1)])
        gain = (len(inside - shown), len(inside), min(last - n, SPANS))
        if best is None or gain > most:
            best, most = n, gain
    return best


def _around(text: str, span: Span) -> Span:
    """A window that begins a little before a match; no word is cut where spaces are near."""
    start = max(0, span[0] - BEFORE)
    end = min(len(text), max(span[1], start + WIDTH))
    if start:
        space = text.find(" ", start, span[0])
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", span[1], end)
        end = space if space >= 0 else end
    return start, end


def _within(span: Span, window: Span) -> bool:
    return window[0] <= span[0] and span[1] <= window[1]
