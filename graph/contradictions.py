"""Finds what cannot be true together: claims that disagree, ends before starts, two things at one address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..ontology.terms import GRAPH_FACTS, PREFIXES, curie
from .findings import Finding

if TYPE_CHECKING:
    import pyoxigraph

    from .store import LocalStore

    Statements = dict[str, set[pyoxigraph.NamedNode | pyoxigraph.Literal | pyoxigraph.BlankNode]]
    """The values of one thing's properties, by the IRI of the property."""

LABEL = PREFIXES["skos"] + "prefLabel"
CLASH = """
SELECT DISTINCT ?one ?other ?statusOne ?statusOther
WHERE {
  VALUES (?kind ?of) { (lg:LeverHolding lg:lever) (lg:DomainHolding lg:domain) }
  ?one a ?kind ; lg:region ?region ; ?of ?power ; lg:status ?statusOne .
  ?other a ?kind ; lg:region ?region ; ?of ?power ; lg:status ?statusOther .
  FILTER(STR(?one) < STR(?other) && ?statusOne != ?statusOther)
  FILTER(?statusOne != lg:NotStated && ?statusOther != lg:NotStated)
  OPTIONAL { ?one lg:startDay ?startOne }
  OPTIONAL { ?other lg:startDay ?startOther }
  OPTIONAL { ?one lg:endDay ?endOne }
  OPTIONAL { ?other lg:endDay ?endOther }
  FILTER(!BOUND(?startOne) || !BOUND(?endOther) || ?startOne <= ?endOther)
  FILTER(!BOUND(?startOther) || !BOUND(?endOne) || ?startOther <= ?endOne)
}
ORDER BY ?one ?other
"""
"""Two claims that give one region and one power different states at one time."""
REVERSED = """
SELECT ?thing ?start ?end
WHERE { ?thing lg:startDay ?start ; lg:endDay ?end . FILTER(?end < ?start) }
ORDER BY ?thing
"""
"""Whatever ends before it starts."""
MISDIRECTED = """
SELECT ?effect ?polarity ?target ?orientation ?direction ?follows
WHERE {
  VALUES (?polarity ?orientation ?follows) {
    (lg:Increases lg:HigherIsBetter lg:ImprovesHealth) (lg:Increases lg:HigherIsWorse lg:WorsensHealth)
    (lg:Decreases lg:HigherIsBetter lg:WorsensHealth) (lg:Decreases lg:HigherIsWorse lg:ImprovesHealth)
    (lg:MixedPolarity lg:HigherIsBetter lg:MixedForHealth)
    (lg:MixedPolarity lg:HigherIsWorse lg:MixedForHealth)
  }
  ?effect lg:polarity ?polarity ; lg:target ?target ; lg:healthDirection ?direction .
  ?target lg:orientation ?orientation .
  FILTER(?direction != ?follows)
}
ORDER BY ?effect
"""
"""Effects whose direction for health is not the one that follows from what they do to what."""


class Taken(NamedTuple):
    """An address under which something else is described already."""

    focus: str
    properties: frozenset[str]
    """Curies of the properties in which the two descriptions differ."""
    finding: Finding


def contradiction_findings(store: LocalStore, about: Collection[str] | None) -> Iterator[Finding]:
    """Claims that disagree, ends before starts, and directions that do not follow from their polarity."""
    yield from _clashes(store, about)
    for row in store.select(REVERSED):
        start, end = row["start"].value, row["end"].value
        words = f"it ends ({end}) before it starts ({start}): correct one of the two dates."
        yield Finding("violation", "contradiction", row["thing"].value, "", "", words)
    for row in store.select(MISDIRECTED):
        polarity, target, orientation, direction, follows = (
            curie(row[name].value) for name in ("polarity", "target", "orientation", "direction", "follows")
        )
        words = (
            f"{polarity} of {target} ({orientation}) gives {follows}, not {direction}: "
            "correct lg:polarity or lg:healthDirection."
        )
        yield Finding("violation", "contradiction", row["effect"].value, "", "lg:healthDirection", words)


def _clashes(store: LocalStore, about: Collection[str] | None) -> Iterator[Finding]:
    for row in store.select(CLASH):
        here, there = (
            (row["one"].value, row["statusOne"].value),
            (row["other"].value, row["statusOther"].value),
        )
        if about is not None and here[0] not in about:
            here, there = there, here
        said = f"{curie(here[1])} here and {curie(there[1])} in {curie(there[0])}"
        words = f"two claims of one power at one time disagree: {said}"
        yield Finding("violation", "contradiction", here[0], "", "lg:status", words)


def taken_addresses(
    store: LocalStore, own: Mapping[str, Iterable[pyoxigraph.Quad]], single: Collection[str]
) -> Iterator[Taken]:
    """Things of the user's files that are described otherwise in the packaged graph or in an earlier file.

    `single` holds the IRIs of the properties of which a thing has one value.
    """
    things = {
        path: _described((quad.subject, quad.predicate, quad.object) for quad in own[path]) for path in own
    }
    packaged = _packaged(store, {subject for described in things.values() for subject in described})
    earlier = {subject: [("the packaged graph", statements)] for subject, statements in packaged.items()}
    for path, described in things.items():
        for subject, statements in described.items():
            for place, said in earlier.setdefault(subject, []):
                differing = _differing(statements, said, single)
                if differing:
                    yield _taken(subject, place, statements, said, differing)
                    break
            earlier[subject].append((path, statements))


def _packaged(store: LocalStore, subjects: Iterable[str]) -> dict[str, Statements]:
    values = " ".join(f"<{subject}>" for subject in sorted(subjects))
    rows = store.select(
        f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} GRAPH <{GRAPH_FACTS}> {{ ?s ?p ?o }} }}"
    )
    return _described((row["s"], row["p"], row["o"]) for row in rows)


def _described(triples: Iterable[tuple[Any, Any, Any]]) -> dict[str, Statements]:
    from pyoxigraph import NamedNode, Triple

    things: dict[str, Statements] = {}
    for subject, predicate, value in triples:
        if isinstance(subject, NamedNode) and not isinstance(value, Triple):
            things.setdefault(subject.value, {}).setdefault(predicate.value, set()).add(value)
    return things


def _differing(here: Statements, there: Statements, single: Collection[str]) -> list[str]:
    """The properties, worst first, that have one value and are given two different ones."""
    found = [name for name in sorted(here.keys() & there.keys() & set(single)) if here[name] - there[name]]
    if LABEL in here and LABEL in there:
        tongues = {getattr(label, "language", None) for label in there[LABEL]}
        new = here[LABEL] - there[LABEL]
        if any(getattr(label, "language", None) in tongues for label in new):
            found.append(LABEL)
    return found


def _taken(subject: str, place: str, here: Statements, there: Statements, differing: list[str]) -> Taken:
    first = differing[0]
    labels = sorted(label.value for label in there.get(LABEL, ()))
    name = f"“{labels[0]}”" if labels else "something"
    words = (
        f"this address is taken: {place} describes {name} there, and says {curie(first)} "
        f"{_first(there[first])} where this file says {_first(here[first] - there[first])}. "
        "Give yours an address of its own, or leave out what differs."
    )
    properties = frozenset(curie(name) for name in differing)
    return Taken(subject, properties, Finding("violation", "address", subject, "", "", words))


def _first(values: Iterable[pyoxigraph.NamedNode | pyoxigraph.Literal | pyoxigraph.BlankNode]) -> str:
    from pyoxigraph import NamedNode

    value = min(values, key=str)
    return curie(value.value) if isinstance(value, NamedNode) else f"“{value.value}”"
