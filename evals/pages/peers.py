"""Run other extractors on the benchmark's pages: `python evals/pages/peers.py --half b --out FOLDER`.

Needs an environment of its own with the packages of `peers.txt` beside this file; writes
TOOL.jsonl for `score.py --found TOOL=FILE`. Each gives one document a page.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from score import pages


def trafilatura(text: str) -> dict[str, str]:
    """Text and facts by trafilatura."""
    import trafilatura as tool

    found: Any = tool.bare_extraction(text, include_comments=False, with_metadata=True)
    if found is None:
        return {"text": ""}
    return {
        "text": found.text or "",
        "title": found.title or "",
        "author": found.author or "",
        "published": found.date or "",
    }


def resiliparse(text: str) -> dict[str, str]:
    """Text and title by resiliparse."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(text)
    return {
        "text": extract_plain_text(tree, main_content=True, alt_texts=False),
        "title": tree.title or "",
    }


def newspaper4k(text: str) -> dict[str, str]:
    """Text and facts by newspaper4k."""
    import newspaper

    article = newspaper.article("http://localhost/", input_html=text, language="en")
    day = article.publish_date
    return {
        "text": article.text,
        "title": article.title or "",
        "author": ", ".join(article.authors),
        "published": str(day)[:10] if day else "",
    }


def readability(text: str) -> dict[str, str]:
    """Text and title by readability-lxml."""
    from lxml import html
    from readability import Document

    document = Document(text)
    body = html.fromstring(document.summary())
    return {"text": "\n".join(body.itertext()), "title": document.title() or ""}


def goose3(text: str) -> dict[str, str]:
    """Text and facts by goose3."""
    from goose3 import Goose

    article = Goose().extract(raw_html=text)
    return {
        "text": article.cleaned_text or "",
        "title": article.title or "",
        "author": ", ".join(article.authors),
        "published": (article.publish_date or "")[:10],
    }


TOOLS: dict[str, Callable[[str], dict[str, str]]] = {
    f.__name__: f for f in (trafilatura, resiliparse, newspaper4k, readability, goose3)
}


def main() -> None:
    """Run every tool and write its findings."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--half", choices=("a", "b", "hand"), default="b")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name, tool in TOOLS.items():
        lines = []
        for page, text, _ in pages(given.half):
            try:
                documents = [tool(text)]
            except Exception as error:  # noqa: BLE001 - another tool's failure is one of its results
                print(f"{name}: {page}: {type(error).__name__}: {str(error)[:80]}")
                documents = []
            lines.append(json.dumps({"page": page, "documents": documents}))
        (given.out / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
