"""The law of citation: what comes of a claim cites that claim's source, and no other.

Every claim of a made-up graph has a source of its own, and words of its own wherever an answer repeats a
claim's words. The same mark stands in both, such as `h3` for the fourth holding: each sentence and each line
of a table tells by its text which claims it comes of, and by its sources which claims it cites.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox
from hypothesis import given, settings, strategies as st
from levergraph import Session
from levergraph.graph import LocalStore, materialise
from levergraph.ontology import FILES, GRAPH_FACTS, GRAPH_ONTOLOGY, ID, LG

DAY = "2026-11-24"
REGIONS = ("here", "there", "yonder")
LEVERS = ("a", "b", "c")
MARK = re.compile(r"\bmark([a-z]+\d+)\b")
"""A claim's mark, in what is said of it and in the title of its source."""
FIGURE = re.compile(r"\b9\d\d\b")
"""A figure of an observation; no other number of the graph looks so."""
KINDS = (
    *("region", "authority", "lever", "determinant", "outcome", "holding", "intervention", "requirement"),
    *("option", "effect", "finding", "indicator", "observation", "council", "membership", "source"),
)
SPACES = {
    "lg": LG,
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{kind: f"{ID}{kind}/" for kind in KINDS},
}
many = settings(max_examples=150, deadline=None)


@dataclass(frozen=True)
class Holding:
    """A claim that a region stands in some way to a lever."""

    region: str
    lever: str
    status: str
    start: str | None
    end: str | None


@dataclass(frozen=True)
class World:
    """A small graph; the place of a claim in its list is the number of its mark."""

    holdings: tuple[Holding, ...]
    needs: tuple[tuple[str, ...], ...]
    steps: tuple[tuple[str, str, str, str], ...]
    findings: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    councils: int


HOLDINGS = st.builds(
    Holding,
    st.sampled_from(["here", "here", "there", "yonder"]),
    st.sampled_from(LEVERS),
    st.sampled_from(["Held", "Held", "Shared", "NotHeld"]),
    st.sampled_from([None, "2019-01-01", DAY, "2026-11-25"]),
    st.sampled_from([None, None, "2026-11-23", DAY, "2027-01-01"]),
).filter(lambda holding: (holding.start or "0") <= (holding.end or "9"))
STEPS = st.tuples(
    st.sampled_from(["lever:a", "lever:b", "lever:c", "determinant:d0", "determinant:d1"]),
    st.sampled_from(["determinant:d0", "determinant:d1", "outcome:o0"]),
    st.sampled_from(["Increases", "Decreases"]),
    st.sampled_from(["Strong", "Moderate", "Weak", "Insufficient"]),
).filter(lambda step: step[0] != step[1] and (step[0], step[1]) != ("determinant:d1", "determinant:d0"))
WORLDS = st.builds(
    World,
    st.lists(HOLDINGS, max_size=8).map(tuple),
    st.lists(
        st.lists(st.sampled_from(LEVERS), min_size=1, max_size=2, unique=True).map(tuple),
        min_size=1,
        max_size=3,
    ).map(tuple),
    st.lists(STEPS, max_size=9).map(lambda steps: (*steps, ("lever:a", "outcome:o0", "Decreases", "Weak"))),
    st.lists(
        st.sampled_from(["Beneficial", "MixedFinding", "NullFinding", "HarmfulFinding"]), max_size=3
    ).map(tuple),
    st.lists(
        st.tuples(st.sampled_from(["here", "there"]), st.sampled_from(["x0", "x1"])), max_size=4, unique=True
    ).map(tuple),
    st.integers(0, 2),
)


def turtle(world: World) -> Iterator[str]:
    """Write the world; a claim and its source have one mark."""
    yield f'<https://w3id.org/levergraph/dataset> dcterms:issued "{DAY}"^^xsd:date .'
    for region in REGIONS:
        yield named("region", region, "Region", region) + f"; lg:governedBy authority:{region} ."
        yield named("authority", region, "Authority", f"Authority of {region}") + "."
    for lever in LEVERS:
        yield named("lever", lever, "StatutoryFunction", f"Lever {lever}") + "."
    for thing in ("d0", "d1"):
        yield named("determinant", thing, "Determinant", f"Determinant {thing}") + "."
    yield named("outcome", "o0", "Outcome", "Outcome") + "."
    for indicator in ("x0", "x1"):
        yield named("indicator", indicator, "Indicator", f"Indicator {indicator}") + "."
    for number, holding in enumerate(world.holdings):
        dates = "".join(
            f"; lg:{name} '{day}'^^xsd:date"
            for name, day in (("validFrom", holding.start), ("validUntil", holding.end))
            if day
        )
        yield (
            f"holding:h{number} a lg:LeverHolding; lg:region region:{holding.region}; "
            f"lg:lever lever:{holding.lever}; lg:status lg:{holding.status}; "
            f"lg:legalBasis 'markh{number} Act'; lg:source source:h{number}{dates} ."
        )
        yield source(f"h{number}")
    uses = ", ".join(f"lever:{lever}" for lever in LEVERS)
    yield (
        named("intervention", "made", "Intervention", "The scheme")
        + "; dcterms:description 'A scheme marki0'@en; lg:leadBody 'Body marki0'; lg:region region:there; "
        f"lg:usesLever {uses}; lg:actsOn determinant:d0, outcome:o0; lg:lessonLearnt 'Lesson marki0'@en; "
        "lg:intendedFor 'All marki0'@en; lg:source source:i0 ."
    )
    yield source("i0")
    options = ((group, lever) for group, levers in enumerate(world.needs) for lever in levers)
    for group in range(len(world.needs)):
        yield (
            f"requirement:{group} a lg:Requirement; lg:intervention intervention:made; "
            "lg:necessity lg:Required ."
        )
    for number, (group, lever) in enumerate(options):
        yield (
            f"option:{group}--{lever} a lg:RequirementOption; lg:requirement requirement:{group}; "
            f"lg:lever lever:{lever}; lg:viaPartner false; lg:rationale 'Because markr{number}'; "
            f"lg:source source:r{number} ."
        )
        yield source(f"r{number}")
    for number, (cause, target, polarity, strength) in enumerate(world.steps):
        kind = "LeverEffect" if cause.startswith("lever") else "CausalLink"
        yield (
            f"effect:e{number} a lg:{kind}; lg:cause {cause}; lg:target {target}; "
            f"lg:polarity lg:{polarity}; lg:strength lg:{strength}; "
            f"lg:mechanism 'Through marke{number}'@en; lg:source source:e{number} ."
        )
        yield source(f"e{number}")
    for number, direction in enumerate(world.findings):
        yield (
            f"finding:f{number} a lg:Finding; lg:intervention intervention:made; lg:strength lg:Weak; "
            f"dcterms:description 'Seen markf{number}'@en; lg:direction lg:{direction}; "
            f"lg:source source:f{number} ."
        )
        yield source(f"f{number}")
    for number, (region, indicator) in enumerate(world.figures):
        yield (
            f"observation:v{number} a lg:Observation; lg:area region:{region}; lg:period '2020'; "
            f"lg:indicator indicator:{indicator}; lg:value {900 + number}.0; lg:source source:v{number} ."
        )
        yield source(f"v{number}")
    for number in range(world.councils):
        yield named("council", f"m{number}", "Council", f"Council markm{number}") + "."
        yield (
            f"membership:m{number} a lg:Membership; lg:region region:here; lg:council council:m{number}; "
            f"lg:source source:m{number} ."
        )
        yield source(f"m{number}")


def named(kind: str, slug: str, type_: str, label: str) -> str:
    """The beginning of what is said of a thing."""
    return f"{kind}:{slug} a lg:{type_}; skos:prefLabel '{label}'@en"


def source(mark: str) -> str:
    """The source of the claim with a mark."""
    return named("source", mark, "Source", f"Source mark{mark}") + f"; lg:url 'https://example.org/{mark}' ."


@cache
def ontology() -> bytes:
    """The ontology, read once."""
    store = ox.Store()
    store.bulk_load(path=FILES["levergraph"], format=ox.RdfFormat.TURTLE)
    return bytes(store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"")


def opened(world: World) -> Session:
    store = ox.Store()
    store.bulk_load(ontology(), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(GRAPH_ONTOLOGY))
    prefixes = "".join(f"@prefix {name}: <{space}> .\n" for name, space in SPACES.items())
    text = prefixes + "\n".join(turtle(world))
    store.bulk_load(text.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH_FACTS))
    materialise(store)
    return Session(LocalStore(store, "a made-up graph", "1"))


def marks(text: str) -> set[str]:
    """The marks of the claims whose words or figures stand in a text."""
    return {*MARK.findall(text), *(f"v{int(figure) - 900}" for figure in FIGURE.findall(text))}


def ended(world: World, lever: str) -> set[str]:
    """The claims about a lever that have ended: `had … until …` comes of them, without words of theirs."""
    return {
        f"h{number}"
        for number, holding in enumerate(world.holdings)
        if holding.region == "here" and holding.lever == lever and holding.end and holding.end < DAY
    }


@given(WORLDS)
@many
def test_every_sentence_of_an_explanation_cites_the_claims_that_it_comes_of_and_no_other(
    world: World,
) -> None:
    told = opened(world).explain("made", to="here", as_of=DAY)
    for section in told.sections:
        for sentence in section.sentences:
            said = marks(sentence.text)
            cited = {mark for found in sentence.sources for mark in marks(found.title)}
            if lost := re.search(r"here had lever (\w) until", sentence.text):
                assert cited == ended(world, lost[1]), sentence
            elif not section.title.startswith(("What people must judge", "Worksheet")):
                assert cited == said, (section.title, sentence)


@given(WORLDS)
@many
def test_every_claim_that_decides_is_told_in_an_explanation(world: World) -> None:
    told = opened(world).explain("made", to="here", as_of=DAY)
    every = {
        mark for section in told.sections for sentence in section.sentences for mark in marks(sentence.text)
    }
    assert {f"f{number}" for number in range(len(world.findings))} <= every
    asked = {need.best.lever for need in told.requirements}
    for number, holding in enumerate(world.holdings):
        now = (holding.start or "") <= DAY <= (holding.end or "9")
        if holding.region == "here" and holding.lever in asked and now and holding.status == "Held":
            assert f"h{number}" in every
        missing = any(
            need.state == "not-held" for need in told.requirements if holding.lever == need.best.lever
        )
        if holding.region != "here" and now and holding.status != "NotHeld" and missing:
            assert f"h{number}" in every


def lines(table: Any) -> list[dict[str, str]]:
    text = io.BytesIO()
    table.write(text, "csv")
    return list(csv.DictReader(io.StringIO(text.getvalue().decode())))


@given(WORLDS)
@many
def test_every_line_of_a_table_cites_the_claims_that_it_comes_of_and_no_other(world: World) -> None:
    session = opened(world)
    tables = [
        session.transfer("here", as_of=DAY),
        session.gaps("here", as_of=DAY),
        session.paths("a", "o0", as_of=None),
        session.paths("a", "o0", region="here", as_of=DAY),
    ]
    for table in tables:
        for line in lines(table):
            for basis, title in (
                ("legalBasis", "sourceLabel"),
                ("mechanism", "sourceLabel"),
                ("mechanisms", "sourceLabel"),
                ("inRegionLegalBasis", "inRegionSourceLabel"),
            ):
                if basis in line:
                    assert marks(line[basis]) == marks(line.get(title, "")), line
