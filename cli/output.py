"""Where answers go: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO


def paint(text: str, code: str, stream: TextIO | None = None) -> str:
    """Colour a text by an ANSI code, on a terminal whose user did not ask for none (NO_COLOR)."""
    stream = stream or sys.stdout
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return text
    return f"\x1b[{code}m{text}\x1b[0m"


@contextmanager
def sink(path: str | None) -> Iterator[BinaryIO]:
    """Bytes to standard output, or to a file that appears under its name only when it is complete."""
    if path is None or path == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    if not _replaceable(path):
        with open(path, "wb") as file:  # noqa: PTH123  (pathlib costs start-up time)
            yield file
        return
    part = f"{path}.{os.getpid()}.part"
    try:
        with open(part, "wb") as file:  # noqa: PTH123
            yield file
        os.replace(part, path)  # noqa: PTH105
    except BaseException as error:
        if isinstance(error, OSError) and error.filename == part:
            error.filename = path
        if os.path.exists(part):  # noqa: PTH110
            os.unlink(part)  # noqa: PTH108
        raise


def _replaceable(path: str) -> bool:
    """Whether a new file may take the place of this one: devices and pipes are written to as they are."""
    return not os.path.exists(path) or os.path.isfile(path)  # noqa: PTH110, PTH113
