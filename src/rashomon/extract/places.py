"""Names of territories (CLDR), their capitals and their people."""

from functools import cache

_CAPITALS = frozenset(
    """abu dhabi|abuja|accra|addis ababa|algiers|amman|ankara|asmara|astana|athens|baghdad|baku|bamako|bangkok
    |beijing|beirut|belgrade|berlin|bern|bishkek|bogota|bogotá|brasilia|bratislava|brussels|bucharest|budapest
    |buenos aires|cairo|canberra|caracas|chisinau|colombo|copenhagen|dakar|damascus|delhi|dhaka|doha|dublin
    |dushanbe|guatemala city|hanoi|harare|havana|helsinki|islamabad|jakarta|jerusalem|juba|kabul|kampala
    |kathmandu|khartoum|kiev|kigali|kingston|kinshasa|kuala lumpur|kuwait city|kyiv|la paz|lima|lisbon
    |ljubljana|london|luanda|lusaka|luxembourg|madrid|managua|manama|manila|maputo|mexico city|minsk
    |mogadishu|monrovia|montevideo|moscow|muscat|nairobi|naypyidaw|new delhi|niamey|nicosia|oslo|ottawa
    |ouagadougou|panama city|paris|phnom penh|podgorica|port-au-prince|prague|pretoria|pristina|pyongyang|quito
    |rabat|ramallah|reykjavik|riga|riyadh|rome|san salvador|sana'a|sanaa|santiago|sarajevo|seoul|singapore
    |skopje|sofia|stockholm|taipei|tallinn|tashkent|tbilisi|tegucigalpa|tehran|tel aviv|tirana|tokyo|tripoli
    |tunis|ulaanbaatar|vaduz|valletta|vienna|vientiane|vilnius|warsaw|washington|wellington|windhoek|yangon
    |yaounde|yerevan|zagreb""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_SHORT = frozenset(
    [
        "u.s.",
        "us",
        "u.s",
        "usa",
        "u.s.a.",
        "uk",
        "u.k.",
        "uae",
        "u.a.e.",
        "america",
        "britain",
        "england",
        "scotland",
        "wales",
        "northern ireland",
        "gaza",
        "west bank",
        "crimea",
        "taiwan",
        "north korea",
        "kosovo",
        "south korea",
        "ivory coast",
        "czech republic",
        "burma",
        "turkey",
        "palestine",
        "soviet union",
        "ussr",
        "chechnya",
        "kurdistan",
        "tibet",
        "hong kong",
        "republic of korea",
        "holland",
        "great britain",
    ]
)
# Stems and whole words for people and languages; what ends like one of the endings is taken too.
_DEMONYMS = frozenset(
    """afghan|american|arab|british|chinese|czech|danish|dutch|english|filipino|finnish|french|german|greek
    |icelandic|iraqi|irish|israeli|japanese|jewish|kuwaiti|kurdish|kurd|muslim|christian|norwegian|omani|pakistani
    |palestinian|polish|portuguese|qatari|russian|saudi|scottish|serb|serbian|slovak|slovene|somali|spanish|swede
    |swedish|swiss|syrian|thai|tibetan|turk|turkish|ukrainian|uyghur|uzbek|kazakh|tajik|turkmen|kyrgyz|vietnamese
    |welsh|yemeni|bengali|bangladeshi|azerbaijani|emirati|briton|frenchman|dane|finn|pole|spaniard|scot|hutu|tutsi
    |houthi|sunni|shia|shiite|catholic|protestant|buddhist|hindu|sikh|orthodox|european|african|asian|latino
    |western|republican|democrat|democratic|nazi|communist|islamist|islamic|gazan|cypriot|croat|croatian|nepali
    |nepalese|burmese|sudanese|lebanese|maltese|congolese|senegalese|taiwanese|portuguese|siamese""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
_ENDINGS = ("ian", "ians", "ean", "eans", "ese")
_MIN_STEM = 3


def is_territory(name: str) -> bool:
    """Whether a name is that of a country, a territory or a capital."""
    low = name.lower().removeprefix("the ").removesuffix("'s").removesuffix("’s").strip()
    return low in _SHORT or low in _CAPITALS or low in _territories()


@cache
def _territories() -> frozenset[str]:
    from babel import Locale

    names = Locale("en").territories
    found = {str(name).lower() for code, name in names.items() if len(code) == 2}
    return frozenset(found | {name.replace(" & ", " and ") for name in found})


def is_people(word: str) -> bool:
    """Whether a capitalised word is an adjective or noun of nationality, faith or party."""
    low = word.lower()
    if not word[:1].isupper():
        return False
    return (
        low in _DEMONYMS
        or low.rstrip("s") in _DEMONYMS
        or (low.endswith(_ENDINGS) and len(low) > _MIN_STEM + 3)
    )
