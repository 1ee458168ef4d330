"""The process that holds the store in memory and forks a worker from it in a millisecond when one is needed.

    python -m levergraph.web.nursery FD SETTINGS

FD is a socket to the server, which sends commands. The nursery says `R` when it is ready, or `E` and what the
trouble is; it ends when the server does, with all its workers.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from ..errors import LevergraphError
from . import wire
from .work import Bounds, work

if TYPE_CHECKING:
    from ..graph.store import Store

IN_MEMORY = 300_000
"""A local store of at most so many statements is held in memory: small questions take half the time there."""


@dataclass(frozen=True, slots=True)
class Brood:
    """What every worker has in common: its store and its limits."""

    store: str | None
    data: tuple[str, ...]
    seconds: float
    bounds: Bounds

    @classmethod
    def read(cls, text: str) -> Brood:
        """From JSON."""
        given = json.loads(text)
        return cls(given["store"], tuple(given["data"]), given["seconds"], Bounds(**given["bounds"]))


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
        import_module("rdflib.plugins.sparql.parser")  # it finds the place of a mistake, in every worker
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
            if command[0] == wire.FORK:
                living.add(_fork(control, sockets, brood, store))
            elif command[1] in living:
                os.kill(command[1], signal.SIGKILL)
    finally:
        for pid in living:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _next(control: socket.socket) -> tuple[tuple[bytes, int] | None, list[int]]:
    """The next command with the sockets that came with it; nothing when the server is gone."""
    data, sockets, _, _ = socket.recv_fds(control, wire.COMMAND.size, 4)
    while data and len(data) < wire.COMMAND.size:
        more = control.recv(wire.COMMAND.size - len(data))
        if not more:
            return None, []
        data += more
    return (wire.COMMAND.unpack(data) if data else None), sockets


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


def _fork(control: socket.socket, numbers: list[int], brood: Brood, store: Store | None) -> int:
    pid = os.fork()
    if pid:
        for number in numbers:
            os.close(number)
        return pid
    control.close()
    try:
        work([socket.socket(fileno=number) for number in numbers], brood.bounds, store or _opened(brood))
    finally:
        os._exit(0)


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
    from ..graph.opening import open_store
    from ..graph.remote import RemoteStore

    store = open_store(brood.store, data=brood.data)
    if isinstance(store, RemoteStore):
        store.timeout = brood.seconds + 1  # the pool's limit comes first, and says so better
    return store


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
