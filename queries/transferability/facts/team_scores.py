"""A team's answers from a CSV file: one line for each criterion of an intervention that was scored."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from io import StringIO
from os import PathLike, fspath
from typing import TYPE_CHECKING

from ....errors import DataError, LevergraphError
from ....graph.names import resolve
from ....graph.rdf_files import content
from ....graph.text_encoding import decoded
from ...dates import day
from .records import Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

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

    text = decoded(content(path), fspath(path), "a CSV file")
    lines, skipped = _without_note(text)
    replies: dict[str, list[Reply]] = {}
    try:
        table = csv.reader(StringIO(lines, newline=""), delimiter=_delimiter(lines), strict=True)
        columns = [_plain(name) for name in next(table, [])]
        while columns and not columns[-1]:  # as Excel leaves them at the right edge
            columns.pop()
        _check(path, columns)
        for row in table:
            where = f"{path}, line {table.line_num + skipped}"
            reply = _reply(store, region, _cells(columns, row, where), where)
            if reply is not None:
                replies.setdefault(reply[0], []).append(reply[1])
    except csv.Error as error:
        raise DataError(f"{path} is no CSV file: {error}.") from None
    return replies


def _without_note(text: str) -> tuple[str, int]:
    """The text without Excel's note on the delimiter (`sep=;`), and how many lines that took."""
    first, end, rest = text.partition("\n")
    return (rest, 1) if end and first.strip().lower() in ("sep=;", "sep=,") else (text, 0)


def _delimiter(text: str) -> str:
    """The separator of the first line's cells: Excel takes the semicolon where a comma parts decimals."""
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    return max(",;\t", key=first.count)


def _plain(text: str) -> str:
    """A column's name as it is compared: without what spreadsheets put around it."""
    return " ".join(text.split()).lower().replace(" ", "_").replace("-", "_")


def _cells(columns: Sequence[str], row: Sequence[str], where: str) -> dict[str, str]:
    """The cells of one line by column, without blanks around them (no-break ones too)."""
    cells = [" ".join(cell.split()) for cell in row]
    if any(cells[len(columns) :]):
        raise DataError(f"{where}: there are more values than columns; a comma in a text needs quotes.")
    return dict.fromkeys(columns, "") | dict(zip(columns, cells, strict=False))


def _check(path: str | PathLike[str], columns: Sequence[str]) -> None:
    if lacking := [name for name in NEEDED if name not in columns]:
        raise DataError(
            f"{path} has no column {', '.join(lacking)}. The first line names the columns: "
            f"{', '.join(NEEDED)}, and if you like {' and '.join(OPTIONAL)}."
        )
    if unknown := [name for name in columns if name not in COLUMNS]:
        raise DataError(f"{path}: column {unknown[0]!r} is not known; there are {', '.join(COLUMNS)}.")


def _reply(store: Store, region: str, cells: dict[str, str], where: str) -> tuple[str, Reply] | None:
    """One line as an answer; None where it is empty or about another region."""
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
        excel = " Excel may have rewritten it: give the column the format Text." if "/" in text else ""
        raise DataError(
            f"{where}: {text!r} is no date, such as 2026-10-05, 2026-10 or 2026.{excel}"
        ) from None
    return text if full.startswith(text) else full
