"""Where answers go: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO


def paint(text: str, code: str, stream: TextIO | None = None) -> str:
    """Colour a text by an ANSI code, where colour is seen."""
    return f"\x1b[{code}m{text}\x1b[0m" if colourful(stream) else text


def colourful(stream: TextIO | None = None) -> bool:
    """Whether colour is seen there: on a terminal, unless its user asked for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and (stream or sys.stdout).isatty()


def columns() -> int:
    """How wide the terminal is; found without importing shutil, which costs start-up time."""
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        try:
            return os.get_terminal_size(1).columns or 80
        except OSError:
            return 80


@contextmanager
def sink(path: str | None) -> Iterator[BinaryIO]:
    """Bytes to standard output, or to a file that appears under its name only when it is complete."""
    if path is None or path == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    from ..graph.whole import whole

    with whole(path) as file:
        yield file
