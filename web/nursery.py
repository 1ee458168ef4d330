"""The process that holds the store in memory and forks a worker from it in a millisecond when one is needed.

    python -m levergraph.web.nursery FD SETTINGS

FD is a socket to the server. A command is five bytes: `F` and four zeros, with a socket for the new worker,
or `K` and the number of the process to kill. The nursery says `R` when it is ready, and ends when the server
does, with all its workers. A worker reads questions from its socket and writes how they ended, in order.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ..errors import LevergraphError
from .evaluate import Ended, Question, evaluate

if TYPE_CHECKING:
    from ..graph.store import Store

COMMAND = struct.Struct("<cI")
QUESTION = struct.Struct("<I")
ENDED = struct.Struct("<IBB")
"""The size of the body, the outcome, and whether it is a graph (1) and was cut off (2)."""
IN_MEMORY = 300_000
"""A local store of at most so many statements is held in memory: small questions take half the time there."""


@dataclass(frozen=True, slots=True)
class Brood:
    """What every worker has in common: its store and its limits."""

    store: str | None
    data: tuple[str, ...]
    rows: int
    bytes: int
    memory: int
    seconds: float

    @classmethod
    def read(cls, text: str) -> Brood:
        """From JSON."""
        given = json.loads(text)
        return cls(**{**given, "data": tuple(given["data"])})


def main(argv: list[str]) -> int:
    """Open the store, then fork and kill as told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the server, which ends us in order
    brood = Brood.read(argv[1])
    with socket.socket(fileno=int(argv[0])) as control:
        try:
            store = _held(brood)
        except LevergraphError as error:
            control.sendall(b"E" + str(error).encode()[:2000])
            return 1
        gc.collect()
        gc.freeze()  # so that a worker's collector does not touch, and thereby copy, what all share
        with suppress(BrokenPipeError):  # the server has stopped meanwhile
            control.sendall(b"R")
            _rear(control, brood, store)
    return 0


def _rear(control: socket.socket, brood: Brood, store: Store | None) -> None:
    living: set[int] = set()
    try:
        while True:
            ready, _, _ = select.select([control], [], [], 1.0)
            _bury(living)
            if not ready:
                continue
            command, sockets = _next(control)
            if command is None:
                return
            if command[0] == b"F":
                living.add(_fork(control, sockets[0], brood, store))
            elif command[1] in living:
                os.kill(command[1], signal.SIGKILL)
    finally:
        for pid in living:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _next(control: socket.socket) -> tuple[tuple[bytes, int] | None, list[int]]:
    """The next command with the sockets that came with it; nothing when the server is gone."""
    data, sockets, _, _ = socket.recv_fds(control, COMMAND.size, 1)
    while data and len(data) < COMMAND.size:
        more = control.recv(COMMAND.size - len(data))
        if not more:
            return None, []
        data += more
    return (COMMAND.unpack(data) if data else None), sockets


def _bury(living: set[int]) -> None:
    while living:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            living.clear()
            return
        if pid == 0:
            return
        living.discard(pid)


def _fork(control: socket.socket, number: int, brood: Brood, store: Store | None) -> int:
    pid = os.fork()
    if pid:
        os.close(number)
        return pid
    control.close()
    try:
        _work(socket.socket(fileno=number), brood, store)
    finally:
        os._exit(0)


# A worker.


def _work(server: socket.socket, brood: Brood, store: Store | None) -> NoReturn:
    _bound(brood.memory)
    store = store or _opened(brood)
    server.sendall(ENDED.pack(4, 0, 0) + os.getpid().to_bytes(4, "little"))
    waiting = bytearray()
    while True:
        while len(waiting) < 4 or len(waiting) < 4 + QUESTION.unpack_from(waiting)[0]:
            data = server.recv(65536)
            if not data:
                os._exit(0)
            waiting += data
        end = 4 + QUESTION.unpack_from(waiting)[0]
        question = Question.unpacked(bytes(waiting[4:end]))
        del waiting[:end]
        ended = evaluate(store, question, brood.rows, brood.bytes)
        server.sendall(_packed(ended))


def _packed(ended: Ended) -> bytes:
    return ENDED.pack(len(ended.body), ended.outcome, ended.graph + 2 * ended.cut) + ended.body


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


# The store.


def _held(brood: Brood) -> Store | None:
    """The store that the workers share; none where each must open its own."""
    from ..graph.store import LocalStore

    store = _opened(brood)
    if not isinstance(store, LocalStore):
        return store  # an endpoint: nothing is open yet
    if store.oxigraph.__len__() > IN_MEMORY:
        return None  # a store on disk has threads, which do not live through a fork
    from pyoxigraph import Store as Oxigraph

    copy = Oxigraph()
    copy.bulk_extend(store.oxigraph)
    copy.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")  # a union is dearer to look through
    whole = LocalStore(copy, store.name, store.version)
    whole.apart = False
    return whole


def _opened(brood: Brood) -> Store:
    from ..graph.remote import RemoteStore
    from ..graph.store import open_store

    store = open_store(brood.store, data=brood.data)
    if isinstance(store, RemoteStore):
        store.timeout = brood.seconds + 1  # the pool's limit comes first, and says so better
    return store


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
