"""Writes statements in a form of RDF, and refuses in words what that form cannot say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..ontology.terms import PREFIXES
from .sheet import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import IO, Any

    from pyoxigraph import RdfFormat

RESERVED = frozenset(
    PREFIXES["rdf"] + name
    for name in (
        *("RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "li", "Description"),
        *("aboutEach", "aboutEachPrefix"),
    )
)
"""Names that RDF/XML keeps for its own syntax."""
ILLEGAL_BYTES = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""The characters that XML cannot hold, in UTF-8."""


def write_rdf(
    statements: Sequence[Any],
    form: RdfFormat,
    output: IO[bytes] | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    """Triples or quads in a form of RDF, returned, or written to an output.

    In RDF/XML a literal has the replacement character (U+FFFD) for what XML cannot hold. Raises UsageError
    for a property that RDF/XML cannot name, and for a statement about a statement in JSON-LD.
    """
    from pyoxigraph import RdfFormat, serialize

    if form == RdfFormat.RDF_XML:
        demand_names((each.predicate for each in statements), prefixes)
        statements = [_legal(each) for each in statements]
    elif form == RdfFormat.JSON_LD and any(_is_statement(each.object) for each in statements):
        raise UsageError(
            "JSON-LD cannot say a statement about a statement (RDF 1.2): take turtle, ntriples or rdfxml."
        )
    return serialize(statements, output, form, prefixes=dict(prefixes) if prefixes else None) or b""


def demand_names(predicates: Iterable[Any], prefixes: Mapping[str, str] | None = None) -> None:
    """Raise UsageError for a property that is no name in XML, such as one that ends in a number or slash."""
    from xml.parsers.expat import ExpatError, ParserCreate

    from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

    thing = NamedNode("urn:x")
    for predicate in dict.fromkeys(predicates):
        try:
            if predicate.value in RESERVED:
                raise ValueError(predicate.value)
            sample = serialize(
                [Triple(thing, predicate, thing)],
                format=RdfFormat.RDF_XML,
                prefixes=dict(prefixes) if prefixes else None,
            )
            ParserCreate(namespace_separator=" ").Parse(sample or b"", True)
        except (ExpatError, ValueError, OSError):
            raise UsageError(
                f"RDF/XML cannot say the property <{predicate.value}>: its end is no name in XML. "
                "Take turtle, ntriples or jsonld."
            ) from None


def legal_xml(body: bytes) -> bytes:
    """XML with the replacement character (U+FFFD) for what XML cannot hold."""
    return ILLEGAL_BYTES.sub("\ufffd".encode(), body)


def _legal(statement: Any) -> Any:
    from pyoxigraph import Triple

    return Triple(statement.subject, statement.predicate, _legal_term(statement.object))


def _legal_term(term: Any) -> Any:
    from pyoxigraph import Literal

    if _is_statement(term):
        return _legal(term)
    if not isinstance(term, Literal) or not ILLEGAL.search(term.value):
        return term
    text = ILLEGAL.sub("\ufffd", term.value)
    return Literal(text, datatype=None if term.language else term.datatype, language=term.language)


def _is_statement(term: object) -> bool:
    return type(term).__name__ == "Triple"
