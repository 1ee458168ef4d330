"""A file that is written whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_UNFINISHED: set[str] = set()
"""Files and folders that are being written under another name: nobody wants them half written."""


@contextmanager
def whole(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a file for bytes that takes its name only when the block ends well.

    A device or a pipe is written to as it is. A link stays a link: the file behind it is written. A file that
    was there keeps its permissions; one that cannot be replaced (it is mounted, or its folder is read only)
    is written over once all of it is known. Raises OSError with the name of the file that was asked for; what
    stood there before is then unchanged.
    """
    path = os.fspath(path)
    if os.path.isdir(path):
        from errno import EISDIR

        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), path)
    if path.startswith("/dev/") or (os.path.exists(path) and not os.path.isfile(path)):
        with open(path, "wb") as file:
            yield file
        return
    place = os.path.realpath(path)
    if os.path.exists(place) and not os.access(os.path.dirname(place), os.W_OK):
        yield from _over(place)
        return
    folder, name = os.path.split(place)
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        with unfinished(part), open(part, "wb") as file:
            yield file
            file.flush()
            _replace(part, place)
    except OSError as error:
        if error.filename in (part, place):
            error.filename = path
        raise


@contextmanager
def unfinished(path: str) -> Iterator[None]:
    """Know a file or folder as half written for the length of a block: it is gone when the block ends."""
    _UNFINISHED.add(path)
    try:
        yield
    finally:
        remove(path)
        _UNFINISHED.discard(path)


def abandon() -> None:
    """Remove all that is half written, for a process that ends now."""
    for path in list(_UNFINISHED):
        remove(path)


def _replace(part: str, place: str) -> None:
    """Give a finished file its name, and the permissions that the file of this name had."""
    from errno import EBUSY

    with suppress(OSError):
        os.chmod(part, os.stat(place).st_mode & 0o7777)
    try:
        os.replace(part, place)
    except OSError as error:
        if error.errno != EBUSY:  # a file that is mounted by itself, as containers do
            raise
        with open(part, "rb") as finished, open(place, "wb") as file:
            file.write(finished.read())


def _over(place: str) -> Iterator[BinaryIO]:
    """Write over a file once all of it is known."""
    from io import BytesIO

    with open(place, "ab"):  # nothing is asked of the graph for a file that cannot be written
        pass
    buffer = BytesIO()
    yield buffer
    with open(place, "wb") as file:
        file.write(buffer.getvalue())


def remove(path: str) -> None:
    """Remove a file or a folder with all that it holds, as far as that can be done."""
    if os.path.isdir(path):
        from shutil import rmtree

        rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            os.unlink(path)
