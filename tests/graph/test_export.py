"""An export is whole or not there, and other programs read in it what the graph says."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import networkx
import openpyxl
import pytest
from levergraph.errors import UsageError
from levergraph.graph import LocalStore, Store
from levergraph.graph.export import WRITERS, export
from levergraph.graph.tables import Records, by_kind, claims, column
from levergraph.ontology import GRAPH_FACTS, ID, LG
from pyoxigraph import Literal, NamedNode, Quad, Store as Oxigraph, parse
from rdflib import Dataset, Graph

NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@cmd",
    '=HYPERLINK("https://example.org")',
    "\x01\x0b\ufffe a\tb\nc",
    "<b>&amp;]]>",
    "£",
]


@pytest.fixture
def nasty() -> LocalStore:
    store = Oxigraph()
    graph = NamedNode(GRAPH_FACTS)
    label, kind = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), NamedNode(f"{LG}Region")
    for number, text in enumerate(NASTY):
        thing = NamedNode(f"{ID}region/r{number}")
        store.add(Quad(thing, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), kind, graph))
        store.add(Quad(thing, label, Literal(text, language="en"), graph))
    return LocalStore(store, "nasty", "1")


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_same_graph_is_the_same_file_and_leaves_nothing_beside_it(
    suffix: str, small: LocalStore, tmp_path: Path
) -> None:
    path = export(small, tmp_path / f"graph.{suffix.upper()}")
    first = path.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    if suffix not in ("xlsx", "zip", "gexf"):  # these hold the time of their making
        assert export(small, path).read_bytes() == first


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself
@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld"])
def test_rdf_holds_every_statement(suffix: str, small: LocalStore, tmp_path: Path) -> None:
    path = export(small, tmp_path / f"graph.{suffix}")
    assert len(list(parse(path=path))) == len(small.oxigraph)
    formats = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
    assert len(Graph().parse(path, format=formats[suffix])) == len(small.oxigraph), "rdflib reads it too"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself
def test_nquads_keep_the_graphs(small: LocalStore, tmp_path: Path) -> None:
    path = export(small, tmp_path / "graph.nq")
    assert set(parse(path=path)) == set(small.quads())
    assert {str(graph.identifier) for graph in Dataset().parse(path, format="nquads").graphs()} >= {
        GRAPH_FACTS
    }


@pytest.mark.parametrize(
    ("suffix", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)]
)
def test_a_network_holds_every_thing_and_what_joins_them(
    suffix: str, read: Callable[..., networkx.MultiDiGraph], small: LocalStore, tmp_path: Path
) -> None:
    graph = read(export(small, tmp_path / f"graph.{suffix}"))
    node = graph.nodes["region/northshire"]
    assert (node["label"], node["kind"], node["population2019"]) == ("Northshire", "region", 1_000_000)
    joined = list(graph["region/northshire"]["lever/bus-franchising"].values())
    assert [(edge["property"], edge["inferred"]) for edge in joined] == [("holds", True)]
    given = [
        edge["property"]
        for edge in graph["holding/northshire--bus-franchising"]["region/northshire"].values()
    ]
    assert given == ["region"]


def test_a_line_of_the_claims_says_what_of_what_and_who_says_so(small: LocalStore, tmp_path: Path) -> None:
    text = export(small, tmp_path / "claims.csv").read_bytes().decode()
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    (line,) = (each for each in lines if each["id"] == "northshire--bus-franchising")
    assert line["kind"] == "holding"
    assert line["about"] == "Bus franchising | Northshire"
    assert line["status"] == "held"
    assert line["valid_from"] == "2018"
    assert (line["source"], line["source_url"]) == ("The Act", "https://example.org/act")
    assert line["iri"] == f"{ID}holding/northshire--bus-franchising"
    assert len(lines) == len({each["iri"] for each in lines})


def test_every_claim_of_the_packaged_graph_has_its_line_and_every_thing_its_table(packaged: Store) -> None:
    records = Records(packaged)
    counted = packaged.select("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a lg:Claim . FILTER(isIRI(?c)) }")
    assert len(claims(records).rows) == int(next(counted)[0].value)
    tables = {table.name: table for table in by_kind(records)}
    for kind, table in tables.items():
        assert len(table.rows) == len(records.of_kind(kind))
        assert len(set(table.columns)) == len(table.columns)
        assert all(len(row) == len(table.columns) for row in table.rows)
    described = {thing for thing in records.things if thing.startswith(ID)}
    assert sum(len(table.rows) for table in tables.values()) == len(described)


def test_a_sheet_has_text_for_text_and_numbers_for_numbers(
    nasty: LocalStore, small: LocalStore, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(export(nasty, tmp_path / "nasty.xlsx"))
    cells = [row[1] for row in book["region"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    shown = {cell.value for cell in cells}
    assert {text for text in NASTY if text.isprintable()} <= shown
    sheet = openpyxl.load_workbook(export(small, tmp_path / "small.xlsx"))["region"]
    head = [cell.value for cell in sheet[1]]
    numbers = [row[head.index("population2019")].value for row in sheet.iter_rows(min_row=2)]
    assert numbers == [1_000_000, None, None]


@pytest.mark.parametrize("suffix", WRITERS)
def test_what_a_format_cannot_hold_does_not_break_it(suffix: str, nasty: LocalStore, tmp_path: Path) -> None:
    path = export(nasty, tmp_path / f"nasty.{suffix}")
    if suffix in ("graphml", "gexf"):
        names = [label for _, label in getattr(networkx, f"read_{suffix}")(path).nodes(data="label")]
        assert {text for text in NASTY if text.isprintable()} <= set(names)
        assert any("\ufffd" in name for name in names)
    elif suffix in ("ttl", "nt", "nq", "jsonld", "rdf"):
        read = {quad.object.value for quad in parse(path=path) if isinstance(quad.object, Literal)}
        assert len(read) == len(NASTY)
        assert suffix == "rdf" or read == set(NASTY)


def test_a_zip_holds_the_tables_and_the_graph(small: LocalStore, tmp_path: Path) -> None:
    with zipfile.ZipFile(export(small, tmp_path / "graph.zip")) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        assert {"README.txt", "claims.csv", "region.csv", "lever.csv", "levergraph.ttl"} <= names
        region = list(csv.DictReader(io.StringIO(archive.read("region.csv").decode())))
        assert [row["id"] for row in region] == ["northshire", "oldshire", "south-coast"]
        assert region[0]["governed_by_id"] == "northshire"
        assert len(list(parse(archive.read("levergraph.ttl"), path=None, format=_turtle()))) == len(
            small.oxigraph
        )


def _turtle() -> object:
    from pyoxigraph import RdfFormat

    return RdfFormat.TURTLE


@pytest.mark.parametrize("name", ["graph.docx", "graph", ".ttl"])
def test_an_unknown_suffix_is_told_with_those_that_are_known(
    name: str, small: LocalStore, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=r"\.ttl, \.nt, .*\.zip"):
        export(small, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_old_file(
    small: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export(small, tmp_path / "graph.nt")
    before = path.read_bytes()

    def full(store: object, file: io.BufferedWriter, progress: object) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(WRITERS, "nt", full)
    with pytest.raises(UsageError, match="No space left on device"):
        export(small, path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["graph.nt"]


def test_a_place_that_cannot_be_written_is_told(small: LocalStore, tmp_path: Path) -> None:
    (tmp_path / "folder.nt").mkdir()
    for path in (tmp_path / "missing" / "graph.nt", tmp_path / "folder.nt", Path("/proc/graph.nt")):
        with pytest.raises(UsageError, match="cannot be written"):
            export(small, path)


def test_a_property_makes_a_column() -> None:
    assert column(f"{LG}validFrom") == "valid_from"
    assert column("http://www.w3.org/2004/02/skos/core#prefLabel") == "pref_label"
