"""Finds terms that no vocabulary has, inferred terms written by hand, and things without a class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..ontology.terms import ID, KINDS, LG, PREFIXES, curie
from .findings import Finding

if TYPE_CHECKING:
    import pyoxigraph

    from .store import LocalStore

STANDARD = ("rdf", "rdfs", "owl", "skos", "xsd", "sh", "dcterms", "org", "prov", "qb", "dcat", "foaf", "void")
"""Vocabularies of others whose every term rdflib knows."""

REIFIES = PREFIXES["rdf"] + "reifies"
TYPE = PREFIXES["rdf"] + "type"
CLAIMS = {
    "affects": "a lg:CausalLink",
    "broaderTransitive": "skos:broader",
    "canInfluence": "the lg:LeverHolding, lg:LeverEffect and lg:CausalLink on the way",
    "endDay": "lg:validUntil or lg:abolished",
    "holds": "a lg:LeverHolding with lg:status lg:Held",
    "influences": "a lg:LeverEffect",
    "lacks": "a lg:LeverHolding with lg:status lg:NotHeld",
    "leadsTo": "a lg:CausalLink for each step",
    "shares": "a lg:LeverHolding with lg:status lg:Shared",
    "startDay": "lg:validFrom, lg:established or lg:date",
    "takesPlaceIn": "lg:region, or a lg:Participation",
    "usesLever": "a lg:LeverUse",
}
"""The statements to write in the place of an inferred one, by the local name of its term."""


def unknown_term_findings(statements: Iterable[pyoxigraph.Quad]) -> Iterator[Finding]:
    """Terms that are not in the vocabulary that their IRI names: nobody would miss what they say."""
    from ..ontology.lint import known_terms

    vocabularies = {PREFIXES[prefix]: standard_terms(prefix) for prefix in STANDARD}
    vocabularies[LG] = set(known_terms())
    used: dict[str, str] = {}
    for quad in statements:
        for iri in _iris(quad):
            used.setdefault(iri, quad.subject.value)  # type: ignore[union-attr]
    for iri, subject in sorted(used.items()):
        for namespace, known in vocabularies.items():
            name = iri.removeprefix(namespace)
            if iri.startswith(namespace) and name.isidentifier() and iri not in known:
                words = f"{curie(iri)} does not exist.{_near_term(name, namespace, known)}"
                yield Finding("violation", "vocabulary", subject, "", "", words)


def short_cut_findings(store: LocalStore, statements: Iterable[pyoxigraph.Quad]) -> Iterator[Finding]:
    """Statements written by hand that only a rule should make: no question that asks for claims sees them."""
    asked = """SELECT ?term ?rule WHERE { ?term lg:inferredBy ?by . ?by skos:definition ?rule
        FILTER(?term != rdf:type) }"""
    rules = {row["term"].value: row["rule"].value for row in store.select(asked)}
    for quad in statements:
        predicate = quad.predicate.value
        term = getattr(quad.object, "value", "") if predicate == TYPE else predicate
        if term not in rules:
            continue
        name = curie(term).partition(":")[2]
        instead = CLAIMS.get(name, "the statements that it follows from")
        rule = rules[term]
        words = (
            f"{curie(term)} is inferred, not written by hand ({rule[:1].lower()}{rule[1:]}): "
            f"write {instead} instead, with its source."
        )
        yield Finding("warning", "short-cut", quad.subject.value, "", curie(predicate), words)  # type: ignore[union-attr]


def untyped_findings(store: LocalStore, about: Iterable[str]) -> Iterator[Finding]:
    """Things without a class: no shape for a class looks at them, and no question finds them."""
    iris = [iri for iri in sorted(about) if ":" in iri]
    values = " ".join(f"<{iri}>" for iri in iris)
    typed = store.select(f"SELECT DISTINCT ?thing WHERE {{ VALUES ?thing {{ {values} }} ?thing a ?class }}")
    known = {row["thing"].value for row in typed}
    for iri in iris:
        if iri not in known:
            kind = KINDS.get(iri.removeprefix(ID).partition("/")[0]) if iri.startswith(ID) else None
            words = (
                "It has no class, so hardly anything of it is checked: "
                f"say of which it is, like a lg:{kind or 'LeverHolding'}."
            )
            yield Finding("warning", "vocabulary", iri, "", "rdf:type", words)


def unread_findings(statements: Iterable[pyoxigraph.Quad]) -> Iterator[Finding]:
    """Statements about statements, which the shapes do not look at."""
    from pyoxigraph import Triple

    for quad in statements:
        if isinstance(quad.object, Triple):
            inner = quad.object
            words = (
                f"It is about the statement {_short(inner.subject)} {_short(inner.predicate)} "
                f"{_short(inner.object)}, which is kept, but no shape looks at statements about statements: "
                "give a claim an address and properties of its own."
            )
            yield Finding("info", "unread", quad.subject.value, "", curie(quad.predicate.value), words)  # type: ignore[union-attr]


def _short(term: Any) -> str:
    return curie(term.value) if _named(term) else str(term)


def _iris(statement: Any) -> Iterator[str]:
    """The IRIs in a statement, those of the statements inside it and of datatypes among them."""
    from pyoxigraph import Triple

    for term in (statement.subject, statement.predicate, statement.object):
        if isinstance(term, Triple):
            yield from _iris(term)
        elif _named(term):
            yield term.value
        elif datatype := getattr(term, "datatype", None):
            yield datatype.value


def standard_terms(prefix: str) -> set[str]:
    """The terms of one of the vocabularies of others (STANDARD), by its usual prefix."""
    import rdflib

    vocabulary = getattr(rdflib, prefix.upper())
    later = {REIFIES} if prefix == "rdf" else set()  # RDF 1.2, which rdflib does not know yet
    return later | {
        str(vocabulary[name])
        for kin in vocabulary.__mro__
        for name in vars(kin).get("__annotations__", {})
        if name[0] != "_"
    }


def _named(term: object) -> bool:
    from pyoxigraph import NamedNode

    return isinstance(term, NamedNode)


def _near_term(name: str, namespace: str, known: Iterable[str]) -> str:
    from .spelling import ALIKE_TERM, alike

    names = sorted(term.removeprefix(namespace) for term in known)
    close = alike(name, names, limit=3, likeness=ALIKE_TERM)
    return f" Did you mean {' or '.join(curie(namespace + name) for name in close)}?" if close else ""
