"""Where claims come from, in PROV-O: the file, who filled it in, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...ontology.terms import expand

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Triple


def origin(file: NamedNode, name: str, by: str, on: str) -> Iterator[Triple]:
    """The statements about a file: its name, who filled it in and on which day, where that is said."""
    from pyoxigraph import Literal, NamedNode, Triple

    kind, label = NamedNode(expand("rdf:type")), NamedNode(expand("skos:prefLabel"))
    yield Triple(file, kind, NamedNode(expand("prov:Entity")))
    yield Triple(file, label, Literal(name, language="en"))
    if on:
        day = Literal(on, datatype=NamedNode(expand("xsd:date")))
        yield Triple(file, NamedNode(expand("dcterms:date")), day)
    if by:
        agent = NamedNode(f"{file.value}#by")
        yield Triple(file, NamedNode(expand("prov:wasAttributedTo")), agent)
        yield Triple(agent, kind, NamedNode(expand("prov:Agent")))
        yield Triple(agent, label, Literal(by, language="en"))
