"""What a worker does: it answers questions from the server, and simple ones on connections lent to it."""

from __future__ import annotations

import os
import select
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from . import wire
from .lent import Lent
from .sparql import http_message as reply
from .sparql.evaluate import Ended, Question, evaluate

if TYPE_CHECKING:
    from ..graph.store import Store


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of a worker: rows and bytes of an answer, bytes of memory and of the parts of a request."""

    rows: int
    bytes: int
    memory: int
    url: int
    head: int
    body: int


class Token:
    """The token of this worker: it lies where the server can take it while a question is worked at."""

    def __init__(self, ours: socket.socket, theirs: socket.socket) -> None:
        """Take the two ends of its way; the server holds the second, too."""
        self._out, self._in = ours, theirs
        self._in.setblocking(False)
        self._count = 0

    def lay(self, loan: int, request: bytes, packed: bytes) -> None:
        """Put it there."""
        self._count = (self._count + 1) & 0xFFFFFFFF
        self._out.send(wire.TOKEN.pack(loan, self._count, len(request)) + request + packed)

    def pick(self) -> bool:
        """Take it back; whether it was still there."""
        try:
            self._in.recv(wire.TOKEN.size)
        except BlockingIOError:
            return False
        return True


class Desk:
    """Where the questions of the server arrive, and the answers go back."""

    def __init__(self, server: socket.socket) -> None:
        self.server = server
        self._waiting = bytearray()
        self._poll = select.poll()
        self._poll.register(server, select.POLLIN)

    def asked(self) -> bool:
        """Whether something has arrived."""
        return bool(self._poll.poll(0))

    def questions(self) -> list[bytes]:
        """Those that have arrived whole; the process ends when the server has gone."""
        data = self.server.recv(65536)
        if not data:
            os._exit(0)
        self._waiting += data
        size, place, found = wire.QUESTION.size, 0, []
        while len(self._waiting) >= place + size:
            end = place + size + wire.QUESTION.unpack_from(self._waiting, place)[0]
            if len(self._waiting) < end:
                break
            found.append(bytes(self._waiting[place + size : end]))
            place = end
        del self._waiting[:place]
        return found

    def tell(self, ended: Ended, loan: int = 0) -> None:
        """Say how a question ended."""
        head = wire.ENDED.pack(len(ended.body), loan, ended.outcome, ended.graph + 2 * ended.cut)
        self.server.sendall(head + ended.body)


def work(sockets: Sequence[socket.socket], bounds: Bounds, store: Store) -> NoReturn:
    """Work until the server goes; the sockets are for questions, for loans, and the token's two ends."""
    _bound(bounds.memory)
    server, lending, *ends = sockets
    desk, token = Desk(server), Token(*ends)

    def answer(question: Question, packed: bytes, loan: int = 0, request: bytes = b"") -> Ended:
        token.lay(loan, request, packed if loan else b"")
        ended = evaluate(store, question, bounds.rows, bounds.bytes)
        if not token.pick():  # it took long: the server has taken over, and everything else from us
            desk.tell(ended, loan)
            os._exit(0)
        return ended

    lent = Lent(lending, answer, reply.edition(store.version, bounds.rows), bounds) if wire.EPOLL else None
    if lent:
        lent.watch(server)
    desk.tell(Ended(0, os.getpid().to_bytes(4, "little")))
    while True:
        for number in lent.ready() if lent else [server.fileno()]:
            if not lent or desk.asked():  # the server's own questions go first
                for packed in desk.questions():
                    desk.tell(answer(Question.unpacked(packed), packed))
            if lent and number != server.fileno():
                lent.serve(number)


def _bound(memory: int) -> None:
    """Take at most so many bytes more than the nursery has; what fails then ends this process alone."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):
        data = int(Path("/proc/self/statm").read_text().split()[5]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_DATA, (data + memory, data + memory))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(
            "500"
        )  # if the machine runs out of memory, a worker goes before anything else
    nothing = os.open(os.devnull, os.O_WRONLY)  # the engine's last words are no news
    os.dup2(nothing, 2)
    os.close(nothing)
