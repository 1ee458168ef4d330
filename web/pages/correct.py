"""“This is wrong”: a correction of a claim, filled in, as a file to use at once and as a text to send."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from starlette.responses import Response

from ...graph.corrections import CORRECTABLE, SUPERSEDES, WITHDRAWN
from ...graph.names import label
from ...graph.turtle import canonical
from ...ontology.terms import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_YOURS, LG, PREFIXES, slug
from ...queries.dates import today
from .support import download
from .support.rendering import View
from .support.urls import page_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import BlankNode, QueryTriples, Triple

    from .support.page_request import Visit

FORMS = ("turtle",)
WAYS = ("correct", "retract")
OWN = "https://example.org/corrections/"
"""Where an own claim stands until its author gives it an address of their own."""
OTHERS = frozenset(
    LG + name
    for name in (
        *("name", "summary", "startDay", "endDay", "followsFrom", "departsFrom"),
        *("source", "locator", "sourceDate"),
    )
)
"""Properties that a correction does not copy: rules write them, or they say where the wrong was read."""
WHY = "Say here why it is wrong"
WHERE = "Say here where the right is stated: title and address"


def page(visit: Visit) -> View | Response:
    """Answer `/correct`: of the thing named by `claim`, with `why` and `source` where they are given."""
    iri = visit.known(visit.text("claim"), "claim")
    way = visit.choice("way", WAYS, "correct")
    name = label(visit.store, iri)
    can = _correctable(visit, iri)
    why, source = visit.text("why") or WHY, visit.text("source") or WHERE
    made = turtle(visit, iri, way, why, source) if can else ""
    if download.wanted(visit, FORMS) and can:
        return download.file(made, "turtle", f"{way}-{slug(iri)}")
    return View(
        "correct.html.jinja",
        f"Is this wrong? {name}",
        (("Home", "/"), (name, page_of(iri)), ("This is wrong", "")),
        {
            "iri": iri,
            "name": name,
            "way": way,
            "can": can,
            "turtle": made,
            "text": text(iri, name, str(visit.request.base_url).rstrip("/") + page_of(iri), why, source),
            "why": visit.text("why"),
            "source": visit.text("source"),
            "offers": download.offers(visit, FORMS) if can else [],
        },
    )


def text(iri: str, name: str, address: str, why: str, source: str) -> str:
    """The correction as a text to send to whoever keeps the graph."""
    return f"This is wrong: {name}\n{iri}\n{address}\n\nWhy: {why}\nSource: {source}\nSeen on: {today()}\n"


def turtle(visit: Visit, iri: str, way: str, why: str, source: str) -> str:
    """The correction as Turtle: the claim copied to be changed, or a retraction of it."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

    own = NamedNode(f"{OWN}{slug(iri)}")
    cited = NamedNode(f"{OWN}source")
    skos, rdf, xsd = (PREFIXES[each] for each in ("skos", "rdf", "xsd"))
    said: list[tuple[str, NamedNode | BlankNode | Literal | Triple]]
    if way == "retract":
        said = [
            (rdf + "type", NamedNode(f"{LG}Retraction")),
            (f"{skos}prefLabel", Literal(f"Retraction: {label(visit.store, iri)}"[:200], language="en")),
            (f"{LG}retracts", NamedNode(iri)),
            (f"{skos}note", Literal(why, language="en")),
            (f"{LG}date", Literal(today(), datatype=NamedNode(f"{xsd}date"))),
            (f"{LG}basis", NamedNode(f"{LG}StatedBySource")),
        ]
    else:
        stated = ((triple.predicate.value, triple.object) for triple in _stated(visit, iri))
        said = [
            *((name, value) for name, value in stated if name not in OTHERS),
            (SUPERSEDES, NamedNode(iri)),
            (f"{skos}changeNote", Literal(why, language="en")),
        ]
    triples = [Triple(own, NamedNode(name), value) for name, value in said]
    triples += [
        Triple(own, NamedNode(f"{LG}source"), cited),
        Triple(cited, NamedNode(rdf + "type"), NamedNode(f"{LG}Source")),
        Triple(cited, NamedNode(f"{skos}prefLabel"), Literal(source, language="en")),
    ]
    return _in_its_form(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")


def _in_its_form(statements: bytes) -> str:
    """N-Triples as Turtle in the one written form, so that a change of a fact is a change of a line."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return canonical(graph.parse(data=statements, format="nt"))


def _stated(visit: Visit, iri: str) -> Iterable[Triple]:
    """What is stated of a claim; of one that follows from a class, what the rule says."""
    for graphs in (f"<{GRAPH_FACTS}> <{GRAPH_YOURS}>", f"<{GRAPH_INFERRED}>"):
        answer = visit.store.query(
            f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ <{iri}> ?p ?o }} }}"
        )
        triples = list(cast("QueryTriples", answer))
        if triples:
            return triples
    return []


def _correctable(visit: Visit, iri: str) -> bool:
    """Whether a thing is a claim, requirement or intervention, and was not corrected already."""
    classes = " ".join(f"<{name}>" for name in CORRECTABLE)
    rows = visit.store.select(
        f"SELECT ?class WHERE {{ VALUES ?class {{ {classes} <{WITHDRAWN}> }} <{iri}> a ?class }}"
    )
    found = {row[0].value for row in rows}
    return bool(found) and WITHDRAWN not in found
