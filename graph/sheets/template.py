"""The template as a file, empty or with what was imported before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import UsageError
from ...ontology.terms import ID
from ..spelling import plain
from .columns import EXAMPLES, SHEETS, Sheet
from .filling import example, filled
from .name_index import NameIndex

if TYPE_CHECKING:
    import pyoxigraph
    from pyoxigraph import Triple

    from .filling import Cell, Filled

FORMS = ("xlsx", "zip", "csv")


def template(
    path: str | os.PathLike[str], store: pyoxigraph.Store, claims: Iterable[Triple] = ()
) -> tuple[bytes, Filled | None]:
    """The template for a file of this name: .xlsx, .zip (a CSV file a sheet), or .csv (named like its sheet).

    With claims, it holds them; the second value then tells what has no column. Raises UsageError for another
    suffix, and for a CSV file named like no sheet.
    """
    from . import writing

    name = Path(path).name
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if suffix not in FORMS:
        known = ", ".join(f".{form}" for form in FORMS)
        raise UsageError(f"{os.fspath(path)} has no suffix of a form of the template: {known}.")
    index = NameIndex([store], {group for sheet in SHEETS for column in sheet.columns for group in column.of})
    examples = {sheet.name: _example(sheet, store, index) for sheet in SHEETS}
    claims = list(claims)
    rows = filled(claims, index) if claims else None
    if suffix == "xlsx":
        return writing.workbook(index, examples, rows), rows
    if suffix == "zip":
        return writing.archive(examples, rows), rows
    return writing.csv_text(_sheet(name), examples, rows), rows


def _sheet(name: str) -> Sheet:
    stem = plain(name.rpartition(".")[0])
    for sheet in SHEETS:
        if plain(sheet.name) == stem:
            return sheet
    names = ", ".join(f"{sheet.name.lower().replace(' ', '-')}.csv" for sheet in SHEETS)
    raise UsageError(f"a CSV file holds one sheet, so its name says which: {names}; or take .xlsx or .zip.")


def _example(sheet: Sheet, store: pyoxigraph.Store, index: NameIndex) -> list[Cell]:
    """The example row: a record of the packaged graph, or what the columns give as their example."""
    from pyoxigraph import NamedNode

    if sheet.name not in EXAMPLES:
        return [column.example or None for column in sheet.columns]
    iri = ID + EXAMPLES[sheet.name]
    about = [iri, *_named(store, iri), *_naming(store, iri)]
    statements = [
        quad.triple for thing in about for quad in store.quads_for_pattern(NamedNode(thing), None, None)
    ]
    return example(sheet, iri, statements, index)


def _named(store: pyoxigraph.Store, iri: str) -> list[str]:
    from pyoxigraph import NamedNode

    quads = store.quads_for_pattern(NamedNode(iri), None, None)
    return [iri for quad in quads if (iri := getattr(quad.object, "value", "")).startswith(ID)]


def _naming(store: pyoxigraph.Store, iri: str) -> list[str]:
    from pyoxigraph import NamedNode

    quads = store.quads_for_pattern(None, None, NamedNode(iri))
    subjects = {getattr(quad.subject, "value", "") for quad in quads}
    return sorted(iri for iri in subjects if iri.startswith(f"{ID}use/"))
