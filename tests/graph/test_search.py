"""The search finds whole words first, then beginnings, then what lies inside words; and what is misspelt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st
from levergraph.graph import LocalStore, Store
from levergraph.graph.search import FIRST, RECORDS, Entry, Index, Rank, acronym, entries
from levergraph.graph.spelling import nearest, plain
from levergraph.ontology import GRAPH_FACTS, ID, LG
from pyoxigraph import Literal, NamedNode, Quad, Store as Oxigraph


def entry(label: str, *others: str, kind: str = "lever", definition: str = "") -> Entry:
    return Entry(f"{ID}{kind}/{plain(label).replace(' ', '-')}", kind, label, definition, (label, *others))


SHELF = [
    entry("Bus franchising", definition="Public control over routes."),
    entry("Electric buses", definition="Vehicles without an exhaust."),
    entry("Business rates retention"),
    entry("Columbus fund"),
    entry("Ride sharing", definition="Where no bus runs."),
    entry("Gross median weekly pay", kind="indicator"),
    entry("Equality, diversity and inclusion board"),
    entry("UK Shared Prosperity Fund"),
    entry("Ultra Low Emission Zone (central 2019)", kind="intervention"),
    entry("Skills policies"),
    entry("Ynys Môn", "Anglesey", kind="region"),
    entry("Bus franchising in Northshire: held", kind="holding"),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(SHELF)


@pytest.mark.parametrize(
    ("text", "labels", "ranks"),
    [
        ("bus franchising", ["Bus franchising"], [Rank.NAME]),
        (
            "bus",
            ["Bus franchising", "Electric buses", "Business rates retention", "Ride sharing"],
            [Rank.START, Rank.WORDS, Rank.BEGINNINGS, Rank.TEXT],
        ),
        ("BUSES", ["Bus franchising", "Electric buses", "Ride sharing"], [Rank.WORDS, Rank.WORDS, Rank.TEXT]),
        ("bus fran", ["Bus franchising"], [Rank.BEGINNINGS]),
        ("franchising bus", ["Bus franchising"], [Rank.WORDS]),
        ("bus control", ["Bus franchising"], [Rank.TEXT]),
        ("vehi", ["Electric buses"], [Rank.TEXT_BEGINNINGS]),
        ("lumbus", ["Columbus fund"], [Rank.INSIDE]),
        ("EDI", [], []),  # neither inside `median` nor half of an acronym
        ("EDIB", ["Equality, diversity and inclusion board"], [Rank.ACRONYM]),
        ("ukspf", ["UK Shared Prosperity Fund"], [Rank.ACRONYM]),
        ("ULEZ", ["Ultra Low Emission Zone (central 2019)"], [Rank.ACRONYM]),
        ("policy", ["Skills policies"], [Rank.WORDS]),
        ("anglesey", ["Ynys Môn"], [Rank.NAME]),
        ("ynys mon", ["Ynys Môn"], [Rank.NAME]),
        ("bus exhaust", ["Electric buses"], [Rank.TEXT]),
        ("bus nowhere", [], []),
        ("!!", [], []),
        ("", [], []),
    ],
)
def test_hits_come_best_first_and_say_how_well_they_fit(
    index: Index, text: str, labels: list[str], ranks: list[Rank]
) -> None:
    hits = index.search(text)
    assert [hit.label for hit in hits] == labels
    assert [hit.rank for hit in hits] == ranks


def test_records_are_found_only_when_their_kind_is_asked_for(index: Index) -> None:
    assert [hit.kind for hit in index.search("northshire")] == []
    assert [hit.kind for hit in index.search("northshire", "holding")] == ["holding"]
    assert index.search("bus", "region") == []
    assert len(index.search("bus", limit=2)) == 2


def test_a_misspelt_name_gets_the_nearest(index: Index) -> None:
    assert index.nearest("bsu frnchising")[0].label == "Bus franchising"
    assert [each.kind for each in index.nearest("bsu franchising in norshire held", ["holding"])] == [
        "holding"
    ]
    assert index.nearest("zzzzzz") == []
    assert len(index.nearest("bus franchisng fund", limit=1)) == 1


def test_of_equally_near_names_the_first_given_comes_first_and_each_thing_once() -> None:
    names = [(1, "Bus lane"), (2, "bus lane"), (1, "Bus lanes"), (3, "tram")]
    assert nearest("bus lone", names) == [(1, "Bus lane"), (2, "bus lane")]
    assert nearest("bus lone", names, limit=1) == [(1, "Bus lane")]
    assert nearest("", names) == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ultra Low Emission Zone (central 2019, inner 2021)", "ulez"),
        ("UK Shared Prosperity Fund", "ukspf"),
        ("Department for Work and Pensions", "dwp"),
        ("Transport", ""),
        ("Key stage 4 results", "ks4r"),
    ],
)
def test_an_acronym_is_made_as_people_make_them(name: str, letters: str) -> None:
    assert acronym(name) == letters


def test_every_name_in_every_language_is_found_and_the_english_one_shown() -> None:
    store = Oxigraph()
    thing, graph = NamedNode(f"{ID}region/anglesey"), NamedNode(GRAPH_FACTS)
    skos = "http://www.w3.org/2004/02/skos/core#"
    for name, value in [
        ("prefLabel", Literal("Anglesey", language="en")),
        ("prefLabel", Literal("Môn", language="cy")),
        ("altLabel", Literal("The island", language="en")),
        ("hiddenLabel", Literal("Anglesea")),
        ("definition", Literal("Ynys yn y gogledd.", language="cy")),
        ("definition", Literal("An island in the north.", language="en")),
    ]:
        store.add(Quad(thing, NamedNode(skos + name), value, graph))
    index = Index(entries(LocalStore(store, "", "")))
    for text in ("anglesey", "mon", "island", "anglesea"):
        assert [(hit.label, hit.definition) for hit in index.search(text)] == [
            ("Anglesey", "An island in the north.")
        ], text


WORDS = st.sampled_from(["bus", "Low", "zone", "fund", "median", "boards", "a", "Môn", "2019"])
LABELS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(st.lists(LABELS, min_size=1, max_size=6, unique=True), LABELS)
@settings(deadline=None)
def test_every_entry_answers_to_its_name_and_ranks_are_in_order(labels: list[str], text: str) -> None:
    index = Index(entry(label) for label in labels)
    for label in labels:
        best = index.search(label)[0]
        assert (best.rank, plain(best.label)) == (Rank.NAME, plain(label))
    ranks = [hit.rank for hit in index.search(text)]
    assert ranks == sorted(ranks)


def test_every_thing_of_the_packaged_graph_that_is_no_record_is_found_by_its_label(packaged: Store) -> None:
    index = Index(entries(packaged))
    for kind in (*FIRST, "authority"):
        rows = list(
            packaged.select(
                f"SELECT ?t ?l {{ ?t skos:prefLabel ?l FILTER(STRSTARTS(STR(?t), '{ID}{kind}/')) }}"
            )
        )
        assert rows
        for thing, label in rows[:: max(len(rows) // 8, 1)]:
            hits = index.search(label.value)
            assert thing.value in [hit.iri for hit in hits if hit.rank == Rank.NAME]
    assert any(hit.iri == f"{LG}Determinant" for hit in index.search("determinant"))


def test_an_acronym_finds_its_thing_first_in_the_packaged_graph(packaged: Store) -> None:
    index = Index(entries(packaged))
    assert index.search("ULEZ")[0].kind == "intervention"
    assert not [hit for hit in index.search("EDI") if "median" in hit.label.lower()]
    buses = index.search("bus")
    named = [hit for hit in buses if hit.rank > Rank.NAME]  # not by a word that officers use for it
    assert all("bus" in plain(hit.label).split() for hit in named[:10])
    assert not RECORDS & {hit.kind for hit in buses}
