"""What the parts of the web application share: the settings, the store, and threads for work that blocks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, TypeVar

from ..errors import Refused
from ..graph.store import Store
from .pool import Pool
from .settings import Settings

P = ParamSpec("P")
R = TypeVar("R")


class Busy(Refused):
    """More requests are waiting than the server takes."""


@dataclass(frozen=True, slots=True)
class State:
    """The settings, the store (opened once, read only), and `run` for what would block the others."""

    settings: Settings
    store: Store
    threads: ThreadPoolExecutor
    pool: Pool
    """The processes that answer queries of strangers."""

    async def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a function that asks the store in one of a few threads, and wait for what it returns.

        What it raises is raised here. It must return plain values: the engine's rows may not leave their
        thread.
        """
        if self.threads._work_queue.qsize() >= self.settings.pages_waiting:
            raise Busy("The server is busy. Try again in a few seconds.")
        return await asyncio.get_running_loop().run_in_executor(
            self.threads, partial(function, *args, **kwargs)
        )


def opened(settings: Settings, store: Store, pool: Pool | None = None) -> State:
    """The state for a store that is open, with a pool that may have been launched already."""
    threads = ThreadPoolExecutor(settings.threads, "levergraph-page")
    return State(settings, store, threads, pool or Pool(settings))
