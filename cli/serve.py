"""`levergraph serve`: the web application and the SPARQL endpoint."""

from __future__ import annotations

import argparse
import os
from typing import Any

from ..errors import UsageError
from .browser import opened


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    if not hasattr(os, "fork"):
        raise UsageError("serve needs Linux or macOS. On Windows use the container, or WSL.")
    limits = _limits(args)
    root = _root(args.root_path)
    from ..web.serve import serve
    from ..web.settings import Settings

    return serve(
        Settings(
            host=args.host,
            port=_port(args.port),
            store=args.store,
            data=tuple(args.data),
            root_path=root,
            proxies=tuple(args.trust_proxy),
            hosts=tuple(args.allow_host),
            cors=tuple(_origin(each) for each in args.cors),
            access_log=args.access_log,
            **limits,
        ),
        opened if args.open else None,
    )


def _limits(args: argparse.Namespace) -> dict[str, Any]:
    """The limits that were given; each must leave room for something."""
    from ..web.settings import limits

    given: dict[str, Any] = {}
    for limit in limits():
        value = getattr(args, limit.name)
        if value is None:
            continue
        if not 0 < value < 2**40:  # not a number is not above nothing, either
            raise UsageError(f"--{limit.name.replace('_', '-')} {value:g}: a number above 0 was expected.")
        given[limit.name] = value
    return given


def _port(port: int) -> int:
    if not 0 <= port <= 65535:
        raise UsageError(f"--port {port}: a port lies between 1 and 65535; 0 takes any that is free.")
    return port


def _root(path: str) -> str:
    path = path.rstrip("/")
    if path and (not path.startswith("/") or not path.isascii() or set(path) & set(' ?#%"<>')):
        raise UsageError(f"--root-path {path}: a path was expected, such as /levers.")
    return path


def _origin(origin: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(origin)
    if origin != "*" and (
        parts.scheme not in ("http", "https") or origin != f"{parts.scheme}://{parts.netloc}"
    ):
        raise UsageError(
            f"--cors {origin}: an origin was expected, such as https://example.org, without a path; or *."
        )
    return origin
