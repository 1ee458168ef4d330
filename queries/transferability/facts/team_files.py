"""Files of a team's answers to a plan: the plan's workbook filled in, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ....errors import DataError
from ....graph.rdf_files import content
from .team_answers import TeamAnswers, checked

if TYPE_CHECKING:
    from os import PathLike

    from ....graph.store import Store

LARGEST = 2 * 1024 * 1024
"""The bytes that a file of answers may have."""


def read(store: Store, path: str | PathLike[str]) -> TeamAnswers:
    """Read a file of answers: the workbook that a plan is written as, or JSON.

    Raises DataError with the place where something cannot be read, and OSError where there is no file.
    """
    return parsed(store, content(path), str(path))


def parsed(store: Store, data: bytes, name: str) -> TeamAnswers:
    """Read the content of such a file; `name` is what messages call it. Raises DataError."""
    if len(data) > LARGEST:
        raise DataError(f"{name} has {len(data):,} bytes: answers to a plan take at most {LARGEST:,}.")
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        from .team_workbook import workbook_answers

        return checked(store, *workbook_answers(data, name))
    return checked(store, _decoded(data, name), lambda place: f"{name}, {place}")


def _decoded(data: bytes, name: str) -> TeamAnswers:
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=TeamAnswers)
    except msgspec.ValidationError as error:
        raise DataError(f"{name} is no file of answers to a plan: {error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DataError(
            f"{name} is neither a workbook nor JSON ({error}); it may have been cut off. "
            "Take the sheet of the plan again, or the last file that was saved."
        ) from None
