"""Invented newsletters and messages of one article."""

STORIES = [
    (
        "Harbour council votes to close the Skerry terminal",
        [
            "Councillors in Port Averin voted by eleven to four on Monday to close the Skerry terminal at the end of the year, after Mayor Dara Finch had called the repairs too dear.",
            "The dockers’ union under Pavel Brunn announced a protest at the gates on Friday. Shipowners moved to Lorn say that they will not come back, and Finch promised the workers new posts on the ferries.",
        ],
    ),
    (
        "Drought empties the reservoirs above Tessaly",
        [
            "The three reservoirs above Tessaly hold less than a fifth of their water, the regional office of Commissioner Iren Vasko said, the lowest level since measurements began in 1961.",
            "Farmers along the Olm must stop watering by night. The mountain villages of Hask and Brede get water by truck, and Vasko expects no rain before the second half of the month.",
        ],
    ),
    (
        "Bank of Quarle raises its rate for the third time",
        [
            "Governor Simon Adeyo lifted the key rate of the Bank of Quarle to four percent on Wednesday, the third step since the spring, and blamed the price of imported gas.",
            "Builders in Mendel Street called the step poison. Professor Ute Lindqvist of the Quarle Institute sees no other way to bring inflation down from nine percent.",
        ],
    ),
    (
        "Striking nurses return to the wards of Cindra",
        [
            "After nineteen days the nurses of the four hospitals in Cindra ended their strike on Sunday night, having won two more people for every night shift in the agreement with Minister Olga Renn.",
            "Their speaker Tomas Hale called it a beginning. The Patients’ League counted six hundred operations that were put off, and Renn left open who will pay.",
        ],
    ),
]  # fmt: skip
ARTICLE = [
    ("", "The Kerrin dam will not be rebuilt, Minister Alda Moreau told the assembly in Norrel on Tuesday. The dam above Kerrin burst in March and took forty houses in the valley of the Senn with it, and Moreau had promised a new one within days of it."),
    ("What the minister says", "According to Moreau the ground at Kerrin bears no second dam. Engineers of Norrel Hydro drilled at nine places above the Senn, and at seven of them the rock was split. Rebuilding in the same place, Moreau said, would be to wait for the next flood."),
    ("What the valley says", "In Kerrin itself people do not believe the drilling. The mayor of Kerrin, Jonas Veit, says that Norrel Hydro wants to be rid of the dam because it earns nothing, and that Moreau took over the figures of the firm. Without the dam the Senn floods the lower valley every spring."),
    ("What comes next", "The assembly in Norrel votes in June. If it follows Moreau, Norrel Hydro pays the owners of the forty houses, and the Senn gets its old bed back below Kerrin. Veit wants to bring a complaint against the firm before the court in Norrel."),
]  # fmt: skip


def teaser(paragraphs):
    return paragraphs[0]


def headlines():
    """Linked headlines with a teaser and a link to the whole text, in the tables of mail programs."""
    rows = "".join(
        f'<tr><td style="padding:8px"><h3><a href="https://lantern.example/t/{n}">{title}</a></h3></td></tr>'
        f'<tr><td><p>{teaser(text)}</p><p><a href="https://lantern.example/t/{n}">Read more »</a></p></td></tr>'
        for n, (title, text) in enumerate(STORIES)
    )
    return (
        '<html><body class="newsletter"><table class="newsletter-body"><tr><td><a href="https://lantern.example/v">View this email in your browser</a></td></tr>'
        f"<tr><td><p>Good morning. Here is what the Lantern has for you today, with warm regards from the newsroom.</p></td></tr>{rows}"
        "<tr><td><p>That is all for today. Until tomorrow, and thank you for reading us.</p>"
        '<p>You are receiving this email because you signed up at lantern.example.</p><p><a href="u">Unsubscribe</a></p></td></tr></table></body></html>'
    )


def full_articles():
    """Whole articles one after another, with bylines, lines drawn between them."""
    parts = "<hr>".join(
        f"<h2>{title}</h2><p>By {name}</p>{''.join(f'<p>{p}</p>' for p in text)}"
        for (title, text), name in zip(STORIES, ("Mira Tolland", "Ada Brook", "Jon Serra", "Ines Falk"), strict=True)
    )  # fmt: skip
    return f"<html><body><h1>The Lantern Weekly</h1>{parts}<p><a href='u'>Unsubscribe</a></p></body></html>"


def bare_articles():
    """Whole articles one after another with nothing but headings."""
    parts = "".join(
        f"<h2>{title}</h2>{''.join(f'<p>{p}</p>' for p in text)}" for title, text in STORIES
    )
    return f"<html><body>{parts}</body></html>"


def digest():
    """A numbered digest in plain text with its contents on top and addresses below each item."""
    contents = "\n".join(f"{n}. {title}" for n, (title, _) in enumerate(STORIES, 1))
    items = "\n\n".join(
        f"{n}. {title}\n\n{' '.join(text)}\n\nhttps://digest.example/{n}"
        for n, (title, text) in enumerate(STORIES, 1)
    )
    return f"THE MORNING DIGEST\n\nIn this issue:\n\n{contents}\n\n{items}\n\n-- \nThe Morning Digest\n"


def ruled():
    """Items in plain text with lines drawn above their titles and no links."""
    line = "-" * 40
    items = "\n\n".join(f"{line}\n\n{title.upper()}\n\n{' '.join(text)}" for title, text in STORIES)
    return f"Dear readers,\n\n{items}\n\n{line}\n\nYours, the editors\n"


def sections():
    """Sections with items that have a heading and end in a link inside their last paragraph."""
    names = ("Economy", "Water", "Economy", "Health")
    items = "".join(
        f"<div><h2>{section}</h2><p><strong>{title}</strong></p>"
        f'<p>{teaser(text)}</p><p>{text[1]} <a href="https://courier.example/{n}">Continue reading</a></p></div>'
        for n, (section, (title, text)) in enumerate(zip(names, STORIES, strict=True))
    )
    return f"<html><body><div class='wrapper'>{items}</div></body></html>"


def one_article():
    """One article with headings inside, links in its text and a picture of its outlet's other pages."""
    parts = "".join(f"<h2>{head}</h2><p>{text}</p>" if head else f"<p>{text}</p>" for head, text in ARTICLE)  # fmt: skip
    return f"<html><body><h1>No second dam at Kerrin</h1><p>By Mira Tolland</p>{parts}<p><a href='u'>Unsubscribe</a></p></body></html>"


def numbered_article():
    """One article in plain text whose parts are numbered."""
    first, *rest = ARTICLE
    parts = [f"{n}. {head}\n\n{text}" for n, (head, text) in enumerate(rest, 1)]
    return "\n\n".join([first[1], *parts])


def article_and_more():
    """One article, and below it linked headlines of other ones."""
    parts = "".join(f"<h2>{head}</h2><p>{text}</p>" if head else f"<p>{text}</p>" for head, text in ARTICLE)  # fmt: skip
    more = "".join(
        f'<h3><a href="https://lantern.example/t/{n}">{title}</a></h3><p>{teaser(text)}</p>'
        for n, (title, text) in enumerate(STORIES[:2])
    )
    return f"<html><body><h1>No second dam at Kerrin</h1>{parts}<h2>More from the Lantern</h2>{more}</body></html>"


def article_with_links():
    """One article with headings inside, each part of which ends in a link to an older report."""
    parts = "".join(
        f'<h2>{head or "The decision"}</h2><p>{text}</p><p><a href="https://lantern.example/{n}">Read more</a></p>'
        for n, (head, text) in enumerate(ARTICLE)
    )
    return f"<html><body>{parts}</body></html>"


def letter():
    """A letter without any heading."""
    return "\n\n".join(text for _, text in ARTICLE)
