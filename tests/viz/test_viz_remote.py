"""The page of a graph that stands behind an endpoint."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pyoxigraph
import pytest
from levergraph.graph.opening import open_store
from levergraph.viz import explore
from viz_world import SMALL, store


def test_an_endpoint_gives_the_same_page_as_the_embedded_engine(tmp_path: Path) -> None:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("Oxigraph's server is not installed: the page of an endpoint was not written")
    folder = pyoxigraph.Store(str(tmp_path / "served"))
    small = store(SMALL)
    folder.extend(small.quads())
    folder.flush()
    del folder
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [program, "serve", "--location", str(tmp_path / "served"), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/")
            with open_store(f"http://127.0.0.1:{port}/query") as remote:
                there = explore(remote, tmp_path / "there.html", region="North", from_lever="buses")
        finally:
            server.terminate()
    here = explore(small, tmp_path / "here.html", region="North", from_lever="buses")
    assert there.read_bytes() == here.read_bytes()


def _wait(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url).close()  # noqa: S310 - our own server
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)
