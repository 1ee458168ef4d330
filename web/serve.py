"""The server: opens the store, listens, says its address, and stops when it is told to."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..graph.opening import open_store

if TYPE_CHECKING:
    import uvicorn

    from ..graph.store import Store
    from .settings import Settings
    from .work.pool import Pool


def serve(settings: Settings, ready: Callable[[str], object] | None = None) -> int:
    """Serve until the process is told to stop (SIGINT or SIGTERM); returns 0.

    `ready` is called with the address, in a thread of its own, once the server listens. Raises UsageError
    when the address cannot be listened on, and what opening the store raises.
    """
    listener = listen(settings.host, settings.port)
    with open_store(settings.store, data=settings.data) as store:
        _reach(store)
        from .context import WARMED
        from .work.pool import Pool
        from .work.preload import forget

        pool = Pool(settings, WARMED)
        pool.launch()  # it reads the store while we import the rest
        try:
            _run(settings, store, pool, listener, ready)
        finally:
            forget()
    return 0


def _run(
    settings: Settings,
    store: Store,
    pool: Pool,
    listener: socket.socket,
    ready: Callable[[str], object] | None,
) -> None:
    import uvicorn

    from .app import application
    from .http_limits import protocol

    config = uvicorn.Config(
        application(settings, store, pool),
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        http=protocol(settings.header_bytes, settings.body_seconds),
        ws="none",
        lifespan="on",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        root_path=settings.root_path,
        limit_concurrency=settings.connections,
        timeout_keep_alive=settings.idle_seconds,
        timeout_graceful_shutdown=settings.stop_seconds + 2,
    )
    url = f"{address(listener)}{settings.root_path}/"
    _server(config, url, pool, settings.stop_seconds, ready).run(sockets=[listener])


def _reach(store: object) -> None:
    """An endpoint that is not there is said before anything is served."""
    from ..graph.remote import RemoteStore

    if isinstance(store, RemoteStore):
        store.reach()


def _server(
    config: uvicorn.Config,
    url: str,
    pool: Pool,
    patience: float,
    ready: Callable[[str], object] | None,
) -> uvicorn.Server:
    import uvicorn

    class Server(uvicorn.Server):
        """A server that says its address once it listens, and for which a signal is no failure."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if not self.should_exit:
                print(f"levergraph: {url}  (Ctrl-C stops)", file=sys.stderr, flush=True)
                if ready is not None:
                    asyncio.get_running_loop().run_in_executor(None, ready, url)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            clock = asyncio.get_running_loop().call_later(patience, pool.give_up)
            await super().shutdown(sockets)
            clock.cancel()

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
            try:
                yield
            finally:
                for each, handler in before.items():
                    signal.signal(each, handler)

    return Server(config)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at the address; a port that is taken is said in words (UsageError)."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UsageError(_trouble(host, port, error)) from None
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise UsageError(_trouble(host, port, error)) from None
    return listener


def address(listener: socket.socket) -> str:
    """The address that a browser needs."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _trouble(host: str, port: int, error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number == EADDRINUSE:
        return f"port {port} of {host} is taken by another program. Choose another: --port {port % 65535 + 1}"
    if number == EACCES:
        return f"port {port} needs rights that you do not have. Choose one above 1023: --port 8000"
    if number == EADDRNOTAVAIL or isinstance(error, socket.gaierror | UnicodeError):
        return f"{host} is no address of this machine. Use --host 127.0.0.1, or 0.0.0.0 for all of them."
    return f"cannot listen on {host}, port {port}: {getattr(error, 'strerror', None) or error}."
