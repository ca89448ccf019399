"""What axe-core finds on a page."""

from axe_playwright_python.sync_playwright import Axe


def faults(page):
    """The serious faults of a page: rule, element, what would mend it."""
    found = Axe().run(page).response["violations"]
    return [
        (v["id"], v["nodes"][0]["html"][:200], v["nodes"][0].get("failureSummary", "")[:300])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
