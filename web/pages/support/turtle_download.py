"""A table's download as Turtle: the statements about the things that it names, since rows are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from ....ontology.terms import GRAPH_FACTS, GRAPH_YOURS, ID
from ....queries.results.turtle import used_prefixes

if TYPE_CHECKING:
    from pyoxigraph import QueryTriples, Triple

    from ....graph.store import Store

NAME = re.compile(re.escape(ID) + r"[a-z-]+/[a-z0-9]+(?:-+[a-z0-9]+)*")
BATCH = 500
"""So many things are asked about at once."""


def named(text: str) -> list[str]:
    """The things of ours whose IRI stands in a text, in their order, each once."""
    return list(dict.fromkeys(NAME.findall(text)))


def turtle(store: Store, things: Iterable[str]) -> bytes:
    """The statements that sources, and the user's own data, make about things (IRIs)."""
    from pyoxigraph import RdfFormat, serialize

    triples = list(_asserted(store, sorted(set(things))))
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=used_prefixes(triples)) or b""


def _asserted(store: Store, things: list[str]) -> Iterator[Triple]:
    for start in range(0, len(things), BATCH):
        values = " ".join(f"<{each}>" for each in things[start : start + BATCH])
        graphs = f"<{GRAPH_FACTS}> <{GRAPH_YOURS}>"
        answer = store.query(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {values} }} VALUES ?g {{ {graphs} }} "
            "GRAPH ?g { ?s ?p ?o } }"
        )
        yield from cast("QueryTriples", answer)
