"""A team's answers from a CSV file: one line for each criterion of an intervention that was scored."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from os import PathLike
from typing import TYPE_CHECKING

from ....errors import DataError, LevergraphError
from ....graph.names import resolve
from ...dates import day
from .records import Reply

if TYPE_CHECKING:
    from ....graph.store import Store

NEEDED = ("intervention", "criterion", "score", "who", "as_of")
OPTIONAL = ("comment", "region")
COLUMNS = (*NEEDED, *OPTIONAL)


def read(store: Store, region: str, path: str | PathLike[str]) -> dict[str, list[Reply]]:
    """Read the answers for one region, by intervention.

    Things may be named as everywhere; a score is a number from 1 (no match) to 5 (full match); who answered
    and when is needed, because it goes with every total. A line of another region is left out. Raises
    DataError with the line where one cannot be read.
    """
    import csv

    replies: dict[str, list[Reply]] = {}
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123  (a name or a path)
            table = csv.DictReader(file, strict=True)
            _check(path, table.fieldnames or ())
            for line in table:
                reply = _reply(store, region, line, f"{path}, line {table.line_num}")
                if reply is not None:
                    replies.setdefault(reply[0], []).append(reply[1])
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path} is no CSV file in UTF-8: {error}. Save it as CSV once more.") from None
    return replies


def _check(path: str | PathLike[str], columns: object) -> None:
    have = list(columns) if isinstance(columns, list | tuple) else []
    if lacking := [name for name in NEEDED if name not in have]:
        raise DataError(
            f"{path} has no column {', '.join(lacking)}. The first line names the columns: "
            f"{', '.join(NEEDED)}, and if you like {' and '.join(OPTIONAL)}."
        )
    if unknown := [name for name in have if name not in COLUMNS]:
        raise DataError(f"{path}: column {unknown[0]!r} is not known; there are {', '.join(COLUMNS)}.")


def _reply(store: Store, region: str, line: dict[str, str | None], where: str) -> tuple[str, Reply] | None:
    """One line as an answer; None where it is empty or about another region."""
    if None in line:
        raise DataError(f"{where}: there are more values than columns; a comma in a text needs quotes.")
    cells = {name: (value or "").strip() for name, value in line.items()}
    if not any(cells.values()):
        return None
    try:
        if cells.get("region") and resolve(store, cells["region"], ("region",)) != region:
            return None
        intervention = resolve(store, cells["intervention"], ("intervention",))
        criterion = resolve(store, cells["criterion"], ("criterion",))
    except LevergraphError as error:
        raise DataError(f"{where}: {error}") from None
    if not cells["who"]:
        raise DataError(f"{where}: who answered? It goes with every total.")
    return intervention, Reply(
        criterion,
        _score(cells["score"], where),
        cells["who"],
        _day(cells["as_of"], where),
        cells.get("comment") or None,
    )


def _score(text: str, where: str) -> Decimal | None:
    if not text:
        return None
    try:
        score = Decimal(text)
        if not 1 <= score <= 5:
            raise InvalidOperation
    except InvalidOperation:
        raise DataError(f"{where}: the score {text!r} is no number from 1 to 5.") from None
    return score


def _day(text: str, where: str) -> str:
    """The day as precise as it was given."""
    try:
        full = day(text)
    except ValueError:
        raise DataError(f"{where}: {text!r} is no date, such as 2026-10-05, 2026-10 or 2026.") from None
    return text if full.startswith(text) else full
