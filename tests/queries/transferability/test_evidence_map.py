"""The evidence map: every finding in its cells, and each reason for an empty cell told from the others."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations
from xml.etree import ElementTree

import pyoxigraph
import pytest
from levergraph.errors import UnknownName, UsageError
from levergraph.graph.store import LocalStore, Store
from levergraph.ontology import GRAPH_FACTS, ID, LG
from levergraph.queries.transferability import Transferability, Word, table
from levergraph.queries.transferability.report.answers.evidence_map import Bubble
from levergraph.viz.bubbles import HIGH, WIDE, bubbles
from levergraph.viz.evidence_map import picture, web_page

DAY = "2026-11-24"
WORLD = f"""
@prefix lg: <{LG}> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <{ID}> .
<domain/buses> a lg:PowerDomain ; lg:name "Buses" .
<domain/parks> a lg:PowerDomain ; lg:name "Parks & <b>paths</b>" .
<region/north> a lg:Region ; lg:name "North" .
<region/south> a lg:Region ; lg:name "South" .
<lever/fares> a lg:StatutoryFunction ; lg:name "Fares" .
<holding/fares> a lg:LeverHolding ; lg:region <region/south> ; lg:lever <lever/fares> ; lg:status lg:Held ;
  lg:validFrom "2020" ; lg:startDay "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
<outcome/asthma> a lg:Outcome ; lg:name "Asthma" ; lg:outcomeKind lg:Morbidity .
<outcome/falls> a lg:Outcome ; lg:name "Falls" ; lg:outcomeKind lg:Morbidity .
<determinant/place> a lg:Determinant ; lg:name "Place" .
<determinant/air> a lg:Determinant ; lg:name "Air" ; skos:broader <determinant/place> ;
  skos:broaderTransitive <determinant/place> .
<intervention/cheap-fares> a lg:Intervention ; lg:name "Cheap fares" ; lg:domain <domain/buses> ;
  lg:takesPlaceIn <region/north> ; lg:usesLever <lever/fares> ; lg:actsOn <outcome/asthma>, <outcome/falls> .
<intervention/trees> a lg:Intervention ; lg:name "Trees" ; lg:domain <domain/parks> ;
  lg:takesPlaceIn <region/south> ; lg:actsOn <determinant/air>, <outcome/falls> .
<intervention/benches> a lg:Intervention ; lg:name "Benches" ; lg:domain <domain/parks> ;
  lg:takesPlaceIn <region/south> ; lg:actsOn <outcome/falls> .
<finding/one> a lg:Finding ; lg:intervention <intervention/cheap-fares> ; lg:direction lg:Beneficial ;
  lg:strength lg:Weak ; lg:findingOn <outcome/asthma> ; lg:summary "Less asthma <script>alert(1)</script>." .
<finding/two> a lg:Finding ; lg:intervention <intervention/cheap-fares> ; lg:direction lg:HarmfulFinding ;
  lg:strength lg:Moderate ; lg:findingOn <outcome/asthma>, <determinant/air> ; lg:summary "More asthma." .
<finding/three> a lg:Finding ; lg:intervention <intervention/cheap-fares> ; lg:direction lg:NotAssessed ;
  lg:strength lg:Weak ; lg:findingOn lg:PeopleReached ; lg:summary "Many came." .
lg:Weak lg:rank 2 . lg:Moderate lg:rank 3 . lg:Morbidity lg:name "morbidity" .
<evidence-search/trees> a lg:EvidenceSearch ; lg:intervention <intervention/trees> ;
  lg:searchResult lg:NoneFound .
<evidence-search/benches> a lg:EvidenceSearch ; lg:intervention <intervention/benches> ;
  lg:searchResult lg:NotYetSearched .
"""


@pytest.fixture(scope="module")
def world() -> Transferability:
    memory = pyoxigraph.Store()
    facts = pyoxigraph.NamedNode(GRAPH_FACTS)
    memory.load(WORLD.encode(), format=pyoxigraph.RdfFormat.TURTLE, to_graph=facts)
    return Transferability(LocalStore(memory, "a test's graph", "1"))


def test_each_cell_says_what_is_known_and_why_nothing_is(world: Transferability) -> None:
    found = world.evidence_map(as_of=DAY)
    assert [column.thing.slug for column in found.columns] == ["morbidity", "place"]
    states = {(cell.row, cell.column): (cell.state.name, cell.findings) for cell in found.cells}
    assert states == {
        ("buses", "morbidity"): ("found", 2),
        ("buses", "place"): ("found", 1),
        ("parks", "morbidity"): ("none-found", 0),
        ("parks", "place"): ("none-found", 0),
    }
    assert (found.findings, found.interventions, found.evaluated, found.elsewhere) == (2, 3, 1, 1)
    narrow = world.evidence_map(kind="parks", group="morbidity", as_of=DAY)
    states = {(cell.row, cell.column): (cell.state.name, cell.findings) for cell in narrow.cells}
    assert states == {
        ("benches", "asthma"): ("no-intervention", 0),
        ("benches", "falls"): ("not-searched", 0),
        ("trees", "asthma"): ("no-intervention", 0),
        ("trees", "falls"): ("none-found", 0),
    }


def test_a_cell_gives_its_findings_strongest_first_and_who_holds_the_levers(world: Transferability) -> None:
    (cell,) = world.evidence_map(cell="buses:morbidity", as_of=DAY).opened
    assert [finding.iri.rpartition("/")[2] for finding in cell.findings] == ["two", "one"]
    assert [(held.lever.slug, [region.slug for region in held.held_by]) for held in cell.levers] == [
        ("fares", ["south"])
    ]
    before = world.evidence_map(cell="buses:morbidity", as_of="2019").opened[0]
    assert before.levers[0].held_by == ()
    (cell,) = world.evidence_map(cell="parks:morbidity", as_of=DAY).opened
    assert [thing.slug for thing in cell.searched] == ["trees"]
    assert [thing.slug for thing in cell.not_searched] == ["benches"]


def test_a_region_keeps_what_took_place_there(world: Transferability) -> None:
    assert world.evidence_map(region="South", as_of=DAY).findings == 0
    assert [row.thing.slug for row in world.evidence_map(region="north", as_of=DAY).rows] == ["buses"]


def test_an_empty_graph_has_an_empty_map() -> None:
    found = Transferability(LocalStore(pyoxigraph.Store(), "nothing", "1")).evidence_map(cell="all")
    assert (found.rows, found.columns, found.cells, found.largest) == ((), (), (), 1)
    ElementTree.fromstring(picture(found))  # noqa: S314 - our own text


@pytest.mark.parametrize("cell", ["buses", "buses:", ":", "buses:nothing", "BUSES:morbidity", "a:b:c"])
def test_a_cell_that_there_is_not_is_refused_in_words(world: Transferability, cell: str) -> None:
    with pytest.raises(UsageError, match="no cell"):
        world.evidence_map(cell=cell)


def test_a_group_or_kind_that_there_is_not_is_refused_with_those_there_are(world: Transferability) -> None:
    with pytest.raises(UsageError, match="use one of morbidity, place"):
        world.evidence_map(group="happiness")
    with pytest.raises(UnknownName):
        world.evidence_map(kind="happiness")


def test_words_of_the_graph_are_only_words_in_picture_and_file(world: Transferability) -> None:
    found = world.evidence_map(cell="all", as_of=DAY)
    ElementTree.fromstring(picture(found))  # noqa: S314 - our own text
    text = web_page(found, "javascript:alert(1)")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "<b>paths" not in text
    assert "javascript:" not in text


COUNT = """SELECT ?domain ?group (COUNT(DISTINCT ?finding) AS ?findings) WHERE {
  ?finding a lg:Finding ; lg:intervention/lg:domain ?domain ; lg:findingOn ?thing .
  { ?thing lg:outcomeKind ?group }
  UNION { ?thing a lg:Determinant ; skos:broader* ?group . FILTER NOT EXISTS { ?group skos:broader ?above } }
} GROUP BY ?domain ?group"""


def test_the_counts_are_those_of_a_query_written_apart(packaged: Store) -> None:
    found = Transferability(packaged).evidence_map(as_of=DAY)
    rows = {row.thing.slug: row.thing.iri for row in found.rows}
    columns = {column.thing.slug: column.thing.iri for column in found.columns}
    counts = {(rows[cell.row], columns[cell.column]): cell.findings for cell in found.cells if cell.findings}
    asked = {
        (domain.value, group.value): int(number.value) for domain, group, number in packaged.select(COUNT)
    }
    assert counts == asked
    assert sum(counts.values()) > found.findings > 100
    lines = Counter(row.state for row in table(found))
    assert lines == Counter(cell.state.label for cell in found.cells)


def test_bubbles_stay_in_their_cell_and_apart_and_grow_with_the_number_of_findings(packaged: Store) -> None:
    found = Transferability(packaged).evidence_map(as_of=DAY)
    for cell in found.cells:
        drawn = bubbles(cell.bubbles, found.largest)
        assert len(drawn) == len(cell.bubbles)
        for bubble in drawn:
            assert bubble.radius - 1 <= bubble.x <= WIDE - bubble.radius + 1, cell
            assert bubble.radius - 1 <= bubble.y <= HIGH - bubble.radius + 1, cell
        for left, right in combinations(drawn, 2):
            between = math.dist((left.x, left.y), (right.x, right.y))
            assert between > left.radius + right.radius, cell
    few, many = (bubbles([Bubble(Word("null", ""), number, None, 0)], 50)[0] for number in (12, 48))
    assert many.radius == pytest.approx(2 * few.radius, abs=0.2)
