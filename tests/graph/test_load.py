"""What is loaded into a folder or an endpoint answers as the packaged graph does, and is loaded whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from endpoints import ONE, Request, answering, saying, serving
from levergraph.errors import DataError, LevergraphError, Refused, UsageError
from levergraph.graph import RemoteStore, Store, open_store, resolve, upload
from levergraph.graph.building import build
from levergraph.graph.load import load
from levergraph.ontology import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_YOURS
from pyoxigraph import Literal, NamedNode, Quad, Store as Oxigraph

QUESTIONS = [
    "SELECT ?thing ?name WHERE { ?thing skos:prefLabel ?name } ORDER BY ?thing ?name",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    f"SELECT ?s ?o WHERE {{ GRAPH <{GRAPH_INFERRED}> {{ ?s lg:holds ?o }} }} ORDER BY ?s ?o",
    f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH_FACTS}> WHERE {{ ?s ?p ?o }}",
    "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph",
    "PREFIX r: <https://w3id.org/levergraph/id/region/> SELECT ?p ?o { r:northshire ?p ?o } ORDER BY ?p ?o",
    "CONSTRUCT { ?s lg:holds ?o } WHERE { ?s lg:holds ?o }",
    "ASK { region:northshire lg:holds lever:bus-franchising }",
    "ASK { region:northshire lg:holds lever:convening }",
]
MISTAKES = [
    "SELECT * { ?s ?p",
    "SELECT * { ?s foo:bar ?o }",
    "DROP ALL",
    "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }",
    "SELECT * FROM <https://example.org/> { ?s ?p ?o }",
]


def rows(store: Store, query: str) -> object:
    answer = store.query(query)
    return sorted(map(str, answer)) if hasattr(answer, "__iter__") else bool(answer)


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path / "served") as url:
        yield url


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.ttl"
    path.write_text(
        "@prefix lg: <https://w3id.org/levergraph/ontology#> .\n"
        "@prefix id: <https://w3id.org/levergraph/id/> .\n"
        "id:holding\\/mine a lg:LeverHolding ; lg:status lg:Held ;\n"
        "  lg:region id:region\\/south-coast ; lg:lever id:lever\\/convening ; lg:note [ lg:note 'deep' ] .\n"
    )
    return path


def test_folder_and_endpoint_give_the_same_answers_as_the_packaged_graph(
    package: Path, tmp_path: Path, own: Path, endpoint: str
) -> None:
    sizes = load([own], str(tmp_path / "store")).sizes
    assert load([own], endpoint).sizes == sizes
    assert sizes[GRAPH_YOURS] == 6
    here = open_store(data=[own])
    for store in (open_store(str(tmp_path / "store")), open_store(endpoint)):
        for question in QUESTIONS:
            assert rows(store, question) == rows(here, question), question
        for mistake in MISTAKES:
            with pytest.raises(LevergraphError) as there:
                store.query(mistake)
            with pytest.raises(LevergraphError) as told:
                here.query(mistake)
            assert (str(there.value), there.type) == (str(told.value), told.type)
        assert resolve(store, "South Coast & Isles") == resolve(here, "South Coast & Isles")
        assert len(list(store.quads())) == sum(sizes.values()) == len(store.dataset())
        assert len(list(store.quads(GRAPH_YOURS))) == 6


@pytest.mark.parametrize("protocol", [upload.PROTOCOL, ("nowhere",)], ids=["graph store protocol", "update"])
def test_loading_replaces_our_graphs_and_leaves_others_alone(
    protocol: tuple[str, ...], package: Path, own: Path, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "PROTOCOL", protocol)
    monkeypatch.setattr(upload, "BATCH", 100)
    store = RemoteStore(endpoint)
    update = b"INSERT DATA { GRAPH <https://example.org/theirs> { <a:a> <a:b> <a:c> } }"
    store.send(
        "POST", endpoint.replace("query", "update"), update, {"Content-Type": "application/sparql-update"}
    )
    first, again = load([own], endpoint).sizes, load([], endpoint, fresh=True).sizes
    assert first[GRAPH_YOURS] == 6
    assert again[GRAPH_YOURS] == 0
    listed = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    code, _, body, _ = store.send(
        "POST", endpoint, listed.encode(), {"Content-Type": "application/sparql-query"}
    )
    assert code == 200
    graphs = [row["g"]["value"] for row in json.loads(body)["results"]["bindings"]]
    assert graphs == sorted(["https://example.org/theirs", *(graph for graph, size in again.items() if size)])
    assert len(list(store.quads())) == sum(again.values())


def test_the_version_follows_the_content(package: Path, own: Path, endpoint: str, tmp_path: Path) -> None:
    for place in (endpoint, str(tmp_path / "store")):
        load([own], place)
        before = open_store(place).version
        assert open_store(place).version == before
        load([], place, fresh=True)
        assert open_store(place).version != before


def test_loading_a_folder_again_keeps_what_is_not_ours(package: Path, own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    theirs = Quad(NamedNode("a:a"), NamedNode("a:b"), Literal("c"), NamedNode("https://example.org/theirs"))
    store = Oxigraph(str(folder))
    store.add(theirs)
    del store
    load([own], str(folder))
    sizes = load([], str(folder)).sizes
    assert theirs in set(Oxigraph.read_only(str(folder)))
    assert len(Oxigraph.read_only(str(folder))) == sum(sizes.values()) + 1
    assert [each.name for each in tmp_path.iterdir() if "store" in each.name] == ["store"]


def test_a_folder_that_is_no_store_is_left_alone(package: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("dear")
    for place in ("papers", "papers/letter.txt"):
        with pytest.raises(UsageError):
            load([], str(tmp_path / place))
    assert (tmp_path / "papers" / "letter.txt").read_text() == "dear"


def test_a_store_in_use_is_left_alone(package: Path, tmp_path: Path) -> None:
    with serving(tmp_path / "served"), pytest.raises(Refused, match="in use"):
        load([], str(tmp_path / "served"))


def test_a_failure_changes_nothing(
    package: Path, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    load([own], str(folder))
    before = set(Oxigraph.read_only(str(folder)))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("levergraph.graph.load.write", full)
    with pytest.raises(UsageError, match=r"No space left on device.*Nothing was changed"):
        load([], str(folder))
    own.write_text("nonsense")
    with pytest.raises(DataError):
        load([own], str(folder))
    assert set(Oxigraph.read_only(str(folder))) == before
    assert [each.name for each in tmp_path.iterdir() if "store" in each.name] == ["store"]


def test_an_endpoint_that_takes_nothing_is_told(package: Path) -> None:
    def answer(request: Request) -> None:
        saying(200 if "form" in request.headers["Content-Type"] else 405, ONE)(request)

    with answering(answer) as url, pytest.raises(Refused, match="takes neither"):
        load([], url)


def test_what_was_taken_in_part_is_told(package: Path) -> None:
    puts: list[str] = []

    def answer(request: Request) -> None:
        if request.command == "PUT":
            puts.append(request.path)
        saying(507 if len(puts) > 2 else 200, ONE)(request)

    with answering(answer) as url, pytest.raises(Refused, match="after it had taken"):
        load([], url)


def test_building_is_what_opening_prepares(package: Path, own: Path) -> None:
    assert {str(quad) for quad in build([own])} == {str(quad) for quad in open_store(data=[own]).quads()}


# The folder itself stays: a volume, a link, the folder in which somebody stands.


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Quad]:
    """A graph of one region in the place of the packaged one: what is loaded is not the question here."""
    region = Quad(NamedNode("a:r"), NamedNode("a:p"), Literal("o"), NamedNode(GRAPH_FACTS))

    def building(files: object, progress: object, own: Iterable[Quad] = ()) -> Oxigraph:
        store = Oxigraph()
        store.extend([region, *own])
        return store

    monkeypatch.setattr("levergraph.graph.load.build", building)
    return [region]


@pytest.mark.parametrize("place", ["folder", "link", ".", "empty", "volume"])
def test_the_folder_that_was_named_is_filled(
    quick: list[Quad], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if place in ("empty", "volume"):
        (tmp_path / place).mkdir(mode=0o750)
    if place == "volume":
        (tmp_path / place / "lost+found").mkdir()
    if place == "link":
        (tmp_path / "big").mkdir()
        (tmp_path / "link").symlink_to("big")
    folder = tmp_path / place
    node = folder.stat().st_ino if folder.exists() else 0
    for _ in range(2):
        load([], place)
        assert set(Oxigraph.read_only(place)) == set(quick)
    assert node in (0, folder.stat().st_ino)
    assert folder.is_symlink() == (place == "link")
    assert not list(folder.glob(".levergraph*"))


def test_the_users_statements_stay_unless_files_or_the_user_say_otherwise(
    quick: list[Quad], tmp_path: Path
) -> None:
    folder = str(tmp_path / "store")
    load([], folder)
    store = Oxigraph(folder)
    store.add(Quad(NamedNode("a:mine"), NamedNode("a:p"), Literal("o"), NamedNode(GRAPH_YOURS)))
    del store
    again = load([], folder)
    assert (again.kept, again.removed, again.sizes[GRAPH_YOURS]) == (1, 0, 1)
    other = load([tmp_path / "other.ttl"], folder)
    assert (other.kept, other.removed) == (0, 1)


@pytest.mark.parametrize("after", range(12))
def test_a_load_that_was_killed_leaves_a_whole_store_and_is_swept_up(
    quick: list[Quad], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Killed after so many steps of the exchange of the old store for the new one."""
    folder = tmp_path / "store"
    load([], str(folder))
    (folder / ".levergraph-loading-999999999").mkdir()
    steps = iter(range(after))

    def step(do: Callable[..., object]) -> Callable[..., object]:
        def stepping(*words: object, **options: object) -> object:
            if next(steps, None) is None:
                raise KeyboardInterrupt  # unlike an error it is not put right again, as when killed
            return do(*words, **options)

        return stepping

    for name in ("unlink", "replace"):
        monkeypatch.setattr(Path, name, step(getattr(Path, name)))
    with pytest.raises(KeyboardInterrupt):
        load([], str(folder))
    monkeypatch.undo()
    with open_store(str(folder)) as store:
        assert list(store.quads())
    monkeypatch.setattr("levergraph.graph.load.build", lambda *_: Oxigraph())
    load([], str(folder))
    assert not list(folder.glob(".levergraph*"))
    assert len(Oxigraph.read_only(str(folder))) == 0


def test_an_endpoint_is_marked_as_whole_last(package: Path) -> None:
    sent: list[tuple[str, bool]] = []

    def answer(request: Request) -> None:
        if request.command == "PUT":
            sent.append((request.path.rpartition("%2F")[2], bool(request.body)))
        saying(200, ONE)(request)

    with answering(answer) as url:
        load([], url)
    assert sent[0] == ("ontology", False)
    assert [graph for graph, _ in sent[1:]] == ["facts", "yours", "inferred", "ontology"]
    assert sent[-1] == ("ontology", True)
