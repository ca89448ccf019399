"""The 982 texts of ECB+ with their topics and stories (Cybulska and Vossen, 2014)."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from rashomon.core.records import Document

FOLDER = Path(__file__).parents[1] / ".." / "shared" / "data" / "ecbplus" / "ECB+"


@dataclass(frozen=True)
class Text:
    """One text; each topic holds two similar stories, told apart by "ecb" and "ecbplus"."""

    doc: Document
    topic: int
    story: str


def load(folder: Path = FOLDER) -> list[Text]:
    """All texts, by topic and name."""
    files = sorted(folder.glob("*/*.xml"), key=lambda path: (int(path.parent.name), path.name))
    return [_text(path) for path in files]


def halves(texts: list[Text]) -> tuple[list[Text], list[Text]]:
    """Every second topic for tuning, the others for the test."""
    topics = sorted({text.topic for text in texts})
    tuning = set(topics[::2])
    return (
        [text for text in texts if text.topic in tuning],
        [text for text in texts if text.topic not in tuning],
    )


def _text(path: Path) -> Text:
    corpus = "ecbplus" if path.stem.endswith("ecbplus") else "ecb"
    sentences: dict[int, list[str]] = {}
    for token in ET.parse(path).getroot().iter("token"):
        sentences.setdefault(int(token.get("sentence", 0)), []).append(token.text or "")
    if corpus == "ecbplus":
        sentences.pop(0, None)  # the address of the page
    text = " ".join(" ".join(words) for _, words in sorted(sentences.items()))
    doc = Document.make(page="", segment=0, text=text, ref=path.name)
    topic = int(path.parent.name)
    return Text(doc, topic, f"{topic} {corpus}")
