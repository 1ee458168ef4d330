"""A file of the user's own is read as data and nothing more; what is wrong with it is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from levergraph.errors import DataError
from levergraph.graph.rdf_files import SUFFIXES, read
from pyoxigraph import BlankNode, RdfFormat, serialize

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TURTLE = '<https://example.org/a> <https://example.org/b> "c"@en .\n'


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_suffix_is_read_as_what_it_says(suffix: str, tmp_path: Path) -> None:
    turtle = tmp_path / "own.ttl"
    turtle.write_text(TURTLE)
    expected = list(read(turtle))
    path = tmp_path / f"again.{suffix.upper()}"
    path.write_bytes(
        b"\xef\xbb\xbf" + (serialize(expected, format=getattr(RdfFormat, SUFFIXES[suffix])) or b"")
    )
    assert list(read(path)) == expected


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.ttl", "<a:a> <a:b> <a:c> .\n<a:a> nonsense .", r"a\.ttl:2:7: this is not Turtle: nonsense"),
        ("a.nt", "not rdf", r"a\.nt:1:1: this is not N-Triples"),
        ("a.nq", '<a:a> <a:b> "c', r"a\.nq:1:13: this is not N-Quads"),
        ("a.trig", "<a:g> {", r"a\.trig:1:7: this is not TriG"),
        ("a.rdf", "<a>", r"a\.rdf: this is not RDF/XML"),
        ("a.jsonld", '{"@id": }', r"a\.jsonld:1:9: this is not JSON"),
        ("a.json", '{"@id": {}}', r"a\.json: this is not JSON-LD"),
        ("a.ttl", "PK\x03\x04", r"a\.ttl:1:1: this is not Turtle"),
        ("a.docx", "", r"no suffix of an RDF file: \.ttl, "),
        ("ttl", "", "no suffix of an RDF file"),
        ("a.rdf", '<!DOCTYPE a [<!ENTITY b "c">]><a/>', r"a\.rdf:1: DOCTYPE is refused"),
        ("a.xml", '<a>\n<!ENTITY b SYSTEM "file:///etc/passwd"></a>', r"a\.xml:2: ENTITY is refused"),
        ("a.jsonld", '{"@context": "https://example.org/c", "@id": "a:b"}', "is not fetched"),
        ("a.jsonld", '[{"a": {"@context": [{}, "https://example.org/c"]}}]', "is not fetched"),
        ("a.jsonld", '{"@context": {"@import": "https://example.org/c"}}', "is not fetched"),
        ("a.jsonld", "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_place(
    name: str, text: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(DataError, match=words):
        list(read(path))


def test_entities_are_found_in_wide_letters_too(tmp_path: Path) -> None:
    path = tmp_path / "a.rdf"
    path.write_bytes('<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"))
    with pytest.raises(DataError, match="DOCTYPE is refused"):
        list(read(path))


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        list(read(tmp_path / "missing.ttl"))
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(DataError, match="is a folder"):
        list(read(tmp_path / "folder.ttl"))


def test_blank_nodes_are_the_same_at_every_reading_and_shared_by_no_two_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one.ttl", tmp_path / "other.ttl"
    for path in (one, other):
        path.write_text("_:a <https://example.org/b> [] .")
    assert list(read(one)) == list(read(one))
    (first,), (second,) = read(one), read(other)
    assert isinstance(first.subject, BlankNode)
    assert len({first.subject, first.object, second.subject, second.object}) == 4


def test_a_relative_name_stands_on_the_graph_of_the_users_and_not_on_this_machine(tmp_path: Path) -> None:
    path = tmp_path / "my facts.ttl"
    path.write_text("<#a> a <b> .")
    (quad,) = read(path)
    assert quad.subject.value == "https://w3id.org/levergraph/graph/yours/my%20facts.ttl#a"
    assert quad.object.value == "https://w3id.org/levergraph/graph/yours/b"
