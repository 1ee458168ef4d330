"""The door for Python: the graph, opened, with the verbs of the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from .graph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    import rdflib

    from .graph.store import Store
    from .queries.result import Result
    from .queries.show import Thing

    Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


class Session:
    """An open graph: ask it, look a thing up, draw it, or take it as an rdflib Dataset."""

    def __init__(self, store: Store) -> None:
        """Use a store that is already open; `levergraph.open()` opens one."""
        self.store = store

    def query(self, question: str, **params: object) -> Result:
        """Answer a named question, or any SPARQL query; parameters are bound as terms."""
        from .queries.run import ask

        return ask(self.store, question, params)

    def show(self, thing: str) -> Thing:
        """Tell everything known of a thing, named by IRI, slug or label."""
        from .graph.names import resolve
        from .queries.show import show

        return show(self.store, resolve(self.store, thing))

    def explore(
        self,
        path: str | os.PathLike[str] = "levergraph.html",
        *,
        region: str | None = None,
        from_lever: str | None = None,
        to_outcome: str | None = None,
    ) -> Path:
        """Write the explorer, one HTML page that works offline, and say where it is."""
        from .viz.explorer import explore

        return explore(
            self.store, os.fspath(path), region=region, from_lever=from_lever, to_outcome=to_outcome
        )

    @cached_property
    def graph(self) -> rdflib.Dataset:
        """The same content as an rdflib Dataset for reading; its default graph is the union."""
        return self.store.dataset()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Session:
        """Use it for the length of a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Name the store."""
        return f"<levergraph: {self.store.name}>"


def open(store: str | os.PathLike[str] | None = None, *, data: Paths = ()) -> Session:
    """Open the packaged graph (with RDF files of your own laid over it), a folder, or an endpoint."""
    files = [data] if isinstance(data, str | os.PathLike) else list(data)
    return Session(open_store(os.fspath(store) if store is not None else None, data=files))
