"""Checks of every request (Host, size) and headers of every answer, CORS if asked."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
import time
from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from . import problem_details as problem
from .sparql.http_message import ALWAYS, DATA, combined

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .settings import Settings

POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
"""The content policy of pages: our own files only, and no script that stands in the page."""

PAGE = [
    *ALWAYS,
    (b"content-security-policy", POLICY.encode()),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
"""Headers of a page; one that has a policy of its own keeps it."""
OPEN = ("/sparql", "/api", "/id", "/data", "/void", "/.well-known", "/health")
"""The media types that pages of allowed other origins may read: data, never pages."""
NAME = re.compile(r"(\[[0-9a-f:.]+\]|[^:]*)(?::\d{1,5})?", re.IGNORECASE)


class TooLarge(Exception):
    """The body of a request is larger than it may be."""


class TooSlow(Exception):
    """The body of a request does not arrive."""


class Guard:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Guard an application."""
        self.app = app
        self.settings = settings
        self.hosts = {name.lower() for name in (*settings.hosts, settings.host, "localhost")}
        self.hosts.add(socket.gethostname().lower())
        self._known: dict[bytes, bool] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if len(headers) < len(scope["headers"]):
            scope["headers"] = combined(scope["headers"])
            headers = dict(scope["headers"])
        origin = headers.get(b"origin") if self.settings.cors else None
        sent = Sent(send, self._allowed(scope, origin) if origin else None)
        began = time.perf_counter() if self.settings.access_log else 0.0
        wrong = self._wrong(scope, headers)
        if wrong:
            await self._refuse(scope, receive, sent, *wrong)
        elif scope["method"] == "OPTIONS" and origin and b"access-control-request-method" in headers:
            await _preflight(scope, receive, sent)
        elif scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, sent)
        else:
            await self._with_body(scope, receive, sent)
        if self.settings.access_log:
            spent = (time.perf_counter() - began) * 1000
            path = scope["path"].encode("ascii", "backslashreplace").decode().replace("\n", "\\n")
            path = path.replace("\r", "\\r")
            print(f"{scope['method']} {path} {sent.status} {spent:.0f} ms", file=sys.stderr, flush=True)

    def _wrong(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        """The status and the words for a request that may not go on."""
        host = headers.get(b"host", b"")
        unnamed = not host and (scope["http_version"] == "1.0" or b"host" in headers)  # RFC 9112, 3.2
        if not unnamed and not self._known.get(host) and not self._answers_to(host):
            name = host.decode("latin-1")[:100]
            return 400, f"This server does not answer to the name {name!r}. Allow it: --allow-host NAME."
        limit = self.settings.url_bytes
        if len(scope["query_string"]) + len(scope["path"]) > limit:
            return 414, f"The address is longer than {limit:,} bytes. Send a long query by POST."
        if sum(map(len, headers)) + sum(map(len, headers.values())) > self.settings.header_bytes:
            return 431, f"The headers are larger than {self.settings.header_bytes:,} bytes."
        if scope["method"] not in ("GET", "HEAD"):
            length = headers.get(b"content-length", b"0")
            if not length.isdigit() or int(length) > self.settings.request_bytes:
                return 413, f"The body is larger than {self.settings.request_bytes:,} bytes."
        return None

    def _answers_to(self, host: bytes) -> bool:
        """Whether the Host header names this server: an IP address, this machine, or a name that is allowed.

        A page of somebody else that has its own name point here (DNS rebinding) comes with that name.
        """
        found = NAME.fullmatch(host.decode("latin-1"))
        name = found[1].strip("[]").lower().rstrip(".") if found else ""
        known = "*" in self.hosts or name in self.hosts or _is_address(name)
        if known and len(self._known) < 1000:
            self._known[host] = True
        return known

    def _allowed(self, scope: Scope, origin: bytes) -> list[tuple[bytes, bytes]] | None:
        """The headers by which a browser lets a page of that origin read the answer."""
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if not any(path == start or path.startswith(f"{start}/") for start in OPEN):
            return None
        if "*" in self.settings.cors:
            return [(b"access-control-allow-origin", b"*"), EXPOSED]
        if origin.decode("latin-1") not in self.settings.cors:
            return None
        return [(b"access-control-allow-origin", origin), (b"vary", b"origin"), EXPOSED]

    async def _with_body(self, scope: Scope, receive: Receive, sent: Sent) -> None:
        """Let through a request whose body is counted, and has to arrive."""
        left = self.settings.request_bytes
        arriving = True

        async def counted() -> Message:
            nonlocal left, arriving
            if not arriving:
                return await receive()
            try:
                async with asyncio.timeout(self.settings.body_seconds):
                    message = await receive()
            except TimeoutError:
                raise TooSlow from None
            left -= len(message.get("body", b""))
            arriving = bool(message.get("more_body"))
            if left < 0:
                raise TooLarge
            return message

        try:
            await self.app(scope, counted, sent)
        except TooLarge:
            words = f"The body is larger than {self.settings.request_bytes:,} bytes."
            await self._refuse(scope, receive, sent, 413, words)
        except TooSlow:
            await self._refuse(scope, receive, sent, 408, "The body of the request did not arrive in time.")

    async def _refuse(self, scope: Scope, receive: Receive, sent: Sent, status: int, words: str) -> None:
        if sent.status:  # an answer has begun: nothing can be said any more
            return
        if status == 414:  # typed into a form: a page says it in words
            page = await problem.answer(Request(scope), status, words, {"connection": "close"})
            await page(scope, receive, sent)
            return
        media, body = problem.body(
            dict(scope["headers"]).get(b"accept", b"").decode("latin-1"), status, words
        )
        response = Response(body, status, {"content-type": media, "connection": "close"})
        await response(scope, receive, sent)


EXPOSED = (b"access-control-expose-headers", b"etag, levergraph-truncated, retry-after")


class Sent:
    """The way of an answer to the client: the usual headers are added to it, and its status is kept."""

    __slots__ = ("extra", "send", "status")

    def __init__(self, send: Send, extra: list[tuple[bytes, bytes]] | None) -> None:
        self.send = send
        self.extra = extra
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = list(message["headers"])
            # a browser puts the headers of a 304 in the place of those of the page that it has kept
            besides = [] if self.status == 304 else _besides(headers)
            message["headers"] = headers + besides + (self.extra or [])
        await self.send(message)


def _besides(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers that an answer still lacks."""
    page = own = False
    for name, value in headers:
        page = page or (name == b"content-type" and value.startswith(b"text/html"))
        own = own or name == b"content-security-policy"
    besides = PAGE if page else DATA
    return [each for each in besides if each[0] != b"content-security-policy"] if own else besides


async def _preflight(scope: Scope, receive: Receive, sent: Sent) -> None:
    headers = {
        "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
        "access-control-allow-headers": "accept, content-type, if-none-match",
        "access-control-max-age": "86400",
    }
    await Response(status_code=204, headers=headers)(scope, receive, sent)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
