"""The parts that every answer needs: the settings, the store, and the pool of workers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple, cast

from ..graph.store import Store
from .settings import Settings
from .work.pool import Pool

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
MOST_KEPT = 8
WARMED = ("levergraph.web.pages", "levergraph.web.api.functions")
"""Modules that the fork server imports, and whose caches it fills, before it forks workers."""


@dataclass(frozen=True, slots=True)
class State:
    """The settings, the store (opened once, read only), and `run` for whatever asks it."""

    settings: Settings
    store: Store
    pool: Pool
    values: dict[tuple[object, ...], object] = field(default_factory=dict)
    """The kept values, oldest first."""
    keeping: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self, request: Request, function: Callable[[Store, *Ts], R], *args: *Ts) -> R:
        """Run `function(store, *args)` in a worker; it is stopped when the visitor goes away.

        Raises what Pool.run raises.
        """
        return await self.pool.run(function, *args, gone=partial(departure, request.receive))

    async def kept(self, request: Request, function: Callable[[Store, *Ts], R], *args: *Ts) -> R:
        """The same, kept by the server for each version of the graph, day, root path and readiness for gzip.

        A worker at long work ends after it, and what it has cached with it.
        """
        gzip = "gzip" in request.headers.get("accept-encoding", "")
        root, day = request.scope.get("root_path", ""), date.today().isoformat()
        key = (function, request.url.path, self.store.version, root, day, gzip)
        async with self.keeping:  # of several who ask at once, one has it made
            if key not in self.values:
                value = await self.run(request, function, *args)
                while len(self.values) >= MOST_KEPT:
                    del self.values[next(iter(self.values))]
                self.values[key] = value
        return cast(R, self.values[key])


async def departure(receive: Receive) -> None:
    """Wait until the client has closed the connection; the body of its request must have been read."""
    while (await receive())["type"] != "http.disconnect":
        pass


def opened(settings: Settings, store: Store, pool: Pool | None = None) -> State:
    """The state for a store that is open, with a pool that may have been started already."""
    return State(settings, store, pool or Pool(settings, WARMED))
