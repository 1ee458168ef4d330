"""A file is written whole or not at all, and keeps what it was: a link, its permissions, a mount."""

from __future__ import annotations

import os
import stat
from errno import EBUSY
from pathlib import Path
from typing import Any

import pytest
from levergraph.graph.atomic_file import abandon, unfinished, whole


def write(path: Path | str, data: bytes = b"new") -> None:
    with whole(path) as file:
        file.write(data)


def begin(path: Path) -> None:
    """Write half of a file."""
    with whole(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(mode)
    write(path)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)


@pytest.mark.parametrize("target", ["there.csv", "new.csv", "folder/there.csv"])
def test_a_link_stays_and_the_file_behind_it_is_written(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    if "there" in target:
        (tmp_path / target).write_bytes(b"old")
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    write(link)
    assert link.is_symlink()
    assert (tmp_path / target).read_bytes() == b"new"


def test_a_mounted_file_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: Any) -> None:
        raise OSError(EBUSY, "Device or resource busy")

    path = tmp_path / "a.csv"
    path.write_bytes(b"older")
    monkeypatch.setattr(os, "replace", busy)
    write(path)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_a_folder_that_cannot_be_written_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"older")
    monkeypatch.setattr(os, "access", lambda *_: False)
    write(path)
    assert path.read_bytes() == b"new"
    with pytest.raises(KeyboardInterrupt):
        begin(path)
    assert path.read_bytes() == b"new"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        begin(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_name_that_was_given_is_in_the_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no" / "a.csv"):
        with pytest.raises((IsADirectoryError, FileNotFoundError)) as told:
            write(path)
        assert told.value.filename == str(path)


def test_devices_and_pipes_are_written_as_they_are(tmp_path: Path) -> None:
    write(os.devnull)
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write(tmp_path / "pipe")
    assert os.read(reader, 10) == b"new"
    os.close(reader)


def test_what_is_half_written_can_be_abandoned(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").touch()
    (tmp_path / "file").touch()
    with unfinished(str(tmp_path / "folder")), unfinished(str(tmp_path / "file")):
        abandon()
        assert list(tmp_path.iterdir()) == []
