"""A thing answers to its IRI, curie, slug and label; what nothing answers to gets the nearest names."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings, strategies as st
from levergraph.errors import AmbiguousName, UnknownName, UnresolvedName, WrongKind
from levergraph.graph import LocalStore, Store, complete, label, resolve
from levergraph.graph.names import plain
from levergraph.ontology import ID, KINDS, LG


@pytest.mark.parametrize(
    ("text", "kinds", "slug"),
    [
        (f"{ID}region/northshire", None, "region/northshire"),
        (f"<{ID}region/northshire>", ["region"], "region/northshire"),
        ("region:northshire", None, "region/northshire"),
        ("region/northshire", None, "region/northshire"),
        ("northshire", ["region"], "region/northshire"),
        ("northshire", None, "region/northshire"),
        ("northshire", ["authority"], "authority/northshire"),
        ("Northshire", None, "region/northshire"),
        (" NORTHSHIRE ", None, "region/northshire"),
        ("South Coast & Isles", None, "region/south-coast"),
        ("south coast and isles", ["region"], "region/south-coast"),
        ("The Coast", None, "region/south-coast"),
        ("Oldshire", None, "region/oldshire"),
        ("Oldshire", ["authority"], "authority/oldshire"),
        ("Northshire Combined Authority", None, "authority/northshire"),
        ("housing", ["domain"], "domain/housing"),
        ("Housing", ["lever", "determinant"], "determinant/housing"),
        ("bus franchising in northshire - held", None, "holding/northshire--bus-franchising"),
    ],
)
def test_a_thing_answers_to_its_names(
    small: LocalStore, text: str, kinds: Sequence[str] | None, slug: str
) -> None:
    assert resolve(small, text, kinds) == ID + slug


def test_a_term_of_the_ontology_answers_too(small: LocalStore) -> None:
    assert resolve(small, "lg:Lever") == f"{LG}Lever"


@pytest.mark.parametrize(
    ("text", "kinds", "nearest"),
    [
        ("nrthshire", None, "region/northshire"),
        ("Bus franchize", ["lever"], "lever/bus-franchising"),
        ("coast", ["region"], "region/south-coast"),
        ("region/nothshire", None, "region/northshire"),
        ("https://w3id.org/levergraph/id/region/northshir", ["region"], "region/northshire"),
    ],
)
def test_an_unknown_name_gets_the_nearest(
    small: LocalStore, text: str, kinds: Sequence[str] | None, nearest: str
) -> None:
    with pytest.raises(UnknownName) as told:
        resolve(small, text, kinds)
    lines = str(told.value).splitlines()
    assert text in lines[0]
    assert lines[1].split()[0] == told.value.nearest[0][1] == nearest
    assert told.value.nearest[0][0] == f"{ID}{nearest}"
    assert len(lines) <= 6


def test_an_ambiguous_name_lists_what_it_could_be(small: LocalStore) -> None:
    for text in ("housing", "Housing", "HOUSING"):
        with pytest.raises(
            AmbiguousName, match=r"2 things: determinant/housing, domain/housing.*like determinant/housing"
        ):
            resolve(small, text)


def test_a_thing_of_another_kind_is_refused(small: LocalStore) -> None:
    with pytest.raises(WrongKind, match="is no lever"):
        resolve(small, "region/northshire", ["lever"])


@given(st.text(max_size=30), st.none() | st.lists(st.sampled_from(sorted(KINDS)), max_size=2))
@settings(deadline=None, max_examples=60)
def test_no_text_does_harm(small: LocalStore, text: str, kinds: list[str] | None) -> None:
    with suppress(UnresolvedName):
        assert "://" in resolve(small, text, kinds)
    label(small, text)


@given(st.text())
def test_comparing_is_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert plain(text.upper()) == plain(text.upper().lower())


def test_every_region_and_lever_of_the_packaged_graph_answers_to_its_label(packaged: Store) -> None:
    for kind in ("region", "lever", "intervention", "outcome", "domain"):
        rows = packaged.select(f"SELECT ?s ?l {{ ?s a lg:{KINDS[kind]} ; skos:prefLabel ?l }}")
        things = [(row[0].value, row[1].value) for row in rows]
        assert things
        for iri, name in things:
            assert resolve(packaged, name, [kind]) == iri


@pytest.mark.parametrize(
    ("place", "region"),
    [("Leeds", "west-yorkshire"), ("barnsley", "south-yorkshire"), ("E08000035", "west-yorkshire")],
)
def test_a_council_stands_for_its_region_where_a_region_is_asked_for(
    packaged: Store, place: str, region: str
) -> None:
    assert resolve(packaged, place, ["region"]) == f"{ID}region/{region}"
    with pytest.raises(UnresolvedName):
        resolve(packaged, place, ["lever"])


def test_a_label_is_the_name_and_a_curie_where_there_is_none(small: LocalStore) -> None:
    assert label(small, f"{ID}region/south-coast") == "South Coast & Isles"
    assert label(small, f"{ID}region/nowhere") == "region:nowhere"
    assert label(small, "> } nonsense") == "> } nonsense"


def test_a_shell_completes_slugs(small: LocalStore) -> None:
    assert complete("n", ["region"], small) == ["northshire"]
    assert complete("region/", None, small) == ["region/northshire", "region/oldshire", "region/south-coast"]
    assert "housing" in complete("HOU", None, small)
    assert complete("northshire--", None, small) == []
