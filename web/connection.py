"""One connection: uvicorn's, with a bound on the size of a request's head and on the time that it takes.

One on which simple questions come again and again is lent to a worker, which answers them there.
"""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from . import problem_details as problem, wire
from .sparql import http_message as reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from .pool import Pool
    from .settings import Settings

AGAIN = 2
"""So many simple questions, one after the other, and the connection is lent."""


class Connection(HttpToolsProtocol):
    """A connection whose client has to say what it wants in few bytes and soon."""

    pool: Pool
    header_bytes = 32 * 1024
    seconds = 10.0
    _said = 0
    """Bytes of a head that is not complete."""
    _open = True
    """Whether a head is awaited or under way."""
    _clock: asyncio.TimerHandle | None = None
    _plain = 0
    """Simple questions that came one after the other."""
    _recall: Callable[[], None] | None = None
    """What asks for the connection back, while it is lent."""
    _lent = False
    """Whether it was ever lent: then a worker may have it open, too."""
    _useful = True
    """Whether it was of use to lend it."""
    _stopping = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._clock = self.loop.call_later(self.seconds, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_clock()
        if self._recall is not None:
            self._recall()
        if self._lent:
            self._shut()
        super().connection_lost(exc)

    def _shut(self) -> None:
        """Close it for whoever still has it open: a worker that is long at a question cannot be told."""
        with suppress(OSError, AttributeError):
            number = self.transport.get_extra_info("socket").fileno()
            with socket.socket(fileno=os.dup(number)) as copy:
                copy.shutdown(socket.SHUT_RDWR)

    def on_response_complete(self) -> None:
        """Go on with the next request, or lend the connection for it."""
        super().on_response_complete()
        host = self.cycle.scope["state"].get(reply.PLAIN)
        self._plain = self._plain + 1 if host else 0
        if host and self._plain >= AGAIN and self._useful:
            self.loop.call_soon(self._lend, host)

    def _lend(self, host: bytes) -> None:
        """Lend the connection, if nothing has come or is to be sent on it."""
        cycle = self.cycle
        busy = self.pipeline or self._said or cycle.more_body or not cycle.response_complete or self._recall
        if busy or self.transport.is_closing() or self.transport.get_write_buffer_size():
            return
        self.flow.pause_reading()
        self._recall = self.pool.lend(self, self.transport.get_extra_info("socket").fileno(), host)
        if self._recall is None:
            self.flow.resume_reading()
        else:
            self._lent = True
            self._unset_keepalive_if_required()

    def take_back(self, kind: bytes, data: bytes, served: bool) -> None:
        """Go on where the worker has stopped: read or send what it says, or close."""
        self._recall = None
        self._plain = 0
        self._useful = self._useful and served
        if self.transport.is_closing():
            return
        if kind == wire.CLOSED:
            self.transport.close()
            return
        self.flow.resume_reading()
        if kind == wire.UNSENT:
            self.transport.write(data)
        if kind == wire.BACK and data:
            self.data_received(data)
        else:
            self._wait()
        if self._stopping:
            super().shutdown()

    def _wait(self) -> None:
        """Wait for the next request, not for ever."""
        self.timeout_keep_alive_task = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def shutdown(self) -> None:
        """End it once the request under way is answered."""
        if self._recall is None:
            super().shutdown()
        else:
            self._stopping = True
            self._recall()

    def on_message_begin(self) -> None:
        """A head begins."""
        self._open = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """A head is complete."""
        self._open = False
        self._said = 0
        self._stop_clock()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Read on; a head that grows too large ends the connection."""
        super().data_received(data)
        if self.transport.is_closing():
            return
        if not self._open:
            if self.cycle and self.cycle.response_complete and self.timeout_keep_alive_task is None:
                self._wait()  # it was a blank line, or some other nothing
            return
        self._said += len(data)
        if self._said > self.header_bytes:
            self._end(431, f"The head of the request is larger than {self.header_bytes:,} bytes.")
        elif self._clock is None:
            self._clock = self.loop.call_later(self.seconds, self._too_slow)

    def _too_slow(self) -> None:
        self._clock = None
        if self._said:
            self._end(408, "The request did not arrive in time.")
        else:
            self.transport.close()

    def _end(self, status: int, words: str) -> None:
        if self.transport.is_closing():
            return
        body = f"{words}\n".encode()
        head = (
            f"HTTP/1.1 {status} {problem.title(status)}\r\ncontent-type: text/plain; charset=utf-8\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None


def connection(settings: Settings, pool: Pool) -> type[Connection]:
    """The connections of a server with these settings and these workers."""
    bounds: dict[str, Any] = {
        "pool": pool,
        "header_bytes": settings.header_bytes,
        "seconds": settings.body_seconds,
    }
    return type("Connection", (Connection,), bounds)
