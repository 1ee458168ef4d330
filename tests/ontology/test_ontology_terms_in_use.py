"""The terms: each defined in its own words and used, and all of them within OWL 2 DL."""

import re
from itertools import chain

import pytest
from levergraph.graph.turtle import is_canonical
from levergraph.ontology import FILES, GRAPH_INFERRED, KINDS, LG, PREFIXES, curie, slug
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

ROOT = FILES["levergraph"].parents[1]
TERMS = Graph().parse(FILES["levergraph"])
BOTH = Graph().parse(FILES["levergraph"]).parse(FILES["alignments"])
NS = Namespace(LG)
OURS = [term for term in set(TERMS.subjects(RDFS.label)) if str(term).startswith(LG)]
LANGUAGE = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl"))
DATATYPES = {
    RDFS.Literal, RDF.PlainLiteral, XSD.string, XSD.anyURI, XSD.integer, XSD.decimal, XSD.boolean,
    XSD.nonNegativeInteger,
}  # fmt: skip


@pytest.mark.parametrize("name", ["levergraph", "alignments", "shapes", "style"])
def test_a_file_is_in_its_one_written_form(name: str) -> None:
    assert is_canonical(FILES[name])


def test_a_definition_does_not_use_the_word_it_defines() -> None:
    circular = [
        curie(str(term))
        for term in OURS
        for label in TERMS.objects(term, RDFS.label)
        for definition in TERMS.objects(term, SKOS.definition)
        if re.search(rf"\b{re.escape(str(label))}\b", str(definition), re.IGNORECASE)
    ]
    assert circular == []


def test_no_two_classes_or_properties_have_the_same_name_or_definition() -> None:
    for kinds, words in (((OWL.Class,), RDFS.label), ((OWL.Class, OWL.ObjectProperty), SKOS.definition)):
        said = [
            str(w)
            for kind in kinds
            for term in TERMS.subjects(RDF.type, kind)
            for w in TERMS.objects(term, words)
        ]
        assert sorted(said) == sorted(set(said))


def test_every_term_is_used_in_facts_shapes_rules_or_queries() -> None:
    files = [
        FILES["shapes"],
        *FILES["rules"].iterdir(),
        *(ROOT / "graph" / "data").rglob("*.ttl"),
        *(ROOT / "queries").rglob("*.rq"),
    ]
    words = re.compile(r"(?<![\w:/#.-])lg:(\w+)")
    used = set(chain.from_iterable(words.findall(path.read_text()) for path in files))
    codes = {
        slug(str(code))
        for kind in TERMS.subjects(RDFS.subClassOf, NS.Code)
        for code in TERMS.subjects(RDF.type, kind)
    }
    parents = {slug(str(o)) for o in TERMS.objects(None, RDFS.subClassOf)}
    inverses = {slug(str(s)) for s in TERMS.subjects(OWL.inverseOf) if isinstance(s, URIRef)}
    about_rules = {"Rule", "ruleFile", "inferredBy"}
    made = {"WithdrawnClaim", "correctedBy", "withdrawnText", "digest"}  # by the program, as a graph is built
    assert {
        slug(str(term)) for term in OURS
    } - used - codes - parents - inverses - about_rules - made == set()


def test_every_kind_of_thing_is_a_class() -> None:
    assert {NS[name] for name in KINDS.values()} <= set(TERMS.subjects(RDF.type, OWL.Class))


def test_every_inferred_property_names_its_rule_and_every_rule_its_file() -> None:
    rules = set(TERMS.subjects(RDF.type, NS.Rule))
    files = {str(path.relative_to(FILES["rules"].parent)) for path in FILES["rules"].glob("*.ru")}
    assert {str(TERMS.value(rule, NS.ruleFile)) for rule in rules} == files
    assert set(TERMS.objects(None, NS.inferredBy)) == rules
    for rule in rules:
        text = (FILES["rules"].parent / str(TERMS.value(rule, NS.ruleFile))).read_text()
        [infers] = re.findall(r"#\+ infers (.*)", text)
        assert GRAPH_INFERRED in text
        written = {curie(str(term)) for term in TERMS.subjects(NS.inferredBy, rule)}
        assert infers in written or infers == "rdf:type"
        assert f"#+ description {TERMS.value(rule, SKOS.definition)}.\n" in text


# Within OWL 2 DL


def kinds(term: object) -> set[str]:
    return {slug(str(kind)) for kind in BOTH.objects(term, RDF.type)}  # type: ignore[arg-type]


def test_every_property_in_use_is_declared() -> None:
    declared = {"ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
    used = {p for p in BOTH.predicates() if not str(p).startswith(LANGUAGE)}
    assert {curie(str(p)) for p in used if not kinds(p) & declared} == set()


def test_a_property_is_of_one_sort_only() -> None:
    sorts = {"ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
    assert {curie(str(s)) for s in BOTH.subjects(RDF.type) if len(kinds(s) & sorts) > 1} == set()


def test_no_name_is_both_a_class_and_something_else() -> None:
    others = {"ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual", "Datatype"}
    assert {curie(str(s)) for s in BOTH.subjects(RDF.type, OWL.Class) if kinds(s) & others} == set()


def test_only_matches_use_classes_and_properties_as_things() -> None:
    terms = {s for s in BOTH.subjects(RDF.type) if kinds(s) & {"Class", "ObjectProperty", "DatatypeProperty"}}
    objects = set(BOTH.subjects(RDF.type, OWL.ObjectProperty))
    puns = {curie(str(p)) for s, p, o in BOTH if p in objects and (s in terms or o in terms)}
    assert puns == {"skos:closeMatch", "skos:broadMatch", "skos:relatedMatch"}


def test_every_class_in_an_axiom_is_declared() -> None:
    places = (
        RDFS.subClassOf,
        RDFS.domain,
        OWL.disjointWith,
        OWL.equivalentClass,
        OWL.someValuesFrom,
        OWL.onClass,
    )
    classes = {o for place in places for o in BOTH.objects(None, place)}
    classes |= set(BOTH.subjects(RDFS.subClassOf))
    for place in (OWL.unionOf, OWL.intersectionOf, OWL.members):
        for head in BOTH.objects(None, place):
            classes |= set(Collection(BOTH, head))
    named = {c for c in classes if not isinstance(c, BNode)}
    assert {curie(str(c)) for c in named if "Class" not in kinds(c)} == set()


def test_ranges_are_classes_or_datatypes_that_owl_knows() -> None:
    for prop in BOTH.subjects(RDF.type, OWL.DatatypeProperty):
        assert set(BOTH.objects(prop, RDFS.range)) <= DATATYPES, prop
    for prop in BOTH.subjects(RDF.type, OWL.ObjectProperty):
        for range_ in BOTH.objects(prop, RDFS.range):
            assert "Class" in kinds(range_), prop


def composite() -> set[object]:
    """The properties that are chains or transitive, those above them, and their inverses."""
    found: set[object] = set(BOTH.subjects(RDF.type, OWL.TransitiveProperty))
    found |= set(BOTH.subjects(OWL.propertyChainAxiom))
    while True:
        more = {o for s in found for o in BOTH.objects(s, RDFS.subPropertyOf)}  # type: ignore[arg-type]
        more |= {o for s in found for o in BOTH.objects(s, OWL.inverseOf)}  # type: ignore[arg-type]
        more |= {s for o in found for s in BOTH.subjects(OWL.inverseOf, o)}  # type: ignore[arg-type]
        if more <= found:
            return found
        found |= more


def test_a_composite_property_carries_no_axiom_that_needs_a_simple_one() -> None:
    needs_simple = {
        "FunctionalProperty", "InverseFunctionalProperty", "IrreflexiveProperty", "AsymmetricProperty",
    }  # fmt: skip
    assert NS.leadsTo in composite()
    for prop in composite():
        assert not kinds(prop) & needs_simple, prop
        assert not list(BOTH.objects(prop, OWL.propertyDisjointWith))  # type: ignore[arg-type]
    counting = [p for p in BOTH.predicates() if "ardinality" in str(p) or p == OWL.hasSelf]
    counted = {BOTH.value(r, OWL.onProperty) for p in counting for r in BOTH.subjects(p)}
    assert counted == {NS.domain}
    assert not counted & composite()


def test_a_chain_leads_from_smaller_to_larger_properties() -> None:
    order: dict[object, set[object]] = {}
    for prop, head in BOTH.subject_objects(OWL.propertyChainAxiom):
        links = [BOTH.value(link, OWL.inverseOf) or link for link in Collection(BOTH, head)]
        order.setdefault(prop, set()).update(link for link in links if link != prop)
        assert prop not in links[1:]
    assert not any(prop in order.get(link, set()) for prop, links in order.items() for link in links)


def test_the_head_of_the_ontology_names_its_version() -> None:
    [head] = TERMS.subjects(RDF.type, OWL.Ontology)
    version = TERMS.value(head, OWL.versionInfo)
    assert TERMS.value(head, OWL.versionIRI) == URIRef(f"{head}/{version}")
    assert isinstance(version, Literal)
