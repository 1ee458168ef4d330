"""Why a statement is in the graph: the rule that inferred it, the claims behind it, and their sources."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Literal

from ..graph.derivation import trace as claims_behind
from ..ontology.terms import GRAPH_INFERRED, LG, PREFIXES, curie
from .record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyoxigraph

    from ..graph.store import Store

PAIRS = (
    ("region", "lever"),
    ("cause", "target"),
    ("intervention", "lever"),
    ("intervention", "region"),
    ("region", "domain"),
)
"""The properties by which a claim joins two things, in the direction in which a chain is read."""
BATCH = 200
"""Claims whose details are asked for at once."""


class TracedThing(Record):
    """A thing, a property or a source: its IRI and its name."""

    iri: str
    label: str


class TracedSource(Record):
    """Where a claim was read: the source and its address."""

    iri: str
    label: str
    url: str | None


class TracedClaim(Record):
    """A claim behind a statement: what it joins, how sure it is, and where it was read."""

    iri: str
    label: str
    confidence: str | None
    locator: str | None
    sources: list[TracedSource]
    joins: list[TracedThing]
    """The two things that it joins, in the direction of the chain; empty for other claims."""


class Trace(Record):
    """Where one statement comes from."""

    subject: TracedThing
    property: TracedThing
    value: TracedThing
    stated: Literal["inferred", "asserted", "nowhere"]
    rule: str | None
    """The name of the rule that inferred it."""
    because: str | None
    """What the rule says."""
    chain: list[TracedClaim]
    """The shortest chain of claims that leads from the subject to the value; empty where none does."""
    claims: list[TracedClaim]
    """All claims that the statement rests on, those of every chain."""

    def to_json(self) -> str:
        """All of it as JSON."""
        from msgspec import json

        return json.format(json.encode(self), indent=2).decode() + "\n"

    def to_text(self) -> str:
        """All of it in words, a line for each step."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"{self.subject.label}: {self.property.label}: {self.value.label}"
        if self.stated == "nowhere":
            yield "The graph does not say so."
            return
        if self.stated == "asserted":
            yield "Asserted; a source stands with it or with its subject."
        elif self.because:
            yield f"Inferred by the rule “{self.rule}”: {self.because}"
        if self.chain:
            yield ""
            yield f"One chain, the shortest ({len(self.chain)} step{'s' * (len(self.chain) > 1)})"
            for place, claim in enumerate(self.chain, 1):
                start, end = claim.joins
                yield f"  {place}. {start.label} → {end.label}"
                yield from _told(claim)
        rest = [claim for claim in self.claims if claim not in self.chain]
        if rest:
            yield ""
            yield f"{'It also rests' if self.chain else 'It rests'} on"
            for claim in rest:
                yield f"  - {claim.label}"
                yield from _told(claim)


def _told(claim: TracedClaim) -> Iterator[str]:
    """The claim's name, sources and place, indented."""
    said = [claim.label] if claim.joins else []
    said += [claim.confidence] if claim.confidence else []
    if said:
        yield f"     {'; '.join(said)}"
    for source in claim.sources:
        where = f", {claim.locator}" if claim.locator else ""
        yield f"     {source.label}{where}{f'  {source.url}' if source.url else ''}"
    if not claim.sources:
        yield "     source not stated"


def trace(
    store: Store, subject: str, property: str, value: str | pyoxigraph.NamedNode | pyoxigraph.Literal
) -> Trace:
    """Trace one statement down to the claims that it rests on and to their sources.

    The subject and the property are IRIs; the value is an IRI or a term. Raises UsageError for what is none.
    """
    from pyoxigraph import NamedNode

    node = NamedNode(value) if isinstance(value, str) else value
    pattern = f"{NamedNode(subject)} {NamedNode(property)} {node}"
    rows = store.select(f"SELECT ?g WHERE {{ GRAPH ?g {{ {pattern} }} }}")
    graphs = {row["g"].value for row in rows}
    inferred = GRAPH_INFERRED in graphs
    claims: list[TracedClaim] = []
    if inferred:
        claims = list(_claims(store, claims_behind(store, subject, property, node)))
    elif graphs:
        claims = list(_claims(store, [subject]))
    rule = _rule(property) if inferred else None
    return Trace(
        _thing(store, subject),
        _thing(store, property),
        _thing(store, node.value) if isinstance(node, NamedNode) else TracedThing("", node.value),
        "inferred" if inferred else "asserted" if graphs else "nowhere",
        rule and rule[0],
        rule and rule[1],
        _chain(claims, subject, node.value) if inferred else [],
        claims,
    )


def _rule(property: str) -> tuple[str, str] | None:
    """The name and the words of the rule that infers a property."""
    from ..graph.rules import rules
    from ..ontology.terms import expand

    return next(((rule.name, rule.description) for rule in rules() if expand(rule.infers) == property), None)


def _thing(store: Store, iri: str) -> TracedThing:
    from ..graph.names import label

    return TracedThing(iri, label(store, iri) or curie(iri))


def _claims(store: Store, iris: Sequence[str]) -> Iterator[TracedClaim]:
    """The claims with their names, sources and what they join, in the order given."""
    details: dict[str, dict[str, list[tuple[str, str]]]] = {}
    addresses: dict[str, str] = {}
    words = {"name", "confidence", "locator", "source", *(name for pair in PAIRS for name in pair)}
    properties = " ".join(f"<{LG}{word}>" for word in sorted(words))
    for start in range(0, len(iris), BATCH):
        claims = " ".join(f"<{iri}>" for iri in iris[start : start + BATCH])
        rows = store.select(
            f"SELECT ?claim ?property ?value ?label ?url WHERE {{ VALUES ?claim {{ {claims} }} "
            f"VALUES ?property {{ {properties} }} ?claim ?property ?value . "
            f"OPTIONAL {{ ?value <{LG}name> ?label }} OPTIONAL {{ ?value <{LG}url> ?url }} }}"
        )
        for row in rows:
            said = details.setdefault(row["claim"].value, {})
            name = row["property"].value.removeprefix(LG)
            label = row["label"].value if row["label"] else row["value"].value
            said.setdefault(name, []).append((row["value"].value, label))
            if row["url"]:
                addresses[row["value"].value] = row["url"].value
    for iri in iris:
        said = details.get(iri, {})
        sources = sorted(set(said.get("source", [])))
        yield TracedClaim(
            iri,
            _first(said, "name") or curie(iri),
            _first(said, "confidence"),
            _first(said, "locator"),
            [TracedSource(source, label, addresses.get(source)) for source, label in sources],
            _joined(said),
        )


def _first(said: dict[str, list[tuple[str, str]]], name: str) -> str | None:
    return min((label for _, label in said.get(name, [])), default=None)


def _joined(said: dict[str, list[tuple[str, str]]]) -> list[TracedThing]:
    """The two things that a claim joins."""
    for start, end in PAIRS:
        if start in said and end in said:
            return [TracedThing(*min(said[start])), TracedThing(*min(said[end]))]
    return []


def _chain(claims: Iterable[TracedClaim], subject: str, value: str) -> list[TracedClaim]:
    """The shortest chain of claims from the subject to the value, breadth first."""
    onward: dict[str, list[TracedClaim]] = {}
    for claim in claims:
        if claim.joins:
            onward.setdefault(claim.joins[0].iri, []).append(claim)
    came: dict[str, TracedClaim] = {}
    waiting = deque([subject])
    while waiting and value not in came:
        for claim in onward.get(waiting.popleft(), []):
            end = claim.joins[1].iri
            if end not in came and end != subject:
                came[end] = claim
                waiting.append(end)
    chain: list[TracedClaim] = []
    place = value
    while place in came:
        chain.append(came[place])
        place = came[place].joins[0].iri
    return chain[::-1] if place == subject else []


def statement(store: Store, subject: str, property: str, value: str) -> tuple[str, str, str]:
    """The IRIs of a statement given by names: a property as a curie, or a name such as `holds`.

    Raises UnknownName, AmbiguousName or UsageError for what nothing has.
    """
    from ..errors import UsageError
    from ..graph.names import resolve
    from ..graph.rules import rules
    from ..ontology.terms import expand

    if property.startswith(("http://", "https://")):
        iri = property
    elif ":" in property:
        if property.partition(":")[0] not in PREFIXES:
            inferred = ", ".join(sorted({rule.infers for rule in rules()}))
            raise UsageError(f"{property} is no property: name one such as {inferred}.")
        iri = expand(property)
    else:
        names = {rule.infers.partition(":")[2]: rule.infers for rule in rules()}
        iri = expand(names.get(property, f"lg:{property}"))
    return resolve(store, subject), iri, resolve(store, value)
