"""Site furniture and names in markup for the composed pages: half a for tuning, half b for testing."""

LINES = {
    "a": {
        "nav": ["Home", "World", "Region", "Business", "Opinion", "Culture", "Sport", "Weather", "Podcasts", "Sign in", "Subscribe", "Search", "Menu", "Skip to content"],
        "foot": ["About us", "Contact", "Privacy policy", "Terms of use", "Cookie settings", "Work with us", "Advertise", "© 2026 All rights reserved.", "Back to top", "Site map"],
        "aside_title": ["Most read", "Trending now", "Editor's picks"],
        "teaser": ["Mayor opens third market hall", "Five walks along the old canal", "Why the museum sold its whale", "Goats clear the railway bank",
                   "Hospital opens a night chemist", "Council debates the colour of benches", "Storm names for next winter", "Chess club turns a hundred"],
        "share": ["Share on Facebook", "Tweet", "Email", "Copy link", "Print this page", "WhatsApp"],
        "newsletter": ["Sign up for our morning newsletter", "Get our daily briefing in your inbox", "Subscribe to our newsletter. You can leave at any time."],
        "related_title": ["Related articles", "More on this story", "You may also like"],
        "mail_top": ["View this email in your browser", "You receive this mail because you subscribed to our list."],
        "mail_foot": ["Unsubscribe", "Update your preferences", "Forward to a friend", "Sent from our office in the old mill"],
        "more": ["Read more »", "Continue reading", "Full story"],
        "post": ["Reply", "Quote", "Report post", "Like"],
        "print": ["Printed from the website on 12 March 2026", "Print this page | Close window"],
    },
    "b": {
        "nav": ["Front page", "News", "Economy", "Letters", "Science", "Arts", "Travel", "Crossword", "Video", "My account", "Log in", "Become a member", "Sections", "Jump to main content", "Newsletters"],
        "foot": ["Our story", "Get in touch", "Data protection", "Legal notice", "Manage cookies", "Jobs", "Media kit", "Copyright 2026 Blackwater Media Ltd.", "Return to top", "Accessibility", "Follow us on Mastodon"],
        "aside_title": ["Popular this week", "Don't miss", "Latest stories"],
        "teaser": ["Orchestra hires its first beekeeper", "The last telephone box in Grell", "What the tide left behind", "A guide to winter cabbages",
                   "Ring road reopens a lane", "Students win the paper boat race", "Old mint to become a school", "How to read a barometer", "Bishop returns the bell"],
        "share": ["Post to Bluesky", "Share via Telegram", "Send by e-mail", "Save for later", "Listen to this article", "Gift this article"],
        "newsletter": ["Enjoying this? Join forty thousand readers of our weekly letter", "Our stories by mail every Friday: enter your address", "Don't miss a story: get our free newsletter"],
        "related_title": ["Read next", "Recommended for you", "More from this section"],
        "mail_top": ["Trouble seeing this mail? Open it on the web", "The week in nine minutes"],
        "mail_foot": ["Stop receiving these mails", "Change how often we write", "Was this sent to you? Subscribe here", "Blackwater Media, Quay 4, Grell"],
        "more": ["Keep reading →", "Go to the article", "More"],
        "post": ["Answer", "Cite", "Flag", "Thank the author", "Permalink"],
        "print": ["You are seeing the print version of this page", "Back to the normal view"],
    },
}  # fmt: skip

NAMES = {
    "a": {
        "byline": ["byline", "author", "article-author"], "date": ["date", "published", "timestamp"], "body": ["article-body", "entry-content", "story"],
        "nav": ["nav", "main-menu"], "foot": ["footer", "site-footer"], "aside": ["sidebar", "widget"], "share": ["share-buttons", "social"],
        "newsletter": ["newsletter-signup", "subscribe-box"], "card": ["card", "post-item"], "list": ["news-list", "container"], "entry": ["live-entry", "post"],
        "user": ["username", "poster"], "post": ["post-body", "message"],
    },
    "b": {
        "byline": ["writer", "c-byline__name", "by-line"], "date": ["meta-time", "c-stamp", "when"], "body": ["text", "main-col", "c-prose"],
        "nav": ["topnav", "masthead-links"], "foot": ["bottom", "colophon"], "aside": ["rail", "right-col"], "share": ["tools", "c-actions"],
        "newsletter": ["inline-promo", "c-signup"], "card": ["tile", "river-item", "block"], "list": ["river", "stream", "wrap"], "entry": ["update", "row", "reply"],
        "user": ["nick", "member-name"], "post": ["txt", "reply-text", "content"],
    },
}  # fmt: skip

USERS = {
    "a": ["tidewatcher", "Marrow_L", "old_pilot", "quaystone", "jp1987", "brackish"],
    "b": ["salt&vinegar", "K_Ferris", "hillwalker", "beanjar", "nightbus42", "odd_socks"],
}
