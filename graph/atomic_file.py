"""A file that is written whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO


@contextmanager
def whole(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a file for bytes that takes its name only when the block ends well.

    A device or a pipe is written to as it is. Raises OSError with the name of the file that was asked for;
    what stood there before is then unchanged.
    """
    path = os.fspath(path)
    if os.path.isdir(path):
        from errno import EISDIR

        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), path)
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as file:
            yield file
        return
    folder, name = os.path.split(path)
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        with open(part, "wb") as file:
            yield file
        os.replace(part, path)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename == part:
            error.filename = path
        if os.path.exists(part):
            os.unlink(part)
        raise
