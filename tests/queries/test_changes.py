"""What changed between two graphs: every difference is told once, in words, by region and kind."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from levergraph.cli import main
from levergraph.errors import DataError, UsageError
from levergraph.graph.snapshot import Snapshot, snapshot
from levergraph.ontology import ID
from levergraph.queries.changes import Changes, compare
from levergraph.queries.changes.report import FORMATS, written
from pyoxigraph import NamedNode, Quad

HEAD = """@prefix lg: <https://w3id.org/levergraph/ontology#> .
@prefix holding: <https://w3id.org/levergraph/id/holding/> .
@prefix finding: <https://w3id.org/levergraph/id/finding/> .
@prefix lever: <https://w3id.org/levergraph/id/lever/> .
@prefix region: <https://w3id.org/levergraph/id/region/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
HOLDING = """holding:mine a lg:LeverHolding ;
  skos:prefLabel "Bus franchising in Greater Manchester: {status}"@en ;
  lg:region region:greater-manchester ; lg:lever lever:bus-franchising ; lg:status lg:{term} {more} .
"""
BEFORE = HEAD + HOLDING.format(status="not stated", term="NotStated", more="")
AFTER = HEAD + HOLDING.format(
    status="held", term="Held", more='; lg:validFrom "2017-03-30"^^xsd:date ; skos:note "In use"@en'
)


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("graphs")
    for name, text in (("before.ttl", BEFORE), ("after.ttl", AFTER)):
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder / "before.ttl"), str(folder / "after.ttl")


@pytest.fixture(scope="module")
def told(graphs: tuple[str, str]) -> Changes:
    """What differs between the two, in the words of the packaged graph, which is looked up once."""
    return compare(*map(snapshot, graphs))


@pytest.fixture(scope="module")
def released() -> Snapshot:
    return snapshot("0.2.0")


@pytest.fixture(scope="module")
def packaged_now() -> Snapshot:
    return snapshot("packaged")


@pytest.fixture(scope="module")
def since(released: Snapshot, packaged_now: Snapshot) -> Changes:
    return compare(released, packaged_now)


def test_a_power_says_since_when_it_is_held_and_what_it_was(told: Changes) -> None:
    changes = told
    assert [change.sentence for change in changes.changes] == [
        "Bus franchising, held since 30 March 2017 (was not stated)"
    ]
    change = changes.changes[0]
    assert (change.action, change.kind) == ("changed", "powers")
    assert [region.label for region in change.regions] == ["Greater Manchester"]
    assert {field.label: (field.was, field.now) for field in change.fields} == {
        "status": (["not stated"], ["held"]),
        "valid from": ([], ["30 March 2017"]),
        "note": ([], ["In use"]),
    }
    assert "note: In use (was not stated)" in written(changes, "text")


def test_a_graph_differs_in_nothing_from_itself(released: Snapshot) -> None:
    assert compare(released, released).changes == []


def test_the_other_way_round_the_new_is_withdrawn(
    released: Snapshot, packaged_now: Snapshot, since: Changes
) -> None:
    back = compare(packaged_now, released)
    opposite = {"added": "withdrawn", "withdrawn": "added", "changed": "changed"}
    assert {(change.thing.iri, opposite[change.action]) for change in back.changes} == {
        (change.thing.iri, change.action) for change in since.changes
    }


def test_every_change_of_a_release_is_told_once_in_words(since: Changes) -> None:
    assert len({change.thing.iri for change in since.changes}) == len(since.changes) > 1000
    for change in since.changes:
        assert change.sentence.strip()
        assert bool(change.fields) == (change.action == "changed")
        for field in change.fields:
            assert field.was or field.now
            assert not field.label.startswith("http")


def test_a_removed_and_a_changed_statement_are_what_is_told(packaged_now: Snapshot) -> None:
    quads = [Quad(*quad) for quad in packaged_now._quads]
    chance = random.Random(16)  # noqa: S311
    things = [
        quad.subject for quad in quads if getattr(quad.subject, "value", "").startswith(f"{ID}finding/")
    ]
    gone, mended = chance.sample(sorted(set(things), key=str), 2)
    less = [quad for quad in quads if quad.subject != gone]
    note = NamedNode("http://www.w3.org/2004/02/skos/core#note")
    less.append(Quad(mended, note, NamedNode("http://example.org/new"), quads[0].graph_name))
    told = compare(packaged_now, Snapshot("less", less)).changes
    assert {(change.thing.iri, change.action) for change in told} == {
        (gone.value, "withdrawn"),
        (mended.value, "changed"),
    }


def test_region_and_kind_narrow_it(since: Changes, released: Snapshot, packaged_now: Snapshot) -> None:
    region = f"{ID}region/west-yorkshire"
    narrowed = compare(released, packaged_now, region=region, kinds=["findings"])
    assert narrowed.changes == [
        change
        for change in since.changes
        if change.kind == "findings" and region in {each.iri for each in change.regions}
    ]
    with pytest.raises(UsageError, match="There are: powers"):
        compare(released, released, kinds=["nothing"])


def test_names_of_blank_nodes_and_inferred_statements_are_no_change(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    one.write_text(HEAD + "finding:a a lg:Finding ; skos:note [ skos:note [] ] .")
    two.write_text(
        HEAD + "finding:a a lg:Finding , lg:Claim ; lg:name 'A' ; skos:note _:q . _:q skos:note _:r ."
    )
    assert compare(snapshot(str(one)), snapshot(str(two))).changes == []


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_has_the_sentence(form: str, told: Changes) -> None:
    assert "held since 30 March 2017" in written(told, form)


def test_the_command_writes_what_the_library_says(graphs: tuple[str, str], told: Changes, capsys) -> None:
    assert main(["diff", *graphs, "--format", "json"]) == 0
    assert capsys.readouterr().out == written(told, "json")
    assert json.loads(written(told, "json"))["changes"][0]["regions"][0]["label"] == "Greater Manchester"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.ttl"], "there is no such file, folder, store or release"),
        (["release:9"], "No release is called"),
        (["0.1.0", "--region", "Atlantis"], "No region is called"),
        (["0.1.0", "--kind", "none"], "no kind 'none'"),
    ],
)
def test_what_cannot_be_compared_is_said_in_words(words: list[str], said: str, capsys) -> None:
    assert main(["diff", *words]) == 2
    assert said in capsys.readouterr().err


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no RDF file"):
        snapshot(str(tmp_path))
