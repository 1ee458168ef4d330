"""A table as Markdown and as HTML, everything in it escaped."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from .cells import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cells import Cell


def markdown(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A Markdown table; sources are links."""
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(map(markdown_cell, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def html(heads: Sequence[str], rows: Sequence[Sequence[Cell]], limit: int | None = None) -> str:
    """An HTML table of at most `limit` rows; only http addresses become links."""
    shown = rows if limit is None else rows[:limit]
    parts = [
        "<table><thead><tr>",
        *(f"<th>{escape(head)}</th>" for head in heads),
        "</tr></thead><tbody>",
    ]
    for row in shown:
        parts.append("<tr>")
        parts += [f"<td>{SEVERAL.join(map(_anchor, cell.parts()))}</td>" for cell in row]
        parts.append("</tr>")
    parts.append("</tbody></table>")
    if len(shown) < len(rows):
        parts.append(f"<p>The first {len(shown)} of {len(rows)} rows.</p>")
    return "".join(parts)


def markdown_cell(cell: Cell) -> str:
    """One cell as Markdown, each of several things with its own link."""
    if len(cell.parts()) > 1:
        return SEVERAL.join(map(markdown_cell, cell.parts()))
    text = re.sub(r"([\\|\[\]<>`*_])", r"\\\1", cell.text).replace("\r", " ").replace("\n", " ")
    if cell.link:
        address = cell.link.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("|", "%7C")
        return f"[{text or 'source'}]({address})"
    return text


def _anchor(cell: Cell) -> str:
    text = escape(cell.text)
    return f'<a href="{escape(cell.link)}" rel="noopener">{text or "source"}</a>' if cell.link else text
