"""A pool of worker processes: `await pool.run(function, ...)`; each can be killed without harm to the others.

It is two of Pebble's, whose processes come from the standard library's fork server, where there is one: that
holds the store, so that a worker is there in milliseconds.

    job --> quick pool --answered, failed---------------------------------> visitor
                  |                                                            ^
                  +--quick_seconds over--> slow pool (nice 19) --answered, failed, out of time, visitor gone

Short work never waits for long: what takes longer than quick_seconds is killed and done again in the slow
pool, behind all others. That is right because jobs only read. A job that would be one more than long_queries
is refused.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import signal
import time
from collections.abc import Awaitable, Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple, cast

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from ...errors import StoreUnreachable
from ..settings import Settings
from . import preload
from .limits import Gone, Overloaded, OverMemory, OverTime
from .worker import FULL, begin, work

if TYPE_CHECKING:
    from ...graph.store import Store

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
Departure = Callable[[], Awaitable[object]]
"""Called when a job takes long; what it returns is awaited, and ends when the visitor has gone."""

ATTEMPTS = 3
"""How often a job is begun whose worker was full, or whose pool was lost with the fork server."""
NO_WORKERS = "The workers that answer cannot be started."
STOPPING = "The server is stopping."
CLOCKS = {-getattr(signal, name) for name in ("SIGPROF", "SIGALRM") if hasattr(signal, name)}
"""The exit statuses of a worker that its own clock has ended."""
BUSY = 4
"""A job that waits for a processor, or for another machine, is short for at most so many quick_seconds."""
CONSTS.sleep_unit = 0.02
"""Seconds between two looks of Pebble at its clocks and processes."""


class Pool:
    """The quick and the slow workers, and the jobs under way."""

    def __init__(self, settings: Settings, modules: tuple[str, ...] = ()) -> None:
        """Start nothing yet; the fork server calls `warm(store)` in each of the modules."""
        self.settings = settings
        self._modules = modules
        self._context: Any = multiprocessing.get_context("forkserver" if preload.can_fork() else "spawn")
        self._pools: dict[bool, asyncio.Task[ProcessPool]] = {}
        """The opening of the pool for long work (True) and of that for short (False)."""
        self._replies: set[asyncio.Future[bytes]] = set()
        """The replies to jobs that wait for a worker, or have one."""
        self._calls = self._long = 0
        self._stopping = False

    def launch(self) -> None:
        """Start the fork server, where there is one that does not run yet: it opens the store."""
        preload.announce(self.settings, self._modules)
        if self._context.get_start_method() == "forkserver":
            from multiprocessing.forkserver import ensure_running

            self._context.set_forkserver_preload([preload.FORK_SERVER])
            ensure_running()

    def start(self) -> None:
        """Start the workers in the loop that runs now; the first call of `run` does it, too."""
        self._pool(slow=False)

    async def run(self, function: Callable[[Store, *Ts], R], *args: *Ts, gone: Departure | None = None) -> R:
        """Run `function(store, *args)` in a worker and return its result; all of it must be picklable.

        Raises what the function raises; OverTime, OverMemory, TooLarge or Overloaded (all Refused) at a
        limit; Gone when the visitor goes away; StoreUnreachable while no worker can be started; WorkFailed
        for a bug.
        """
        settings = self.settings
        if self.counts["waiting"] >= settings.waiting:
            raise Overloaded("Too many requests are waiting. Try again in a few seconds.")
        packed = pickle.dumps((function, args), pickle.HIGHEST_PROTOCOL)
        self._calls += 1
        try:
            try:
                latest = min(BUSY * settings.quick_seconds, settings.query_seconds)
                reply = await self._done(False, packed, latest)
            except TimeoutError:
                if settings.quick_seconds >= settings.query_seconds:
                    raise
                reply = await self._done_slowly(packed, gone)
        except TimeoutError:
            limit = f"{settings.query_seconds:g} seconds, the limit of this server"
            raise OverTime(f"Stopped: it took longer than {limit}.") from None
        except ProcessExpired:
            words = f"{settings.query_mebibytes} MiB, the limit of this server"
            raise OverMemory(f"Stopped: it needed more memory than {words}.") from None
        finally:
            self._calls -= 1
        returned, value = pickle.loads(reply)  # noqa: S301 - a worker of ours wrote it
        if not returned:
            raise value
        return cast(R, value)

    async def _done_slowly(self, packed: bytes, gone: Departure | None) -> bytes:
        if self._long >= self.settings.long_queries:
            limit = f"{self.settings.long_queries} requests that take long are running already"
            raise Overloaded(f"{limit}. Try again in a few seconds.")
        self._long += 1
        doing = asyncio.ensure_future(self._done(True, packed, self.settings.query_seconds))
        tasks: set[asyncio.Future[Any]] = {doing, asyncio.ensure_future(gone())} if gone else {doing}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise Gone
            return doing.result()
        finally:
            self._long -= 1
            for task in tasks:
                task.cancel()

    async def _done(self, slow: bool, packed: bytes, seconds: float) -> bytes:
        """The reply of a worker; raises TimeoutError, ProcessExpired, Overloaded or StoreUnreachable."""
        quick = 0 if slow else self.settings.quick_seconds
        for _ in range(ATTEMPTS):
            if self._stopping:
                raise Overloaded(STOPPING)
            pool = await asyncio.shield(self._pool(slow))
            until = time.monotonic() + self.settings.waiting_seconds
            try:
                return await self._reply(pool.schedule(work, args=(packed, until, quick), timeout=seconds))
            except ProcessExpired as expired:
                if expired.exitcode in CLOCKS:
                    raise TimeoutError from None
                if expired.exitcode != FULL:
                    raise
            except RuntimeError:
                continue  # the pool is lost
        raise StoreUnreachable(NO_WORKERS)

    async def _reply(self, job: ProcessFuture[bytes]) -> bytes:
        reply = asyncio.wrap_future(job)
        self._replies.add(reply)
        try:
            await asyncio.wait({reply})
        finally:
            self._replies.discard(reply)
            reply.cancel()
        if reply.cancelled():
            raise Overloaded(STOPPING)
        return reply.result()

    def give_up(self) -> None:
        """Fail every job, because the server is stopping."""
        self._stopping = True
        for reply in tuple(self._replies):
            reply.cancel()

    async def close(self) -> None:
        """Fail every job and end every worker."""
        self.give_up()
        for pool in await asyncio.gather(*self._pools.values(), return_exceptions=True):
            if isinstance(pool, ProcessPool):
                await asyncio.to_thread(_end, pool)

    @property
    def well(self) -> bool:
        """Whether work can be done, as far as is known."""
        opening = self._pool(slow=False)
        return not opening.done() or not opening.exception()

    @property
    def counts(self) -> dict[str, int]:
        """How many workers there are for short work, and how many jobs take long or wait."""
        waiting = max(self._calls - self._long - self.settings.workers, 0)
        return {"workers": self.settings.workers, "long": self._long, "waiting": waiting}

    # Pebble's pools.

    def _pool(self, slow: bool) -> asyncio.Task[ProcessPool]:
        """The opening of a pool: the first, or one more where the last was lost."""
        opening = self._pools.get(slow)
        last = opening.result() if opening and opening.done() and not opening.exception() else None
        if not opening or (opening.done() and not (last and last.active)):
            self._pools[slow] = opening = asyncio.create_task(asyncio.to_thread(self._open, slow, last))
        return opening

    def _open(self, slow: bool, lost: ProcessPool | None) -> ProcessPool:
        if lost:
            _end(lost)
        self.launch()
        number = self.settings.long_queries if slow else self.settings.workers
        pool = ProcessPool(number, initializer=begin, initargs=(self.settings, slow), context=self._context)
        with suppress(BrokenProcessPool):
            if pool.active:  # which starts it
                return pool
        raise StoreUnreachable(NO_WORKERS)


def _end(pool: ProcessPool) -> None:
    """End the processes of a pool, and wait until they have ended."""
    pool.stop()
    pool.join()
