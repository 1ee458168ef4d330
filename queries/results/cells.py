"""The cells of a table as people read them: a thing by its name, a source as a link."""

from __future__ import annotations

import re

from .values import XSD, short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .values import Node

    Terms = Sequence[tuple[Node | None, ...]]

SEVERAL = "; "
"""Between several things in one cell."""
MISSING = "none stated"
"""In the place of a missing one among several."""
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")


class Cell:
    """The text of one cell, and the address that it leads to."""

    __slots__ = ("link", "text")

    def __init__(self, text: str, link: str = "") -> None:
        self.text = text
        self.link = link

    def parts(self) -> list[Cell]:
        """Each of several things with its own link, where a cell names more than one."""
        links = self.link.split(SEVERAL)
        if len(links) == 1:
            return [self]
        texts = self.text.split(SEVERAL)
        if len(texts) != len(links):  # a title has the sign in it: say all of them, and then link each
            texts = [self.text, *[""] * len(links)]
            links = ["", *links]
        return [Cell(text, link) for text, link in zip(texts, links, strict=True)]


def readable(columns: Sequence[str], rows: Terms) -> tuple[list[str], list[list[Cell]]]:
    """Headings and cells of rows of terms.

    Left out are the columns `claim`, which are for machines, and columns in which no row has a value.
    """
    place = {name: index for index, name in enumerate(columns)}
    heads: list[str] = []
    picks: list[tuple[int, int | None, int | None]] = []  # the text's column, the thing's, the address's
    used = [any(terms[index] is not None for terms in rows) for index in range(len(columns))]
    for index, name in enumerate(columns):
        if re.fullmatch(r"claim\d*", name) or not used[index]:
            continue
        base = name[: -len("Label")] if name.endswith("Label") else None
        if (f"{name}Label" in place and used[place[f"{name}Label"]]) or (
            name.endswith("Url") and name[:-3] + "Label" in place
        ):
            continue  # shown as the name or as the link of another column
        if base and base in place:
            picks.append((index, place[base], place.get(f"{base}Url")))
            heads.append(heading(base))
        else:
            picks.append((index, None, None))
            heads.append(heading(base or name))
    return heads, [[_cell(terms, *pick) for pick in picks] for terms in rows]


def heading(name: str) -> str:
    """A column's name as words: `effectSize` as `effect size`."""
    return _WORDS.sub(" ", name).lower()


def _cell(
    terms: tuple[Node | None, ...], text: int, thing: int | None = None, address: int | None = None
) -> Cell:
    node = terms[text]
    if node is None and thing is not None:
        node = terms[thing]
    if node is None:
        return Cell("", _links(terms[address]) if address is not None else "")
    shown = _shown(node)
    link = _links(terms[address]) if address is not None else ""
    return Cell(
        {"true": "yes", "false": "no"}.get(shown, shown), link or ("" if thing is not None else _link(node))
    )


def _shown(node: Node) -> str:
    """A term's words; a number with more digits than anybody measured, with three of them."""
    datatype = getattr(node, "datatype", None)
    if datatype is None:
        return short(node.value)
    text: str = node.value
    long = datatype.value == XSD + "decimal" and len(text.partition(".")[2]) > 6
    return f"{float(text):.3f}" if long else text


def _links(node: Node | None) -> str:
    """The addresses of a column that is there for them: one, or several each in its place."""
    links = [_outside(each) for each in ("" if node is None else node.value).split(SEVERAL)]
    return SEVERAL.join(links) if any(links) else ""


def _link(node: Node | None) -> str:
    return _outside("" if node is None else node.value)


def _outside(text: str) -> str:
    ours = text.startswith("https://w3id.org/levergraph/")
    return text if text.startswith(("http://", "https://")) and not ours else ""
