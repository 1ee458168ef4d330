"""The door for Python has the verbs of the command line, and opens nothing before it is asked to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import levergraph as lg
import pytest
from levergraph.ontology import ID


def test_every_public_name_is_there_and_has_a_word_about_itself() -> None:
    for name in lg.__all__:
        assert getattr(lg, name).__doc__
    assert set(lg.__all__) <= set(dir(lg))
    with pytest.raises(AttributeError):
        lg.nothing  # noqa: B018


def test_importing_it_imports_nothing_else() -> None:
    program = (
        "import sys, levergraph; print([name for name in sys.modules if name.startswith('levergraph.')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_session_asks_shows_and_explores(cache: Path, tmp_path: Path) -> None:
    with lg.open() as graph:
        assert "packaged graph" in repr(graph)
        held = list(graph.query("levers-of-region", region="West Yorkshire"))
        assert held
        assert graph.show("West Yorkshire").label == "West Yorkshire"
        assert len(list(graph.graph.query("SELECT ?r WHERE { ?r a lg:Region }"))) > 9
        page = graph.explore(tmp_path / "page.html", region="west-yorkshire")
        assert page.read_text(encoding="utf-8").startswith("<!")


def test_a_session_takes_data_and_says_what_is_wrong(package: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(f"<{ID}region/mine> a <https://w3id.org/levergraph/ontology#Region> .")
    for data in (own, str(own), [own]):
        with lg.open(data=data) as graph:
            rows = list(graph.query("SELECT ?r WHERE { ?r a lg:Region } ORDER BY ?r"))
            assert len(rows) == 4
    with pytest.raises(lg.LevergraphError):
        lg.open(tmp_path / "nowhere")
