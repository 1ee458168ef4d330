"""The worker process: runs functions over the store one after the other, in bounds that the system keeps.

The pool keeps the time limit; the alarm here is for a pool that is gone or stuck. Linux keeps the memory
limit: an allocation beyond it fails, and this process ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from ...errors import LevergraphError
from ..settings import MIB, Settings
from .limits import Overloaded, TooLarge, WorkFailed

if TYPE_CHECKING:
    from ...graph.store import Store

FULL = 77
"""The exit status of a worker that has kept too much memory to begin a job."""
IN_MEMORY = 300_000
"""A local store of at most so many statements is copied into memory: small queries take half the time."""
AROUND = 64 * 1024
"""Bytes that a reply may have besides its answer."""
PDEATHSIG = 1
"""Linux's prctl: which signal this process gets when its parent ends."""


_held: tuple[Settings, int]
"""This worker's settings, and the bytes of memory at which it is full."""


def begin(settings: Settings, slow: bool) -> None:
    """Make this process a worker: confine it, open its store, put it behind all others if it is slow."""
    global _held
    _confine()
    if slow and hasattr(os, "nice"):
        os.nice(19)
    with suppress(LevergraphError):  # its first job will find the same, and say so
        opened(settings.store, settings.data)
    _limit_memory(settings.query_mebibytes * MIB)
    _held = settings, _most_memory() + settings.query_mebibytes * MIB // 4


def work(packed: bytes, until: float, quick: float) -> bytes:
    """Whether a function returned, and what it returned or raised; pickled, as the job is.

    It is not begun after the time `until` of the monotonic clock, which all processes share. This process
    ends by SIGPROF after `quick` seconds of a processor (0: never), by SIGALRM when the pool is stuck.
    """
    from ...graph.remote import RemoteStore

    settings, full = _held
    if _most_memory() > full:  # what it has kept would be missing for this job
        os._exit(FULL)
    if time.monotonic() > until:
        return _raised(Overloaded("The server is busy. Try again in a few seconds."))
    _alarm(settings.query_seconds + 1, quick)
    try:
        function, args = pickle.loads(packed)  # noqa: S301 - the pool wrote it
        store = opened(settings.store, settings.data)
        if isinstance(store, RemoteStore):
            store.timeout = settings.query_seconds + 1  # the pool's limit comes first, with better words
        reply = pickle.dumps((True, function(store, *args)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(1)  # as when an allocation of the engine fails
    except Exception as error:
        return _raised(error)
    finally:
        _alarm(0, 0)
    if len(reply) > settings.answer_mebibytes * MIB + AROUND:
        limit = f"{settings.answer_mebibytes} MiB, the limit of this server"
        return _raised(TooLarge(f"The answer is larger than {limit}. Ask for less."))
    return reply


@cache
def opened(place: str | None, data: tuple[str, ...]) -> Store:
    """The store of this process, a small local one in memory; raises what open_store raises.

    Workers inherit the one that the fork server has opened, if it is theirs.
    """
    from ...graph.opening import copied, open_store
    from ...graph.store import LocalStore

    store = open_store(place, data=data)
    if isinstance(store, LocalStore) and len(store.oxigraph) <= IN_MEMORY:
        return copied(store)
    return store


def _raised(error: Exception) -> bytes:
    """The reply of a function that raised: an error for the visitor as it is, a bug as a traceback."""
    if not isinstance(error, (LevergraphError, HTTPException)):
        error = WorkFailed("".join(traceback.format_exception(error)))
    return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)


def _confine() -> None:
    """End with the fork server, and before others where memory runs out; Ctrl-C ends none of Pebble's."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        import ctypes
        from multiprocessing import forkserver

        # Who holds this keeps the fork server alive, and that is for the server alone.
        server: Any = forkserver._forkserver
        if server._forkserver_alive_fd is not None:
            os.close(server._forkserver_alive_fd)
            server._forkserver_alive_fd = None
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("500")
    quiet()


def quiet() -> None:
    """Send standard error nowhere: the engine would say there that an allocation has failed."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)


def _limit_memory(memory: int) -> None:
    """Let this process take at most so many bytes more than it has; only Linux keeps such a limit."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        data = int(Path("/proc/self/statm").read_text().split()[5]) * os.sysconf("SC_PAGE_SIZE")
        with suppress(OSError, ValueError):  # a smaller limit is there already
            resource.setrlimit(resource.RLIMIT_DATA, (data + memory, data + memory))


def _most_memory() -> int:
    """The most bytes of memory that this process has had at once; 0 where there is no limit."""
    if sys.platform != "linux":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _alarm(seconds: float, of_processor: float) -> None:
    """End this process after so many seconds, even inside the engine; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        signal.setitimer(signal.ITIMER_PROF, of_processor)
