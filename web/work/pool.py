"""A pool of worker processes: `await pool.run(function, ...)`; each can be killed without harm to the others.

The life of a worker, and what moves it on:

    STARTING --ready--> IDLE --given a job--> QUICK --quick_seconds--> LONG
                          ^                     |                        |
                          +------answered-------+                        |  answered, out of time,
                                                | died                   |  visitor gone, died
                                                +------> replaced <------+

Short work never waits for long: a worker whose job takes longer than quick_seconds is put behind all others (nice 19),
and another one takes its place; when done it ends, since only root may lower a niceness. At most long_queries are LONG;
a job that would be one more is stopped. Processes come from the standard library's fork server, where there is one: it
holds the store, so that a worker is there in milliseconds.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from ...errors import LevergraphError, StoreUnreachable
from ..settings import MIB
from . import preload
from .limits import Gone, Overloaded, OverMemory, OverTime
from .worker import LENGTH, Plan, work

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from ...graph.store import Store
    from ..settings import Settings

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
Departure = Callable[[], Awaitable[object]]
"""Called when a job takes long; what it returns is awaited, and ends when the visitor has gone."""

FAILURES = 5
"""After so many workers in a row that ended before they were ready, the pool says that it cannot work."""
PAUSE = 2.0
"""Seconds from then to the next attempt."""


class Job:
    """One call: its message, its outcome, the watch over the visitor, and since when it waits."""

    __slots__ = ("gone", "outcome", "packed", "since")

    def __init__(
        self, packed: bytes, outcome: asyncio.Future[Any], gone: Departure | None, since: float
    ) -> None:
        self.packed = packed
        self.outcome = outcome
        self.gone = gone
        self.since = since

    def fail(self, error: Exception) -> None:
        """End the call with an error, unless it has ended."""
        if not self.outcome.done():
            self.outcome.set_exception(error)


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
        forks = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if forks else "spawn")
        self._workers: dict[asyncio.Task[None], Job | None] = {}
        """The life of each worker for short work, and the job that it is at."""
        self._long: dict[asyncio.Task[None], Job] = {}
        self._failures = 0
        self._open = False

    def launch(self) -> None:
        """Start the fork server, where there is one; it opens the store meanwhile."""
        preload.announce(self._plan, self._modules)
        if "forkserver" in multiprocessing.get_all_start_methods():
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

        Raises what the function raises; OverTime, OverMemory, TooLarge or Overloaded (all Refused) at a limit;
        Gone when the visitor goes away; StoreUnreachable while no worker can be started; WorkFailed for a bug.
        """
        if self.error:
            raise self.error
        self.start()
        if self._jobs.qsize() >= self.settings.waiting:
            raise Overloaded("Too many requests are waiting. Try again in a few seconds.")
        packed = pickle.dumps((function, args), pickle.HIGHEST_PROTOCOL)
        job = Job(packed, self._loop.create_future(), gone, self._loop.time())
        self._jobs.put_nowait(job)
        found: R = await job.outcome
        return found

    def give_up(self) -> None:
        """Fail every job: the server is stopping."""
        self._fail_waiting(Overloaded("The server is stopping."))
        for job in (*self._workers.values(), *self._long.values()):
            if job is not None:
                job.fail(Overloaded("The server is stopping."))

    async def close(self) -> None:
        """Fail every job and end every worker."""
        self._open = False
        self.give_up()
        tasks = [*self._workers, *self._long]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def counts(self) -> dict[str, int]:
        """How many workers there are for short work, and how many jobs run for long or wait."""
        waiting = self._jobs.qsize() if self._open else 0
        return {"workers": len(self._workers), "long": len(self._long), "waiting": waiting}

    # The life of a worker.

    def _grow(self) -> None:
        """Have as many workers for short work as there should be."""
        for _ in range(self.settings.workers - len(self._workers) if self._open else 0):
            task = self._loop.create_task(self._live())
            self._workers[task] = None
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._workers.pop(task, None)
        self._long.pop(task, None)
        if self._failures < FAILURES:
            self._grow()
        elif self._open:
            self.error = self.error or StoreUnreachable("The workers that answer cannot be started.")
            self._fail_waiting(self.error)
            self._loop.call_later(PAUSE, self._grow)

    async def _live(self) -> None:
        """Start a worker, give it jobs one after the other, and end it."""
        ours, theirs = socket.socketpair()
        process = self._context.Process(target=work, args=(theirs, self._plan), daemon=True)
        task = asyncio.current_task()
        assert task  # noqa: S101 - made by _grow
        try:
            self._failures += 1  # until it is ready
            with theirs:
                await asyncio.to_thread(process.start)  # the fork server may be opening the store still
            reader, writer = await asyncio.open_connection(sock=ours)
            try:
                await self._hear_that_it_is_ready(reader)
                while await self._do(await self._jobs.get(), process, task, reader, writer):
                    self._workers[task] = None
            finally:
                writer.transport.abort()
        except (OSError, EOFError):
            ours.close()  # killed by somebody else while idle or starting
        finally:
            if process.pid:
                process.kill()

    async def _hear_that_it_is_ready(self, reader: asyncio.StreamReader) -> None:
        returned, value, _ = await _message(reader)
        if not returned:
            self.error = _error(*value)  # type: ignore[assignment]  # the store cannot be opened
            self._failures = FAILURES
            raise EOFError
        self.error, self._failures = None, 0

    async def _do(
        self,
        job: Job,
        process: BaseProcess,
        task: asyncio.Task[None],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> bool:
        """Have a job done; whether the worker may do another."""
        if job.outcome.done():
            return True
        if self._loop.time() - job.since > self.settings.waiting_seconds:
            job.fail(Overloaded("The server is busy. Try again in a few seconds."))
            return True
        self._workers[task] = job
        writer.write(LENGTH.pack(len(job.packed)) + job.packed)
        reply = self._loop.create_task(_message(reader))
        try:
            await asyncio.wait(
                (reply,), timeout=min(self.settings.quick_seconds, self.settings.query_seconds)
            )
            if not reply.done():
                await self._wait_long(job, process, task, reply)
            returned, value, last = reply.result()
        except LevergraphError as limit:
            job.fail(limit)
            return False
        except Gone as gone:
            job.fail(gone)
            return False
        except (OSError, EOFError):
            limit = f"{self.settings.query_mebibytes} MiB"
            job.fail(OverMemory(f"Stopped: it needed more memory than {limit}, the limit of this server."))
            return False
        finally:
            reply.cancel()
        if not job.outcome.done():
            if returned:
                job.outcome.set_result(value)
            else:
                job.outcome.set_exception(_error(*value))
        return task in self._workers and not last

    async def _wait_long(
        self, job: Job, process: BaseProcess, task: asyncio.Task[None], reply: asyncio.Task[Any]
    ) -> None:
        """Wait for the reply of a job that is not short, behind all others."""
        if len(self._long) >= self.settings.long_queries:
            raise Overloaded(
                f"{len(self._long)} requests that take long are running. Try again in a few seconds."
            )
        del self._workers[task]
        self._long[task] = job
        if hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid or 0, 19)
        self._grow()
        gone = self._loop.create_task(_awaited(job.gone)) if job.gone else None
        try:
            rest = self.settings.query_seconds - self.settings.quick_seconds
            waited = {reply, job.outcome, *([gone] if gone else [])}
            await asyncio.wait(waited, timeout=max(rest, 0), return_when=asyncio.FIRST_COMPLETED)
            if (gone and gone.done()) or job.outcome.done():
                raise Gone
            if not reply.done():
                limit = f"{self.settings.query_seconds:g} seconds"
                raise OverTime(f"Stopped: it took longer than {limit}, the limit of this server.")
        finally:
            if gone:
                gone.cancel()

    def _fail_waiting(self, error: LevergraphError) -> None:
        while not self._jobs.empty():
            self._jobs.get_nowait().fail(error)


async def _awaited(gone: Departure) -> None:
    await gone()


async def _message(reader: asyncio.StreamReader) -> tuple[bool, Any, bool]:
    """The next message of a worker; IncompleteReadError (an EOFError) when its process has ended."""
    size: int = LENGTH.unpack(await reader.readexactly(LENGTH.size))[0]
    message: tuple[bool, Any, bool] = pickle.loads(await reader.readexactly(size))  # noqa: S301 - our own worker
    return message


def _error(kind: type[Exception], args: tuple[object, ...], data: dict[str, object]) -> Exception:
    """The exception that a worker raised."""
    error = kind.__new__(kind, *args)
    error.args = args
    vars(error).update(data)
    return error
