"""The networks of claims, the tree of headings, the position of every node and the drawing made of them."""

from __future__ import annotations

from typing import Any

import pytest
from levergraph.ontology import ID
from levergraph.viz import network
from levergraph.viz.drawing import draw
from levergraph.viz.hierarchy import add_hierarchy
from levergraph.viz.layout import COLUMN, lay_out
from levergraph.viz.multigraph import drawn_network
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


def laid_out(*turtle: str) -> Any:
    atlas = read(store(*turtle))
    graph = drawn_network(atlas)
    add_hierarchy(graph, atlas)
    lay_out(graph)
    return graph


def test_no_two_nodes_stand_in_one_place() -> None:
    graph = laid_out(SMALL)
    positions = {(node["x"], node["y"]) for _, node in graph.nodes(data=True)}
    assert len(positions) == len(graph)


def test_a_broader_circle_does_not_hang_the_layout() -> None:
    circle = (
        HEAD
        + "<determinant/work> skos:broader <determinant/walking> . "
        + ("<determinant/walking> skos:broader <determinant/work> .")
    )
    graph = laid_out(SMALL, circle)
    parents = {graph.nodes[f"{ID}determinant/{name}"]["parent"] for name in ("work", "walking")}
    assert None in parents
    assert len(parents) == 2


def test_levers_of_no_domain_and_outcomes_stand_under_headings() -> None:
    graph = laid_out(SMALL)
    assert graph.nodes[f"{ID}lever/convening"]["parent"] == "group/levers-across-domains"
    assert graph.nodes["group/outcomes-wellbeing"] | {"x": 0, "y": 0} == {
        "label": "Wellbeing", "kind": "outcome", "parent": None, "x": 0, "y": 0
    }  # fmt: skip


def test_the_drawing_has_the_nodes_and_edges_of_the_graph_where_the_layout_put_them() -> None:
    atlas = read(store(SMALL))
    graph = laid_out(SMALL)
    claims = {claim.iri: number for number, claim in enumerate(atlas.claims)}
    drawing = draw(graph, claims)
    order = list(graph)
    assert [(node["x"], node["y"], node["label"], node["group"]) for node in drawing["nodes"]] == [
        (node["x"], node["y"], node["label"], node["kind"]) for _, node in graph.nodes(data=True)
    ]
    assert sorted(
        (order[edge["from"]], order[edge["to"]], atlas.claims[edge["claim"]].iri)
        for edge in drawing["edges"]
        if "claim" in edge
    ) == sorted((start, end, key) for start, end, key, kind in graph.edges(keys=True, data="claim") if kind)
    assert {f"{ID}effect/cl-2", f"{ID}effect/cl-3"} == set(
        graph[f"{ID}determinant/work"][f"{ID}outcome/wellbeing"]
    )


def test_a_thing_with_an_empty_name_is_drawn_without_one() -> None:
    graph = laid_out(HEAD + '<lever/nameless> a lg:StatutoryFunction ; skos:prefLabel ""@en .')
    assert [node["label"] for node in draw(graph, {})["nodes"]] == ["", "Across domains"]


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
