"""A small graph in the packaged vocabulary, with room for hostile words."""

from __future__ import annotations

import pyoxigraph
from levergraph.graph.rules import rules
from levergraph.graph.store import LocalStore
from levergraph.ontology import GRAPH_FACTS, ID, LG

HEAD = f"""
@prefix lg: <{LG}> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <{ID}> .
@base <{ID}> .
"""

SMALL = (
    HEAD
    + """
<https://w3id.org/levergraph/dataset> dcterms:issued "2026-11-24"^^xsd:date .

<source/act> a lg:Source ; skos:prefLabel "Transport Act"@en ; lg:sourceKind lg:Legislation ;
  lg:url "https://example.org/act"^^xsd:anyURI .
<source/study> a lg:Source ; skos:prefLabel "A study of buses"@en ; lg:sourceKind lg:PeerReviewed ;
  lg:url "https://example.org/study?a=1&b=2"^^xsd:anyURI .

<region/north> a lg:Region ; skos:prefLabel "North"@en ; lg:source <source/act> .
<region/south> a lg:Region ; skos:prefLabel "South"@en ; lg:source <source/act> .
<region/west> a lg:Region ; skos:prefLabel "West"@en ; lg:source <source/act> .
<domain/transport> a lg:PowerDomain ; skos:prefLabel "Transport"@en ; lg:source <source/act> .
<lever/buses> a lg:StatutoryFunction ; skos:prefLabel "Bus franchising"@en ; lg:domain <domain/transport> ;
  skos:definition "Deciding routes and fares."@en ; lg:source <source/act> ; lg:sourceDate "2000"^^xsd:gYear .
<lever/night-buses> a lg:StatutoryFunction ; skos:prefLabel "Night buses"@en ; lg:domain <domain/transport> ;
  skos:broader <lever/buses> ; lg:source <source/act> .
<lever/convening> a lg:SoftPower ; skos:prefLabel "Convening"@en ; lg:source <source/act> .
<determinant/places> a lg:Determinant ; skos:prefLabel "Places"@en ; lg:source <source/study> .
<determinant/access> a lg:Determinant ; skos:prefLabel "Access to transport"@en ;
  skos:broader <determinant/places> ; lg:source <source/study> .
<determinant/work> a lg:Determinant ; skos:prefLabel "Work"@en ; lg:source <source/study> .
<determinant/walking> a lg:Determinant ; skos:prefLabel "Walking"@en ; lg:source <source/study> .
<outcome/wellbeing> a lg:Outcome ; skos:prefLabel "Wellbeing"@en ; lg:outcomeKind lg:Wellbeing ;
  lg:source <source/study> .
<outcome/frailty> a lg:Outcome ; skos:prefLabel "Frailty"@en ; lg:outcomeKind lg:Morbidity ;
  lg:source <source/study> .
<intervention/cap> a lg:Intervention ; skos:prefLabel "Fare cap"@en ; lg:region <region/north> ;
  lg:actsOn <determinant/access> ; dcterms:description "Two pounds a ride."@en ; lg:source <source/study> ;
  lg:basis lg:CodedByUs ; lg:basisNote "the lesson is our coding"@en .
<indicator/rides> a lg:Indicator ; skos:prefLabel "Rides per head"@en ; lg:measures <determinant/access> ;
  lg:source <source/study> ; lg:verification lg:Recalled ; lg:verificationNote "not read again"@en .

<holding/north--buses> a lg:LeverHolding ; skos:prefLabel "Bus franchising in North: held"@en ;
  lg:region <region/north> ; lg:lever <lever/buses> ; lg:status lg:Held ; lg:legalBasis "s123A"@en ;
  lg:confidence lg:HighConfidence ; lg:source <source/act> ; lg:validFrom "2017"^^xsd:gYear .
<holding/south--buses> a lg:LeverHolding ; skos:prefLabel "Bus franchising in South: not held"@en ;
  lg:region <region/south> ; lg:lever <lever/buses> ; lg:status lg:NotHeld ; lg:source <source/act> .
<use/cap--buses> a lg:LeverUse ; skos:prefLabel "Fare cap used bus franchising"@en ;
  lg:intervention <intervention/cap> ; lg:lever <lever/buses> ; lg:source <source/study> .
<finding/cap-1> a lg:Finding ; skos:prefLabel "Finding on the fare cap"@en ;
  lg:intervention <intervention/cap> ; dcterms:description "More rides."@en ;
  lg:direction lg:Beneficial ; lg:strength lg:Weak ;
  lg:source <source/study> .

<effect/ld-1> a lg:LeverEffect ; skos:prefLabel "Buses and access"@en ; lg:cause <lever/buses> ;
  lg:target <determinant/access> ; lg:polarity lg:Increases ; lg:healthDirection lg:ImprovesHealth ;
  lg:strength lg:Strong ; lg:mechanism "Routes follow need."@en ; lg:basis lg:CodedByUs ;
  lg:basisNote "both"@en ; lg:source <source/study> ; lg:sourceDate "2019"^^xsd:gYear .
<effect/ld-2> a lg:LeverEffect ; skos:prefLabel "Buses and walking"@en ; lg:cause <lever/buses> ;
  lg:target <determinant/walking> ; lg:polarity lg:Increases ; lg:healthDirection lg:ImprovesHealth ;
  lg:strength lg:Weak ; lg:mechanism "People walk to stops."@en ; lg:source <source/study> .
<effect/cl-1> a lg:CausalLink ; skos:prefLabel "Access and work"@en ; lg:cause <determinant/access> ;
  lg:target <determinant/work> ; lg:polarity lg:Increases ; lg:healthDirection lg:ImprovesHealth ;
  lg:strength lg:Moderate ; lg:mechanism "Jobs come within reach."@en ; lg:source <source/study> .
<effect/cl-2> a lg:CausalLink ; skos:prefLabel "Work and wellbeing"@en ; lg:cause <determinant/work> ;
  lg:target <outcome/wellbeing> ; lg:polarity lg:Increases ; lg:healthDirection lg:ImprovesHealth ;
  lg:strength lg:Strong ; lg:mechanism "Income and purpose."@en ; lg:source <source/study> .
<effect/cl-3> a lg:CausalLink ; skos:prefLabel "Work and wellbeing, again"@en ; lg:cause <determinant/work> ;
  lg:target <outcome/wellbeing> ; lg:polarity lg:Decreases ; lg:healthDirection lg:WorsensHealth ;
  lg:strength lg:Weak ; lg:mechanism "Stress at work."@en ; lg:source <source/study> .
<effect/cl-4> a lg:CausalLink ; skos:prefLabel "Walking and wellbeing"@en ; lg:cause <determinant/walking> ;
  lg:target <outcome/wellbeing> ; lg:polarity lg:Increases ; lg:healthDirection lg:ImprovesHealth ;
  lg:strength lg:Strong ; lg:mechanism "Moving lifts the mood."@en ; lg:source <source/study> .
<effect/le-1> a lg:DomainEffect ; skos:prefLabel "Transport and places"@en ; lg:cause <domain/transport> ;
  lg:target <determinant/places> ; lg:polarity lg:Increases ; lg:healthDirection lg:ImprovesHealth ;
  lg:strength lg:Moderate ; lg:source <source/study> .
"""
)


NEEDS = (
    HEAD
    + """
<requirement/cap-1> a lg:Requirement ; lg:intervention <intervention/cap> ; lg:group 1 ;
  lg:necessity lg:Required ; lg:source <source/study> .
<option/cap-1-buses> a lg:RequirementOption ; skos:prefLabel "The fare cap needs bus franchising"@en ;
  lg:requirement <requirement/cap-1> ; lg:lever <lever/buses> ; lg:viaPartner false ;
  lg:source <source/study> .
<intervention/walks> a lg:Intervention ; skos:prefLabel "Led walks"@en ; lg:actsOn <determinant/walking> ;
  lg:startYear "2015"^^xsd:gYear ; lg:endYear "2019"^^xsd:gYear ; lg:source <source/study> .
<requirement/walks-1> a lg:Requirement ; lg:intervention <intervention/walks> ; lg:group 1 ;
  lg:necessity lg:Required ; lg:source <source/study> .
<option/walks-1-convening> a lg:RequirementOption ; lg:requirement <requirement/walks-1> ;
  lg:lever <lever/convening> ; lg:viaPartner false ; lg:source <source/study> .
<use/walks--convening> a lg:LeverUse ; lg:intervention <intervention/walks> ; lg:lever <lever/convening> ;
  lg:source <source/study> .
"""
)
"""What two interventions need; in the small world nothing says so."""


def store(*turtle: str) -> LocalStore:
    """A store in memory that holds these Turtle texts as facts."""
    memory = pyoxigraph.Store()
    for text in turtle:
        memory.load(
            text.encode(),
            format=pyoxigraph.RdfFormat.TURTLE,
            to_graph=pyoxigraph.NamedNode(GRAPH_FACTS),
        )
    for rule in rules():
        if rule.infers == "lg:name":  # each thing has one name that is shown
            memory.update(rule.text)
    return LocalStore(memory, "a test's graph", "1")
