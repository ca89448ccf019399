"""Site chrome: is this line furniture of a site, and of which kind.

Transparent rules with weights. A rule that names furniture beyond doubt ("Back to top") is enough
by itself; a word that an article could use as well ("Search") needs its surroundings to agree: the
edge of the page, or furniture beside it. The weights were set on the invented lines of
`tests/unit/read/test_chrome.py` (furniture that must go, article lines that must stay).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

THRESHOLD = 1.0  # from this score on a line is chrome
LONGEST_CHROME = 320  # characters; longer lines are never judged furniture
_SURE = 1.0
_LIKELY = 0.6
_EDGE = 0.4  # nothing but short lines between it and the page's top or bottom
_NEIGHBOUR = 0.4  # the line before or after it is furniture
_LINKED = 0.4  # most of it is a link


@dataclass(frozen=True, slots=True)
class Rule:
    """Lines that match are furniture of this kind, with this much certainty."""

    reason: str
    weight: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much a line looks like chrome, and why."""

    score: float
    reason: str

    @property
    def is_chrome(self) -> bool:
        """Whether the line goes."""
        return self.score >= THRESHOLD


NAVIGATION = "site chrome: navigation"
SHARING = "site chrome: sharing"
NEWSLETTER = "site chrome: newsletter"
ACCOUNT = "site chrome: account"
COOKIES = "site chrome: cookie notice"
LEGAL = "site chrome: legal notice"
TOOLS = "site chrome: tools"
COMMENTS = "site chrome: comment box"
READING_TIME = "site chrome: reading time"
RELATED = "site chrome: related articles"
ADVERTISEMENT = "advertisement"
_NETWORKS = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|e-?mail|messenger|pinterest|threads|bluesky"
    r"|mastodon|instagram|youtube|tiktok|flipboard|pocket|sms|rss|x \(twitter\)|copy link|link|print)"
)
_OURS = r"(?:our|the|this|my|free|daily|weekly|morning|us)"


def _rules(reason: str, weight: float, *patterns: str) -> list[Rule]:
    return [Rule(reason, weight, re.compile(p, re.IGNORECASE)) for p in patterns]


_RULES = (
    *_rules(
        NAVIGATION,
        _SURE,
        r"(?:top|bottom|end) of (?:the )?page",
        r"(?:skip|jump) to (?:the )?(?:main |primary )?(?:content|navigation|search|footer|article)",
        r"(?:back|go|return|scroll) to (?:the )?(?:top|home ?page|home|overview|front page|all (?:news|articles|posts))",
        r"(?:open|close|toggle|show|hide|main|site|primary) (?:the )?(?:menu|navigation|search|sidebar)",
        r"(?:previous|next|older|newer) (?:article|post|story|page|entry|stories|posts)(?:\s*[:»›→].*)?",
        r"(?:see|view|show|load|browse) (?:all|more)(?: (?:articles?|posts?|stories|news|results|comments?|topics))?",
        r"you are here\b.*",
        r"(?:got|have) (?:a|any) (?:news )?(?:story|tip|tips|news tip|question)s?\?.{0,80}",
        r"home\s*[>»›/|].*",
        r"(?:[\w&'][\w&' -]{0,24}[|·•»›>] ?){3,16}[\w&'][\w&' -]{0,24}",
        r"page \d+ of \d+",
    ),
    *_rules(
        NAVIGATION,
        _LIKELY,
        r"search(?: (?:for|this site|the site|\.\.\.|…))?[:.…]*",
        r"(?:menu|navigation|home|home ?page|sections|topics|categories|archives?|site ?map|contact(?: us)?|about(?: us)?|help|faq"
        r"|news|world|politics|business|opinion|sports?|culture|lifestyle|weather|video|videos|photos|podcasts?|tech|science"
        r"|next|previous|more|close|open|edit|settings|language|english|latest|latest news|popular|loading\W*)",
    ),
    *_rules(
        SHARING,
        _SURE,
        r"share (?:this|the|on|via|to|with|by|full)\b(?: (?:article|story|post|page|news|link|"
        + _NETWORKS
        + r"|friends))*[:.!]?",
        rf"(?:share|tweet|pin|post)?\s*(?:on )?{_NETWORKS}(?:[\s,|·/]+(?:and )?{_NETWORKS})+",
        r"(?:copy|get) (?:the |short )?link|link copied[.!]?",
        rf"follow (?:us|me|our \w+|the author)(?: on| at| in)?\b.{{0,80}}|follow .{{2,40}} on {_NETWORKS}\W*",
        r"(?:click|tap) (?:here )?to (?:share|tweet|print|e-?mail|copy).{0,60}",
        r"\d[\d,.]*k? (?:shares?|likes?|views?|retweets|reactions)",
        r"(?:print|save|bookmark|gift)(?: this)? (?:article|story|page|post)",
    ),
    *_rules(
        SHARING,
        _LIKELY,
        r"share|tweet|like|print|e-?mail|save|bookmark|listen|follow|pin it|" + _NETWORKS,
    ),
    *_rules(
        NEWSLETTER,
        _SURE,
        rf"(?:sign[ -]?up|subscribe|register|join)\b.{{0,60}}\b(?:newsletters?|mailing list|inbox|{_OURS} (?:e-?mails?|updates|briefing|digest|list|channel))\b.{{0,160}}",
        rf"get {_OURS}\b.{{0,80}}\b(?:in|to|into|straight to) your (?:inbox|e-?mail|phone)\b.{{0,80}}",
        r"(?:enter )?your e-?mail(?: address)?\W*",
        r"(?:never|don't|do not) miss (?:a|an|any|our|out on)\b.{0,30}\b(?:story|stories|post|update|news|newsletter)\b.{0,60}",
        r"(?:the )?.{0,40}\bnewsletter",
        r"thank you for (?:subscribing|signing up)\b.{0,60}",
    ),
    *_rules(
        NEWSLETTER,
        _SURE,
        r"(?:view|read|open|see) (?:this |it )?(?:e-?mail|message|newsletter|issue)?\s*(?:in|on) (?:your |a |the )?(?:web )?browser\W*",
        r"(?:having )?(?:trouble|problems) (?:viewing|reading) this (?:e-?mail|message|newsletter)\b.{0,80}",
        r"you(?:'|’)?(?: a)?re (?:receiving|getting) this (?:e-?mail|message|newsletter)\b.{0,200}",
        r"this (?:e-?mail|message|newsletter) was sent to\b.{0,200}",
        r"(?:to )?unsubscribe(?: (?:here|now|at any time|from)\b.{0,80})?\W*",
        r"(?:manage|update|change) (?:your )?(?:e-?mail |subscription )?(?:preferences|subscription)\W*",
        r"unsubscribe\W{1,4}(?:manage|update)\b.{0,60}",
        r"forward(?: this)?(?: e-?mail| newsletter)? to a friend\W*",
    ),
    *_rules(
        ACCOUNT,
        _SURE,
        r"(?:please )?(?:sign|log)[ -]?(?:in|out|up)(?: (?:or|/|to|with|now|here|for free)\b.{0,80})?",
        r"(?:already|not (?:yet )?) ?(?:a |an )?(?:subscriber|member|registered)\b.{0,60}",
        r"(?:create|manage|open)(?: an?| your| my)? (?:free )?(?:account|profile|subscription)\b.{0,40}",
        r"(?:subscribe|register|join|donate|become a (?:member|subscriber|supporter))(?: (?:now|today|here|for free|from .{1,30}))?[.!]?",
        r"(?:support|fund) (?:our|independent|quality) (?:work|journalism|reporting|newsroom)\b.{0,120}",
        r"(?:my|your) (?:account|profile|subscription|saved (?:articles|items))",
        r"(?:this (?:article|content|story) is (?:for|only for|reserved for|available (?:only )?to) (?:subscribers|members))\b.{0,80}",
    ),
    *_rules(
        COOKIES,
        _SURE,
        r"(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\buses? cookies\b.{0,240}",
        r"by (?:continuing|using|browsing|clicking|visiting)\b.{0,80}\b(?:you (?:agree|accept|consent))\b.{0,200}",
        r"(?:accept|reject|allow|manage|decline)(?: all)? (?:cookies|preferences|choices)(?: settings)?",
        r"(?:cookie|privacy|consent) (?:settings|preferences|policy|notice|statement|choices|centre|center)",
        r"(?:do not|don't) sell (?:or share )?my (?:personal )?(?:information|data)\W*",
    ),
    *_rules(
        LEGAL,
        _SURE,
        r"(?:copyright\b|©|\(c\)).{0,160}",
        r".{0,120}\ball rights reserved\b.{0,80}",
        r"(?:terms|conditions)(?: (?:of|and|&) (?:use|service|conditions))+|terms|imprint|impressum|disclaimer|accessibility(?: statement)?",
        r"(?:powered|hosted|designed|website|site) by .{2,40}",
        r"(?:e|i)?ssn:? ?[\d-]+x?",
    ),
    *_rules(
        TOOLS,
        _SURE,
        r"(?:try|discover|test|explore|meet)\b.{0,30}\b(?:ai|app|assistant|premium|features?|tools?)\b(?: (?:features?|app|tools?|assistant|now|today|for free))*\W*",
        r"(?:explore|discover|see|learn) (?:what|how)\b.{0,40}\b(?:can (?:do|help)|works)\b(?: (?:for|with) you)?\W*",
        r"(?:download|get|install) (?:our|the|my)\b.{0,30}\bapps?\b.{0,60}",
        r"(?:ask|chat with|summari[sz]e (?:this|with)|translate (?:this|with)|powered with)\b.{0,20}\b(?:ai|assistant|bot|article|page)\W*",
        r"(?:listen|watch|play|pause|mute|unmute|replay)(?: (?:to )?(?:this |the )?(?:article|story|video|audio|episode|live))+(?: \W?\d+:\d+\W?)?",
        r"(?:text|font) size|dark mode|light mode|change language|select (?:a |your )?language",
        r"(?:loading|please wait)[ .…]*(?:comments|more)?[.…]*",
        r"(?:please )?(?:enable|turn on) javascript\b.{0,120}|javascript is (?:disabled|required)\b.{0,120}",
        r"(?:report|suggest|send) (?:a |an )?(?:typo|error|correction|feedback|mistake|problem)\b.{0,60}",
    ),
    *_rules(
        COMMENTS,
        _SURE,
        r"(?:no|\d[\d,]*) (?:comments?|repl(?:y|ies)|responses?)(?: (?:yet|so far|on this \w+))?[.…!]*",
        r"(?:leave|write|post|add|submit) (?:a|your|the first) (?:comment|reply|response)\b.{0,40}",
        r"(?:join|start) the (?:conversation|discussion|debate)\b.{0,60}|be the first to (?:comment|reply)\W*.{0,40}",
        r"(?:comments|discussion) (?:are |is )?(?:closed|disabled|off|moderated)\b.{0,80}",
        r"(?:reader|view|show|hide|read|all|latest|top) comments?(?: \(\d+\))?|comments? \(\d+\)|what do you think\?.{0,60}comments?\W*.{0,20}",
    ),
    *_rules(COMMENTS, _LIKELY, r"comments?:?|discussion|reply|report|replies|responses"),
    *_rules(
        READING_TIME,
        _SURE,
        r"(?:reading time:? )?(?:about )?\d{1,3}[ -]?(?:min(?:ute)?s?)\.? ?(?:read|reading time|to read|listen|read time)?",
    ),
    *_rules(
        RELATED,
        _SURE,
        r"(?:related|recommended|suggested|similar|featured|trending|popular|further|more)(?: (?:articles?|stor(?:y|ies)|posts?|content|news|reading|coverage|topics?|links?|videos?|now|today|for you))+[:.]?",
        r"(?:more|latest|also|other (?:articles|stories|news|posts)) (?:from|by|on|in|about|like this)\b.{0,60}[^.]",
        r"(?:most|editor'?s?) (?:read|popular|viewed|shared|picks?|commented)(?: .{0,30})?",
        r"(?:read|up|watch|coming up) next:?|(?:you (?:may|might|will|could) (?:also )?(?:like|enjoy|be interested in)|don'?t miss|keep reading|in case you missed it)\W*",
        r"(?:read more|see also|also read|read also|related|more on this|must read|watch|listen|go deeper|recommended|further reading)\s?(?::|»|›|>|→).{0,200}",
        r"(?:read|continue|keep|view|learn|see|find out|show) (?:reading|more|full (?:story|article)|the full (?:story|article))\s*[»›>→….]*",
        r"you (?:have|'ve) reached the end\b.{0,40}",
    ),
    *_rules(RELATED, _LIKELY, r"related|trending|recommended|see also|further reading|read more"),
    *_rules(
        NAVIGATION,
        _SURE,
        r"(?:tags?|filed under|posted in|categor(?:y|ies)|topics?|keywords)\s?:.{0,160}",
    ),
    *_rules(
        ADVERTISEMENT,
        _SURE,
        r"(?:advertisement|advert|sponsored(?: content| by .{2,40})?|promoted(?: content)?|paid (?:content|partnership|post)|ad)"
        r"(?: (?:feature|continue(?:s)? below|- ?scroll (?:down )?to continue|continue reading below))?",
        r"(?:story|article) continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement))?",
        r"(?:scroll|continue) (?:down )?(?:to|for) (?:continue|more|reading)(?: reading)?",
    ),
)


def judge(
    text: str,
    *,
    at_edge: bool = False,
    beside_chrome: bool = False,
    link_density: float = 0.0,
) -> Verdict:
    """Judge one line (without its bullet) by its words and its surroundings.

    Args:
        text: The line.
        at_edge: Only short lines stand between it and the page's top or bottom.
        beside_chrome: The line before or after it is furniture.
        link_density: Share of its characters inside links, 0 to 1.
    """
    line = " ".join(text[: LONGEST_CHROME + 1].split())
    if not line or len(line) > LONGEST_CHROME:
        return Verdict(0.0, "")
    rule = _best_rule(line.replace("’", "'"))
    if rule is None:
        return Verdict(0.0, "")
    score = rule.weight + _EDGE * at_edge + _NEIGHBOUR * beside_chrome
    score += _LINKED * (link_density > 0.5)
    return Verdict(round(score, 2), rule.reason)


_ANY_RULE = re.compile("|".join(rule.pattern.pattern for rule in _RULES), re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _best_rule(line: str) -> Rule | None:
    if not _ANY_RULE.fullmatch(line):  # one look instead of one for each rule
        return None
    found = [rule for rule in _RULES if rule.pattern.fullmatch(line)]
    return max(found, key=lambda rule: rule.weight, default=None)


_COMMENTS_START = re.compile(
    r"(?:\(?\d[\d,]*\)? )?(?:reader |all |latest |top )?(?:comments?|responses|replies|discussion)(?: (?:\(\d[\d,]*\)|on this \w+|section))?:?"
    r"|\d+ thoughts on .{3,160}|(?:leave|write|post|add) (?:a|your) (?:comment|reply)\b.{0,40}|join the (?:conversation|discussion)\b.{0,40}",
    re.IGNORECASE,
)
_RELATED_START = re.compile(
    r"(?:related|recommended|suggested|similar|trending|popular|further|more)(?: (?:articles?|stor(?:y|ies)|posts?|content|news|coverage|for you|now|from .{2,40}|on this .{2,30}))*:?"
    r"|(?:most|editor'?s?) (?:read|popular|viewed|picks?)|(?:read|up) next:?|you (?:may|might) (?:also )?(?:like|enjoy)\W*|latest (?:news|articles|stories|posts)"
    r"|(?:other|more) (?:articles|stories|news|posts|headlines)(?: .{2,40})?|also (?:on|in|from) .{2,40}|in case you missed it",
    re.IGNORECASE,
)


def starts_comments(text: str) -> bool:
    """Whether a line opens the readers' comments."""
    return len(text) <= LONGEST_CHROME and bool(_COMMENTS_START.fullmatch(text.strip()))


def starts_related(text: str) -> bool:
    """Whether a line opens a list of other articles."""
    return len(text) <= LONGEST_CHROME and bool(
        _RELATED_START.fullmatch(text.strip().replace("’", "'"))
    )
