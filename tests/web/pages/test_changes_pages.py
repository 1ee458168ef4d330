"""The feed of releases, and the page that fills a correction in: asked without a server."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from levergraph.errors import LevergraphError
from levergraph.graph import LocalStore, Store
from levergraph.graph.release import releases
from levergraph.ontology import ID, LG
from levergraph.queries.changes import Change, Changes
from levergraph.queries.changes.contract import Edition, Named
from levergraph.web.pages import correct, feed
from levergraph.web.pages.support.page_request import Visit
from pyoxigraph import NamedNode, RdfFormat, parse
from starlette.requests import Request

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NORTH = f"{ID}region/northshire"
CLAIM = f"{ID}holding/northshire--bus-franchising"


def visit(store: Store, path: str, query: str = "") -> Visit:
    scope = {
        **{"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []},
        **{"scheme": "http", "server": ("graph.example.org", 80), "root_path": ""},
    }
    return Visit(Request(scope), store)


@pytest.mark.parametrize("query", ["", "region=northshire"])
def test_the_feed_is_atom_with_an_entry_for_each_release(small: LocalStore, query: str) -> None:
    answer = feed.page(visit(small, "/feed.atom", query))
    assert answer.media_type == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.body)  # noqa: S314  (our own)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for element in (root, *root.findall("a:entry", ATOM)):  # what RFC 4287 asks of each
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1
        assert element.findtext("a:id", "", ATOM).startswith("https://")
    assert root.findtext("a:author/a:name", "", ATOM)
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links["self"] == f"http://graph.example.org/feed.atom{'?' + query if query else ''}"
    entries = root.findall("a:entry", ATOM)
    assert [entry.findtext("a:id", "", ATOM).partition("?")[0].rpartition("/")[2] for entry in entries] == [
        release.name for release in reversed(releases())
    ]
    assert root.findtext("a:updated", "", ATOM) == f"{releases()[-1].issued}T00:00:00Z"
    assert len({entry.findtext("a:id", "", ATOM) for entry in entries}) == len(entries)


def test_an_entry_tells_what_changed_about_its_region_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(region: str, sentence: str) -> Change:
        return Change(
            "added", "powers", [Named(f"{ID}region/{region}", region)], Named(CLAIM, "x"), sentence, [], []
        )

    told = Changes(
        Edition("release 0.1", "a", 1), Edition("release 0.2", "b", 2), None, [], [],
        [change("northshire", "Buses, held <now>\x01"), change("oldshire", "Trams, held")],
    )  # fmt: skip
    monkeypatch.setattr(feed, "history", lambda: iter([(releases()[-1], told)]))
    root = ElementTree.fromstring(feed.feed("http://x.example", NORTH, "Northshire"))  # noqa: S314
    words = root.findtext("a:entry/a:content", "", ATOM)
    assert "Buses, held <now>\ufffd" in words
    assert "Trams" not in words
    assert "1 new about Northshire" in root.findtext("a:entry/a:title", "", ATOM)


def test_the_feed_of_an_unknown_region_names_the_nearest(small: LocalStore) -> None:
    with pytest.raises(LevergraphError, match="No region is called"):
        feed.page(visit(small, "/feed.atom", "region=nowhere"))


@pytest.mark.parametrize("way", ["correct", "retract"])
def test_a_correction_is_filled_in(small: LocalStore, way: str) -> None:
    view = correct.page(
        visit(small, "/correct", f"claim={CLAIM}&way={way}&why=Too%20%22early%22&source=The%20Act")
    )
    made = [quad.triple for quad in parse(view.data["turtle"].encode(), RdfFormat.TURTLE)]
    said = {(triple.predicate.value.rpartition("#")[2], triple.object) for triple in made}
    assert ({"correct": "supersedes", "retract": "retracts"}[way], NamedNode(CLAIM)) in said
    assert 'Too "early"' in {getattr(value, "value", "") for _, value in said}
    assert (("status", NamedNode(f"{LG}Held")) in said) == (way == "correct")
    assert "Northshire: held" in view.data["text"]


def test_a_filled_in_retraction_counts(small: LocalStore) -> None:
    from levergraph.graph import materialise
    from levergraph.ontology import GRAPH_FACTS, GRAPH_ONTOLOGY, GRAPH_YOURS
    from pyoxigraph import Store as Oxigraph

    answer = correct.page(visit(small, "/correct", f"claim={CLAIM}&way=retract&format=turtle"))
    store = Oxigraph()
    for graph in (GRAPH_FACTS, GRAPH_ONTOLOGY):
        store.extend(small.quads(graph))
    store.load(answer.body, RdfFormat.TURTLE, to_graph=NamedNode(GRAPH_YOURS))
    materialise(store)
    assert not list(
        LocalStore(store, "own", "1").select(f"SELECT ?lever WHERE {{ <{NORTH}> lg:holds ?lever }}")
    )


def test_a_thing_that_is_no_claim_gets_a_text_alone(small: LocalStore) -> None:
    view = correct.page(visit(small, "/correct", f"claim={NORTH}"))
    assert not view.data["can"]
    assert not view.data["offers"]
    assert NORTH in view.data["text"]
