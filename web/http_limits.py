"""The HTTP protocol of a connection: uvicorn's, with bounds on the size and the time of a request's head."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from . import problem_details as problem


class LimitedProtocol(HttpToolsProtocol):
    """A connection whose client has to say what it wants in few bytes and soon.

    A head is awaited from the start of the connection or the end of the request before it (HEAD), until its
    headers are complete (BODY). The clock runs from the start of the connection, and from the first byte of a
    later head: between requests uvicorn's own keep-alive clock runs.
    """

    header_bytes = 32 * 1024
    seconds = 10.0
    _in_head = True
    _arrived = 0
    """Bytes of a head that is not complete."""
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
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """A head is complete."""
        self._in_head = False
        self._arrived = 0
        self._stop_clock()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Read on; a head that grows too large ends the connection."""
        super().data_received(data)
        if self.transport.is_closing():
            return
        if not self._in_head:
            if self.cycle and self.cycle.response_complete and self.timeout_keep_alive_task is None:
                self.timeout_keep_alive_task = (
                    self.loop.call_later(  # a blank line has stopped uvicorn's clock
                        self.timeout_keep_alive, self.timeout_keep_alive_handler
                    )
                )
            return
        self._arrived += len(data)
        if self._arrived > self.header_bytes:
            self._end(431, f"The head of the request is larger than {self.header_bytes:,} bytes.")
        elif self._clock is None:
            self._clock = self.loop.call_later(self.seconds, self._too_slow)

    def _too_slow(self) -> None:
        self._clock = None
        if self._arrived:
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


def protocol(header_bytes: int, seconds: float) -> type[LimitedProtocol]:
    """The protocol with these limits: the bytes of a head, and the seconds that it may take to arrive."""
    return type("Protocol", (LimitedProtocol,), {"header_bytes": header_bytes, "seconds": seconds})
