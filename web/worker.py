"""One worker as the server sees it: its process, the questions given to it, the connections lent to it."""

from __future__ import annotations

import asyncio
import os
import socket
from collections import deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from ..errors import Refused
from . import wire
from .settings import MIB
from .sparql.evaluate import Ended

if TYPE_CHECKING:
    from .pool import Pool


class OverTime(Refused):
    """A query ran longer than it may."""


class OverMemory(Refused):
    """A query took more memory than it may."""


class Overloaded(Refused):
    """Too many queries run or wait."""


class Gone(Exception):
    """Who asked has gone away."""


class Job:
    """A question under way; with the number of the loan, where it came on a connection that is lent."""

    __slots__ = ("ended", "gone", "loan", "question", "since", "watch")

    def __init__(self, question: bytes, ended: asyncio.Future[Ended], since: float, loan: int = 0) -> None:
        self.question = question
        self.ended = ended
        self.since = since
        self.loan = loan
        self.gone: Callable[[], Awaitable[object]] | None = None
        self.watch: asyncio.Task[None] | None = None

    def fail(self, error: Exception) -> None:
        """End it with an error."""
        if not self.ended.done():
            self.ended.set_exception(error)


class Lendable(Protocol):
    """A connection as far as it matters here: it is lent, and taken back."""

    def take_back(self, kind: bytes, data: bytes, served: bool) -> None:
        """Go on with it: `data` has been read, or is to be sent (wire.UNSENT); whether it was of use."""


class Ways(NamedTuple):
    """The ways to a worker besides that of the questions: where connections come and go, and its token."""

    lending: socket.socket
    token: socket.socket


class Worker(asyncio.Protocol):
    """One process that answers questions, one after the other."""

    def __init__(self, pool: Pool, ways: Ways) -> None:
        self.pool = pool
        self.jobs: deque[Job] = deque()
        self.loans: dict[int, Lendable] = {}
        self.pid = 0
        self.began = 0.0
        """When it was first seen at its question."""
        self.long = False
        self.seized = False
        """Whether its token was taken: it works at its last question."""
        self.moved_on = False
        """Whether that was another question than the one that was looked at."""
        self._ways = ways
        self._read = bytearray()
        self._count = 0
        self._before: float | None = None
        self.transport: asyncio.WriteTransport | None = None
        for way in ways:
            way.setblocking(False)
        pool.loop.add_reader(ways.lending.fileno(), self.returned)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to it."""
        self.transport = cast(asyncio.WriteTransport, transport)  # uvloop's is no child of asyncio's
        self.transport.set_write_buffer_limits(high=16 * MIB)

    def ask(self, *jobs: Job) -> None:
        """Give it questions."""
        self.jobs.extend(jobs)
        assert self.transport  # noqa: S101
        self.transport.write(b"".join([wire.QUESTION.pack(len(job.question)) + job.question for job in jobs]))

    def data_received(self, data: bytes) -> None:
        """Take what it answers."""
        if self._read or len(data) < wire.ENDED.size:
            self._read += data
            data = bytes(self._read) if self._whole() else b""
            if not data:
                return
            self._read.clear()
        place = 0
        while len(data) - place >= wire.ENDED.size:
            size, loan, outcome, marks = wire.ENDED.unpack_from(data, place)
            start = place + wire.ENDED.size
            if len(data) < start + size:
                break
            place = start + size
            self._ended(loan, outcome, marks, data[start:place])
        if place < len(data):
            self._read += data[place:]

    def _whole(self) -> bool:
        return (
            len(self._read) >= wire.ENDED.size
            and len(self._read) >= wire.ENDED.size + wire.ENDED.unpack_from(self._read)[0]
        )

    def _ended(self, loan: int, outcome: int, marks: int, body: bytes) -> None:
        if not self.pid:  # its first words are its number
            self.pid = int.from_bytes(body, "little")
            self.pool.born(self)
            return
        if self.jobs and self.jobs[0].loan == loan:
            job = self.jobs.popleft()
            if not job.ended.done():
                job.ended.set_result(Ended(outcome, body, bool(marks & 1), bool(marks & 2)))
        self.pool.free(self)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell the pool that the process has ended."""
        self.pool.died(self)
        self.pool.loop.remove_reader(self._ways.lending.fileno())
        for way in self._ways:
            way.close()

    # Connections.

    def lend(self, number: int, connection: Lendable, descriptor: int, host: bytes) -> bool:
        """Lend it a connection that is asked for under a name; whether that was possible."""
        packet = wire.LOAN.pack(wire.LEND, number, False) + host
        try:
            socket.send_fds(self._ways.lending, [packet], [descriptor])
        except OSError:
            return False
        self.loans[number] = connection
        return True

    def recall(self, number: int) -> bool:
        """Ask for a connection back; whether that was possible."""
        try:
            if number in self.loans:
                self._ways.lending.send(wire.LOAN.pack(wire.RECALL, number, False))
        except OSError:
            return False
        return True

    def returned(self) -> None:
        """Take what it gives back."""
        while True:
            try:
                packet = self._ways.lending.recv(wire.PACKET)
            except BlockingIOError:
                return
            except OSError:
                packet = b""
            if not packet:  # it has ended, as will be heard
                self.pool.loop.remove_reader(self._ways.lending.fileno())
                return
            kind, number, served = wire.LOAN.unpack_from(packet)
            connection = self.loans.pop(number, None)
            if connection is not None:
                connection.take_back(kind, packet[wire.LOAN.size :], served)

    def seize(self) -> bool:
        """Take its token and thereby all connections lent to it; whether it was at a question.

        Where that came on a lent connection, it is the first of its jobs from now on.
        """
        try:
            token = self._ways.token.recv(wire.PACKET)
        except OSError:
            return False
        if not token:
            return False
        self.seized = True
        self.returned()  # what it has given back before
        number, count, size = wire.TOKEN.unpack_from(token)
        self.moved_on = count != self._count
        place = wire.TOKEN.size + size
        request, packed = token[wire.TOKEN.size : place], token[place:]
        loans, self.loans = self.loans, {}
        if number:
            job = Job(packed, self.pool.loop.create_future(), self.pool.now(), number)
            self.jobs.appendleft(job)
            if number in loans:
                self.pool.adopt(job)
            else:
                job.ended.cancel()
        for each, connection in loans.items():
            connection.take_back(wire.BACK, request if each == number else b"", True)
        return True

    def let_go(self) -> None:
        """Have no connection lent to it any more; those are closed of which it is not known what it did."""
        if self.loans and not self.seize():
            self.returned()
            loans, self.loans = self.loans, {}
            for connection in loans.values():
                connection.take_back(wire.CLOSED, b"", True)

    # What it has done.

    def works(self) -> bool:
        """Whether it is at a question, with `began` for when that was first seen."""
        if self.seized:
            return bool(self.jobs)
        try:
            token = self._ways.token.recv(wire.TOKEN.size, socket.MSG_PEEK)
        except OSError:
            return False
        if not token:
            return False
        _, count, _ = wire.TOKEN.unpack(token)
        if count != self._count:
            self._count, self.began, self._before = count, self.pool.now(), self._spent()
        return True

    def has_worked(self, seconds: float) -> bool:
        """Whether it has really worked at its question so long: on a busy machine it may only have waited.

        Where the work is done elsewhere, or the system does not tell, the clock has to do.
        """
        spent = self._spent()
        if spent is None or self._before is None:
            return self.pool.now() - self.began >= seconds
        return spent - self._before >= seconds

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
