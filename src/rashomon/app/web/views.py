"""The pages as they are asked for: parameters in, HTML out.

All are coroutines although none waits: so they run in the thread that opened the case's file.
"""

from typing import Annotated, Any, Literal

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from rashomon.app.web.dossier import Dossier
from rashomon.app.web.head import head
from rashomon.app.web.links import ServedLinks
from rashomon.app.web.pages import camps as camps_page
from rashomon.app.web.pages import documents as documents_page
from rashomon.app.web.pages import forecasts as forecasts_page
from rashomon.app.web.pages import judge as judge_page
from rashomon.app.web.pages import levers as levers_page
from rashomon.app.web.pages import maps as maps_page
from rashomon.app.web.pages import matrix as matrix_page
from rashomon.app.web.pages import profile as profile_page
from rashomon.app.web.pages import reader as reader_page
from rashomon.app.web.pages import search as search_page
from rashomon.app.web.pages import sources as sources_page
from rashomon.app.web.pages import whatif as whatif_page
from rashomon.app.web.render import render

STORIES_LISTED = 200  # in the chooser; beyond that the list of documents finds a story faster
All = Literal["", "1"]


def _dossier(request: Request, story: str) -> Dossier:
    return Dossier(request.app.state.case, ServedLinks(story), story_id=story)


def _page(template: str, page: str, dossier: Dossier, **values: Any) -> Response:
    return HTMLResponse(
        render(
            template,
            page=page,
            dossier=dossier,
            links=dossier.links,
            story=dossier.story,
            stories=dossier.stories[:STORIES_LISTED],
            **values,
        )
    )


async def matrix(
    request: Request,
    story: str = "",
    show: Literal["", "several", "clashes", "all"] = "",
    origin: Literal["", "sentences", "edges", "implied"] = "",
    q: str = "",
    claim: str = "",
    every: All = "",
) -> Response:
    """The claim matrix."""
    dossier = _dossier(request, story)
    first = "all" if origin or q else matrix_page.opening(dossier)
    only = matrix_page.Filter(show or first, origin, q)
    rows = matrix_page.build(dossier, only=only)
    limit = len(rows) if every else matrix_page.PAGE
    shown = rows[:limit] + [row for row in rows[limit:] if row.id == claim]
    if claim and claim not in {row.id for row in shown}:
        shown.append(matrix_page.one(dossier, claim))
    return _page(
        "matrix.html",
        "matrix",
        dossier,
        head=head(dossier),
        rows=shown,
        matching=len(rows),
        only=only,
        shows=matrix_page.shows(dossier),
        origins=matrix_page.origins(dossier),
        opened=claim,
        evidence={row.id: matrix_page.evidence(dossier, row.id) for row in shown},
    )


async def whatif(
    request: Request,
    story: str = "",
    factor: str = "",
    push: Literal["up", "down"] = "up",
    outcome: str = "",
) -> Response:
    """The what-if table."""
    dossier = _dossier(request, story)
    levers = whatif_page.levers(dossier)
    chosen = factor or (levers[0][0].id if levers else "")
    direction = whatif_page.PUSH[push]
    scenario = whatif_page.build(dossier, chosen, direction) if chosen else None
    rows = scenario.rows if scenario else ()
    return _page(
        "whatif.html",
        "whatif",
        dossier,
        levers=levers,
        scenario=scenario,
        chains={row.id: whatif_page.chains(dossier, row) for row in rows},
        opened=outcome,
    )


async def maps(request: Request, story: str = "") -> Response:
    """The causal maps."""
    dossier = _dossier(request, story)
    return _page("maps.html", "maps", dossier, maps=maps_page.build(dossier))


async def sources(request: Request, story: str = "") -> Response:
    """Who says what."""
    dossier = _dossier(request, story)
    return _page("sources.html", "sources", dossier, profiles=sources_page.build(dossier))


async def levers(request: Request, story: str = "") -> Response:
    """Whose aims each lever helps or hurts."""
    dossier = _dossier(request, story)
    return _page("levers.html", "levers", dossier, groups=levers_page.build(dossier))


async def camps(request: Request, story: str = "") -> Response:
    """Who stands with whom."""
    dossier = _dossier(request, story)
    return _page("camps.html", "camps", dossier, found=camps_page.build(dossier))


async def profile(request: Request, story: str = "") -> Response:
    """How each account tells the story."""
    dossier = _dossier(request, story)
    found = profile_page.build(dossier)
    return _page("profile.html", "profile", dossier, found=found, limits=profile_page.SHOWN)


async def judge(request: Request, story: str = "", admit: str = "", every: All = "") -> Response:
    """Hypotheses against evidence."""
    dossier = _dossier(request, story)
    judging = judge_page.build(dossier, admitted=admit, every=bool(every))
    return _page("judge.html", "judge", dossier, judging=judging)


async def forecasts(request: Request, story: str = "", every: All = "") -> Response:
    """Predictions as dated questions."""
    dossier = _dossier(request, story)
    forecasting = forecasts_page.build(dossier, every=bool(every))
    return _page("forecasts.html", "forecasts", dossier, forecasting=forecasting)


async def reader(
    request: Request, doc_id: str, story: str = "", s: str = "", dropped: All = ""
) -> Response:
    """One document with its highlights."""
    mark = reader_page.parse_span(s)
    if s and mark is None:
        raise HTTPException(400, f"{s!r} is no span of characters such as 12-40.")
    dossier = _dossier(request, story)
    reading = reader_page.build(dossier, doc_id, mark=mark, show_dropped=bool(dropped))
    return _page("reader.html", "reader", dossier, reading=reading, mark=mark, shown=bool(dropped))


async def search(
    request: Request,
    asked: Annotated[search_page.Asked, Depends()],
    story: str = "",
    every: All = "",
) -> Response:
    """Search results."""
    dossier = _dossier(request, story)
    limit = 10 * search_page.LIMIT if every else search_page.LIMIT
    found = search_page.build(dossier, asked, limit=limit)
    return _page("search.html", "search", dossier, q=asked.q, asked=asked, found=found)


async def documents(request: Request, story: str = "", q: str = "", every: All = "") -> Response:
    """All documents of the case."""
    dossier = _dossier(request, story)
    found = documents_page.build(dossier, query=q, limit=0 if every else documents_page.PAGE)
    return _page("documents.html", "documents", dossier, found=found, q=q)
