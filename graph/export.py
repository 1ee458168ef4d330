"""Writes the graph to one file that other programs read, in the format that the file's suffix names.

ttl, nt, jsonld, rdf    all statements, as RDF
nq                      the same, each in its named graph
graphml, gexf           things as nodes, statements between them as edges, for Gephi, yEd, networkx
csv                     the table of claims: one line each, with its source
xlsx                    one sheet for each kind of thing
zip                     the same as CSV files, and the graph as Turtle
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ..errors import UsageError
from ..ontology.terms import DATASET, PREFIXES
from .atomic_file import whole
from .progress import Progress
from .sheet import demand_room, fill
from .tables import Records, Table, by_kind, claims

if TYPE_CHECKING:
    from .store import Store

    Writer = Callable[[Store, IO[bytes], Progress], None]

SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
"""The characters that the name of a sheet cannot hold."""


def export(store: Store, path: str | os.PathLike[str], progress: Progress | None = None) -> Path:
    """Write the whole graph to a file, whole or not at all; its suffix chooses the format."""
    path = Path(path)
    writer = WRITERS.get(path.suffix.lower().removeprefix("."))
    if writer is None:
        known = ", ".join(f".{suffix}" for suffix in WRITERS)
        raise UsageError(f"{path} has no suffix of a format that the graph can be written in: {known}.")
    try:
        with progress or Progress("Writing the graph") as progress, whole(path) as file:
            writer(store, file, progress)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}. Nothing was changed."
        ) from None
    return path


def _rdf(name: str) -> Writer:
    """A writer of RDF; subjects in order, so that the same graph is the same file."""

    def write(store: Store, file: IO[bytes], progress: Progress) -> None:
        from pyoxigraph import RdfFormat

        from .rdf_writing import write_rdf

        form = getattr(RdfFormat, name)
        prefixes = None if name in ("N_TRIPLES", "N_QUADS") else PREFIXES
        progress("reading the graph")
        quads = sorted(store.quads(), key=str)
        progress("writing the file")
        statements: list[Any] = (
            list(quads) if form.supports_datasets and name == "N_QUADS" else [each.triple for each in quads]
        )
        write_rdf(statements, form, file, prefixes)

    return write


def _network(name: str) -> Writer:
    def write(store: Store, file: IO[bytes], progress: Progress) -> None:
        import networkx

        from .network import network

        progress("drawing the network")
        graph = network(store)
        progress("writing the file")
        getattr(networkx, f"write_{name}")(graph, file)

    return write


def _csv(store: Store, file: IO[bytes], progress: Progress) -> None:
    progress("reading the claims")
    file.write(_lines(claims(Records(store))))


def _zip(store: Store, file: IO[bytes], progress: Progress) -> None:
    from zipfile import ZIP_DEFLATED, ZipFile

    records = Records(store)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "README.txt", "\n".join(f"{name}: {value}" for name, value in _about(records)) + "\n"
        )
        for table in [claims(records), *by_kind(records)]:
            progress(f"writing {table.name}.csv")
            archive.writestr(f"{table.name}.csv", _lines(table))
        turtle = io.BytesIO()
        _rdf("TURTLE")(store, turtle, progress)
        archive.writestr("levergraph.ttl", turtle.getvalue())


def _xlsx(store: Store, file: IO[bytes], progress: Progress) -> None:
    from openpyxl import Workbook

    records = Records(store)
    book = Workbook(write_only=True)
    tables = list(by_kind(records))
    about = [*_about(records), *((f"Sheet {table.name}", f"{len(table.rows)} rows") for table in tables)]
    for table in [Table("about", ["what", "value"], [list(row) for row in about]), *tables]:
        progress(f"writing the sheet {table.name}")
        _sheet(book, table)
    book.save(file)


def _sheet(book: Any, table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    demand_room(len(table.rows), len(table.columns))
    sheet = book.create_sheet(SHEET_NAME.sub("-", table.name)[:31])
    sheet.freeze_panes = "C2" if len(table.columns) > 2 else "A2"
    for place, name in enumerate(table.columns, 1):
        longest = max([len(name), *(len(str(row[place - 1] or "")) for row in table.rows)])
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 2, 60)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    links = 0
    lines: list[list[Any]] = [table.columns, *table.rows]
    for number, row in enumerate(lines, 1):
        cells = []
        for place, value in enumerate(row, 1):
            cell = WriteOnlyCell(sheet)
            links = fill(cell, value, links)
            if cell.hyperlink:
                cell.hyperlink.ref = f"{get_column_letter(place)}{number}"
            if number == 1:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)


def _about(records: Records) -> list[tuple[str, str]]:
    facts = records.things.get(DATASET, {})
    said = {
        name: " | ".join(v.value for v in facts.get(PREFIXES["dcterms"] + name, []))
        for name in ("issued", "license")
    }
    return [
        ("Levergraph", "what England's mayoral regions can do about the causes of ill health"),
        ("Edition", said["issued"]),
        ("Licence", said["license"]),
        ("Address", DATASET),
    ]


def _lines(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(
        [("true" if v else "false") if isinstance(v, bool) else v for v in row] for row in table.rows
    )
    return text.getvalue().encode()


WRITERS: dict[str, Writer] = {
    "ttl": _rdf("TURTLE"),
    "nt": _rdf("N_TRIPLES"),
    "nq": _rdf("N_QUADS"),
    "jsonld": _rdf("JSON_LD"),
    "rdf": _rdf("RDF_XML"),
    "graphml": _network("graphml"),
    "gexf": _network("gexf"),
    "csv": _csv,
    "xlsx": _xlsx,
    "zip": _zip,
}
"""The formats by the suffix of a file's name."""
