"""The web application: one ASGI application put together from its parts."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ..graph.store import Store
from .settings import Settings
from .state import State, opened


def application(settings: Settings, store: Store) -> Starlette:
    """The application over a store that is open."""
    state = opened(settings, store)
    app = Starlette(routes=[Route("/health", _health), *_pages(state)])
    app.state.levergraph = state
    return app


async def _health(request: Request) -> Response:
    return PlainTextResponse("ok\n")


def _pages(state: State) -> list[BaseRoute]:
    with suppress(ModuleNotFoundError):
        found: list[BaseRoute] = import_module(".pages", __package__).routes(state)
        return found
    return []
