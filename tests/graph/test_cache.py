"""The cache is quick when it is there, and never needed: whatever happens to it, the answers are right."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from levergraph.errors import DataError
from levergraph.graph import LocalStore
from levergraph.graph.building import build
from levergraph.graph.cache import KEPT, opened, prepared
from levergraph.ontology import GRAPH_YOURS
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

OPEN = """
import sys
from levergraph.graph import building, cache
building.PACKAGE = sys.argv[1]
store, key = cache.opened()
print(key, len(store))
"""


def statements(store: Store) -> set[str]:
    return {str(quad) for quad in store}


@pytest.fixture
def cached(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def whole(package: Path) -> set[str]:
    """What the answer must be: the same graph, prepared without a cache."""
    return statements(build())


@pytest.fixture
def quickly_made(package: Path) -> None:
    """The package with one rule alone, for tests that have it prepared many times."""
    for rule in sorted((package / "ontology" / "rules").glob("*.ru"))[1:]:
        rule.unlink()


def entry(cached: Path) -> Path:
    [folder] = [path for path in cached.iterdir() if len(path.name) == 32]
    return folder


def leftovers(cached: Path) -> list[str]:
    return [path.name for path in cached.iterdir() if path.name.startswith(".")]


def test_a_second_opening_reads_no_source_and_runs_no_rule(
    package: Path, whole: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, key = opened()
    monkeypatch.setattr("levergraph.graph.cache.build_from", None)
    monkeypatch.setattr("levergraph.graph.rdf_files.content", None)
    second, again = opened()
    assert key == again
    assert statements(first) == statements(second) == whole


def test_the_key_follows_the_content_and_not_the_time(package: Path) -> None:
    source = package / "graph" / "data" / "small.ttl"
    _, key = opened()
    os.utime(source)
    assert opened()[1] == key
    text = source.read_text()
    source.write_text(text.replace("1000000", "1000001"))
    assert opened()[1] != key
    source.write_text(text)
    assert opened()[1] == key


def test_a_change_of_the_same_size_and_time_is_seen(package: Path) -> None:
    source = package / "graph" / "data" / "small.ttl"
    _, key = opened()
    before = source.stat()
    source.write_text(source.read_text().replace("1000000", "2000000"))
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert opened()[1] != key


def test_a_rule_that_changes_is_a_change(package: Path) -> None:
    _, key = opened()
    rule = next((package / "ontology" / "rules").glob("*.ru"))
    rule.unlink()
    assert opened()[1] != key


def test_the_store_on_disk_can_be_opened_by_others(package: Path, whole: set[str]) -> None:
    assert statements(Store.read_only(str(prepared()))) == whole


HARM: dict[str, Callable[[Path], object]] = {
    "removed": Path.unlink,
    "emptied": lambda path: path.write_bytes(b""),
    "cut short": lambda path: os.truncate(path, path.stat().st_size // 2),
    "overwritten": lambda path: path.write_bytes(b"\xa5" * max(path.stat().st_size, 1)),
    "grown": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
}


@pytest.mark.parametrize("harm", HARM)
def test_damage_to_any_file_of_the_cache_is_mended(
    harm: str,
    package: Path,
    quickly_made: None,
    whole: set[str],
    cached: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opened()
    for name in sorted(path.relative_to(cached) for path in cached.rglob("*") if path.is_file()):
        victim = cached / name
        if not victim.exists():
            continue  # RocksDB has given the files other names
        HARM[harm](victim)
        store, _ = opened()
        assert statements(store) == whole, f"{name} {harm}"
        said = capsys.readouterr().err
        if "known" not in name.parts:
            assert said.count("\n") <= 1
        assert "Traceback" not in said
        del store
        opened()
        assert capsys.readouterr().err == "", "it was mended for good"


def test_a_flipped_bit_is_found(package: Path, whole: set[str], cached: Path) -> None:
    opened()
    for table in sorted((entry(cached) / "store").glob("*.sst")):
        if table.exists():
            content = bytearray(table.read_bytes())
            content[len(content) // 2] ^= 255
            table.write_bytes(content)
            assert statements(opened()[0]) == whole


def test_a_copied_cache_serves_though_its_times_differ(
    package: Path, whole: set[str], cached: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened()
    shutil.copytree(cached, cached.with_name("copy"))
    shutil.rmtree(cached)
    cached.with_name("copy").rename(cached)
    made = entry(cached).stat().st_ino
    assert statements(opened()[0]) == whole
    assert entry(cached).stat().st_ino == made
    assert capsys.readouterr().err == ""


def test_eight_processes_at_once_all_have_the_right_graph(
    package: Path, whole: set[str], cached: Path
) -> None:
    calls = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(package)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(8)
    ]
    ends = [call.communicate(timeout=120) for call in calls]
    assert [err.decode() for _, err in ends] == [""] * 8
    assert {out.decode() for out, _ in ends} == {f"{entry(cached).name} {len(whole)}\n"}
    assert leftovers(cached) == []


NOWHERE = {
    "a home that is a file": lambda tmp: f"{shutil.copy(__file__, tmp / 'file')}/cache",
    "a folder that nobody can make": lambda tmp: "/proc/levergraph",
    "a device": lambda tmp: "/dev/null",
}


@pytest.mark.parametrize("place", NOWHERE)
def test_a_cache_that_cannot_be_written_costs_a_warning(
    place: str,
    package: Path,
    whole: set[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LEVERGRAPH_CACHE", NOWHERE[place](tmp_path))
    store, _ = opened()
    assert statements(store) == whole
    said = capsys.readouterr().err
    assert said.startswith("levergraph: the prepared graph cannot be kept in ")
    assert said.count("\n") == 1
    with pytest.raises(DataError, match="LEVERGRAPH_CACHE"):
        prepared()


@pytest.mark.parametrize("room", [0, 1_000, 20_000])
def test_a_full_disk_costs_a_warning_and_leaves_nothing_half_written(
    room: int, package: Path, whole: set[str], cached: Path
) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(package)],
        capture_output=True,
        text=True,
        preexec_fn=full,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[1] == str(len(whole))
    assert done.stderr.startswith("levergraph: the prepared graph cannot be kept in ")
    assert done.stderr.count("\n") == 1
    assert list(cached.iterdir()) == []


def test_a_cache_that_can_only_be_read_serves_in_silence(
    package: Path, whole: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    for name in ("makedirs", "mkdir", "rename", "replace", "unlink"):
        monkeypatch.setattr(os, name, refuse)
    assert statements(opened()[0]) == whole
    assert capsys.readouterr().err == ""


def test_old_contents_are_dropped_and_those_in_use_stay_readable(package: Path, cached: Path) -> None:
    source = package / "graph" / "data" / "small.ttl"
    text = source.read_text()
    held, first = opened()
    count = len(held)
    for number in range(KEPT + 2):
        source.write_text(text.replace("1000000", str(number)))
        _, newest = opened()
    entries = [path.name for path in cached.iterdir() if len(path.name) == 32]
    assert len(entries) == KEPT
    assert newest in entries
    assert first not in entries
    assert len(list(held)) == count
    assert len(list((cached / "known").iterdir())) <= KEPT


def test_a_half_written_entry_of_a_killed_process_is_swept_up(package: Path, cached: Path) -> None:
    part = cached / f".{'a' * 32}.1.abcd"
    part.mkdir(parents=True)
    hours = time.time() - 7200
    os.utime(part, (hours, hours))
    opened()
    assert leftovers(cached) == []


def test_files_of_the_users_are_prepared_and_kept_too(package: Path, tmp_path: Path, cached: Path) -> None:
    own = tmp_path / "own.nt"
    own.write_text('<https://example.org/a> <https://example.org/b> "c" .\n')
    _, plain = opened()
    store, key = opened([own])
    assert key != plain
    assert opened([own])[1] == key
    assert len(list(store.quads_for_pattern(None, None, None, NamedNode(GRAPH_YOURS)))) == 1
    own.write_text("")
    assert opened([own])[1] not in (plain, key)


IRIS = st.sampled_from(["https://example.org/a", "https://example.org/b", "urn:c"]).map(NamedNode)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LITERALS = st.builds(Literal, WORDS) | st.builds(lambda text: Literal(text, language="en"), WORDS)
QUADS = st.lists(st.builds(Quad, IRIS, IRIS, IRIS | LITERALS, st.just(NamedNode(GRAPH_YOURS))), max_size=8)


@given(QUADS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out_again(package: Path, tmp_path: Path, quads: list[Quad]) -> None:
    own = tmp_path / "own.nq"
    own.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    with LocalStore(opened([own])[0], "", "") as store:
        assert set(store.quads(GRAPH_YOURS)) == set(quads)


def test_nothing_is_asked_twice_of_a_damaged_source(package: Path) -> None:
    source = package / "graph" / "data" / "small.ttl"
    source.write_text("@prefix nonsense")
    with pytest.raises(DataError, match=r"small\.ttl"):
        opened()
