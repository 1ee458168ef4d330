"""The releases of the graph: what each one said, kept as canonical N-Quads, named by its number and its hash.

A release holds the ontology and the facts, each in its named graph; what follows from them is inferred anew.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from ..errors import DataError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "releases")
TABLE = "releases.csv"
ENDING = ".nq.xz"
SHORT = 16
"""So many digits of a hash name a file, and are shown to people."""
PREFIX = "release:"
"""A store of this prefix is a release: release:0.2.0."""


class Release(NamedTuple):
    """A release: its number, the day it was made (YYYY-MM-DD), its SHA-256 and its number of statements."""

    name: str
    issued: str
    digest: str
    statements: int

    @property
    def path(self) -> str:
        """The file that holds it, named by its hash: releases of the same facts share one."""
        return os.path.join(FOLDER, self.digest[:SHORT] + ENDING)


def releases() -> tuple[Release, ...]:
    """Every release that is kept, the oldest first."""
    import csv

    with open(os.path.join(FOLDER, TABLE), encoding="utf-8", newline="") as file:
        return tuple(
            Release(row["release"], row["issued"], row["sha256"], int(row["statements"]))
            for row in csv.DictReader(file)
        )


def release(name: str) -> Release:
    """The release of a number, with or without `release:` before it. Raises UsageError for one not kept."""
    number = name.removeprefix(PREFIX)
    kept = releases()
    for each in kept:
        if each.name == number:
            return each
    known = ", ".join(each.name for each in kept)
    raise UsageError(f"No release is called {number!r}. There are: {known}.")


def text(kept: Release) -> bytes:
    """The canonical N-Quads of a release. Raises DataError where they are not what was released."""
    try:
        with open(kept.path, "rb") as file:
            return opened(kept.path, file.read())
    except OSError as error:
        raise _damaged(kept.path, error.strerror or str(error)) from None


def opened(path: str, packed: bytes) -> bytes:
    """The canonical N-Quads in the bytes of a release's file. Raises DataError where its hash is another."""
    import lzma

    from .canonical import digest

    try:
        data = lzma.decompress(packed)
    except lzma.LZMAError as error:
        raise _damaged(path, str(error)) from None
    if not digest(data).startswith(os.path.basename(path).removesuffix(ENDING)):
        raise _damaged(path, "its hash is another")
    return data


def quads(kept: Release) -> Iterator[pyoxigraph.Quad]:
    """The statements of a release, each in its named graph."""
    from pyoxigraph import RdfFormat, parse

    return parse(text(kept), RdfFormat.N_QUADS)


def keep(name: str, issued: str, statements: Iterable[pyoxigraph.Quad], folder: str = FOLDER) -> Release:
    """Keep statements as a release. Raises UsageError for a number that is taken: a release never changes."""
    import csv
    import io
    import lzma

    from .atomic_file import whole
    from .canonical import canonical, digest

    table = os.path.join(folder, TABLE)
    rows = []
    if os.path.exists(table):
        with open(table, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
    if any(row[0] == name for row in rows):
        raise UsageError(
            f"The release {name} is kept already, and a release never changes. Raise the number."
        )
    data = canonical(statements)
    made = Release(name, issued, digest(data), data.count(b"\n"))
    with whole(os.path.join(folder, made.digest[:SHORT] + ENDING)) as output:
        output.write(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerows([["release", "issued", "sha256", "statements"], *rows, made])
    with whole(table) as output:
        output.write(lines.getvalue().encode())
    return made


def _damaged(path: str, why: str) -> DataError:
    return DataError(f"{path} is not what was released ({why}). Install levergraph again.")
