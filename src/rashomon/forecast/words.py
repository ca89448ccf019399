"""Words of probability as numbers: used only where a person switches the table on."""

# Kent (1964), Words of estimative probability, Studies in Intelligence 8: the middle of each range.
# Readers differ widely in what they take such words to mean, which is why nothing is scored by them alone.
KENT: dict[str, float] = {
    "certain": 1.0,
    "almost certain": 0.93,
    "almost certainly": 0.93,
    "probable": 0.75,
    "probably": 0.75,
    "likely": 0.75,
    "chances about even": 0.5,
    "even chance": 0.5,
    "probably not": 0.3,
    "unlikely": 0.3,
    "almost certainly not": 0.07,
}


def word_probability(hedge: str) -> float | None:
    """The number that the table gives to a hedge; None where it has none ("may", "could")."""
    words = " ".join(hedge.lower().split())
    found = [phrase for phrase in KENT if f" {phrase} " in f" {words} "]
    return KENT[max(found, key=len)] if found else None
