"""From files to statements: every sheet by its headings, every row a record that knows its place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...errors import DataError
from ...ontology.terms import curie, expand
from ..findings import Finding
from ..rdf_files import base, names
from ..spelling import alike, plain
from . import cells
from .columns import BY_NAME, SHEETS, SKIPPED, Column, Sheet
from .name_index import NameIndex, UnknownValue
from .origin import origin
from .raw import Book, Table, Value, demand_size, letters
from .records import Row

if TYPE_CHECKING:
    import pyoxigraph
    from pyoxigraph import Triple

    Files = Sequence[tuple[str, bytes]]
    """The path and the content of each file."""

LISTS, START = "Lists", "Start"
"""The sheets of the template that hold no rows."""
BY, ON = "Filled in by", "Filled in on"
"""What the sheet Start asks for: who, and when."""
HEADINGS_WITHIN = 10
"""The headings stand in one of so many first rows."""
SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")


class Place(NamedTuple):
    """Where a record stands: file, sheet and row, and the letters of its columns by property."""

    file: str
    sheet: str
    row: int
    columns: dict[str, tuple[str, str]]
    """The letter and the heading of the column of a property (a curie)."""


@dataclass
class Reading:
    """What files of sheets say: statements by file, places by IRI, and all that must be mended or noticed."""

    statements: dict[str, list[Triple]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    rows: int = 0

    @property
    def violations(self) -> list[Finding]:
        """What must be mended before anything can be taken over."""
        return [finding for finding in self.findings if finding.level == "violation"]

    def demand_whole(self) -> None:
        """Raise DataError with the first violations, if there is one: a file is taken whole or not at all."""
        wrong = self.violations
        if wrong:
            lines = "\n".join(f"  {finding}" for finding in wrong[:5])
            more = f"\n  and {len(wrong) - 5} more" if len(wrong) > 5 else ""
            files = " ".join(dict.fromkeys(finding.file for finding in wrong))
            raise DataError(
                f"this cannot be read as it stands:\n{lines}{more}\nFor all of it: levergraph check {files}"
            )


def read_sheets(
    files: Files,
    store: pyoxigraph.Store,
    more: pyoxigraph.Store | None = None,
    *,
    called: Mapping[str, str] | None = None,
    by: str = "",
    on: str = "",
) -> Reading:
    """Read files of sheets over a graph, or two, that hold what their cells name.

    `called` gives the files other names than their own. `by` and `on` say who filled them in and on which day
    (YYYY-MM-DD), before what the files say themselves.
    Raises DataError for a file that cannot be opened; all else is a finding.
    """
    groups = {group for sheet in SHEETS for column in sheet.columns for group in column.of}
    called = called or names(path for path, _ in files)
    return _Reader(
        files, NameIndex([store, more] if more is not None else [store], groups), called, by, on
    ).read()


class _Tabular(NamedTuple):
    """A table whose sheet and headings are known."""

    file: str
    sheet: Sheet
    name: str
    columns: dict[int, Column]
    rows: Iterator[tuple[int, list[Value]]]


class _Reader:
    """Reads several files as one: a row of any may name what a row of another describes."""

    def __init__(self, files: Files, index: NameIndex, called: Mapping[str, str], by: str, on: str) -> None:
        self.files = files
        self.index = index
        self.by, self.on = by, on
        self.called = called
        self.reading = Reading()
        self.seen: dict[str, tuple[str, int, list[Triple]]] = {}

    def read(self) -> Reading:
        from pyoxigraph import NamedNode

        tables: list[_Tabular] = []
        for path, data in self.files:
            self.reading.statements[path] = []
            book = _opened(path, data)
            for remark in book.remarks:
                self._tell("info", path, "", 0, "", remark)
            who, when = self.by, self.on
            for table in book.tables:
                if table.name == START:
                    said = _start(table)
                    who, when = who or said[0], when or said[1]
                else:
                    tables += self._known(path, table)
            self.reading.statements[path] += origin(
                NamedNode(base(self.called[path])), self.called[path], who, when
            )
        for sheet in SHEETS:
            for tabular in tables:
                if tabular.sheet is sheet:
                    self._rows(tabular)
        return self.reading

    def _tell(
        self, level: str, file: str, sheet: str, row: int, cell: str, words: str, heading: str = ""
    ) -> None:
        self.reading.findings.append(
            Finding(
                level,
                "sheet",
                "",
                "",
                "",
                words,
                file=_near(file),
                line=row,
                sheet=sheet,
                cell=cell,
                heading=heading,
            )
        )

    # Sheets and headings

    def _known(self, path: str, table: Table) -> Iterator[_Tabular]:
        """The table, if it is a sheet of the template; else what is told of it."""
        if table.name == LISTS:
            return
        sheet = _sheet_of(table.name) if table.name else None
        if sheet is None and table.name:
            close = alike(table.name, BY_NAME, limit=1, likeness=0.7)
            if close:
                words = f"no sheet of the template is called so: did you mean “{close[0]}”? Rename it."
                self._tell("violation", path, table.name, 0, "", words)
            else:
                words = "it is no sheet of the template and was not read."
                self._tell("info", path, table.name, 0, "", words)
            return
        if table.hidden:
            words = "it is hidden, so nobody sees what it says: unhide it, or delete it."
            self._tell("violation", path, table.name, 0, "", words)
            return
        start = _headings(table, sheet)
        if start is None:
            if sheet is not None:
                if table.rows is not None and next(iter(table.rows), None) is None:
                    return
                words = f"none of its first {HEADINGS_WITHIN} rows holds the headings of the template."
                self._tell("violation", path, table.name, 1, "A1", words)
            else:
                words = "its headings are those of no sheet: take them from `levergraph template`."
                self._tell("violation", path, "", 1, "", words)
            return
        sheet, number, headings = start
        columns = self._columns(path, table.name or sheet.name, sheet, number, headings)
        for cells_range in table.merged:
            row = int(re.sub(r"\D", "", cells_range.partition(":")[0]) or 0)
            if row > number:
                words = f"{cells_range} are merged cells: unmerge them and fill in each."
                self._tell("violation", path, table.name, row, cells_range.partition(":")[0], words)
        if columns is not None:
            yield _Tabular(path, sheet, table.name or sheet.name, columns, table.rows)

    def _columns(
        self, path: str, name: str, sheet: Sheet, number: int, headings: list[Value]
    ) -> dict[int, Column] | None:
        """The columns of a table by their place; None where a required one is missing."""
        known = {plain(column.heading): column for column in sheet.columns}
        columns: dict[int, Column] = {}
        for place, value in enumerate(headings):
            heading = cells.clean(str(value)) if value is not None else ""
            if not heading or heading.startswith("#"):
                continue
            column = known.get(plain(heading))
            if column is None:
                close = alike(heading, [column.heading for column in sheet.columns], limit=1)
                meant = f"did you mean “{close[0]}”? Rename it, or begin" if close else "begin"
                words = (
                    f"no column is called “{heading}”: {meant} it with # to keep it as a note of your own."
                )
                self._tell("violation", path, name, number, f"{letters(place)}{number}", words)
            elif column in columns.values():
                words = f"a second column is called “{heading}”: delete or rename one."
                self._tell("violation", path, name, number, f"{letters(place)}{number}", words)
            else:
                columns[place] = column
        missing = [c.heading for c in sheet.columns if c.required and c not in columns.values()]
        if missing:
            quoted = ", ".join(f"“{heading}”" for heading in missing)
            words = f"there is no column {quoted}, which every row needs."
            self._tell("violation", path, name, number, "", words)
            return None
        return columns

    # Rows

    def _rows(self, table: _Tabular) -> None:
        places = {c.property: (letters(place), c.heading) for place, c in table.columns.items() if c.property}
        for number, values in table.rows:
            row = self._row(table, number, values)
            if row is None:
                continue
            self.reading.rows += 1
            triples = list(row.triples())
            iri = row.iri()
            if self._repeats(table, number, iri, triples):
                continue
            self.seen[iri] = (table.name, number, triples)
            self._learn(row, iri)
            self._keep(table, number, triples, places)

    def _row(self, table: _Tabular, number: int, values: list[Value]) -> Row | None:
        """What a row says; None for one that is empty, an example, or has a violation."""
        row = Row(table.sheet, self.index)
        sound, filled = True, False
        for place, column in table.columns.items():
            value = values[place] if place < len(values) else None
            try:
                terms = cells.values(column, value, self.index)
                if not column.property:
                    row.identifier = _identifier(terms[0].value if terms else "")
                    if row.identifier == SKIPPED:
                        return None
                    continue
            except UnknownValue as error:
                filled = True
                sound = self._refuse(table, number, place, column, str(error))
                continue
            if terms:
                filled = True
                row.add(column.record, column.property, terms)
        if not filled:
            return None
        for place, column in table.columns.items():
            blank = place >= len(values) or values[place] is None or not cells.clean(str(values[place]))
            if column.required and blank:
                sound = self._refuse(table, number, place, column, f"it is empty. {column.note}")
        if not sound and row.words("skos:prefLabel"):
            self._learn(row, row.iri())  # what names it is right, and told of no second time
        return row if sound else None

    def _refuse(self, table: _Tabular, number: int, place: int, column: Column, words: str) -> bool:
        cell = f"{letters(place)}{number}"
        self._tell("violation", table.file, table.name, number, cell, words, column.heading)
        return False

    def _repeats(self, table: _Tabular, number: int, iri: str, triples: list[Triple]) -> bool:
        if iri not in self.seen:
            return False
        name, first, before = self.seen[iri]
        where = f"row {first}" if name == table.name else f"{name}, row {first}"
        if set(before) == set(triples):
            words = f"it says the same as {where}, so it counts once: delete one of them."
            self._tell("warning", table.file, table.name, number, f"A{number}", words)
        else:
            words = f"it has the address of {where} ({curie(iri)}): give one of them an ID of its own."
            self._tell("violation", table.file, table.name, number, f"A{number}", words, "ID")
        return True

    def _learn(self, row: Row, iri: str) -> None:
        """Let later rows name what this one describes."""
        if row.sheet.kind in ("source", "intervention"):
            self.index.add(row.sheet.kind, iri, row.words("skos:prefLabel"))
            for address in row.terms("lg:url"):
                self.index.add_address(iri, address.value)

    def _keep(
        self, table: _Tabular, number: int, triples: list[Triple], places: dict[str, tuple[str, str]]
    ) -> None:
        from pyoxigraph import Literal, NamedNode, Triple

        statements = self.reading.statements[table.file]
        file = base(self.called[table.file])
        row = NamedNode(f"{file}#{plain(table.sheet.name).replace(' ', '-')}-row-{number}")
        place = Place(table.file, table.name, number, places)
        derived = NamedNode(expand("prov:wasDerivedFrom"))
        for subject in dict.fromkeys(triple.subject for triple in triples):
            self.reading.places.setdefault(subject.value, place)  # type: ignore[union-attr]
            statements.append(Triple(subject, derived, row))
        statements += triples
        label = f"{self.called[table.file]}, {table.sheet.name}, row {number}"
        statements.append(Triple(row, NamedNode(expand("rdf:type")), NamedNode(expand("prov:Entity"))))
        statements.append(Triple(row, NamedNode(expand("skos:prefLabel")), Literal(label, language="en")))
        statements.append(Triple(row, NamedNode(expand("dcterms:isPartOf")), NamedNode(file)))


def _opened(path: str, data: bytes) -> Book:
    demand_size(path, len(data))
    suffix = path.rpartition(".")[2].lower()
    if suffix in ("xlsx", "xlsm"):
        from .excel import read_excel

        return read_excel(path, data)
    if suffix == "ods":
        from .open_document import read_open_document

        return read_open_document(path, data)
    from .comma_separated import read_csv, read_zip

    headings = [column.heading for sheet in SHEETS for column in sheet.columns]
    return read_zip(path, data, headings) if suffix == "zip" else read_csv(path, data, headings)


def _sheet_of(name: str) -> Sheet | None:
    return next((sheet for sheet in SHEETS if plain(sheet.name) == plain(name)), None)


def _headings(table: Table, sheet: Sheet | None) -> tuple[Sheet, int, list[Value]] | None:
    """The sheet, the number and the values of the row that holds the headings."""
    for count, (number, values) in enumerate(table.rows):
        heads = {plain(str(value)) for value in values if isinstance(value, str)}
        for candidate in [sheet] if sheet else _by_likeness(heads):
            known = {plain(column.heading) for column in candidate.columns}
            if len(heads & known) >= 2:
                return candidate, number, values
        if count + 1 >= HEADINGS_WITHIN:
            return None
    return None


def _by_likeness(heads: set[str]) -> list[Sheet]:
    """The sheets, those first whose headings these are most."""

    def score(sheet: Sheet) -> tuple[int, int]:
        known = {plain(column.heading): column for column in sheet.columns}
        missing = sum(column.required and name not in heads for name, column in known.items())
        return len(heads & known.keys()) - missing, -len(known)

    return sorted(SHEETS, key=score, reverse=True)[:1]


def _start(table: Table) -> tuple[str, str]:
    """Who filled the sheets in, and on which day."""
    said = {"": ""}
    for _, values in table.rows:
        if len(values) > 1 and values[0] in (BY, ON) and values[1] is not None:
            said[str(values[0])] = cells.clean(str(values[1]))
    day = said.get(ON, "")[:10]
    return said.get(BY, ""), day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""


def _identifier(text: str) -> str:
    """A checked identifier. Raises UnknownValue."""
    from pyoxigraph import NamedNode

    if not text or SLUG.fullmatch(text):
        return text
    if text.startswith(("http://", "https://")):
        try:
            return NamedNode(text).value
        except ValueError:
            pass
    raise UnknownValue(f"“{text}” is no ID: write small letters, digits and hyphens, or leave it empty.")


def _near(path: str) -> str:
    """A path as it is seen from here, where that is shorter."""
    near = os.path.relpath(path)
    return near if len(near) < len(path) else path
