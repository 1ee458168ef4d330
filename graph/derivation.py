"""Where an inferred statement comes from: the claims that gave it."""

from __future__ import annotations

from ..errors import UsageError
from ..ontology.terms import GRAPH_INFERRED, expand
from .rules import rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyoxigraph

    from .store import Store


def trace(
    store: Store,
    s: pyoxigraph.NamedNode | str,
    p: pyoxigraph.NamedNode | str,
    o: pyoxigraph.NamedNode | pyoxigraph.Literal | str,
) -> list[str]:
    """The IRIs of the claims behind one inferred statement; none when it was not inferred.

    An IRI may be given as a string or a curie; a literal is a term.
    """
    terms = [_term(each) for each in (s, p, o)]
    statement = " ".join(terms)
    asked = f"SELECT (1 AS ?one) WHERE {{ GRAPH <{GRAPH_INFERRED}> {{ {statement} }} }}"
    if next(store.select(asked), None) is None:
        return []
    claims: dict[str, None] = {}
    for rule in rules():
        if f"<{expand(rule.infers)}>" == terms[1]:
            for row in store.select(_bound(rule.trace, terms)):
                claims[row[0].value] = None
    if not claims:  # it is said of a thing that is itself inferred (a class's holding) or withdrawn
        links = f"<{expand('lg:followsFrom')}> <{expand('lg:correctedBy')}>"
        behind = (
            f"SELECT DISTINCT ?claim WHERE {{ VALUES ?link {{ {links} }} {terms[0]} ?link ?claim }} "
            "ORDER BY ?claim"
        )
        claims = {row[0].value: None for row in store.select(behind)}
    return list(claims)


def _term(term: object) -> str:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, str):
        term = NamedNode(expand(term))
    if not isinstance(term, NamedNode | Literal):
        kind = "a blank node has no name" if isinstance(term, BlankNode) else f"{term!r} is no term"
        raise UsageError(f"A statement to trace needs names and literals: {kind}.")
    return str(term)


def _bound(query: str, terms: Sequence[str]) -> str:
    """Put the statement in the place of the example in the first VALUES of a trace query."""
    start = query.index("{", query.index("VALUES (?s ?p ?o)"))
    end = start + 1
    quoted = False
    while quoted or query[end] != "}":  # a literal in the example may hold a brace
        if query[end] == '"' and query[end - 1] != "\\":
            quoted = not quoted
        end += 1
    return f"{query[:start]}{{ ({' '.join(terms)}) }}{query[end + 1 :]}"
