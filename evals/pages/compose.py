"""Compose the benchmark's pages: invented articles in the layouts that pages have in the wild.

    python evals/pages/compose.py            write evals/pages/made/*.html, *.txt and *.json anew

Every page comes with its gold: the documents with title, author, outlet, date and paragraphs, and
the lines that are furniture. Half a (articles, site furniture and class names of its own) is for
tuning, half b for testing; the two share no text and no names in markup.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ARTICLES = HERE / "articles.txt"
MADE = HERE / "made"
FETCHED = "2026-03-12T09:00:00+00:00"
EACH = 4  # pages of a layout in each half
SEED = 20260312

sys.path.insert(0, str(HERE))


@dataclass(frozen=True)
class Article:
    """One invented article."""

    half: str
    outlet: str
    author: str
    day: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass
class Gold:
    """What a reader of the page should find: documents, furniture, and lines that count as neither."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    chrome: list[str] = field(default_factory=list)

    def add(self, article: Article, *, role: str = "main", **known: str) -> None:
        """Add an article as a document, with the facts that the page shows."""
        facts = {"title": article.title, "author": "", "outlet": "", "published": ""} | known
        self.documents.append({"role": role, **facts, "paragraphs": list(article.paragraphs)})


def read_articles() -> list[Article]:
    """The articles of articles.txt."""
    found = []
    for part in re.split(r"^=== ", ARTICLES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        key, outlet, author, day, title = (x.strip() for x in head.split("|"))
        paragraphs = tuple(p.strip() for p in body.strip().split("\n\n"))
        found.append(Article(key.split()[0], outlet, author, day, title, paragraphs))
    return found


@dataclass
class Maker:
    """Draws the articles, furniture and markup names of one page."""

    half: str
    rng: random.Random
    articles: list[Article]
    gold: Gold = field(default_factory=Gold)
    names: dict[str, str] = field(default_factory=dict)

    def take(self, count: int) -> list[Article]:
        """Different articles of this half."""
        return self.rng.sample(self.articles, count)

    def furniture(self, kind: str, count: int) -> list[str]:
        """Lines of site furniture; they stand in the gold as such."""
        from furniture import LINES

        pool = LINES[self.half][kind]
        lines = self.rng.sample(pool, min(count, len(pool)))
        self.gold.chrome += lines
        return lines

    def name(self, role: str) -> str:
        """The class name that this page gives to such an element, as sites of this half do."""
        from furniture import NAMES

        if role not in self.names:
            self.names[role] = self.rng.choice(NAMES[self.half][role])
        return self.names[role]

    def hashed(self) -> str:
        """A class name without a meaning."""
        return "".join(self.rng.choices("abcdefghijkmnpqrstuvwxyz0123456789", k=6))


# --- pieces -------------------------------------------------------------------------------------


def shown_date(m: Maker, day: str) -> str:
    """A date as sites print it."""
    when = date.fromisoformat(day)
    forms = (
        f"{when.day} {when:%B} {when.year}",
        f"{when:%B} {when.day}, {when.year}",
        f"{when:%b} {when.day}, {when.year}",
    )
    return m.rng.choice(forms)


def byline(m: Maker, article: Article) -> str:
    """A line that names the author."""
    return m.rng.choice(
        (f"By {article.author}", f"by {article.author}", f"By {article.author}, {article.outlet}")
    )


def tag(name: str, inner: str, **attributes: str) -> str:
    """An element."""
    said = "".join(f' {k.rstrip("_")}="{escape(v)}"' for k, v in attributes.items() if v)
    return f"<{name}{said}>{inner}</{name}>\n"


def paragraphs(article: Article, *, with_tag: str = "p") -> str:
    """An article's paragraphs, or its text with line breaks between them."""
    if with_tag == "br":
        return "<br><br>\n".join(escape(p) for p in article.paragraphs) + "\n"
    return "".join(tag(with_tag, escape(p)) for p in article.paragraphs)


def links(lines: Sequence[str], *, with_tag: str = "li") -> str:
    """Lines as links, each in an element."""
    return "".join(tag(with_tag, f'<a href="/{i}">{escape(x)}</a>') for i, x in enumerate(lines))


def head(m: Maker, article: Article, *, level: str = "h1", marked: bool = True) -> str:
    """Title, byline and date; `marked` with names that say what they are."""
    by, day = byline(m, article), shown_date(m, article.day)
    if not marked:
        big = tag("div", f"<b>{escape(article.title)}</b>", class_=m.hashed())
        return big + tag("div", escape(by)) + tag("div", escape(day))
    time = f'<time datetime="{article.day}">{day}</time>'
    return (
        tag(level, escape(article.title))
        + tag("p", escape(by), class_=m.name("byline"))
        + tag("div", time, class_=m.name("date"))
    )


def shell(m: Maker, body: str, *, title: str = "", site: str = "", semantic: bool = True) -> str:
    """A whole page around a body: navigation above, page foot below."""
    nav, foot = m.furniture("nav", 7), m.furniture("foot", 5)
    if semantic:
        top = tag("header", tag("nav", tag("ul", links(nav)), class_=m.name("nav")))
        end = tag(
            "footer",
            tag("ul", links(foot[:-1])) + tag("p", escape(foot[-1])),
            class_=m.name("foot"),
        )
    else:
        top = tag("div", links(nav, with_tag="div"), class_=m.hashed())
        end = tag(
            "div",
            links(foot[:-1], with_tag="span") + tag("div", escape(foot[-1])),
            class_=m.hashed(),
        )
    meta = (
        f"<meta charset=utf-8><title>{escape(title)}{' | ' + escape(site) if site else ''}</title>"
    )
    return f"<!doctype html>\n<html lang=en><head>{meta}</head><body>\n{top}{body}{end}</body></html>\n"


def aside(m: Maker, count: int = 5, *, semantic: bool = True) -> str:
    """A sidebar with links to other articles."""
    label = m.furniture("aside_title", 1)
    lines = m.furniture("teaser", count)
    inner = tag("h3", escape(label[0])) + tag("ul", links(lines))
    return tag(
        "aside" if semantic else "div", inner, class_=m.name("aside") if semantic else m.hashed()
    )


def inline_furniture(m: Maker, text: str, *, semantic: bool = True) -> str:
    """Sharing buttons and a newsletter box in the middle of an article's paragraphs."""
    parts = re.split(r"(?<=</p>\n)", text, maxsplit=1)
    share, box = m.furniture("share", 3), m.furniture("newsletter", 1)
    middle = tag(
        "div", links(share, with_tag="span"), class_=m.name("share") if semantic else m.hashed()
    )
    middle += tag(
        "div", tag("p", escape(box[0])), class_=m.name("newsletter") if semantic else m.hashed()
    )
    return parts[0] + middle + "".join(parts[1:])


# --- layouts ------------------------------------------------------------------------------------


def single(m: Maker) -> str:
    """One article with a sidebar, sharing buttons, a newsletter box."""
    (a,) = m.take(1)
    m.gold.add(a, author=a.author, published=a.day, outlet=a.outlet)
    body = head(m, a) + inline_furniture(m, paragraphs(a))
    more = aside(m)
    main = tag("main", tag("article", tag("div", body, class_=m.name("body"))) + more)
    return shell(m, main, title=a.title, site=a.outlet)


def bare(m: Maker) -> str:
    """The same without a semantic tag or a telling class name."""
    (a,) = m.take(1)
    m.gold.add(a, author=a.author, published=a.day)
    body = tag(
        "div",
        head(m, a, marked=False)
        + inline_furniture(
            m, paragraphs(a, with_tag=m.rng.choice(("p", "p", "div"))), semantic=False
        ),
        class_=m.hashed(),
    )
    return shell(m, body + aside(m, semantic=False), title=a.title, semantic=False)


def related(m: Maker) -> str:
    """An article with the full text of others behind it, under a line that says so."""
    first, *others = m.take(3)
    m.gold.add(first, author=first.author, published=first.day)
    body = tag("article", head(m, first) + paragraphs(first), class_=m.name("body"))
    label = m.furniture("related_title", 1)
    rest = ""
    for other in others:
        m.gold.add(other, role="related", author=other.author, published=other.day)
        rest += tag("div", head(m, other, level="h3") + paragraphs(other), class_=m.name("card"))
    return shell(
        m, tag("main", body) + tag("section", tag("h2", escape(label[0])) + rest), title=first.title
    )


def aggregator(m: Maker) -> str:
    """Several full texts of equal rank, each with its outlet's name."""
    body = ""
    level = m.rng.choice(("h2", "h3"))
    for a in m.take(4):
        m.gold.add(a, role="any", author=a.author, published=a.day, outlet=a.outlet)
        line = f"{a.outlet} · {shown_date(m, a.day)}"
        about = tag("div", escape(line), class_=m.name("date")) + tag(
            "p", escape(f"By {a.author}"), class_=m.name("byline")
        )
        body += tag(
            "div", tag(level, escape(a.title)) + about + paragraphs(a), class_=m.name("card")
        )
    return shell(m, tag("div", body, class_=m.name("list")), title="Today in the region")


def bare_several(m: Maker) -> str:
    """Several full texts without any semantic markup, titles in bold."""
    body = ""
    breaks = m.rng.choice(("p", "div", "br"))
    for a in m.take(3):
        m.gold.add(a, role="any", author=a.author, published=a.day)
        body += tag("div", head(m, a, marked=False) + tag("div", paragraphs(a, with_tag=breaks)))
    return shell(m, tag("div", body, class_=m.hashed()), semantic=False)


def endless(m: Maker) -> str:
    """Full articles that a script appended while somebody scrolled, furniture between them."""
    body = ""
    chosen = m.take(3)
    for i, a in enumerate(chosen):
        m.gold.add(a, role="main" if not i else "related", author=a.author, published=a.day)
        share = m.furniture("share", 2)
        inner = (
            head(m, a)
            + tag("div", links(share, with_tag="span"), class_=m.name("share"))
            + paragraphs(a)
        )
        body += tag("article", inner, class_=m.name("body"))
    return shell(m, tag("main", body), title=chosen[0].title)


def digest(m: Maker) -> str:
    """A newsletter: short items under bold headlines, in a table."""
    cells = tag("tr", tag("td", escape(m.furniture("mail_top", 1)[0])))
    items = m.take(4)
    for a in items:
        short = Article(a.half, a.outlet, a.author, a.day, a.title, a.paragraphs[:1])
        m.gold.add(short, role="any", outlet=a.outlet)
        more = m.furniture("more", 1)[0]
        inner = (
            tag("strong", escape(a.title))
            + "<br>"
            + escape(a.paragraphs[0])
            + f'<br><a href="/r">{escape(more)}</a> <i>{escape(a.outlet)}</i>'
        )
        cells += tag("tr", tag("td", inner))
    cells += "".join(tag("tr", tag("td", escape(x))) for x in m.furniture("mail_foot", 3))
    return f"<html><head><meta charset=utf-8><title>Morning digest</title></head><body>\n{tag('table', cells, width='600')}</body></html>\n"


def live(m: Maker) -> str:
    """A live blog: one document of entries with their times."""
    entries = [p for a in m.take(3) for p in a.paragraphs]
    title = m.rng.choice(
        (
            "Live: storm over the northern ports",
            "As it happened: the council votes",
            "Live updates: talks at the border",
        )
    )
    hour = 17
    body = tag("h1", title) + tag("p", "By Lena Ostrom", class_=m.name("byline"))
    for n, entry in enumerate(entries):
        stamp = f"{hour - n // 3}:{(50 - 17 * (n % 3)):02d}"
        share = m.furniture("share", 1) if n == 0 else []
        body += tag(
            "div",
            tag("div", stamp, class_=m.name("date"))
            + tag("p", escape(entry))
            + links(share, with_tag="span"),
            class_=m.name("entry"),
        )
    whole = Article(m.half, "", "Lena Ostrom", "", title, tuple(entries))
    m.gold.add(whole, author="Lena Ostrom")
    return shell(m, tag("main", tag("article", body)), title=title)


def thread(m: Maker) -> str:
    """A forum thread: one document of posts; names, dates and buttons of posts are furniture."""
    from furniture import USERS

    texts = [p for a in m.take(3) for p in a.paragraphs][:7]
    title = m.rng.choice(
        (
            "Anyone else affected by the ferry cuts?",
            "Is the new road really on their land?",
            "Who decides about the forest?",
        )
    )
    body = tag("h1", title)
    for n, text in enumerate(texts):
        user = m.rng.choice(USERS[m.half])
        buttons = m.furniture("post", 2) if n == 0 else []
        about = tag("div", f'<a href="/u">{user}</a>', class_=m.name("user")) + tag(
            "div", f"#{n + 1} · Mar {n + 1}, 2026, {8 + n}:12", class_=m.name("date")
        )
        body += tag(
            "div",
            about
            + tag("div", escape(text), class_=m.name("post"))
            + links(buttons, with_tag="span"),
            class_=m.name("entry"),
        )
    m.gold.add(Article(m.half, "", "", "", title, tuple(texts)))
    return shell(m, tag("div", body, class_=m.name("list")), title=title)


def front(m: Maker) -> str:
    """A home page: teasers, whose headlines and first sentences are all its text."""
    leads = []
    body = ""
    for a in m.take(8):
        lead = re.split(r"(?<=[.!?])\s", a.paragraphs[0])[0]
        leads += [a.title, lead]
        link = f'<a href="/{len(leads)}">{escape(a.title)}</a>'
        body += tag(
            "div",
            tag("h2", link)
            + tag("p", escape(lead))
            + tag("span", shown_date(m, a.day), class_=m.name("date")),
            class_=m.name("card"),
        )
    m.gold.add(Article(m.half, "", "", "", "", tuple(leads)))
    return shell(
        m, tag("main", tag("div", body, class_=m.name("list"))) + aside(m), title="Front page"
    )


def printed(m: Maker) -> str:
    """A print view: a table, hardly any furniture, the address at the foot."""
    (a,) = m.take(1)
    m.gold.add(a, author=a.author, published=a.day)
    top, foot = m.furniture("print", 1)[0], m.furniture("foot", 1)[0]
    inner = f"<font size=5><b>{escape(a.title)}</b></font><br>{escape(byline(m, a))}<br>{shown_date(m, a.day)}<br><br>\n"
    inner += paragraphs(a, with_tag="br")
    body = tag(
        "table",
        tag("tr", tag("td", escape(top)))
        + tag("tr", tag("td", inner))
        + tag("tr", tag("td", escape(foot))),
    )
    return f"<html><head><title>{escape(a.title)}</title></head><body>\n{body}</body></html>\n"


def copied(m: Maker) -> str:
    """Plain text: one article, copied with everything around it."""
    (a,) = m.take(1)
    m.gold.add(a, author=a.author, published=a.day)
    lines = [
        *m.furniture("nav", 5),
        "",
        a.title,
        "",
        byline(m, a),
        shown_date(m, a.day),
        *m.furniture("share", 3),
        "",
    ]
    for i, paragraph in enumerate(a.paragraphs):
        lines += [paragraph, ""]
        if i == 0:
            lines += [*m.furniture("newsletter", 1), ""]
    lines += [
        *m.furniture("related_title", 1),
        *m.furniture("teaser", 4),
        "",
        *m.furniture("foot", 4),
    ]
    return "\n".join(lines) + "\n"


def copied_several(m: Maker) -> str:
    """Plain text: several articles with their titles, one copied below the other."""
    lines = [*m.furniture("nav", 4), ""]
    for i, a in enumerate(m.take(3)):
        m.gold.add(a, role="any", author=a.author, published=a.day)
        lines += [a.title, byline(m, a), shown_date(m, a.day), ""]
        lines += [x for p in a.paragraphs for x in (p, "")]
        lines += [*m.furniture("related_title", 1), ""] if i == 0 else [""]
    lines += m.furniture("foot", 3)
    return "\n".join(lines) + "\n"


def copied_untitled(m: Maker) -> str:
    """Plain text: several articles without titles, each below its outlet and date."""
    lines: list[str] = []
    for a in m.take(3):
        m.gold.add(a, role="any", outlet=a.outlet, published=a.day)
        m.gold.documents[-1]["title"] = ""
        lines += [
            a.outlet,
            shown_date(m, a.day),
            "",
            *(x for p in a.paragraphs for x in (p, "")),
            "",
        ]
    lines += m.furniture("foot", 2)
    return "\n".join(lines) + "\n"


LAYOUTS: dict[str, Callable[[Maker], str]] = {
    f.__name__: f
    for f in (
        single, bare, related, aggregator, bare_several, endless, digest, live, thread, front, printed,
        copied, copied_several, copied_untitled,
    )
}  # fmt: skip


def compose(
    half: str, layout: str, number: int, articles: list[Article]
) -> tuple[str, dict[str, Any]]:
    """One page and its gold."""
    rng = random.Random(f"{SEED} {half} {layout} {number}")
    maker = Maker(half, rng, [a for a in articles if a.half == half])
    text = LAYOUTS[layout](maker)
    plain = layout.startswith("copied")
    about = {
        "layout": layout,
        "half": half,
        "media_type": "text/plain" if plain else "text/html",
        "fetched_at": FETCHED,
        "documents": maker.gold.documents,
        "chrome": sorted(set(maker.gold.chrome)),
    }
    return text, about


def main() -> None:
    """Write all pages."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=MADE)
    out = options.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    articles = read_articles()
    for half in "ab":
        for layout in LAYOUTS:
            for number in range(EACH):
                text, about = compose(half, layout, number, articles)
                ending = "txt" if about["media_type"] == "text/plain" else "html"
                name = f"{half}-{layout}-{number}"
                (out / f"{name}.{ending}").write_text(text, encoding="utf-8")
                gold = json.dumps({"page": f"{name}.{ending}", **about}, indent=1)
                (out / f"{name}.json").write_text(gold + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
