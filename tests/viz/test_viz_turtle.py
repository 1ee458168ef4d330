"""The graph that is seen, saved as Turtle: it can be read, and says nothing that the graph does not say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from levergraph.graph.opening import open_store
from levergraph.graph.store import Store
from levergraph.ontology import ID, LG
from levergraph.viz import explore
from levergraph.viz.vocabulary import BORROWED
from viz_world import HEAD, NEEDS, SMALL, store

LGNS = rdflib.Namespace(LG)
VIEWS = {
    "overview": "",
    "opened": "open=domain/transport&open=lever/local-transport-authority-functions",
    "around a lever": "view=around&focus=lever/bus-franchising&depth=2",
    "around a region": "view=around&focus=region/west-yorkshire",
    "around an intervention": "view=around&focus=intervention/ulez-london&depth=2",
    "paths": "view=paths&from=lever/bus-franchising&to=outcome/healthy-life-expectancy&path=1",
    "take-up": "view=takeup&region=region/tees-valley&open=verdict/blocked&open=verdict/with-partners",
    "indicators": "view=around&focus=determinant/air-pollution&depth=2",
}


def turtle(page: Any) -> rdflib.Graph:
    page.locator("summary", has_text="Share and save").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Graph (Turtle)").click()
    assert waiting.value.suggested_filename.endswith(".ttl")
    return rdflib.Graph().parse(waiting.value.path(), format="turtle")


def said_by(store: Store) -> set[tuple[str, ...]]:
    return {tuple(map(str, (quad.subject, quad.predicate, quad.object))) for quad in store.quads()}


def written(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    """Every triple in the form in which Oxigraph prints it."""
    import pyoxigraph

    text = graph.serialize(format="nt").encode()
    read = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return {tuple(map(str, (quad.subject, quad.predicate, quad.object))) for quad in read}


@pytest.fixture(scope="module")
def real() -> set[tuple[str, ...]]:
    return said_by(open_store())


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_what_is_saved_says_only_what_the_graph_says(
    visit: Any, packaged: Path, real: set[tuple[str, ...]], view: str
) -> None:
    graph = turtle(visit(packaged).open(view))
    assert len(graph) > 20
    assert written(graph) - real == set()


def test_what_is_saved_has_every_thing_claim_and_source_that_is_seen(visit: Any, needing: Path) -> None:
    page = visit(needing).open("view=around&focus=intervention/cap")
    names = {cell.strip() for cell in page.locator("#things tbody th").all_inner_texts()}
    graph = turtle(page)
    labels = {str(label) for label in graph.objects(None, rdflib.SKOS.prefLabel)}
    assert names <= labels
    cap, buses = rdflib.URIRef(f"{ID}intervention/cap"), rdflib.URIRef(f"{ID}lever/buses")
    use, option = rdflib.URIRef(f"{ID}use/cap--buses"), rdflib.URIRef(f"{ID}option/cap-1-buses")
    need = rdflib.URIRef(f"{ID}requirement/cap-1")
    assert (use, LGNS.lever, buses) in graph
    assert (use, rdflib.RDF.type, LGNS.LeverUse) in graph
    assert (option, LGNS.requirement, need) in graph
    assert (option, LGNS.viaPartner, rdflib.Literal(False)) in graph
    assert (need, LGNS.intervention, cap) in graph
    assert (need, LGNS.group, rdflib.Literal(1)) in graph
    assert (cap, rdflib.DCTERMS.description, rdflib.Literal("Two pounds a ride.", lang="en")) in graph
    for source in set(graph.objects(None, LGNS.source)):
        assert (source, rdflib.RDF.type, LGNS.Source) in graph


def test_a_filter_and_a_closed_heading_leave_their_claims_out(visit: Any, small: Path) -> None:
    graph = turtle(visit(small).open("view=paths&from=lever/buses&to=outcome/wellbeing&path=1&weakest=3"))
    claims = {str(claim).rpartition("/")[2] for claim in graph.subjects(LGNS.cause, None)}
    assert claims == {"ld-1", "cl-1", "cl-2"}


HOSTILE = [
    'a "quoted" name',
    "back\\slash \\n \\u0041",
    "line\nbreak\r\nand tab\t.",
    "> . <http://evil.example/s> <http://evil.example/p> <http://evil.example/o> .",
    '""" . @prefix lg: <http://evil.example/> .',
    "\u2028 \u2029 \u0085 \u007f \x0b",
    "£ é 漢 🚍",
    "'''",
]


def test_hostile_words_stay_words(visit: Any, tmp_path: Path) -> None:
    lines = [HEAD]
    for place, words in enumerate(HOSTILE):
        said = json.dumps(words, ensure_ascii=True)
        said = said.replace("\\ud83d\\ude8d", "🚍").replace("\\u007f", "\x7f")
        lines.append(
            f"<outcome/h{place}> a lg:Outcome ; skos:prefLabel {said} ; skos:definition {said}@fr ; "
            f"skos:note {said} ; lg:outcomeKind lg:Wellbeing ; lg:sourceDate {said} ; "
            f'<http://other.example/#label> {said} ; lg:level "4.0"^^xsd:decimal ; '
            f"lg:source <source/h{place}> ."
            f"<source/h{place}> a lg:Source ; skos:prefLabel {said} ; lg:url {said}^^xsd:anyURI ."
        )
    world = store(SMALL, NEEDS, "\n".join(lines))
    page = visit(explore(world, tmp_path / "x.html")).open("open=group/outcomes-wellbeing")
    graph = turtle(page)
    assert written(graph) - said_by(world) == set()
    for words in HOSTILE:
        assert rdflib.Literal(words) in set(graph.objects(None, rdflib.SKOS.prefLabel))
        assert rdflib.Literal(words, lang="fr") in set(graph.objects(None, rdflib.SKOS.definition))


def test_a_title_cannot_break_out_of_the_first_line(visit: Any, tmp_path: Path) -> None:
    name = "x\n<http://evil.example/s> <http://evil.example/p> 1 .\n#"
    evil = HEAD + f"<lever/evil> a lg:SoftPower ; skos:prefLabel {json.dumps(name)} ."
    world = store(SMALL, evil)
    graph = turtle(visit(explore(world, tmp_path / "x.html")).open("view=around&focus=lever/evil"))
    assert written(graph) - said_by(world) == set()


def test_no_term_of_the_ontology_has_the_name_of_a_borrowed_one() -> None:
    own = {row[0].value for row in open_store().select("SELECT DISTINCT ?p WHERE { ?s ?p ?o }")}
    assert {f"{LG}{name}" for name in BORROWED} & own == set()
