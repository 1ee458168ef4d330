"""A pool of worker processes: `await pool.run(function, ...)`; each can be killed without harm to the others.

The life of a worker, and what moves it on:

    STARTING --ready--> IDLE --given a job--> QUICK --quick_seconds--> LONG
                          ^                     |                        |
                          +------answered-------+                        |  answered, out of time,
                                                | died                   |  visitor gone, died
                                                +------> replaced <------+

Short work never waits for long: a worker whose job takes longer than quick_seconds is put behind all others
(nice 19), and another one takes its place; when done it ends, since only root may lower a niceness. At most
long_queries are LONG; a job that would be one more is stopped. Processes come from the standard library's
fork server, where there is one: it holds the store, so that a worker is there in milliseconds.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from ...errors import LevergraphError, StoreUnreachable
from ..settings import MIB
from . import preload
from .channel import Channel
from .limits import Gone, Overloaded, OverMemory, OverTime
from .worker import Plan

if TYPE_CHECKING:
    from ...graph.store import Store
    from ..settings import Settings

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
Departure = Callable[[], Awaitable[object]]
"""Called when a job takes long; what it returns is awaited, and ends when the visitor has gone."""

FAILURES = 5
"""After so many workers in a row that ended before they were ready, the pool says that it cannot work."""
BUSY = 4
"""A job that waits for a processor, or for another machine, is short for at most so many quick_seconds."""
PAUSE = 2.0
"""Seconds from then to the next attempt."""


class Job:
    """One call: its message, its outcome, the watch over the visitor, and since when it waits."""

    __slots__ = ("gone", "outcome", "packed", "since")

    def __init__(self, packed: bytes, outcome: asyncio.Future[Any], gone: Departure | None) -> None:
        self.packed = packed
        self.outcome = outcome
        self.gone = gone
        self.since = time.monotonic()

    def fail(self, error: Exception) -> None:
        """End the call with an error, unless it has ended."""
        if not self.outcome.done():
            self.outcome.set_exception(error)


class Worker:
    """One worker: its state, the channel to its process, the task that is its life, and its job."""

    def __init__(self) -> None:
        self.channel = Channel(self._process_ended)
        self.task: asyncio.Task[None] | None = None
        self.job: Job | None = None
        self.idle = self.long = False

    def _process_ended(self) -> None:
        if self.idle and self.task is not None:  # in every other state something is awaited from the channel
            self.task.cancel()


class Pool:
    """The workers, and the jobs that wait for one."""

    def __init__(self, settings: Settings, modules: tuple[str, ...] = ()) -> None:
        """Start nothing yet; the fork server calls `warm(store)` in each of the modules."""
        self.settings = settings
        self.error: LevergraphError | None = None
        """Why no work can be done, while that is so."""
        memory, size = settings.query_mebibytes * MIB, settings.answer_mebibytes * MIB
        self._plan = Plan(settings.store, settings.data, settings.query_seconds, memory, size)
        self._modules = modules
        self._forks = preload.can_fork()
        self._context: Any = multiprocessing.get_context("forkserver" if self._forks else "spawn")
        self._workers: dict[asyncio.Task[None], Worker] = {}
        """Each worker by the task that is its life."""
        self._failures = 0
        self._ready_since = 0.0
        self._open = False

    def launch(self) -> None:
        """Start the fork server, where there is one: it opens the store while the server starts."""
        preload.announce(self._plan, self._modules)
        if self._forks:
            from multiprocessing.forkserver import ensure_running

            self._context.set_forkserver_preload([preload.__name__])
            ensure_running()

    def start(self) -> None:
        """Start the workers in the loop that runs now; the first call does it, too."""
        if not self._open:
            self._open = True
            self._loop = asyncio.get_running_loop()
            self._jobs: asyncio.Queue[Job] = asyncio.Queue()
            self.launch()
            self._grow()

    async def run(self, function: Callable[[Store, *Ts], R], *args: *Ts, gone: Departure | None = None) -> R:
        """What `function(store, *args)` returns in a worker; all of it must be picklable.

        Raises what the function raises; OverTime, OverMemory, TooLarge or Overloaded (all Refused) at a
        limit; Gone when the visitor goes away; StoreUnreachable while no worker can be started; WorkFailed
        for a bug.
        """
        if self.error:
            raise self.error
        self.start()
        if self._jobs.qsize() >= self.settings.waiting:
            raise Overloaded("Too many requests are waiting. Try again in a few seconds.")
        job = Job(pickle.dumps((function, args), pickle.HIGHEST_PROTOCOL), self._loop.create_future(), gone)
        self._jobs.put_nowait(job)
        value: R = await job.outcome
        return value

    def give_up(self, error: LevergraphError | None = None) -> None:
        """Fail every job; without another reason because the server is stopping."""
        waiting = [self._jobs.get_nowait() for _ in range(self._jobs.qsize())] if self._open else []
        for job in (*waiting, *(worker.job for worker in self._workers.values())):
            if job is not None:
                job.fail(error or Overloaded("The server is stopping."))

    async def close(self) -> None:
        """Fail every job and end every worker."""
        self.give_up()
        self._open = False
        for task in self._workers:
            task.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    @property
    def counts(self) -> dict[str, int]:
        """How many workers there are for short work, and how many jobs take long or wait."""
        long = sum(worker.long for worker in self._workers.values())
        waiting = self._jobs.qsize() if self._open else 0
        return {"workers": len(self._workers) - long, "long": long, "waiting": waiting}

    # The life of a worker.

    def _grow(self) -> None:
        """Have as many workers for short work as there should be."""
        for _ in range(self.settings.workers - self.counts["workers"] if self._open else 0):
            worker = Worker()
            worker.task = task = self._loop.create_task(self._live(worker))
            self._workers[task] = worker
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._workers[task]
        if self._failures < FAILURES:
            self._grow()
        elif self._open:
            self.error = self.error or StoreUnreachable("The workers that answer cannot be started.")
            self.give_up(self.error)
            self._loop.call_later(PAUSE, self._grow)

    async def _live(self, worker: Worker) -> None:
        """Start a worker, give it jobs one after the other, and end it."""
        channel = worker.channel
        self._failures += 1  # until it is ready
        try:
            await channel.open(self._context, self._plan)
            returned, value, _ = await channel.message()
            if not returned:  # the store cannot be opened
                self.error, self._failures = value, FAILURES
                return
            self.error, self._failures = None, 0
            self._ready_since = self._ready_since or time.monotonic()
            able = True
            while able and not worker.long:
                worker.idle = True
                job = await self._jobs.get()
                worker.idle = False
                able = await self._do(worker, job)
        except (OSError, EOFError):
            pass  # it has ended while it was starting
        finally:
            channel.kill()

    async def _do(self, worker: Worker, job: Job) -> bool:
        """Have a job done; whether the worker may do another."""
        if job.outcome.done():
            return True  # nobody waits for it
        since = max(job.since, self._ready_since)  # the start of the first worker is no sign of much work
        if time.monotonic() - since > self.settings.waiting_seconds:
            job.fail(Overloaded("The server is busy. Try again in a few seconds."))
            return True
        worker.job, channel = job, worker.channel
        try:
            channel.send(job.packed)
            if not await self._is_quick(channel):
                await self._wait_long(worker, job)
            returned, value, last = await channel.message()
        except (LevergraphError, Gone) as limit:
            job.fail(limit)
            return False
        except (OSError, EOFError):
            words = f"{self.settings.query_mebibytes} MiB, the limit of this server"
            job.fail(OverMemory(f"Stopped: it needed more memory than {words}."))
            return False
        finally:
            worker.job = None
        if not returned:
            job.fail(value)
        elif not job.outcome.done():
            job.outcome.set_result(value)
        return not last

    async def _is_quick(self, channel: Channel) -> bool:
        """Wait while a job is short; whether it is done.

        On a busy machine the clock runs on while a process waits for a processor: then its own time counts.
        """
        quick, began, given = self.settings.quick_seconds, time.monotonic(), channel.spent()
        latest = min(BUSY * quick, self.settings.query_seconds)
        while not channel.arrived and (rest := latest - (time.monotonic() - began)) > 0:
            await channel.wait(min(quick, rest))
            if channel.spent() - given >= quick / 2:
                break
        return channel.arrived

    async def _wait_long(self, worker: Worker, job: Job) -> None:
        """Wait for a job that is not short, behind all others; raises OverTime, Overloaded or Gone."""
        if self.counts["long"] >= self.settings.long_queries:
            limit = f"{self.settings.long_queries} requests that take long are running already"
            raise Overloaded(f"{limit}. Try again in a few seconds.")
        worker.long = True
        worker.channel.stand_back()
        self._grow()
        watch = asyncio.ensure_future(job.gone()) if job.gone else self._loop.create_future()
        for over in (
            watch,
            job.outcome,
        ):  # the latter when the server stops
            over.add_done_callback(worker.channel.wake)
        try:
            await worker.channel.wait(max(self.settings.query_seconds - self.settings.quick_seconds, 0))
            if watch.done() or job.outcome.done():
                raise Gone
        finally:
            watch.cancel()
        if not worker.channel.arrived:
            limit = f"{self.settings.query_seconds:g} seconds, the limit of this server"
            raise OverTime(f"Stopped: it took longer than {limit}.")
