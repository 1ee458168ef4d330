"""Releases: kept as data, known by their hash, opened as a store, and never changed."""

from __future__ import annotations

from pathlib import Path

import levergraph.graph.release
import pytest
from levergraph.errors import DataError, UsageError
from levergraph.graph import open_store
from levergraph.graph.canonical import canonical, digest
from levergraph.graph.release import keep, quads, release, releases, text
from pyoxigraph import Literal, NamedNode, Quad

FACT = Quad(NamedNode("http://example.org/s"), NamedNode("http://example.org/p"), Literal("ö"))


@pytest.mark.parametrize("kept", releases(), ids=lambda kept: kept.name)
def test_every_release_is_what_its_hash_says(kept: levergraph.graph.release.Release) -> None:
    data = text(kept)
    assert digest(data) == kept.digest
    assert data.count(b"\n") == kept.statements
    assert Path(kept.path).stat().st_size < 2_000_000


def test_a_release_opens_as_a_store() -> None:
    kept = releases()[-1]
    with open_store(f"release:{kept.name}") as store:
        assert store.name == f"release {kept.name}"
        held = store.select("SELECT (COUNT(*) AS ?n) WHERE { region:greater-manchester lg:holds ?lever }")
        assert int(next(held)[0].value) > 10


def test_an_unknown_release_names_those_that_are_kept() -> None:
    with pytest.raises(UsageError, match=r"There are: 0\.1\.0"):
        release("release:9.9")


def test_what_is_kept_is_read_back_and_never_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levergraph.graph.release, "FOLDER", str(tmp_path))
    made = keep("1.0", "2026-01-02", [FACT], str(tmp_path))
    assert made.digest == digest(canonical([FACT]))
    assert list(quads(release("1.0"))) == [FACT]
    again = keep("1.1", "2026-01-03", [FACT], str(tmp_path))
    assert again.path == made.path
    with pytest.raises(UsageError, match="never changes"):
        keep("1.0", "2026-01-04", [], str(tmp_path))
    assert [kept.name for kept in releases()] == ["1.0", "1.1"]


def test_a_release_that_is_damaged_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import lzma

    monkeypatch.setattr(levergraph.graph.release, "FOLDER", str(tmp_path))
    made = keep("1.0", "2026-01-02", [FACT], str(tmp_path))
    for damage in (b"", lzma.compress(b"another")):
        Path(made.path).write_bytes(damage)
        with pytest.raises(DataError, match="not what was released"):
            text(made)
