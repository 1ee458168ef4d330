from __future__ import annotations

import json
import re

import pytest
from levergraph.errors import NothingKnown
from levergraph.graph import Store
from levergraph.ontology import ID, LG
from levergraph.queries.entity import show


def test_a_claim_about_a_thing_stands_with_its_source_and_its_certainty(packaged: Store) -> None:
    thing = show(packaged, ID + "lever/bus-franchising")
    claim = next(link for link in thing.claims if link.iri.endswith("/greater-manchester--bus-franchising"))
    said = {label: value.text for _, label, value in claim.details}
    assert said["region"] == "Greater Manchester"
    assert said["valid from"] == "2017"
    assert claim.provenance[0][0] == "source"
    assert "high confidence" in [value.text for _, value in claim.provenance]
    assert claim.stated == "asserted"


def test_what_is_inferred_names_its_rule(packaged: Store) -> None:
    facts = {fact.property: fact for fact in show(packaged, ID + "region/greater-manchester").facts}
    assert facts[LG + "holds"].stated == "inferred"
    assert facts[LG + "holds"].rule == "What a region holds"
    assert facts[LG + "governedBy"].stated == "asserted"


def test_every_claim_has_a_source(packaged: Store) -> None:
    for name in ("region/west-yorkshire", "outcome/life-expectancy", "intervention/a-bed-every-night"):
        claims = [link for link in show(packaged, ID + name).claims if link.stated != "inferred"]
        assert claims
        assert all(any(label == "source" for label, _ in link.provenance) for link in claims)


def test_the_text_begins_with_plain_english_and_ends_with_the_sources(packaged: Store) -> None:
    text = show(packaged, ID + "lever/bus-franchising").to_text()
    assert text.startswith("Bus franchising (statutory function)\nThe legal power to take the bus network")
    assert "\nSources\n  [1] " in text
    assert "skos:" not in text


def test_the_text_says_how_much_it_leaves_out(packaged: Store) -> None:
    text = show(packaged, ID + "region/west-yorkshire").to_text(limit=3)
    counted = re.search(r"Lever holdings: (\d+)", text)
    assert counted
    assert f"… and {int(counted[1]) - 3} more; all with --format markdown or json" in text


def test_markdown_and_json_have_all(packaged: Store) -> None:
    thing = show(packaged, ID + "region/west-yorkshire")
    assert thing.to_markdown().count("\n- **") == len(thing.claims) + len(thing.incoming)
    data = json.loads(thing.to_json())
    assert len(data["claims"]) == len(thing.claims)
    assert data["label"] == "West Yorkshire"
    assert data["claims"][0]["provenance"][0]["url"].startswith("http")


def test_a_term_of_the_ontology_can_be_shown(packaged: Store) -> None:
    assert show(packaged, LG + "holds").kind == "object property"


def test_what_nobody_knows_is_refused_in_words(packaged: Store) -> None:
    with pytest.raises(NothingKnown, match="Nothing is known"):
        show(packaged, ID + "region/atlantis")
