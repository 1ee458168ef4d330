"""Two files are two, whatever they are called; one file is one, however it is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from levergraph.graph.rdf_files import base, names, read


@pytest.mark.parametrize(
    ("paths", "called"),
    [
        (["/x/a.ttl"], ["a.ttl"]),
        (["/x/a.ttl", "/x/b.ttl"], ["a.ttl", "b.ttl"]),
        (["/x/a.ttl", "/y/a.ttl"], ["x/a.ttl", "y/a.ttl"]),
        (["/x/d/a.ttl", "/y/d/a.ttl", "/z/b.ttl"], ["x/d/a.ttl", "y/d/a.ttl", "b.ttl"]),
        (["/a.ttl", "/x/a.ttl"], ["a.ttl", "x/a.ttl"]),
        (["/x/a.ttl", "/x/../x/a.ttl"], ["a.ttl", "a.ttl"]),
        ([], []),
    ],
)
def test_files_of_one_name_are_parted_by_their_folders(paths: list[str], called: list[str]) -> None:
    assert list(names(paths).values()) == called


@pytest.mark.parametrize("text", ["<#plan>", "<>", "<plan>", "[]"])
def test_what_two_files_of_one_name_say_is_of_two_things(tmp_path: Path, text: str) -> None:
    paths = []
    for folder in "AB":
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "facts.ttl"
        path.write_text(f'{text} <http://purl.org/dc/terms/title> "of {folder}"@en .')
        paths.append(str(path))
    subjects = {quad.subject for path, name in names(paths).items() for quad in read(path, name=name)}
    assert len(subjects) == 2


@pytest.mark.parametrize(
    "name", ["caf\udce9.ttl", "a b#c?%41.ttl", "\u0175.ttl", 'a"b<c>.ttl', "new\nline.ttl"]
)
def test_any_name_makes_an_iri(name: str) -> None:
    from pyoxigraph import NamedNode

    assert NamedNode(base(name)).value.isascii()
