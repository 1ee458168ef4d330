"""The web application: one ASGI application put together from its parts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from ..errors import LevergraphError
from ..graph.store import Store
from . import health, linked_data as linked, problem_details as problem
from .api import routes as api
from .context import opened
from .middleware import Guard
from .settings import Settings
from .sparql import endpoint as sparql, http_message as reply, service_description as describing
from .work.limits import Gone
from .work.pool import Pool

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


def application(settings: Settings, store: Store, pool: Pool | None = None) -> Starlette:
    """The application over a store that is open; its query engine starts with it, or when first asked."""
    state = opened(settings, store, pool)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        state.pool.start()
        try:
            yield
        finally:
            await state.pool.close()

    from .pages import problem as problem_page, routes as page_routes

    description = describing.Description(state)
    endpoint = sparql.Endpoint(state, description.service)
    app = Starlette(
        routes=[
            *health.routes(state),
            *linked.routes(state),
            *describing.routes(state, description),
            *api.routes(state),
            *page_routes(state),
        ],
        middleware=[Middleware(Guard, settings), Middleware(Fast, endpoint)],
        exception_handlers={
            LevergraphError: problem.of_levergraph,
            HTTPException: problem.of_http,
            Gone: _to_nobody,
            Exception: problem.of_mistake,
        },
        lifespan=lifespan,
    )
    app.state.levergraph = state
    app.state.problem_page = problem_page
    return app


class Fast:
    """Leads requests for the endpoint past everything else."""

    def __init__(self, app: ASGIApp, endpoint: sparql.Endpoint) -> None:
        self.app = app
        self.endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose."""
        if scope["type"] == "http" and scope["path"].rstrip("/") == scope.get("root_path", "") + reply.PATH:
            await self.endpoint(scope, receive, send)
        else:
            await self.app(scope, receive, send)


async def _to_nobody(request: Request, error: Exception) -> Response:
    """The visitor has gone: nothing is sent, whatever is returned."""
    return Response(status_code=499)
