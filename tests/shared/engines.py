"""SPARQL engines of other makers, started on a free port with the graph in them, for tests and benchmarks."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from shutil import which

import httpx
from endpoints import free_port, serving
from levergraph.graph.guard import GRAPHS
from pyoxigraph import NamedNode, RdfFormat, Store

PATIENCE = 60.0
"""Seconds that an engine may take to start."""
JAVA = Path("/usr/share/java")
"""Where Debian puts Java's libraries."""
SETTINGS = Path("/usr/share/virtuoso-opensource-7/virtuoso.ini")
"""Debian's settings for Virtuoso, which are kept but for its ports and folders."""


class Missing(Exception):
    """An engine that this machine does not have."""


@contextmanager
def oxigraph(store: Store) -> Iterator[str]:
    """Oxigraph's own server; the address of its queries."""
    with tempfile.TemporaryDirectory() as folder:
        disk = Store(folder)
        disk.bulk_extend(store)
        disk.flush()
        del disk
        with serving(Path(folder)) as address:
            yield address


@contextmanager
def virtuoso(store: Store) -> Iterator[str]:
    """Virtuoso with Debian's settings. Raises Missing without virtuoso-opensource-7."""
    program, shell = which("virtuoso-t"), which("isql-vt")
    if program is None or shell is None or not SETTINGS.exists():
        raise Missing("Virtuoso is not installed (Debian: virtuoso-opensource-7, virtuoso-opensource-7-bin)")
    with tempfile.TemporaryDirectory() as folder:
        sql, http = free_port(), free_port()
        Path(folder, "virtuoso.ini").write_text(_settings(folder, sql, http), "utf-8")
        words = [program, "+wait", "+foreground", "+configfile", "virtuoso.ini"]
        with _process(words, folder):
            address = f"http://127.0.0.1:{http}/sparql"
            _wait(address)
            commands = []
            for place, graph in enumerate(GRAPHS):
                path = Path(folder, f"{place}.nt")
                store.dump(str(path), format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph))
                commands.append(f"DB.DBA.TTLP_MT (file_to_string_output ('{path}'), '', '{graph}', 0);\n")
            said = subprocess.run(
                [shell, f"127.0.0.1:{sql}", "dba", "dba"],
                input="".join(commands),
                capture_output=True,
                text=True,
                timeout=600,
                check=True,
            )
            if "Error" in said.stderr + said.stdout:
                raise RuntimeError(said.stdout + said.stderr)
            yield address


@contextmanager
def jena(store: Store) -> Iterator[str]:
    """Apache Jena's ARQ in memory, behind JenaServer.java. Raises Missing without it or a JDK."""
    compiler, java = which("javac"), which("java")
    if compiler is None or java is None or not (JAVA / "jena-arq.jar").exists():
        raise Missing("Apache Jena is not installed (Debian: libapache-jena-java, default-jdk-headless)")
    with tempfile.TemporaryDirectory() as folder:
        # Debian's jar lacks this list of error messages, without which no datatype can be made.
        messages = Path(folder, "xerces", "impl", "xpath", "regex", "message.properties")
        messages.parent.mkdir(parents=True)
        messages.touch()
        path, port = Path(folder, "all.nq"), free_port()
        store.dump(str(path), format=RdfFormat.N_QUADS)
        source = Path(__file__).with_name("JenaServer.java")
        names = ("jena-arq", "jena-core", "jena-base")
        subprocess.run(
            [
                compiler,
                "-nowarn",
                "-cp",
                ":".join(f"{JAVA}/{name}.jar" for name in names),
                "-d",
                folder,
                source,
            ],
            check=True,
            capture_output=True,
        )
        words = [java, "-cp", f"{folder}:{JAVA}/*", "JenaServer", str(path), str(port)]
        with _process(words, folder):
            address = f"http://127.0.0.1:{port}/query"
            _wait(address)
            yield address


Start = Callable[[Store], AbstractContextManager[str]]
ENGINES: dict[str, Start] = {"Oxigraph server": oxigraph, "Virtuoso": virtuoso, "Apache Jena": jena}
"""What starts each engine, by its name."""


def version(name: str) -> str:
    """The version of an engine of this machine; empty where it is not there."""
    if name == "Virtuoso":
        said = _said([which("virtuoso-t") or "false", "-?"])
        return (re.search(r"Version ([\d.]+)", said) or ["", ""])[1]
    if name == "Apache Jena":
        jars = sorted(JAVA.glob("jena-arq-*.jar"))
        return jars[0].stem.removeprefix("jena-arq-") if jars else ""
    from importlib.metadata import version as installed

    return installed("oxigraph" if name == "Oxigraph server" else "pyoxigraph")


def _settings(folder: str, sql: int, http: int) -> str:
    """Debian's settings with the folders and ports of a test."""
    text = SETTINGS.read_text("utf-8").replace("/var/lib/virtuoso-opensource-7/db", folder)
    text = re.sub(r"(?m)^ServerPort(\s*)=\s*1111", rf"ServerPort\1= 127.0.0.1:{sql}", text)
    text = re.sub(r"(?m)^ServerPort(\s*)=\s*8890", rf"ServerPort\1= 127.0.0.1:{http}", text)
    return re.sub(r"(?m)^DirsAllowed(\s*)=.*", rf"DirsAllowed\1= {folder}", text)


@contextmanager
def _process(words: list[str], folder: str) -> Iterator[None]:
    with subprocess.Popen(
        words,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C"},
    ) as process:
        try:
            yield
        finally:
            process.kill()  # what it holds is thrown away


def _wait(address: str) -> None:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        with suppress(httpx.HTTPError):
            if httpx.post(address, data={"query": "SELECT (1 AS ?one) { }"}, timeout=5).status_code == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{address} did not start within {PATIENCE:.0f} seconds")


def _said(words: list[str]) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr
