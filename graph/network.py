"""The graph as networkx has it: things are nodes, statements between them are edges."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ..ontology.terms import ID, LG, curie, slug
from .tables import LABEL, SEPARATOR, Records, column, plain_value

if TYPE_CHECKING:
    import networkx

    from .store import Store
    from .tables import Object, Value

NUMBERS = (int, float, Decimal)
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, not even escaped."""


def network(store: Store) -> networkx.MultiDiGraph:
    """Every thing as a node with its kind, name and figures; every statement between two things as an edge.

    An edge's key and `property` say what it states, `inferred` whether a rule has drawn it.
    """
    import networkx
    from pyoxigraph import Literal

    records = Records(store)
    graph = networkx.MultiDiGraph()
    things = [thing for thing in sorted(records.things) if thing.startswith(ID)]
    numeric = _numeric(records, things)
    for thing in things:
        facts = records.things[thing]
        graph.add_node(
            _name(thing), iri=thing, kind=_name(thing).partition("/")[0], label=clean(records.label(thing))
        )
        for predicate, values in sorted(facts.items()):
            words = [
                value for value in values if isinstance(value, Literal) or not value.value.startswith(ID)
            ]
            if words and predicate != LABEL:
                graph.nodes[_name(thing)][column(predicate)] = _attribute(
                    records, words, predicate in numeric
                )
    for thing in things:
        for predicate, values in sorted(records.things[thing].items()):
            for value in values:
                if value.value in records.things and value.value.startswith(ID):
                    _edge(graph, thing, predicate, value.value, False)
    for start, predicate, end in records.inferred:
        if _name(start) in graph and _name(end) in graph:
            _edge(graph, start, predicate, end, True)
    return graph


def clean(text: str) -> str:
    """A text without what XML cannot hold; each such sign becomes the sign for what is lost."""
    return ILLEGAL.sub("\ufffd", text)


def _edge(graph: networkx.MultiDiGraph, start: str, predicate: str, end: str, inferred: bool) -> None:
    name = slug(predicate) if predicate.startswith(LG) else curie(predicate)
    graph.add_edge(_name(start), _name(end), key=name, property=name, inferred=inferred)


def _name(iri: str) -> str:
    return iri.removeprefix(ID)


def _numeric(records: Records, things: list[str]) -> set[str]:
    """The properties whose every value is one number."""
    from pyoxigraph import Literal

    numeric: dict[str, bool] = {}
    for thing in things:
        for predicate, values in records.things[thing].items():
            single = len(values) == 1 and isinstance(values[0], Literal)
            value = plain_value(values[0]) if single else None  # type: ignore[arg-type]
            number = isinstance(value, NUMBERS) and not isinstance(value, bool)
            numeric[predicate] = numeric.get(predicate, True) and number
    return {predicate for predicate, holds in numeric.items() if holds}


def _attribute(records: Records, values: list[Object], number: bool) -> Value:
    from pyoxigraph import Literal

    if number:
        return float(values[0].value)
    words = (value.value if isinstance(value, Literal) else records.label(value.value) for value in values)
    return clean(SEPARATOR.join(sorted(words)))
