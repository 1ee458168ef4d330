"""From statements back to rows: what the template holds of claims that were imported before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ...ontology.terms import KINDS, LG, curie, expand
from . import cells
from .columns import SHEETS, Sheet
from .records import FOOTING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from pyoxigraph import Triple

    from .cells import Term
    from .name_index import NameIndex

    Cell = str | int | Decimal | date | None
    Said = dict[str, dict[str, list[Term]]]
    """The values of things by IRI and property (a curie)."""

ROW = re.compile(r"-row-(\d+)$")
FIRST = 3
"""The first row for data: the headings and the example stand before it."""


class Filled(NamedTuple):
    """The cells of each sheet by the number of the row, who filled them in and when, what has no column."""

    rows: dict[str, dict[int, list[Cell]]]
    by: str
    on: str
    left_out: list[str]
    """The IRIs of things that no sheet has a place for, or not for all that is said of them."""


def filled(statements: Iterable[Triple], index: NameIndex) -> Filled:
    """The rows of claims, each where it stood in its file if that is known."""
    said = _said(statements)
    rows: dict[str, dict[int, list[Cell]]] = {}
    used: dict[str, set[str]] = {}
    for iri, label, kind in _named(said):
        index.add(kind, iri, label)
    for sheet in SHEETS:
        things = [iri for iri in said if _is(said[iri], sheet)]
        places = _places(things, said)
        rows[sheet.name] = {places[iri]: _cells(sheet, iri, said, index, used) for iri in things}
    by = next((values["skos:prefLabel"][0].value for values in said.values() if _a(values, "prov:Agent")), "")
    on = next((values["dcterms:date"][0].value for values in said.values() if _dated(values)), "")
    left_out = [iri for iri, values in said.items() if _lost(iri, values, used)]
    return Filled(rows, by, on, left_out)


def example(sheet: Sheet, iri: str, statements: Iterable[Triple], index: NameIndex) -> list[Cell]:
    """The cells of one record, for the example row of a sheet."""
    return _cells(sheet, iri, _said(statements), index, {})


def _said(statements: Iterable[Triple]) -> Said:
    said: Said = {}
    for triple in statements:
        terms = said.setdefault(triple.subject.value, {}).setdefault(curie(triple.predicate.value), [])  # type: ignore[union-attr]
        if triple.object not in terms:
            terms.append(triple.object)  # type: ignore[arg-type]
    return said


def _a(values: dict[str, list[Term]], name: str) -> bool:
    return any(term.value == expand(name) for term in values.get("rdf:type", ()))


def _is(values: dict[str, list[Term]], sheet: Sheet) -> bool:
    return any(term.value == sheet.type for term in values.get("rdf:type", ()))


def _dated(values: dict[str, list[Term]]) -> bool:
    return _a(values, "prov:Entity") and "dcterms:date" in values


def _named(said: Said) -> list[tuple[str, str, str]]:
    kinds = {LG + KINDS[kind]: kind for kind in ("source", "intervention")}
    return [
        (iri, values["skos:prefLabel"][0].value, kinds[term.value])
        for iri, values in said.items()
        if "skos:prefLabel" in values
        for term in values.get("rdf:type", ())
        if term.value in kinds
    ]


def _places(things: list[str], said: Said) -> dict[str, int]:
    """The row of each thing: its own if no other has it, or else the next that is free."""
    wanted: dict[str, int] = {}
    taken: set[int] = set()
    for iri in things:
        rows = [ROW.search(term.value) for term in said[iri].get("prov:wasDerivedFrom", ())]
        number = int(rows[0][1]) if rows and rows[0] else 0
        if number >= FIRST and number not in taken and number < FIRST + 10 * len(things) + 100:
            wanted[iri] = number
            taken.add(number)
    free = FIRST
    for iri in sorted(things):
        if iri not in wanted:
            while free in taken:
                free += 1
            wanted[iri] = free
            taken.add(free)
    return wanted


def _cells(sheet: Sheet, iri: str, said: Said, index: NameIndex, used: dict[str, set[str]]) -> list[Cell]:
    """The cells of a record, in the order of the columns."""
    home = sheet.home
    row: list[Cell] = []
    for column in sheet.columns:
        if not column.property:
            row.append(iri.removeprefix(home) if cells_fit(iri.removeprefix(home)) else iri)
            continue
        if column.record == "requirement":
            things = [term.value for term in said[iri].get("lg:requirement", ())]
        elif column.record == "use":
            things = [use for use, values in said.items() if _uses(values, iri)]
        else:
            things = [iri]
        terms = [term for thing in things for term in said.get(thing, {}).get(column.property, ())]
        for thing in things:
            used.setdefault(thing, set()).add(column.property)
        row.append(cells.shown(column, terms, index))
    return row


def cells_fit(text: str) -> bool:
    """Whether a text can stand as an identifier of the house."""
    return re.fullmatch(r"[a-z0-9]+(?:-+[a-z0-9]+)*", text) is not None


def _uses(values: dict[str, list[Term]], iri: str) -> bool:
    return _a(values, "lg:LeverUse") and any(t.value == iri for t in values.get("lg:intervention", ()))


def _lost(iri: str, values: dict[str, list[Term]], used: dict[str, set[str]]) -> bool:
    """Whether something that is said of a thing has no column."""
    if _a(values, "prov:Entity") or _a(values, "prov:Agent"):
        return False
    made = {"rdf:type", "skos:prefLabel", "prov:wasDerivedFrom", "lg:requirement"}
    if _a(values, "lg:LeverUse") or _a(values, "lg:Requirement"):
        made |= {"lg:intervention", *FOOTING}
    return bool(values.keys() - used.get(iri, set()) - made)
