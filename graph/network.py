"""The graph as networkx has it: things are nodes, statements between them are edges."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..ontology.terms import ID, LG, curie, slug
from .sheet import ILLEGAL
from .tables import SEPARATOR, Records, columns, plain_value

if TYPE_CHECKING:
    import networkx

    from .store import Store
    from .tables import Object, Value

NUMBERS = (int, float, Decimal)


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
    names = columns(predicate for thing in things for predicate in records.things[thing])
    for thing in things:
        graph.add_node(_name(thing), **_given(records, thing))
        for predicate, values in sorted(records.things[thing].items()):
            words = [
                value for value in values if isinstance(value, Literal) or not value.value.startswith(ID)
            ]
            if words and predicate in names:
                value = _attribute(records, words, predicate in numeric)
                graph.nodes[_name(thing)][names[predicate]] = value
    for thing in things:
        for predicate, values in sorted(records.things[thing].items()):
            for other in sorted(value.value for value in values if value.value.startswith(ID)):
                if _name(other) not in graph:  # named, and nowhere described
                    graph.add_node(_name(other), **_given(records, other))
                _edge(graph, thing, predicate, other, False)
    for start, predicate, end in records.inferred:
        if _name(start) in graph and _name(end) in graph:
            _edge(graph, start, predicate, end, True)
    return graph


def clean(text: str) -> str:
    """A text without what XML cannot hold; each such sign becomes the sign for what is lost."""
    return ILLEGAL.sub("\ufffd", text)


def _given(records: Records, thing: str) -> dict[str, str]:
    kind = _name(thing).partition("/")[0]
    return {"iri": thing, "kind": kind, "label": clean(records.label(thing))}


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
