"""The server: opens the store, listens, says its address, and stops when it is told to."""

from __future__ import annotations

import socket
import sys

import uvicorn

from ..errors import UsageError
from ..graph.store import open_store
from .app import application
from .settings import Settings


def serve(settings: Settings) -> int:
    """Serve until the process is told to stop; returns 0."""
    listener = listen(settings.host, settings.port)
    with open_store(settings.store, data=settings.data) as store:
        config = uvicorn.Config(
            application(settings, store),
            loop="uvloop" if sys.platform != "win32" else "asyncio",
            http="httptools",
            ws="none",
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=True,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=list(settings.proxies),
            root_path=settings.root_path,
            timeout_keep_alive=settings.idle_seconds,
            timeout_graceful_shutdown=settings.stop_seconds,
        )
        print(
            f"levergraph: {address(listener)}{settings.root_path}  (Ctrl-C stops)",
            file=sys.stderr,
            flush=True,
        )
        uvicorn.Server(config).run(sockets=[listener])
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; a port that is taken is said in words."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        raise UsageError(_trouble(host, port, error)) from None
    return listener


def address(listener: socket.socket) -> str:
    """The address that a browser needs."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _trouble(host: str, port: int, error: OSError) -> str:
    from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL

    if error.errno == EADDRINUSE:
        return f"port {port} of {host} is taken by another program. Choose another: --port {port + 1}"
    if error.errno == EACCES:
        return f"port {port} needs rights that you do not have. Choose one above 1023: --port 8000"
    if error.errno == EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"{host} is no address of this machine. Use --host 127.0.0.1, or 0.0.0.0 for all of them."
    return f"cannot listen on {host}, port {port}: {error.strerror or error}."
