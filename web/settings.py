"""The options and the limits of the server, with their defaults."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

MIB = 1024 * 1024


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the server is run. Every limit has a default that is safe on a small machine."""

    host: str = "127.0.0.1"
    """The address to listen on; the default lets nobody in from outside this machine."""
    port: int = 8000
    """The port to listen on; 0 takes any that is free."""
    store: str | None = None
    """Where the graph is, as for every command: nothing, a folder, or an endpoint's address."""
    data: tuple[str, ...] = ()
    """Files of the user's own laid over the packaged graph."""

    root_path: str = ""
    """The path under which a proxy serves this application, such as /levers."""
    proxies: tuple[str, ...] = ()
    """The addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."""
    hosts: tuple[str, ...] = ()
    """The names that the Host header may have besides the address listened on; `*` is any name."""
    cors: tuple[str, ...] = ()
    """The origins whose pages may read answers in a browser; `*` is any."""

    access_log: bool = False
    """Whether requests are written to standard error: method, path, status, time; no address, no query."""

    query_seconds: float = 30.0
    """How long a query, a page or an answer of the API may be worked at."""
    query_mebibytes: int = 256
    """How much memory one of them may take."""
    query_rows: int = 100_000
    """How many rows or triples a SPARQL query may answer with; the rest is cut off, and said to be."""
    answer_mebibytes: int = 64
    """How large an answer may be."""
    workers: int = field(default_factory=_cores)
    """How many of them are worked at at once while they are short, each in a process of its own."""
    quick_seconds: float = 0.25
    """How long work is short; after that it runs behind the others."""
    long_queries: int = 8
    """How many run on for longer at once; with the memory of one, this bounds the memory of all."""
    waiting: int = 64
    """How many may wait for a free worker."""
    waiting_seconds: float = 10.0
    """How long one waits for a free worker."""

    request_bytes: int = MIB
    """How large the body of a request may be."""
    url_bytes: int = 16 * 1024
    """How long an address may be."""
    header_bytes: int = 32 * 1024
    """How large the first line and the headers of a request may be together."""
    connections: int = 512
    """How many connections are served at once."""
    body_seconds: float = 10.0
    """How long the head or the body of a request may take to arrive."""
    idle_seconds: int = 15
    """How long a connection is kept open for another request."""
    stop_seconds: int = 10
    """How long requests under way may take once the server is asked to stop."""
