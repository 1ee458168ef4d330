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
        ("a.ttl", "PK\x03\x04", r"a\.ttl: this is not Turtle: it looks like a zip archive"),
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


OWL = "http://www.w3.org/2002/07/owl#"
CONTENTS = {
    "turtle": (f"# A comment.\n@prefix owl: <{OWL}> .\n<urn:o> a owl:Ontology .\n", "Turtle", ".ttl"),
    "rdf-xml": (f'<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="{RDF}"/>', "RDF/XML", ".rdf"),
    "json-ld": ('{"@id": "urn:o", "urn:p": "q"}', "JSON-LD", ".jsonld"),
    "owl-xml": (f'<?xml version="1.0"?>\n<!-- By hand -->\n<Ontology xmlns="{OWL}"/>', "OWL/XML", ""),
    "functional": (f"Prefix(owl:=<{OWL}>)\nOntology(<urn:o>)", "OWL functional syntax", ""),
    "manchester": (f"Prefix: owl: <{OWL}>\nOntology: <urn:o>", "OWL Manchester syntax", ""),
    "page": ("<html><body>Not found</body></html>", "a web page", ""),
    "archive": ("PK\x03\x04 and so on", "a zip archive", ""),
    "pointer": ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS", ""),
}
"""What people save under the name of another syntax: the content, what it is, and its own suffix."""


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "rdf", "owl", "xml", "jsonld", "json"])
@pytest.mark.parametrize(("text", "syntax", "right"), CONTENTS.values(), ids=CONTENTS)
def test_a_file_in_another_syntax_than_its_name_says_is_told_which(
    text: str, syntax: str, right: str, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"saved.{suffix}"
    path.write_text(text)
    fits = SUFFIXES[right[1:]] if right else None
    if SUFFIXES[suffix] == fits or (fits, suffix) == ("TURTLE", "trig"):
        list(read(path))
        return
    with pytest.raises(DataError, match=f"it looks like .*{syntax}") as error:
        list(read(path))
    assert str(error.value).endswith(f"Name it {right}." if right else "with a name that ends in .ttl.")


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nt", "nq"])
def test_a_mistake_in_the_right_syntax_is_told_as_that(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"own.{suffix}"
    path.write_text(TURTLE + "<https://example.org/a> nonsense\n")
    with pytest.raises(DataError, match=rf"own\.{suffix}:2:\d+: this is not"):
        list(read(path))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_file_from_windows_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + TURTLE).encode(encoding))
    assert [quad.object.value for quad in read(path)] == ["c"]
