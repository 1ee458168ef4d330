"""A table as a page shows it: cells with links and states, sorted by the links in its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ....queries.results.cells import heading
from ....queries.results.values import XSD, short, value
from ....queries.transferability import STATES, VERDICTS
from .filters import slugged, when
from .urls import outside, page_of

if TYPE_CHECKING:
    from ....queries.results.result import Result
    from .page_request import Visit

STATEFUL = re.compile(r"(state|status|verdict)$", re.IGNORECASE)
MARKED = frozenset((*STATES, *VERDICTS, "ended"))
"""The states and verdicts that have a mark of their own."""
NUMERIC = re.compile(r"-?\d[\d,]*(\.\d+)?")
PAGE = 100


Column = tuple[str, int, int | None, int | None]
"""A column: its name, and where its text, its thing and its address stand in a row."""


class Cell(NamedTuple):
    """One cell: its words, its link, and its state where it is one."""

    text: str
    href: str = ""
    state: str = ""
    outside: bool = False


class Head(NamedTuple):
    """The head of a column, with the address that sorts by it and how it is sorted now."""

    text: str
    sort: str = ""
    sorted: str = ""
    number: bool = False


class Pages(NamedTuple):
    """Which part of the rows is shown, and the addresses of the parts before and after."""

    first: int
    last: int
    total: int
    before: str
    after: str
    every: str


class Table(NamedTuple):
    """Rows under heads, with a caption."""

    caption: str
    heads: list[Head]
    rows: list[list[Cell]]
    pages: Pages | None = None


def of_result(visit: Visit, result: Result, caption: str, *, page: int = PAGE) -> Table:
    """The answer of a question as a table: things by name and linked, sources linked, sorted as asked."""
    columns = _columns(result)
    rows = result.terms()
    numeric = {
        name: all(number(row[text]) is not None or row[text] is None for row in rows) and bool(rows)
        for name, text, _, _ in columns
    }
    wanted = visit.choice("sort", [name for name, *_ in columns])
    order = visit.choice("order", ["up", "down"], "up")
    if wanted:
        text = next(text for name, text, _, _ in columns if name == wanted)
        rows = sorted(rows, key=lambda row: _key(row[text]), reverse=order == "down")
        rows.sort(key=lambda row: row[text] is None)
    heads = [
        Head(
            heading(name),
            visit.here(
                sort=name, order="down" if name == wanted and order == "up" else None, page=None, format=None
            ),
            {"up": "ascending", "down": "descending"}[order] if name == wanted else "",
            numeric[name],
        )
        for name, *_ in columns
    ]
    part, pages = paged(visit, rows, page)
    cells = [[_cell(visit, row, column) for column in columns] for row in part]
    return Table(caption, heads, cells, pages)


def paged(visit: Visit, rows: Sequence[Any], size: int = PAGE) -> tuple[Sequence[Any], Pages | None]:
    """The rows of the page asked for; nothing to turn where all fit, or all are asked for."""
    total = len(rows)
    if total <= size or visit.text("page") == "all":
        return rows, None
    last = -(-total // size)
    page = visit.number("page", 1, 1, last)
    start = (page - 1) * size
    return rows[start : start + size], Pages(
        start + 1,
        min(start + size, total),
        total,
        visit.here(page=page - 1 if page > 2 else None) if page > 1 else "",
        visit.here(page=page + 1) if page < last else "",
        visit.here(page="all"),
    )


def _columns(result: Result) -> list[Column]:
    """Each column shown: its name, and where its text, its thing and its address stand in a row."""
    names = result.columns
    place = {name: index for index, name in enumerate(names)}
    rows = result.terms()
    used = [any(row[index] is not None for row in rows) for index in range(len(names))]
    found: list[Column] = []
    for index, name in enumerate(names):
        if re.fullmatch(r"claim\d*", name) or not used[index]:
            continue
        base = name.removesuffix("Label") if name.endswith("Label") else None
        if (f"{name}Label" in place and used[place[f"{name}Label"]]) or (
            name.endswith("Url") and f"{name[:-3]}Label" in place
        ):
            continue  # shown as the name or as the link of another column
        if base and base in place:
            found.append((base, index, place[base], place.get(f"{base}Url")))
        else:
            found.append((base or name, index, None, None))
    return found


def _cell(visit: Visit, row: tuple[Any, ...], column: Column) -> Cell:
    name, text, thing, address = column
    node = row[text] if row[text] is not None or thing is None else row[thing]
    link = outside(row[address].value) if address is not None and row[address] is not None else ""
    if node is None:
        return Cell("", link, outside=bool(link))
    words = _words(visit, node)
    if link:
        return Cell(words, link, outside=True)
    if STATEFUL.search(name) and slugged(words) in MARKED:
        return Cell(words, state=slugged(words))
    named = row[thing] if thing is not None else node
    if getattr(named, "datatype", None) is None and named is not None:
        place = page_of(named.value)
        href = visit.at(place) if place else outside(named.value)
        return Cell(words, href, outside=bool(href) and not place)
    if words.startswith(("https://", "http://")) and " " not in words:
        return Cell(words, words, outside=True)
    return Cell(when(words))


def _words(visit: Visit, node: Any) -> str:
    if getattr(node, "datatype", None) is None:
        named = visit.names.labels.get(node.value)
        return named or short(node.value)
    text: str = {"true": "yes", "false": "no"}.get(node.value, node.value)
    if node.datatype.value == XSD + "decimal" and len(text.partition(".")[2]) > 3:
        return f"{float(text):.3f}"
    return text


def number(node: Any) -> float | None:
    """A term as a number; None where it is none."""
    if node is None or getattr(node, "datatype", None) is None or not NUMERIC.fullmatch(node.value):
        return None
    return float(node.value.replace(",", ""))


def _key(node: Any) -> tuple[int, float, str]:
    if node is None:
        return (2, 0.0, "")
    known = number(node)
    return (1, 0.0, str(value(node)).casefold()) if known is None else (0, known, "")
