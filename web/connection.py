"""One connection: uvicorn's, with a bound on the size of a request's head and on the time that it takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from . import problem

if TYPE_CHECKING:
    from .settings import Settings


class Connection(HttpToolsProtocol):
    """A connection whose client has to say what it wants in few bytes and soon."""

    header_bytes = 32 * 1024
    seconds = 10.0
    _said = 0
    """Bytes of a head that is not complete."""
    _open = True
    """Whether a head is awaited or under way."""
    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._clock = self.loop.call_later(self.seconds, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_clock()
        super().connection_lost(exc)

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
        if not self._open or self.transport.is_closing():
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


def connection(settings: Settings) -> type[Connection]:
    """The connections of a server with these settings."""
    bounds: dict[str, Any] = {"header_bytes": settings.header_bytes, "seconds": settings.body_seconds}
    return type("Connection", (Connection,), bounds)
