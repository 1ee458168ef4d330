"""A table for a terminal: columns as wide as it allows, or blocks of lines, the sources below by number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .cells import MISSING, SEVERAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from .cells import Cell

LONGEST = 16
"""A longer word may be broken in a narrow column."""
GAP = 2
"""Between two columns of a table."""


def table(
    heads: list[str], rows: Sequence[Sequence[Cell]], width: int | None = None, colour: bool = False
) -> str:
    """A table as text of so many columns (default: the terminal's).

    Where the columns would be too narrow to read, each row becomes a block of lines.
    """
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    notes: dict[tuple[str, str], int] = {}
    numbered = [index for index, head in enumerate(heads) if re.search(r"source\d*$", head)]
    cells = [[cell.text for cell in row] for row in rows]
    for row, texts in zip(rows, cells, strict=True):
        for index in numbered:
            texts[index] = SEVERAL.join(_mark(part, notes) for part in row[index].parts())
    buffer = StringIO()
    console = Console(file=buffer, width=width, no_color=not colour, force_terminal=colour, highlight=False)
    widths = column_widths([heads, *cells], console.width)
    console.print(_columns(heads, cells, widths) if widths else _blocks(heads, cells, console.width))
    if notes:
        console.print(Text("Sources", style="bold"))
        for (text, link), number in notes.items():
            console.print(Text(f"[{number}] {text}{'  ' if text and link else ''}{link}"), soft_wrap=True)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column so that no word of usual length breaks; none where that cannot be."""
    columns = list(zip(*rows, strict=True))
    wide = [max(len(text) for text in column) for column in columns]
    widths = [
        min(LONGEST, max((len(word) for text in column for word in text.split()), default=1))
        for column in columns
    ]
    spare = width - sum(widths) - GAP * len(columns) - 1
    if spare < 0:
        return []
    while spare:  # to the column whose cells would be the tallest
        tallest = max(range(len(columns)), key=lambda index: wide[index] / widths[index])
        if wide[tallest] <= widths[tallest]:
            break
        widths[tallest] += 1
        spare -= 1
    return widths


def _columns(heads: list[str], rows: list[list[str]], widths: list[int]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for index, head in enumerate(heads):
        numeric = all(_is_number(row[index]) for row in rows)
        table.add_column(head, justify="right" if numeric else "left", overflow="fold", width=widths[index])
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _blocks(heads: list[str], rows: list[list[str]], width: int) -> RenderableType:
    """Each row as a block: its first cell as a heading, below it what else is known, a line or more each."""
    from textwrap import fill

    from rich.text import Text

    margin = max(map(len, heads)) + 4
    text = Text()
    for first, *rest in rows:
        text.append(f"\n{first}\n", style="bold")
        for head, cell in zip(heads[1:], rest, strict=True):
            if cell:
                begin = f"  {head}".ljust(margin)
                text.append(
                    fill(cell, max(width, margin + 20), initial_indent=begin, subsequent_indent=" " * margin)
                )
                text.append("\n")
    return text


def _mark(source: Cell, notes: dict[tuple[str, str], int]) -> str:
    """The number of a source among the notes; that one is missing is said in its place."""
    if not source.text and not source.link:
        return ""
    if source.text == MISSING:
        return MISSING
    return f"[{notes.setdefault((source.text, source.link), len(notes) + 1)}]"


def _is_number(text: str) -> bool:
    return not text or re.fullmatch(r"-?\d+(\.\d+)?", text) is not None
