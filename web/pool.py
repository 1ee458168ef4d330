"""A pool of processes that answer SPARQL queries, each of which can be killed without harm to the others.

A query that takes long is put behind the others (nice 19), and its worker is replaced: short queries go on.
A query that takes too long, or whose asker has gone, ends with its worker.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from itertools import count

from ..errors import LevergraphError, StoreUnreachable
from . import wire
from .settings import MIB, Settings
from .sparql.evaluate import Ended
from .worker import Gone, Job, Lendable, Overloaded, OverMemory, OverTime, Ways, Worker

TICK = 0.025
"""How often the clock is looked at while a query runs, in seconds."""
DEPTH = 4
"""Questions given to one worker at most: it need not wait for the next one, and two cross in one step."""
TERM = 5.0
"""How long a connection is lent, in seconds."""
ORPHANED = 1.0
"""How long a question that runs waits for who asks it, in seconds."""
RESTARTS = 5
"""A nursery that ends so often without having been ready is not started again."""


class Pool:
    """The workers, and the questions that wait for one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.elsewhere = (settings.store or "").startswith(("http://", "https://"))
        self.workers: set[Worker] = set()
        self.waiting: deque[Job] = deque()
        self.lends = wire.EPOLL and not self.elsewhere and not settings.access_log
        """Whether connections are lent; not where every request has to be written down."""
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
        self._adopted: dict[bytes, deque[Job]] = {}
        self._numbers = count(1)
        self._base = 0

    # What others call.

    def launch(self) -> None:
        """Start the process that holds the store; its readiness is heard once there is a loop."""
        ours, theirs = socket.socketpair()
        settings = self.settings
        brood = {
            "store": settings.store,
            "data": settings.data,
            "seconds": settings.query_seconds,
            "bounds": {
                "rows": settings.query_rows,
                "bytes": settings.answer_mebibytes * MIB,
                "memory": settings.query_mebibytes * MIB,
                "url": settings.url_bytes,
                "head": settings.header_bytes,
                "body": settings.request_bytes,
            },
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
        job = self._found(question, gone) or self._given(question, gone)
        self._wake()
        try:
            return await job.ended
        finally:
            if job.watch is not None:
                job.watch.cancel()
            if job.ended.cancelled():
                self._drop(job)

    def lend(self, connection: Lendable, descriptor: int, host: bytes) -> Callable[[], None] | None:
        """Lend a connection to a worker; what asks for it back, or nothing where it cannot be lent.

        `host` is the name under which the server was asked for. The connection is taken back soon anyway.
        """
        able = [worker for worker in self.workers if worker.pid and not worker.seized]
        if not self.lends or not able:
            return None
        worker, number = min(able, key=lambda each: len(each.loans)), next(self._numbers)
        if not worker.lend(number, connection, descriptor, host):
            return None
        self._wake()
        recall = partial(self._recall, worker, number)
        self.loop.call_later(TERM, recall)
        return recall

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
        """How many workers there are, queries that run for long or wait, and connections that are lent."""
        return {
            "workers": sum(1 for worker in self.workers if worker.pid),
            "long": sum(1 for worker in self.workers if worker.long),
            "waiting": len(self.waiting),
            "lent": sum(len(worker.loans) for worker in self.workers),
        }

    # What workers call.

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop that all this runs in."""
        assert self._loop  # noqa: S101
        return self._loop

    def adopt(self, job: Job) -> None:
        """Keep a question that runs already: who asks it next gets that answer; soon, or nobody will."""
        self._adopted.setdefault(job.question, deque()).append(job)
        self.loop.call_later(ORPHANED, self._forget, job)

    def born(self, worker: Worker) -> None:
        """A worker is ready."""
        self._unborn = 0
        self._base = self._base or worker.resident()
        self.free(worker)

    def free(self, worker: Worker) -> None:
        """A worker may take another question, or has done with a long one and goes."""
        if worker.long:
            if not worker.jobs:
                self._kill(worker)
                self._grow()
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
        worker.let_go()
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
        self.loop.add_reader(self._control.fileno(), self._told)

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
            packets = socket.AF_UNIX, wire.KIND
            (ours, theirs), (lending, lent) = socket.socketpair(), socket.socketpair(*packets)
            laid, token = socket.socketpair(*packets)
            ours.setblocking(False)
            try:
                numbers = [theirs.fileno(), lent.fileno(), laid.fileno(), token.fileno()]
                socket.send_fds(self._control, [wire.COMMAND.pack(wire.FORK, 0)], numbers)
            except OSError:
                for each in (ours, lending, token):
                    each.close()
                return
            finally:
                for each in (theirs, lent, laid):
                    each.close()
            worker = Worker(self, Ways(lending, token))
            self.workers.add(worker)
            task = self.loop.create_task(self._join(worker, ours))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _join(self, worker: Worker, ours: socket.socket) -> None:
        await self.loop.create_connection(lambda: worker, sock=ours)

    def _kill(self, worker: Worker) -> None:
        self.workers.discard(worker)
        if self._control is not None and worker.pid:
            with suppress(OSError):
                self._control.send(wire.COMMAND.pack(wire.KILL, worker.pid))
        if worker.transport:
            worker.transport.abort()

    # Questions.

    def _found(self, question: bytes, gone: Callable[[], Awaitable[object]] | None) -> Job | None:
        """The job of a question that came on a lent connection, took long, and runs already."""
        jobs = self._adopted.get(question)
        if not jobs:
            return None
        job = jobs.popleft()
        if not jobs:
            del self._adopted[question]
        job.gone = gone
        if gone is not None and not job.ended.done():
            job.watch = self.loop.create_task(self._watch(job))
        return job

    def _forget(self, job: Job) -> None:
        """Nobody has asked: the client has gone."""
        jobs = self._adopted.get(job.question, deque())
        if job in jobs:
            jobs.remove(job)
            if not jobs:
                del self._adopted[job.question]
            job.ended.cancel()
            self._drop(job)

    def _given(self, question: bytes, gone: Callable[[], Awaitable[object]] | None) -> Job:
        """The job of a question that is given to a worker, or waits for one."""
        job = Job(question, self.loop.create_future(), self.now())
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
        return job

    def _recall(self, worker: Worker, number: int) -> None:
        if not worker.recall(number):  # it is busy
            self.loop.call_later(TICK, self._recall, worker, number)

    def _idlest(self) -> Worker | None:
        best: Worker | None = None
        fewest = DEPTH
        for worker in self.workers:
            if worker.pid and not worker.seized and len(worker.jobs) < fewest:
                best, fewest = worker, len(worker.jobs)
        return best

    def _again(self, worker: Worker) -> None:
        """Give the questions that wait behind the first of a worker to others."""
        for job in worker.jobs:
            job.loan = 0
        self.waiting.extendleft(reversed(worker.jobs))
        worker.jobs.clear()
        for other in list(self.workers):
            if other.pid and not other.seized:
                self.free(other)

    def _drop(self, job: Job) -> None:
        """Nobody wants the answer any more."""
        with suppress(ValueError):
            self.waiting.remove(job)
        for worker in list(self.workers):
            if job in worker.jobs:
                if worker.jobs[0] is job and worker.seized:
                    self._end(worker, Gone())
                return  # else it is answered to nobody, or ended when it takes long

    def _end(self, worker: Worker, error: Exception) -> None:
        """Stop the question that a worker is at, and the worker with it; unless it is done at this moment."""
        if not worker.seized and not self._seize(worker):
            return
        job = worker.jobs.popleft()
        self._kill(worker)
        job.fail(error)
        self._again(worker)
        self._grow()

    def _seize(self, worker: Worker) -> bool:
        """Take a worker's last question over; not where it is done with it at this moment."""
        if not worker.seize():
            return False
        if worker.moved_on:  # which of its questions it is at, nobody knows: they are asked again elsewhere
            self._kill(worker)
            self._again(worker)
            self._grow()
        return not worker.moved_on

    def _fail_all(self, error: Exception) -> None:
        for worker in self.workers:
            worker.let_go()
        for job in self._all_jobs():
            job.fail(error)
        for worker in list(self.workers):
            worker.jobs.clear()
            if worker.pid:  # there may be no nursery any more that could
                with suppress(OSError):
                    os.kill(worker.pid, signal.SIGKILL)
            if worker.transport:
                worker.transport.abort()
        self.workers.clear()
        self.waiting.clear()

    def _all_jobs(self) -> list[Job]:
        return [*self.waiting, *(job for worker in self.workers for job in worker.jobs)]

    # The clock.

    def _wake(self) -> None:
        """Look at the clock from now on."""
        if not self._ticking:
            self._ticking = True
            self.loop.call_later(TICK, self._tick)

    def _tick(self) -> None:
        now = self.now()
        for worker in list(self.workers):
            if (worker.jobs or worker.loans) and worker.works():
                self._look(worker, now - worker.began)
        while self.waiting and now - self.waiting[0].since > self.settings.waiting_seconds:
            self.waiting.popleft().fail(
                Overloaded("The server is busy: the query waited too long. Try again in a few seconds.")
            )
        self._ticking = bool(self.waiting) or any(worker.jobs or worker.loans for worker in self.workers)
        if self._ticking:
            self.loop.call_later(TICK, self._tick)

    def _look(self, worker: Worker, age: float) -> None:
        settings = self.settings
        if age >= settings.query_seconds:
            self._end(worker, self._over_time())
        elif worker.long:
            if worker.resident() - self._base > settings.query_mebibytes * MIB:
                self._end(worker, self._over_memory())
        elif age >= settings.quick_seconds and worker.has_worked(settings.quick_seconds):
            self._put_back(worker)

    def _put_back(self, worker: Worker) -> None:
        """A query takes long: the others go first from now on."""
        if not self._seize(worker):
            return
        if worker.jobs[0].ended.done():  # nobody waits for it
            self._end(worker, Gone())
            return
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
            first.watch = self.loop.create_task(self._watch(first))
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
