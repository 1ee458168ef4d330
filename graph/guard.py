"""Reads a query before it runs, and refuses what reaches outside the store."""

from __future__ import annotations

from ..errors import Refused, UsageError
from ..ontology.terms import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, GRAPH_YOURS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    Graphs: TypeAlias = tuple[Sequence[str], Sequence[str]]
    """The IRIs of the graphs that make up the default graph, and of those that GRAPH may name."""

GRAPHS = (GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_YOURS)
"""The named graphs whose union a query sees. No statement stands in two of them, so no row comes twice."""


def own_dataset(text: str, holds: Callable[[str], bool]) -> bool:
    """Refuse a query that reaches outside the store; tell whether it names its own graphs by FROM."""
    words = text.upper()
    if "SERVICE" not in words and not any(map(_ends_free, words.split("FROM")[:-1])):
        return False  # nearly always, and then the reader of queries need not be imported
    return _refuse_outside(text, holds)


def own_graphs(graphs: Graphs, holds: Callable[[str], bool]) -> None:
    """Refuse graphs that the store does not hold."""
    from pyoxigraph import NamedNode

    for graph in (*graphs[0], *graphs[1]):
        try:
            held = graph in GRAPHS or holds(NamedNode(graph).value)  # ours may be empty
        except ValueError:
            raise UsageError(f"{graph!r} is no IRI of a graph.") from None
        if not held:
            raise Refused(
                f"The graph <{graph}> is refused: it is no graph of this store. "
                f"There are: {', '.join(f'<{each}>' for each in GRAPHS)}."
            )


def _refuse_outside(text: str, holds: Callable[[str], bool]) -> bool:
    """Refuse SERVICE, and FROM a graph that the store does not hold; tell whether there is a FROM at all."""
    from .query_text import tokens

    own = False
    prefixes: dict[str, str] = {}
    written = list(tokens(text))
    for place, (kind, token) in enumerate(written):
        if kind != "word":
            continue
        word = token.upper()
        if "SERVICE" in word:  # an engine may read `trueSERVICE` as two words
            raise Refused(
                "SERVICE is refused: a query may not reach outside the store. "
                "Ask the other endpoint by itself, or lay its data over the graph with --data FILE."
            )
        if word == "PREFIX" and place + 2 < len(written):
            prefixes[written[place + 1][1][:-1]] = written[place + 2][1][1:-1]
        if word == "FROM":
            own = True
            after = place + 1
            if after < len(written) and written[after][1].upper() == "NAMED":
                after += 1
            if after < len(written):
                graph = _iri(*written[after], prefixes)
                if not holds(graph):
                    raise Refused(
                        f"FROM <{graph}> is refused: it is no graph of this store. "
                        "Leave FROM out to ask all graphs together."
                    )
    return own


def _ends_free(text: str) -> bool:
    """Whether a word can begin after this text; in `lg:validFrom` and `?from` none does."""
    return not text or not (text[-1].isalnum() or text[-1] in "_?$:-")


def _iri(kind: str, token: str, prefixes: dict[str, str]) -> str:
    from ..ontology.terms import PREFIXES

    if kind == "iri":
        return token[1:-1]
    prefix, _, name = token.partition(":")
    return {**PREFIXES, **prefixes}.get(prefix, f"{prefix}:") + name
