"""Terms of an answer as Python values, and as people read them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pyoxigraph import BlankNode, Literal, NamedNode

    Node = NamedNode | BlankNode | Literal

XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(
    XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)


class IRI(str):
    """A value that names a thing."""

    __slots__ = ()


def value(node: Node | None) -> Any:
    """A term as a Python value: an IRI, a number, a truth value, a date, or a text."""
    if node is None:
        return None
    datatype = getattr(node, "datatype", None)
    if datatype is None:
        return IRI(node.value)
    text, kind = node.value, datatype.value
    try:
        if kind in _INTEGERS:
            return int(text)
        if kind == XSD + "decimal":
            from decimal import Decimal

            return Decimal(text)
        if kind in (XSD + "double", XSD + "float"):
            return float(text)
        if kind == XSD + "boolean":
            return text in ("true", "1")
        if kind == XSD + "date":
            from datetime import date

            return date.fromisoformat(text)
    except (ValueError, ArithmeticError):
        pass
    return text


def plain(content: Any) -> str | int | float | bool | None:
    """A value as JSON and spreadsheets have it: a number, a truth value, a text, or None.

    What is no number there (NaN, INF, -INF) is the text that RDF has for it.
    """
    if content is None or isinstance(content, bool | int):
        return content
    if type(content).__name__ == "Decimal":
        if content == content.to_integral_value():
            return int(content)
        content = float(content)
    if isinstance(content, float):
        if content != content:
            return "NaN"
        return {float("inf"): "INF", float("-inf"): "-INF"}.get(content, content)
    return str(content)


def plain_term(term: Any) -> Node | None:
    """A term as every form can show it: a statement about which another speaks becomes a text."""
    if type(term).__name__ != "Triple":
        found: Node | None = term
        return found
    from pyoxigraph import Literal

    return Literal(statement(term))


def statement(triple: Any) -> str:
    """A statement that is a term, as SPARQL 1.2 writes it."""
    parts = (
        statement(part) if type(part).__name__ == "Triple" else str(part)
        for part in (triple.subject, triple.predicate, triple.object)
    )
    return f"<<( {' '.join(parts)} )>>"


def short(iri: str) -> str:
    """A long IRI as people read it: `lever/bus-franchising`, `lg:Held`, `source/…`."""
    from ...ontology.terms import ID, LG

    if iri.startswith(ID):
        return iri[len(ID) :]
    return f"lg:{iri[len(LG) :]}" if iri.startswith(LG) else iri
