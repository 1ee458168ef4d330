"""The causal network, and where the page puts things."""

from __future__ import annotations

import pytest
from levergraph.ontology import ID
from levergraph.viz import network
from levergraph.viz.layout import COLUMN, lay_out
from levergraph.viz.reader import read
from viz_world import HEAD, SMALL, store


def test_each_claim_is_an_edge_even_where_two_join_the_same_pair() -> None:
    graph = network(store(SMALL))
    pair = graph[f"{ID}determinant/work"][f"{ID}outcome/wellbeing"]
    assert set(pair) == {f"{ID}effect/cl-2", f"{ID}effect/cl-3"}
    assert pair[f"{ID}effect/cl-2"]["strength"] == "Strong"
    assert pair[f"{ID}effect/cl-2"]["source"] == f"{ID}source/study"


def test_nodes_carry_their_label_and_kind() -> None:
    graph = network(store(SMALL))
    assert graph.nodes[f"{ID}lever/buses"] == {"label": "Bus franchising", "kind": "lever"}


def test_a_network_of_nothing_is_empty() -> None:
    assert len(network(store())) == 0


def test_levers_stand_left_of_determinants_and_these_left_of_outcomes() -> None:
    assert COLUMN["lever"] < COLUMN["intervention"] < COLUMN["determinant"] < COLUMN["outcome"]


def test_no_two_nodes_stand_in_one_place() -> None:
    atlas = read(store(SMALL))
    layout = lay_out(atlas)
    places = [layout.position(node) for node in range(len(layout.columns))]
    assert len(set(places)) == len(places)


def test_a_broader_circle_does_not_hang_the_layout() -> None:
    circle = (
        HEAD
        + "<determinant/work> skos:broader <determinant/walking> . "
        + ("<determinant/walking> skos:broader <determinant/work> .")
    )
    layout = lay_out(read(store(SMALL, circle)))
    assert layout.parents.count(None) >= 1


@pytest.mark.parametrize("extra", ["", "<region/north> skos:prefLabel 'Septentrion'@fr ."])
def test_a_thing_with_names_in_two_languages_is_one_thing(extra: str) -> None:
    atlas = read(store(SMALL, HEAD + extra))
    assert sum(thing.kind == "region" for thing in atlas.things) == 3


def test_every_source_place_points_at_a_source() -> None:
    atlas = read(store(SMALL))
    records = [*atlas.things, *atlas.claims]
    assert all(place < len(atlas.sources) for record in records for place in record.trust.sources)
    assert any(record.trust.sources for record in records)


def test_an_alternative_that_is_needed_is_joined_to_its_intervention() -> None:
    need = (
        "<requirement/cap-1> a lg:Requirement ; lg:intervention <intervention/cap> ; lg:group 1 ; "
        "lg:necessity lg:Required . <option/cap-1> a lg:RequirementOption ; "
        "lg:requirement <requirement/cap-1> ; lg:lever <lever/buses> ; lg:source <source/act> ."
    )
    atlas = read(store(SMALL, HEAD + need))
    (option,) = (claim for claim in atlas.claims if claim.kind == "RequirementOption")
    assert atlas.things[option.role("intervention")[0]].label == "Fare cap"
