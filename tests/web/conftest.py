"""A real server on a free port, started as people start it, and a real HTTP client."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from levergraph.graph import Store

LEVERGRAPH = Path(sys.executable).with_name("levergraph")


class Server:
    """`levergraph serve` in a process of its own."""

    def __init__(self, *options: str, store: str | None = None) -> None:
        env = {**os.environ, "PYTHONWARNINGS": "default"}
        command = [str(LEVERGRAPH), "serve", "--port", "0", *options]
        self.began = time.monotonic()
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, env=env, text=True)
        assert self.process.stderr
        self.said = [self.process.stderr.readline()]
        found = re.search(r"levergraph: (http://\S+)", self.said[0])
        if not found:
            self.process.wait(10)
            raise AssertionError(self.said[0] + self.process.stderr.read())
        self.url = found[1]

    def stop(self) -> str:
        """Ask it to stop; what it said besides its address."""
        self.process.terminate()
        _, rest = self.process.communicate(timeout=30)
        return str(rest or "")


@pytest.fixture(scope="module")
def serving(packaged: Store) -> Iterator[Callable[..., Server]]:
    """Start servers; each is stopped, and must have said nothing but its address."""
    servers: list[Server] = []

    def start(*options: str) -> Server:
        servers.append(Server(*options))
        return servers[-1]

    yield start
    said = [server.stop() for server in servers if server.process.poll() is None]
    assert said == [""] * len(said)


@pytest.fixture(scope="session")
def server(packaged: Store) -> Iterator[Server]:
    """One server for the tests that only ask."""
    running = Server()
    yield running
    assert running.stop() == ""


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client
