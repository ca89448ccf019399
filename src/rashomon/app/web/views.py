"""The pages as they are asked for: parameters in, HTML out.

All are coroutines although none waits: so they run in the thread that opened the case's file.
"""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from rashomon.app.web.dossier import Dossier
from rashomon.app.web.head import head
from rashomon.app.web.links import ServedLinks
from rashomon.app.web.pages import camps as camps_page
from rashomon.app.web.pages import decided as decided_page
from rashomon.app.web.pages import deciding as deciding_page
from rashomon.app.web.pages import documents as documents_page
from rashomon.app.web.pages import factors as factors_page
from rashomon.app.web.pages import forecasts as forecasts_page
from rashomon.app.web.pages import judge as judge_page
from rashomon.app.web.pages import levers as levers_page
from rashomon.app.web.pages import maps as maps_page
from rashomon.app.web.pages import matrix as matrix_page
from rashomon.app.web.pages import profile as profile_page
from rashomon.app.web.pages import rate as rate_page
from rashomon.app.web.pages import reader as reader_page
from rashomon.app.web.pages import search as search_page
from rashomon.app.web.pages import sources as sources_page
from rashomon.app.web.pages import whatif as whatif_page
from rashomon.app.web.pages.data import data_row
from rashomon.app.web.posts.common import DONE, writer
from rashomon.app.web.render import render
from rashomon.core.verdicts import SeriesCheck
from rashomon.judge.asked import SET_SIZE
from rashomon.judge.cruxes import MOST_JOINT

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


def _work_page(
    template: str, page: str, dossier: Dossier, request: Request, done: str, **values: Any
) -> Response:
    """A page with forms: it says who writes, and what the last form did."""
    said = DONE.get(done, "")
    return _page(template, page, dossier, me=writer(request), done=said, **values)


def _lens(
    admit: str = "",
    without: str = "",
    drop: str = "",
    rater: str = "",
    choose: Annotated[int, Query(ge=1, le=MOST_JOINT)] = SET_SIZE,
    every: All = "",
) -> judge_page.Lens:
    """What the page of hypotheses looks at; `drop` is left out with the others."""
    names = dict.fromkeys(name for name in (*without.split(","), drop) if name)
    return judge_page.Lens(admit, tuple(names), rater, choose, bool(every))


def _asked(
    show: Literal["", "several", "clashes", "all"] = "",
    origin: Literal["", "sentences", "edges", "implied"] = "",
    q: str = "",
) -> matrix_page.Filter:
    """What of the matrix is asked for."""
    return matrix_page.Filter(show, origin, q)


async def matrix(
    request: Request,
    asked: Annotated[matrix_page.Filter, Depends(_asked)],
    story: str = "",
    claim: str = "",
    every: All = "",
    edit: All = "",
    done: str = "",
) -> Response:
    """The claim matrix; `edit` puts the forms that correct it under the open row."""
    dossier = _dossier(request, story)
    first = "all" if asked.origin or asked.query else matrix_page.opening(dossier)
    only = replace(asked, show=asked.show or first)
    rows = matrix_page.build(dossier, only=only)
    limit = len(rows) if every else matrix_page.PAGE
    shown = rows[:limit] + [row for row in rows[limit:] if row.id == claim]
    if claim and claim not in {row.id for row in shown}:
        shown.append(matrix_page.one(dossier, claim))
    rulings = dossier.comparison.rulings
    return _work_page(
        "matrix.html",
        "matrix",
        dossier,
        request,
        done,
        head=head(dossier),
        rows=shown,
        matching=len(rows),
        only=only,
        shows=matrix_page.shows(dossier),
        origins=matrix_page.origins(dossier),
        opened=claim,
        evidence={row.id: matrix_page.evidence(dossier, row.id) for row in shown},
        deciding=deciding_page.build(dossier, claim) if edit and claim else None,
        decisions=sum(ruling.of == "claim" for ruling in rulings),
        unheard=decided_page.unheard(ruling for ruling in rulings if ruling.of == "claim"),
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


async def factors(
    request: Request,
    story: str = "",
    q: str = "",
    factor: str = "",
    every: All = "",
    done: str = "",
) -> Response:
    """The factors, to be merged, split, named and flipped."""
    dossier = _dossier(request, story)
    limit = 0 if every else factors_page.PAGE
    found = factors_page.build(dossier, query=q, opened=factor, limit=limit)
    return _work_page("factors.html", "maps", dossier, request, done, found=found, q=q)


async def decisions(request: Request, story: str = "", done: str = "") -> Response:
    """What people decided about factors and claims, and whether it holds."""
    dossier = _dossier(request, story)
    about_claims = decided_page.decided(dossier, of="claim")
    about_factors = decided_page.decided(dossier, of="factor")
    return _work_page(
        "decisions.html",
        "matrix",
        dossier,
        request,
        done,
        claims=about_claims,
        factors=about_factors,
    )


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


async def judge(
    request: Request,
    seen: Annotated[judge_page.Lens, Depends(_lens)],
    story: str = "",
    done: str = "",
) -> Response:
    """Hypotheses against evidence."""
    dossier = _dossier(request, story)
    judging = judge_page.build(dossier, seen)
    return _work_page("judge.html", "judge", dossier, request, done, judging=judging)


async def rate(
    request: Request,
    item: str,
    seen: Annotated[judge_page.Lens, Depends(_lens)],
    story: str = "",
    done: str = "",
) -> Response:
    """One item of evidence against every hypothesis."""
    dossier = _dossier(request, story)
    rating = rate_page.build(dossier, item, seen, me=writer(request))
    return _work_page("rate.html", "judge", dossier, request, done, rating=rating)


async def forecasts(
    request: Request,
    story: str = "",
    show: Literal["", "proposed", "open", "due", "resolved", "void", "passed"] = "",
    words: All = "",
    every: All = "",
    done: str = "",
) -> Response:
    """Predictions as dated questions."""
    return show_forecasts(
        request, story, show=show, words=bool(words), every=bool(every), done=done
    )


def show_forecasts(
    request: Request,
    story: str,
    *,
    show: str = "",
    words: bool = False,
    every: bool = False,
    done: str = "",
    preview: SeriesCheck | None = None,
) -> Response:
    """The page of predictions, with a check of a series that is only looked at."""
    dossier = _dossier(request, story)
    return _work_page(
        "forecasts.html",
        "forecasts",
        dossier,
        request,
        done,
        forecasting=forecasts_page.build(dossier, show=show, words=words, every=every),
        preview=data_row(dossier, preview) if preview else None,
    )


async def question(request: Request, q: str, story: str = "", done: str = "") -> Response:
    """One prediction to work on."""
    dossier = _dossier(request, story)
    working = forecasts_page.build_question(dossier, q, me=writer(request))
    return _work_page(
        "question.html", "forecasts", dossier, request, done, working=working, preview=None
    )


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
