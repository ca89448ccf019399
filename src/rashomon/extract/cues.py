"""Words that the attribution rules read beside the lexicon's cues."""

# Cues that tell a thought, a feeling or a wish: what an author ascribes with them is imputed.
THOUGHTS = frozenset(
    """assume believe conjecture consider decide deem desire discover doubt dream expect fear feel find
    fret guess hope imagine intend judge know learn long need plan ponder prefer realize reason
    recall reckon recognize regard remember see seek sense suspect think understand view want wish worry aim
    aspire infer surmise hear hold wonder determine notice foresee calculate""".split()
)
# These introduce a source only where their subject can be one ("the report shows"; not "this shows").
INFERENTIAL = frozenset(
    """suggest indicate show reveal imply prove signal find hint underline underscore highlight
    reflect document detail describe depict portray hold confirm specify determine see expose
    demonstrate know feel sense call label frame consider view regard express""".split()
)
# What they take as an object is their content: "announced sanctions", "predicted a collapse".
OBJECT_CONTENT = frozenset(
    """allege predict forecast deny reject dismiss dispute refute rebut repudiate debunk
    urge demand propose recommend advocate disavow contradict rubbish
    express voice lament condemn question""".split()
)
# Their infinitive or gerund is their content: "urged Iran to stop", "denied shelling the port".
CLAUSE_CONTENT = frozenset(
    """urge demand ask call want order beg implore plead press propose recommend advocate encourage
    exhort instruct invite deny admit threaten vow promise pledge swear claim offer request seek
    suggest plan intend hope wish lobby appeal decide refuse bid command desire aim""".split()
)
ACCUSING = {
    "accuse": ("of",),
    "blame": ("for",),
    "charge": ("with",),
    "suspect": ("of",),
    "condemn": ("for",),
}
LIGHT_VERBS = frozenset(
    [
        "make",
        "issue",
        "give",
        "repeat",
        "voice",
        "express",
        "release",
        "publish",
        "hold",
        "reiterate",
        "have",
        "offer",
        "share",
        "advance",
        "raise",
        "echo",
        "defend",
        "spread",
        "circulate",
    ]
)
# A noun that calls its own content untrue; the author denies it.
UNTRUE_NOUNS = frozenset(
    ["myth", "fiction", "lie", "falsehood", "illusion", "fantasy", "pretense", "fallacy"]
)
CUE_NOUNS = frozenset(
    """accusation allegation announcement argument assertion assessment assurance belief claim
    comment conclusion confirmation contention declaration denial disclosure estimate finding forecast
    insistence notion opinion pledge prediction rumor speculation statement suggestion
    suspicion testimony theory threat view warning promise report idea complaint demand proposal
    admission vow guarantee narrative fear hope call appeal""".split()
)
NOUN_STANCES = {
    "denial": "denies",
    "demand": "wants",
    "proposal": "wants",
    "call": "wants",
    "appeal": "wants",
    "hope": "wants",
}
# Subjects that are documents or bodies and so can be a source of an inferential cue.
SOURCE_NOUNS = frozenset(
    """report study memo poll survey document paper letter statement record file article newspaper
    media outlet magazine agency data figure official witness source investigation inquiry analysis
    assessment email message filing lawsuit indictment transcript text law treaty image photo
    footage video research review audit estimate publication post book account editorial leak
    intelligence prosecutor investigator""".split()
)
# What a colon may follow: "Her answer was blunt: …".
ANSWERS = frozenset(
    ["answer", "reply", "response", "message", "reaction", "comment", "verdict", "word", "post"]
)
