"""The changes of each release against the one before it, kept beside the releases as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...graph.release import FOLDER, Release, releases
from .contract import Changes

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDING = ".changes.json.xz"


def keep_changes(release: Release, changes: Changes, folder: str = FOLDER) -> str:
    """Write what a release states otherwise than the one before it; the path of the file."""
    import lzma

    from msgspec import json

    from ...graph.atomic_file import whole

    path = Path(folder, f"{release.name}{ENDING}")
    with whole(path) as file:
        file.write(lzma.compress(json.encode(changes), preset=9))
    return str(path)


@cache
def changes_of(release: str) -> Changes | None:
    """What a release (its number) states otherwise than the one before it; None for the first."""
    import lzma

    from msgspec import json

    path = Path(FOLDER, f"{release}{ENDING}")
    if not path.exists():
        return None
    return json.decode(lzma.decompress(path.read_bytes()), type=Changes)


def history() -> Iterator[tuple[Release, Changes | None]]:
    """Every release with its changes, the newest first."""
    for release in reversed(releases()):
        yield release, changes_of(release.name)
