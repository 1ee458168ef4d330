"""The options and the limits of the server, with their defaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, NamedTuple

MIB = 1024 * 1024


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def limit(default: int | float | Callable[[], int], words: str) -> Any:
    """A field that is an option of `serve`, named like it; `words` say what it bounds."""
    if callable(default):
        return field(default_factory=default, metadata={"limit": words})
    return field(default=default, metadata={"limit": words})


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

    query_seconds: float = limit(30, "seconds that a query, a page or an answer of the API may be worked at")
    query_mebibytes: int = limit(256, "MiB of memory that one of them may take")
    query_rows: int = limit(100_000, "rows or triples in an answer; the rest is cut off, and said to be")
    answer_mebibytes: int = limit(64, "MiB of an answer")
    workers: int = limit(_cores, "how many of them are worked at at once while they are short")
    quick_seconds: float = 0.25
    """How long work is short; after that it runs behind the others."""
    long_queries: int = limit(8, "how many run on at once for longer than a quarter of a second")
    waiting: int = limit(64, "how many may wait")
    waiting_seconds: float = 10.0
    """How long one waits for a free worker."""

    request_bytes: int = limit(MIB, "bytes of the body of a request")
    url_bytes: int = limit(16 * 1024, "bytes of an address")
    header_bytes: int = limit(32 * 1024, "bytes of the headers of a request")
    connections: int = limit(512, "connections at once")
    body_seconds: float = 10.0
    """How long the head or the body of a request may take to arrive."""
    idle_seconds: int = limit(15, "seconds that a connection stays open for another request")
    stop_seconds: int = limit(10, "seconds for requests under way when the server is asked to stop")


class Limit(NamedTuple):
    """A limit of the server: its field, whether it is a whole number, its default and what it bounds.

    The default is None where it hangs on the machine.
    """

    name: str
    whole: bool
    default: float | None
    words: str


def limits() -> Iterator[Limit]:
    """The limits that `serve` takes as options, in their order."""
    for each in fields(Settings):
        if "limit" in each.metadata:
            default = None if each.default is MISSING else each.default
            yield Limit(each.name, each.type == "int", default, each.metadata["limit"])
