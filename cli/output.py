"""Where answers go: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from ..errors import UsageError

WIDEST = 1000
"""More columns than this are not filled: each costs memory in every line."""
NOTHING = "No rows."
"""The note beside an answer without rows."""


def paint(text: str, code: str, stream: TextIO | None = None) -> str:
    """Colour a text by an ANSI code, where colour is seen."""
    return f"\x1b[{code}m{text}\x1b[0m" if colourful(stream) else text


def colourful(stream: TextIO | None = None) -> bool:
    """Whether colour is seen there: on a terminal, unless its user asked for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and (stream or sys.stdout).isatty()


def columns() -> int:
    """The width of the terminal in characters, without importing shutil, which costs start-up time.

    A width of nothing or less, as some terminals and schedulers say, is an unknown one: 80.
    """
    try:
        width = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        try:
            width = os.get_terminal_size(1).columns
        except (OSError, ValueError):
            width = 0
    return min(width, WIDEST) if width > 0 else 80


def by_suffix(path: str | None, forms: Mapping[str, str]) -> str | None:
    """The form that a file's name asks for; None for standard output and for a name without a suffix."""
    suffix = os.path.splitext(path or "")[1].lower().removeprefix(".")  # noqa: PTH122  (pathlib costs start-up time)
    if not suffix:
        return None
    if suffix not in forms:
        known = ", ".join(f".{each}" for each in forms)
        raise UsageError(f"{path} has no suffix of a form that this can be written in: {known}.")
    return forms[suffix]


class Tally:
    """Passes bytes on and counts them, so that an answer without rows is noticed without asking twice."""

    def __init__(self, output: BinaryIO) -> None:
        """Count what goes into an output."""
        self._output = output
        self.size = 0

    def write(self, data: bytes) -> int:
        """Pass it on."""
        self.size += len(data)
        return self._output.write(data)

    def flush(self) -> None:
        """Pass on that what was written is wanted now."""
        self._output.flush()


@contextmanager
def sink(path: str | None) -> Iterator[BinaryIO]:
    """Bytes to standard output, or to a file that appears under its name only when it is complete."""
    if path is None or path == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    from ..graph.atomic_file import whole

    with whole(path) as file:
        yield file
