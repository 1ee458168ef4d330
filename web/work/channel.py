"""The channel from the pool to one worker process: its start, the messages both ways, its end.

A message is its length, then a pickle: to the worker a function and its arguments; from the worker whether
the function returned, what it returned or raised, and whether the worker ends now. Both ends are ours and run
the same code, so pickle is safe: nothing that a visitor sends is unpickled.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from .worker import LENGTH, Plan, work

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


class Channel(asyncio.Protocol):
    """A socket whose other end is a worker's."""

    def __init__(self, ended: Callable[[], object]) -> None:
        """Start nothing yet; `ended` is called when the process has ended."""
        self._ended = ended
        self.arrived = False
        """Whether a message is there, or none will come: the process has ended."""
        self._process: BaseProcess | None = None
        self._pid = 0
        self._transport: Any = None
        self._data = bytearray()
        self._waiter: asyncio.Future[None] | None = None

    async def open(self, context: Any, plan: Plan) -> None:
        """Start a process that works by the plan; raises OSError or EOFError where it does not start."""
        ours, theirs = socket.socketpair()
        self._process = context.Process(target=work, args=(theirs, plan), daemon=True)
        try:
            await asyncio.to_thread(self._process.start)  # the fork server may be opening the store still
            self._pid = self._process.pid or 0
            await asyncio.get_running_loop().create_connection(lambda: self, sock=ours)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()

    def send(self, packed: bytes) -> None:
        """Send a message; its answer is the next one that arrives."""
        self._transport.write(LENGTH.pack(len(packed)) + packed)

    async def wait(self, seconds: float | None = None) -> None:
        """Wait until a message has arrived; not longer than so many seconds, and not once woken."""
        if self.arrived:
            return
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        clock = loop.call_later(seconds, self.wake) if seconds is not None else None
        try:
            await self._waiter
        finally:
            if clock is not None:
                clock.cancel()

    async def message(self) -> tuple[bool, Any, bool]:
        """The next message; an exception in it is one again. Raises EOFError when the process has ended."""
        await self.wait()
        if not self._is_whole():
            raise EOFError
        self.arrived = False
        returned, value, last = pickle.loads(memoryview(self._data)[LENGTH.size :])  # noqa: S301
        self._data = bytearray()
        return returned, value if returned else _exception(*value), last

    def wake(self, *_: object) -> None:
        """End the wait."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def spent(self) -> float:
        """Seconds of a processor that the process has had; 0 where the system does not say."""
        return time.clock_gettime((~self._pid << 3) | 2) if self._pid and sys.platform == "linux" else 0.0

    def stand_back(self) -> None:
        """Put the process behind all others, where the system can."""
        if self._pid and hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._pid, 19)

    def kill(self) -> None:
        """End the process at once."""
        if self._process is not None and self._pid:
            self._process.kill()
        if self._transport is not None:
            self._transport.abort()

    # What the loop calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the worker."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Keep a part of a message."""
        self._data += data
        if self._is_whole():
            self.arrived = True
            self.wake()

    def connection_lost(self, error: Exception | None) -> None:
        """The process has ended, or was killed."""
        self.arrived = True
        self.wake()
        self._ended()

    def _is_whole(self) -> bool:
        size = len(self._data) - LENGTH.size
        return size >= 0 and size >= LENGTH.unpack_from(self._data)[0]


def _exception(kind: type[Exception], args: tuple[object, ...], data: dict[str, object]) -> Exception:
    """The exception that a worker raised, from its parts."""
    error = kind.__new__(kind, *args)
    error.args = args
    vars(error).update(data)
    return error
