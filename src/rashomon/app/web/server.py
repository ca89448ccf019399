"""The pages as a local web server."""

import contextlib
import socket
import webbrowser
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from rashomon.app.web import views
from rashomon.app.web.case import Case
from rashomon.app.web.guard import LOOPBACK, Guard
from rashomon.app.web.posts import aligning, common, forecasting, judging
from rashomon.app.web.render import STATIC, render, static_text
from rashomon.core.errors import (
    CaseError,
    RecordError,
    SkipInput,
    StopRun,
    UnknownFactorError,
    UnknownRecord,
)

READING = ["GET", "HEAD"]
PAGES: dict[str, Callable[..., Any]] = {
    "/": views.matrix,
    "/whatif": views.whatif,
    "/maps": views.maps,
    "/factors": views.factors,
    "/decisions": views.decisions,
    "/sources": views.sources,
    "/profile": views.profile,
    "/levers": views.levers,
    "/camps": views.camps,
    "/judge": views.judge,
    "/judge/rate": views.rate,
    "/forecasts": views.forecasts,
    "/forecasts/question": views.question,
    "/read/{doc_id}": views.reader,
    "/search": views.search,
    "/documents": views.documents,
}
FORMS: dict[str, Callable[..., Any]] = {
    "/name": common.name,
    "/factors/rule": aligning.factors,
    "/claims/rule": aligning.claims,
    "/decisions/rule": aligning.decisions,
    "/judge/hypothesis": judging.hypothesis,
    "/judge/rate": judging.rate,
    "/judge/crux": judging.crux,
    "/forecasts/question": forecasting.question,
    "/forecasts/series": forecasting.series,
    "/forecasts/series/drop": forecasting.drop_series,
}


def create_app(case: Case, *, host: str = "127.0.0.1") -> FastAPI:
    """The dossier of a case as an ASGI application.

    Args:
        case: The case that is shown. It is read, and written to by the forms, in the thread that runs
            the server.
        host: A further host name that the server may be asked by.
    """
    app = FastAPI(title="Rashomon", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.case = case
    for path, page in PAGES.items():
        app.add_api_route(path, page, methods=READING, response_class=HTMLResponse)
    for path, taken in FORMS.items():
        app.add_api_route(path, taken, methods=["POST"], response_class=HTMLResponse)
    app.add_api_route("/static/{name}", _static, methods=READING)
    app.add_exception_handler(RequestValidationError, _bad_request)
    app.add_exception_handler(UnknownRecord, _not_found)
    app.add_exception_handler(UnknownFactorError, _not_found)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RecordError, _not_taken)
    app.add_exception_handler(SkipInput, _not_taken)
    app.add_exception_handler(CaseError, _not_written)
    app.add_middleware(Guard, hosts=LOOPBACK | {host.lower()})
    return app


async def _static(name: str) -> Response:
    if name not in STATIC:
        raise HTTPException(404, "There is no such file.")
    return Response(static_text(name), media_type=STATIC[name])


async def _bad_request(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = ", ".join(str(e["loc"][-1]) for e in error.errors())
    return _problem(400, "Bad request", f"The address asks for something impossible: {fields}.")


async def _not_found(_request: Request, error: Exception) -> Response:
    return _problem(404, "Not found", f"Nothing in this case fits: {error}.")


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    name = "Not found" if error.status_code == 404 else "Not possible"
    detail = "There is no such page." if error.detail == "Not Found" else error.detail
    return _problem(error.status_code, name, detail)


async def _not_taken(_request: Request, error: Exception) -> Response:
    return _problem(400, "Not taken", f"Nothing was changed: {error}. Go back and correct it.")


async def _not_written(_request: Request, error: Exception) -> Response:
    return _problem(503, "Not written", f"Nothing was changed: {error}.")


def _problem(status: int, title: str, detail: str) -> Response:
    text = render("problem.html", status=status, title=title, detail=detail)
    return HTMLResponse(text, status_code=status)


def serve(
    case: Case,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    open_browser: bool = True,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve the dossier until it is interrupted (Ctrl-C).

    Args:
        case: The case that is shown.
        host: The address to listen on.
        port: The port; 0 takes any that is free.
        open_browser: Whether to open the dossier in the default browser.
        announce: Is told the dossier's address as soon as it answers.
    """
    import uvicorn

    bound = bind(host, port)
    address = address_of(bound, host)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            announce(address)
            if open_browser:
                webbrowser.open(address)

    config = uvicorn.Config(
        create_app(case, host=host),
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    with bound, contextlib.suppress(KeyboardInterrupt):
        Server(config).run(sockets=[bound])


def bind(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        StopRun: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(128)
    except OSError as error:
        bound.close()
        message = f"cannot serve at {host}, port {port}: {error.strerror}; try another port, or 0"
        raise StopRun(message) from error
    return bound


def address_of(bound: socket.socket, host: str) -> str:
    """The URL under which a bound socket is reached."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{bound.getsockname()[1]}/"
