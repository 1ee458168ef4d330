"""The port to every store: the packaged graph, a folder on disk, a SPARQL endpoint, asked in one way."""

from __future__ import annotations

import re

from ..errors import UsageError
from ..ontology.terms import PREFIXES
from .guard import own_dataset, own_graphs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Any, Self, TypeAlias

    import pyoxigraph
    import rdflib

    from .guard import Graphs

    Term: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.Literal | pyoxigraph.BlankNode
    Answer: TypeAlias = pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples | pyoxigraph.QueryBoolean

_PREFIX = re.compile(r"[a-z][a-z-]*(?=:)")


class Store:
    """A store that can be read: the operations of every kind of store."""

    name: str
    """Its name in a message."""

    @property
    def version(self) -> str:
        """A word that changes when the content does."""
        raise NotImplementedError

    def query(self, text: str, *, base_iri: str | None = None, graphs: Graphs | None = None) -> Answer:
        """Answer a SPARQL query over the union of the graphs; the usual prefixes need not be declared.

        With `graphs`, over these graphs alone, whatever the query says itself.
        """
        raise NotImplementedError

    def select(self, text: str) -> pyoxigraph.QuerySolutions:
        """The rows of a SELECT query."""
        from pyoxigraph import QuerySolutions

        answer = self.query(text)
        if not isinstance(answer, QuerySolutions):
            raise UsageError("A SELECT query is needed here.")
        return answer

    def quads(self, graph: str | None = None) -> Iterable[pyoxigraph.Quad]:
        """All statements, or those of one named graph."""
        raise NotImplementedError

    def dataset(self) -> rdflib.Dataset:
        """The same content as an rdflib Dataset whose default graph is the union."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of what the store holds open."""

    def __enter__(self) -> Self:
        """Use the store for the length of a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


class LocalStore(Store):
    """A store inside this process: Oxigraph, in memory or read only from disk."""

    apart = True
    """Whether the default graph is empty and a query sees the union of the others in its place."""

    def __init__(self, store: pyoxigraph.Store, name: str, version: str) -> None:
        """Wrap a store that somebody else has opened."""
        self.oxigraph = store
        self.name = name
        self._version = version

    @property
    def version(self) -> str:
        """The hash of the content that the store was prepared from."""
        return self._version

    def query(self, text: str, *, base_iri: str | None = None, graphs: Graphs | None = None) -> Answer:
        """Answer a SPARQL query over the union of the graphs, or over those given."""
        union = not own_dataset(text, self._holds)
        default, named = self._chosen(graphs) if graphs else (None, None)
        options: Any = {
            "base_iri": base_iri,
            "use_default_graph_as_union": self.apart and union and graphs is None,
            "default_graph": default,
            "named_graphs": named,
        }
        try:
            try:
                prefixes = None if "PREFIX" in text else _meant(text)  # who declares one declares all, mostly
                return self.oxigraph.query(text, prefixes=prefixes, **options)
            except SyntaxError:
                return self.oxigraph.query(text, prefixes=PREFIXES, **options)
        except SyntaxError as error:
            from .query_text import unreadable

            raise unreadable(text, str(error)) from None
        except ValueError as error:  # a base IRI that is none, an aggregate in the wrong place
            raise UsageError(f"The query cannot be run: {error}") from None

    def quads(self, graph: str | None = None) -> Iterator[pyoxigraph.Quad]:
        """All statements, or those of one named graph."""
        from pyoxigraph import NamedNode

        return self.oxigraph.quads_for_pattern(None, None, None, NamedNode(graph) if graph else None)

    def dataset(self) -> rdflib.Dataset:
        """An rdflib view over the very same store."""
        from .rdflib_view import view

        return view(self.oxigraph)

    def _chosen(self, graphs: Graphs) -> tuple[list[pyoxigraph.NamedNode], list[pyoxigraph.NamedNode]]:
        from pyoxigraph import NamedNode

        own_graphs(graphs, self._holds)
        default, named = graphs
        return [NamedNode(graph) for graph in default], [NamedNode(graph) for graph in named]

    def _holds(self, graph: str) -> bool:
        from pyoxigraph import NamedNode

        return self.oxigraph.contains_named_graph(NamedNode(graph))


def _meant(text: str) -> dict[str, str]:
    """The usual prefixes that a text can mean: hearing all of them costs the engine more than a question."""
    words = set(_PREFIX.findall(text))
    for word in [word for word in words if "-" in word]:  # `?x-lg:y` means lg:
        words.update(word.split("-"))
    return {word: PREFIXES[word] for word in words if word in PREFIXES}
