"""A pool of processes that answer SPARQL queries, each of which can be killed without harm to the others.

A query that takes long is put behind the others (nice 19), and its worker is replaced: short queries go on.
A query that takes too long, or whose asker has gone, ends with its worker.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import cast

from ..errors import LevergraphError, Refused, StoreUnreachable
from .evaluate import Ended
from .nursery import COMMAND, ENDED, QUESTION
from .settings import MIB, Settings

TICK = 0.025
"""How often the clock is looked at while a query runs, in seconds."""
DEPTH = 4
"""Questions given to one worker at most: it need not wait for the next one, and two cross in one step."""
RESTARTS = 5
"""A nursery that ends so often without having been ready is not started again."""


class OverTime(Refused):
    """A query ran longer than it may."""


class OverMemory(Refused):
    """A query took more memory than it may."""


class Overloaded(Refused):
    """Too many queries run or wait."""


class Gone(Exception):
    """Who asked has gone away."""


class Job:
    """A question under way."""

    __slots__ = ("ended", "gone", "question", "since", "watch")

    def __init__(self, question: bytes, ended: asyncio.Future[Ended], since: float) -> None:
        self.question = question
        self.ended = ended
        self.since = since
        self.gone: Callable[[], Awaitable[object]] | None = None
        self.watch: asyncio.Task[None] | None = None

    def fail(self, error: Exception) -> None:
        """End it with an error."""
        if not self.ended.done():
            self.ended.set_exception(error)


class Worker(asyncio.Protocol):
    """One process that answers questions, one after the other."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.jobs: deque[Job] = deque()
        self.pid = 0
        self.began = 0.0
        self.long = False
        self._read = bytearray()
        self._seen: tuple[Job, float] | None = None
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to it."""
        self.transport = cast(asyncio.WriteTransport, transport)  # uvloop's is no child of asyncio's
        self.transport.set_write_buffer_limits(high=16 * MIB)

    def ask(self, *jobs: Job) -> None:
        """Give it questions."""
        if not self.jobs:
            self.began = self.pool.now()
        self.jobs.extend(jobs)
        assert self.transport  # noqa: S101
        self.transport.write(b"".join([QUESTION.pack(len(job.question)) + job.question for job in jobs]))

    def data_received(self, data: bytes) -> None:
        """Take what it answers."""
        if self._read or len(data) < ENDED.size:
            self._read += data
            data = bytes(self._read) if self._whole() else b""
            if not data:
                return
            self._read.clear()
        place = 0
        while len(data) - place >= ENDED.size:
            size, outcome, marks = ENDED.unpack_from(data, place)
            start = place + ENDED.size
            if len(data) < start + size:
                break
            place = start + size
            self._ended(outcome, marks, data[start:place])
        if place < len(data):
            self._read += data[place:]

    def _whole(self) -> bool:
        return (
            len(self._read) >= ENDED.size and len(self._read) >= ENDED.size + ENDED.unpack_from(self._read)[0]
        )

    def _ended(self, outcome: int, marks: int, body: bytes) -> None:
        if not self.pid:  # its first words are its number
            self.pid = int.from_bytes(body, "little")
            self.pool.born(self)
            return
        if self.jobs:
            job = self.jobs.popleft()
            if not job.ended.done():
                job.ended.set_result(Ended(outcome, body, bool(marks & 1), bool(marks & 2)))
            self.began = self.pool.now()
        self.pool.free(self)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell the pool that the process has ended."""
        self.pool.died(self)

    def has_worked(self, age: float, seconds: float) -> bool:
        """Whether its question has really worked so long: on a busy machine it may only have waited.

        Where the work is done elsewhere, or the system does not tell, the clock has to do.
        """
        job, spent = self.jobs[0], self._spent()
        if spent is None:
            return age >= seconds
        if self._seen is None or self._seen[0] is not job:
            self._seen = (job, spent)
        return spent - self._seen[1] >= seconds

    def _spent(self) -> float | None:
        """The seconds of a processor that it has had, as far as the system tells."""
        if self.pool.elsewhere:
            return None
        try:
            return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[0]) / 1e9
        except (OSError, ValueError):
            return None

    def resident(self) -> int:
        """The bytes of memory that are its own, as far as the system tells."""
        try:
            size, shared = (int(word) for word in Path(f"/proc/{self.pid}/statm").read_text().split()[1:3])
        except (OSError, ValueError):
            return 0
        return (size - shared) * os.sysconf("SC_PAGE_SIZE")


class Pool:
    """The workers, and the questions that wait for one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.elsewhere = (settings.store or "").startswith(("http://", "https://"))
        self.workers: set[Worker] = set()
        self.waiting: deque[Job] = deque()
        self.now: Callable[[], float] = lambda: 0.0
        self.trouble: LevergraphError | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._ready = False
        self._failed = 0
        self._unborn = 0
        self._ticking = False
        self._tasks: set[asyncio.Task[object]] = set()
        self._base = 0

    # What others call.

    def launch(self) -> None:
        """Start the process that holds the store; its readiness is heard once there is a loop."""
        ours, theirs = socket.socketpair()
        settings = self.settings
        brood = {
            "store": settings.store,
            "data": settings.data,
            "rows": settings.query_rows,
            "bytes": settings.answer_mebibytes * MIB,
            "memory": settings.query_mebibytes * MIB,
            "seconds": settings.query_seconds,
        }
        module = f"{__package__}.nursery"
        command = [sys.executable, "-P", "-m", module, str(theirs.fileno()), json.dumps(brood)]
        self._nursery = subprocess.Popen(  # noqa: S603
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        theirs.close()
        ours.setblocking(False)
        self._control = ours

    def start(self) -> None:
        """Take up work in the loop that runs now."""
        if self._loop is not None:
            return
        self._loop = asyncio.get_running_loop()
        self.now = self._loop.time
        if self._nursery is None:
            self.launch()
        self._listen()

    async def ask(self, question: bytes, gone: Callable[[], Awaitable[object]] | None = None) -> Ended:
        """How a question (packed) ended; `gone` is awaited once it takes long, and ends it by returning.

        Raises OverTime, OverMemory or Overloaded (all Refused) when a limit is reached, and Gone.
        """
        if self.trouble:
            raise self.trouble
        self.start()
        loop = self._running()
        job = Job(question, loop.create_future(), self.now())
        job.gone = gone
        worker = self._idlest()
        if worker is not None:
            worker.ask(job)
        elif len(self.waiting) >= self.settings.waiting:
            raise Overloaded("Too many queries are waiting. Try again in a few seconds.")
        else:
            self.waiting.append(job)
            if len(self.workers) < self.settings.workers:
                self._grow()
        if not self._ticking:
            self._ticking = True
            loop.call_later(TICK, self._tick)
        try:
            return await job.ended
        finally:
            if job.watch is not None:
                job.watch.cancel()
            if job.ended.cancelled():
                self._drop(job)

    def give_up(self) -> None:
        """End every question: the server is stopping."""
        for job in self._all_jobs():
            job.fail(Overloaded("The server is stopping."))

    async def close(self) -> None:
        """End every process."""
        self._shut()
        self.give_up()
        for worker in list(self.workers):
            if worker.transport:
                worker.transport.abort()
        await asyncio.get_running_loop().run_in_executor(None, self.end)

    def end(self) -> None:
        """End the nursery, and with it its workers."""
        if self._control is not None:
            self._control.close()
            self._control = None
        nursery, self._nursery = self._nursery, None
        if nursery is None:
            return
        try:
            nursery.wait(2.0)
        except subprocess.TimeoutExpired:
            nursery.kill()
            nursery.wait()

    @property
    def counts(self) -> dict[str, int]:
        """How many workers there are, how many queries run for long, and how many wait."""
        return {
            "workers": sum(1 for worker in self.workers if worker.pid),
            "long": sum(1 for worker in self.workers if worker.long),
            "waiting": len(self.waiting),
        }

    # What workers call.

    def born(self, worker: Worker) -> None:
        """A worker is ready."""
        self._unborn = 0
        self._base = self._base or worker.resident()
        self.free(worker)

    def free(self, worker: Worker) -> None:
        """A worker may take another question, or has done with a long one and goes."""
        if worker.long:
            if not worker.jobs:
                self._retire(worker)
            return
        if self.waiting and len(worker.jobs) <= DEPTH // 2:
            jobs: list[Job] = []
            while self.waiting and len(worker.jobs) + len(jobs) < DEPTH:
                job = self.waiting.popleft()
                if not job.ended.done():
                    jobs.append(job)
            if jobs:
                worker.ask(*jobs)

    def died(self, worker: Worker) -> None:
        """A worker's process has ended: by itself, unless its jobs have been taken away before."""
        self.workers.discard(worker)
        if not worker.pid and self._ready:
            self._unborn += 1
            if self._unborn > RESTARTS:
                self.trouble = StoreUnreachable("The query engine does not start.")
                self._fail_all(self.trouble)
                return
        if worker.jobs and self._control is not None:
            worker.jobs.popleft().fail(self._over_memory())
            self._again(worker)
        if self.waiting:
            self._grow()

    # The nursery.

    def _told(self) -> None:
        """Hear from the nursery: ready, in trouble, or gone."""
        assert self._control  # noqa: S101
        try:
            data = self._control.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data[:1] == b"R":
            self._ready, self._failed = True, 0
            self._grow()
        elif data[:1] == b"E":
            self.trouble = StoreUnreachable(data[1:].decode("utf-8", "replace"))
            self._fail_all(self.trouble)
        elif not data:
            self._orphaned()

    def _orphaned(self) -> None:
        """The nursery has ended without being told: start another one."""
        self._shut()
        if self._nursery is not None:
            self._nursery.wait()
        self._ready = False
        self._failed += 1
        self._fail_all(Overloaded("The query engine was stopped, and is starting again. Try again."))
        if self._failed > RESTARTS:
            self.trouble = self.trouble or StoreUnreachable("The query engine does not start.")
        elif not self.trouble:
            self.launch()
            self._listen()

    def _listen(self) -> None:
        assert self._control  # noqa: S101
        self._running().add_reader(self._control.fileno(), self._told)

    def _running(self) -> asyncio.AbstractEventLoop:
        assert self._loop  # noqa: S101
        return self._loop

    def _shut(self) -> None:
        if self._control is not None:
            if self._loop is not None:
                self._loop.remove_reader(self._control.fileno())
            self._control.close()
            self._control = None

    def _grow(self) -> None:
        """Have as many workers for short queries as there should be."""
        if not self._ready or self._control is None:
            return
        short = sum(1 for worker in self.workers if not worker.long)
        for _ in range(self.settings.workers - short):
            ours, theirs = socket.socketpair()
            ours.setblocking(False)
            try:
                socket.send_fds(self._control, [COMMAND.pack(b"F", 0)], [theirs.fileno()])
            except OSError:
                ours.close()
                return
            finally:
                theirs.close()
            worker = Worker(self)
            self.workers.add(worker)
            task = self._running().create_task(self._join(worker, ours))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _join(self, worker: Worker, ours: socket.socket) -> None:
        await self._running().create_connection(lambda: worker, sock=ours)

    def _kill(self, worker: Worker) -> None:
        self.workers.discard(worker)
        if self._control is not None and worker.pid:
            with suppress(OSError):
                self._control.send(COMMAND.pack(b"K", worker.pid))
        if worker.transport:
            worker.transport.abort()

    def _retire(self, worker: Worker) -> None:
        """Let a worker go that has nothing to do: it ends when its socket closes."""
        self.workers.discard(worker)
        if worker.transport:
            worker.transport.close()
        self._grow()

    # Questions.

    def _idlest(self) -> Worker | None:
        best: Worker | None = None
        fewest = DEPTH
        for worker in self.workers:
            if worker.pid and not worker.long and len(worker.jobs) < fewest:
                best, fewest = worker, len(worker.jobs)
        return best

    def _again(self, worker: Worker) -> None:
        """Give the questions that wait behind the first of a worker to others."""
        self.waiting.extendleft(reversed(worker.jobs))
        worker.jobs.clear()
        for other in list(self.workers):
            if other.pid and not other.long:
                self.free(other)

    def _drop(self, job: Job) -> None:
        """Nobody wants the answer any more."""
        with suppress(ValueError):
            self.waiting.remove(job)
        for worker in list(self.workers):
            if job in worker.jobs:
                if worker.jobs[0] is job:
                    self._end(worker, Gone())
                return  # behind another one, it is answered to nobody

    def _end(self, worker: Worker, error: Exception) -> None:
        """Stop the question that a worker is at, and the worker with it."""
        job = worker.jobs.popleft()
        self._kill(worker)
        job.fail(error)
        self._again(worker)
        self._grow()

    def _fail_all(self, error: Exception) -> None:
        for job in self._all_jobs():
            job.fail(error)
        for worker in list(self.workers):
            worker.jobs.clear()
            if worker.transport:
                worker.transport.abort()
        self.workers.clear()
        self.waiting.clear()

    def _all_jobs(self) -> list[Job]:
        return [*self.waiting, *(job for worker in self.workers for job in worker.jobs)]

    # The clock.

    def _tick(self) -> None:
        now = self.now()
        for worker in list(self.workers):
            if worker.jobs and worker.pid:
                self._look(worker, now - worker.began)
        while self.waiting and now - self.waiting[0].since > self.settings.waiting_seconds:
            self.waiting.popleft().fail(
                Overloaded("The server is busy: the query waited too long. Try again in a few seconds.")
            )
        self._ticking = bool(self.waiting) or any(worker.jobs for worker in self.workers)
        if self._ticking:
            self._running().call_later(TICK, self._tick)

    def _look(self, worker: Worker, age: float) -> None:
        settings = self.settings
        if age >= settings.query_seconds:
            self._end(worker, self._over_time())
        elif worker.long:
            if worker.resident() - self._base > settings.query_mebibytes * MIB:
                self._end(worker, self._over_memory())
        elif age >= settings.quick_seconds and worker.has_worked(age, settings.quick_seconds):
            self._put_back(worker)

    def _put_back(self, worker: Worker) -> None:
        """A query takes long: the others go first from now on."""
        if sum(1 for each in self.workers if each.long) >= self.settings.long_queries:
            self._end(
                worker,
                Overloaded(
                    f"{self.settings.long_queries} long queries are running already. Try again later, or ask "
                    "for less."
                ),
            )
            return
        worker.long = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, 19)
        first = worker.jobs.popleft()
        self._again(worker)
        worker.jobs.append(first)
        if first.gone is not None:
            first.watch = self._running().create_task(self._watch(first))
        self._grow()

    async def _watch(self, job: Job) -> None:
        assert job.gone  # noqa: S101
        await job.gone()
        for worker in list(self.workers):
            if worker.jobs and worker.jobs[0] is job:
                self._end(worker, Gone())

    # Words.

    def _over_time(self) -> OverTime:
        return OverTime(
            f"The query was stopped: it took longer than {self.settings.query_seconds:g} seconds, the limit "
            "of this server. Ask for less: no pattern without a constant, no path without an end, a LIMIT."
        )

    def _over_memory(self) -> OverMemory:
        return OverMemory(
            f"The query was stopped: it needed more memory than {self.settings.query_mebibytes} MiB, the "
            "limit of this server, or is nested too deeply. Ask for less, or for fewer DISTINCT and ORDER BY."
        )
