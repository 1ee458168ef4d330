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
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from ...errors import LevergraphError, StoreUnreachable
from ..settings import MIB
from . import preload
from .limits import Gone, Overloaded, OverMemory, OverTime
from .worker import FULL, Plan, begin, work

if TYPE_CHECKING:
    from ...graph.store import Store
    from ..settings import Settings

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
Departure = Callable[[], Awaitable[object]]
"""Called when a job takes long; what it returns is awaited, and ends when the visitor has gone."""

ATTEMPTS = 3
"""How often a job is begun whose worker was full, or whose pool was lost with the fork server."""
NO_WORKERS = "The workers that answer cannot be started."
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
        memory, size = settings.query_mebibytes * MIB, settings.answer_mebibytes * MIB
        self._plan = Plan(settings.store, settings.data, settings.query_seconds, memory, size)
        self._modules = modules
        self._forks = preload.can_fork()
        self._context: Any = multiprocessing.get_context("forkserver" if self._forks else "spawn")
        self._pools: dict[bool, asyncio.Task[ProcessPool]] = {}
        """The opening of the pool for long work (True) and of that for short (False)."""
        self._jobs: set[ProcessFuture[bytes]] = set()
        """The jobs that wait for a worker, or have one."""
        self._calls = self._long = 0
        self._launched = self._stopping = False

    def launch(self) -> None:
        """Start the fork server, where there is one: it opens the store while the server starts."""
        preload.announce(self._plan, self._modules)
        self._launched = True
        if self._forks:
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
        result: R = value
        return result

    async def _done_slowly(self, packed: bytes, gone: Departure | None) -> bytes:
        if self._long >= self.settings.long_queries:
            limit = f"{self.settings.long_queries} requests that take long are running already"
            raise Overloaded(f"{limit}. Try again in a few seconds.")
        self._long += 1
        doing = asyncio.ensure_future(self._done(True, packed, self.settings.query_seconds))
        leaving = asyncio.ensure_future(gone()) if gone else None
        try:
            await asyncio.wait({doing, leaving} if leaving else {doing}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise Gone
            return await doing
        finally:
            self._long -= 1
            doing.cancel()
            if leaving:
                leaving.cancel()

    async def _done(self, slow: bool, packed: bytes, seconds: float) -> bytes:
        """The reply of a worker; raises TimeoutError, ProcessExpired, Overloaded or StoreUnreachable."""
        quick = 0 if slow else self.settings.quick_seconds
        for _ in range(ATTEMPTS):
            if self._stopping:
                raise Overloaded("The server is stopping.")
            opening = self._pool(slow)
            pool = opening.result() if opening.done() else await asyncio.shield(opening)
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
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if not self._stopping or (task and task.cancelling()):
                    raise
        raise StoreUnreachable(NO_WORKERS)

    async def _reply(self, job: ProcessFuture[bytes]) -> bytes:
        self._jobs.add(job)
        try:
            return await asyncio.wrap_future(job)
        finally:
            self._jobs.discard(job)

    def give_up(self) -> None:
        """Fail every job, because the server is stopping."""
        self._stopping = True
        for job in tuple(self._jobs):
            job.cancel()

    async def close(self) -> None:
        """Fail every job and end every worker."""
        self.give_up()
        for pool in await asyncio.gather(*self._pools.values(), return_exceptions=True):
            if isinstance(pool, ProcessPool):
                await asyncio.to_thread(_end, pool)

    @property
    def error(self) -> LevergraphError | None:
        """Why no work can be done, while that is so."""
        opening = self._pool(slow=False)
        return StoreUnreachable(NO_WORKERS) if opening.done() and opening.exception() else None

    @property
    def counts(self) -> dict[str, int]:
        """How many workers there are for short work, and how many jobs take long or wait."""
        waiting = max(self._calls - self._long - self.settings.workers, 0)
        return {"workers": self.settings.workers, "long": self._long, "waiting": waiting}

    # Pebble's pools.

    def _pool(self, slow: bool) -> asyncio.Task[ProcessPool]:
        """The opening of a pool: the first, or one more where the last was lost."""
        opening, lost = self._pools.get(slow), None
        if opening is not None and opening.done():
            lost = None if opening.exception() else opening.result()
            if lost is not None and lost.active:
                return opening
            opening = None
        if opening is None:
            if not self._launched:
                self.launch()
            self._pools[slow] = opening = asyncio.create_task(asyncio.to_thread(self._open, slow, lost))
        return opening

    def _open(self, slow: bool, lost: ProcessPool | None) -> ProcessPool:
        if lost is not None:
            _end(lost)
        number = self.settings.long_queries if slow else self.settings.workers
        pool = ProcessPool(number, initializer=begin, initargs=(self._plan, slow), context=self._context)
        try:
            if pool.active:  # which starts it
                return pool
        except BrokenProcessPool:
            pass
        raise StoreUnreachable(NO_WORKERS)


def _end(pool: ProcessPool) -> None:
    """End the processes of a pool, and wait until they have ended."""
    pool.stop()
    pool.join()
