"""What the names in markup say about a stretch of a page, in plain words."""

import re

_TAGS = {
    "nav": "site chrome: navigation",
    "footer": "site chrome: page foot",
    "aside": "site chrome: sidebar",
    "form": "site chrome: form",
    "button": "site chrome: button",
    "dialog": "site chrome: dialog",
    "menu": "site chrome: navigation",
}
_ROLES = {
    "navigation": "site chrome: navigation",
    "search": "site chrome: search",
    "complementary": "site chrome: sidebar",
    "contentinfo": "site chrome: page foot",
    "banner": "site chrome: page header",
    "dialog": "site chrome: dialog",
    "alert": "site chrome: notice",
}


def _names(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[_-])(?:{words})(?:$|[_-])")


_WORDS = (
    ("reader comments", r"comments?|commentlist|comment-?(?:list|section|area|body)|disqus\w*|respond|replies|discussion"),
    ("teaser", (r"related\w*|recommend\w*|recirc\w*|more-(?:from|stories|news|posts)|read-?(?:next|more|also)|most-?(?:read|popular)"
               r"|outbrain\w*|taboola\w*|trending|teasers?|you-may-like|similar-posts|up-?next|popular-posts|recent-posts")),
    ("site chrome: sharing", r"share|sharing|social\w*|addtoany\w*|sharedaddy|share-?(?:bar|buttons?|tools)"),
    ("site chrome: newsletter", r"newsletter\w*|subscri(?:be|ption)\w*|sign-?up|mailchimp|opt-?in"),
    ("site chrome: cookie notice", r"cookies?|cookie-?\w+|consent|gdpr|cmp"),
    ("advertisement", r"ads?|advert\w*|ad-?(?:slot|unit|container|banner|wrapper)|sponsor\w*|promo\w*|dfp|adsense|banner-ad"),
    ("author bio", r"author-?(?:bio|box|info|card|profile|description)|about-?(?:the-)?author|bio"),
    ("site chrome: navigation", r"nav|navbar|navigation|menu\w*|breadcrumbs?|pagination|pager|site-?header|masthead|topbar|skip-?link\w*|toc"),
    ("site chrome: page foot", r"footer|site-?footer|page-?footer|colophon|copyright"),
    ("site chrome: sidebar", r"sidebar|side-?bar|widget\w*|rail"),
    ("site chrome: tools", r"toolbar|tools|print|modal|popup|overlay|paywall|login|search-?(?:form|box)"),
)  # fmt: skip
_NAMES = tuple((reason, _names(words)) for reason, words in _WORDS)
_ANY_NAME = _names("|".join(words for _, words in _WORDS))
REASONS = tuple(
    dict.fromkeys([*(reason for reason, _ in _NAMES), *_TAGS.values(), *_ROLES.values()])
)
NO_RANK = len(_NAMES)


def find_region(tag: str, role: str, rank: int) -> str:
    """The reason to drop what an element holds if the extractor does not want it, or "".

    Args:
        tag: The element's tag.
        role: Its ARIA role.
        rank: The lowest rank among its names.
    """
    if tag in ("html", "body"):
        return ""
    return _NAMES[rank][0] if rank < NO_RANK else _ROLES.get(role) or _TAGS.get(tag, "")


def rank_name(name: str) -> int:
    """The number of the first reason that a class name or id in lower case gives, or `NO_RANK`."""
    if not _ANY_NAME.search(name):
        return NO_RANK
    return next(i for i, (_, pattern) in enumerate(_NAMES) if pattern.search(name))
