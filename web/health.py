"""Whether the server can answer, for whoever watches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ..version import __version__

if TYPE_CHECKING:
    from .context import State


def routes(state: State) -> list[BaseRoute]:
    """The route of `/health`: 200 while questions can be answered, 503 while they cannot."""

    async def health(request: Request) -> Response:
        well = state.pool.well
        told = {
            "status": "ok" if well else "failing",
            "version": __version__,
            "queries": state.pool.counts,
        }
        return JSONResponse(told, 200 if well else 503, {"cache-control": "no-store"})

    return [Route("/health", health, methods=["GET"])]
