"""Triples as Turtle with the prefixes that they use, and no others."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO, TypeGuard

    from pyoxigraph import NamedNode, Triple


def turtle(triples: list[Triple], output: IO[bytes] | None) -> bytes:
    """Triples as Turtle, returned or written to an output."""
    from pyoxigraph import RdfFormat, serialize

    prefixes = used_prefixes(triples)
    if output is None:
        return serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    serialize(triples, output, format=RdfFormat.TURTLE, prefixes=prefixes)
    return b""


def used_prefixes(triples: list[Triple]) -> dict[str, str]:
    """The usual prefixes of the names in these triples."""
    from ...ontology.terms import PREFIXES

    names = {node.value for node in _nodes(triples) if _is_iri(node)}
    starts = {name[: max(name.rfind("/"), name.rfind("#")) + 1] for name in names}
    return {prefix: space for prefix, space in PREFIXES.items() if space in starts}


def _nodes(triples: Iterable[Triple]) -> Iterator[object]:
    """The terms of triples, those of triples inside them among them."""
    for triple in triples:
        yield from (triple.subject, triple.predicate)
        if type(triple.object).__name__ == "Triple":
            yield from _nodes([triple.object])  # type: ignore[list-item]
        else:
            yield triple.object


def _is_iri(node: object) -> TypeGuard[NamedNode]:
    return type(node).__name__ == "NamedNode"
