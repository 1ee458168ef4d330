"""The evidence map: kinds of intervention by groups of outcomes, with the findings of the cells opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .....errors import UsageError
from .....graph.spelling import plain
from ....wording import big
from ...contract import (
    Axis,
    AxisRecord,
    BubbleRecord,
    CellRecord,
    EvidenceMapRecord,
    LeverHoldersRecord,
    MappedFindingRecord,
    OpenedCellRecord,
)
from ...facts.grouping import groups, told
from ...facts.records import Source
from ...method import evidence_map as method
from ..resource import Resource, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...facts.records import Finding as MeasuredFinding, Holder
    from ...method.model import Model
    from ..labels import Labels

DIRECTIONS = {
    "beneficial": "benefit found",
    "mixed": "mixed findings",
    "null": "no effect found",
    "harmful": "harm found",
    "not-assessed": "effect not assessed",
}
"""The directions of findings in plain words, in the order of their bubbles."""
STATES = {
    method.FOUND: "findings on record",
    method.NONE_FOUND: "searched, none found",
    method.NOT_SEARCHED: "nobody looked",
    method.NO_SCHEME: "nothing on record acts on this",
}
"""The states of a cell in words."""
NO_KIND = Resource("", method.NO_KIND, "No domain stated")
OTHER = Resource("", method.OTHER, "Other outcomes")
COUNTED_TWICE = (
    "An intervention of several domains, and a finding on several outcomes, counts in each of their cells."
)


class Column(Struct, frozen=True):
    """A row or a column: a domain or an intervention; a group, an outcome or a determinant."""

    thing: Resource
    kind: Axis

    def record(self) -> AxisRecord:
        """As the JSON contract has it."""
        return AxisRecord(self.thing.slug, self.thing.label, self.kind)


class Bubble(Struct, frozen=True):
    """Findings of one direction: their number and the strength of the strongest; `rank` is 4 for strong."""

    direction: Word
    findings: int
    strength: Word | None
    rank: int


class Cell(Struct, frozen=True):
    """A cell of the map in words and numbers; row and column by their slugs.

    `interventions` act on the column or have findings on it; evaluations of `searched` of them were looked
    for.
    """

    row: str
    column: str
    state: Word
    findings: int
    bubbles: tuple[Bubble, ...]
    interventions: int
    searched: int
    words: str


class Finding(Struct, frozen=True):
    """A finding in words, with what it measured, how strong it is and why, and where it comes from."""

    iri: str
    summary: str
    direction: Word
    strength: Word | None
    why: str | None
    design: Word | None
    year: str | None
    intervention: Resource
    regions: tuple[Resource, ...]
    measured: tuple[Resource, ...]
    sources: tuple[Source, ...]


class LeverHolders(Struct, frozen=True):
    """A lever and the regions that hold or share it on the day; a soft power is open to all."""

    lever: Resource
    soft: bool
    held_by: tuple[Resource, ...]


class OpenedCell(Struct, frozen=True):
    """A cell with its findings, strongest first, the interventions without one, and who holds the levers."""

    cell: Cell
    row: Column
    column: Column
    findings: tuple[Finding, ...]
    searched: tuple[Resource, ...]
    not_searched: tuple[Resource, ...]
    levers: tuple[LeverHolders, ...]


class EvidenceMap(Struct, frozen=True):
    """The evidence map on a day (YYYY-MM-DD), which decides who holds the levers.

    `cells` are given row by row. `findings` counts each finding once: they are about `evaluated` of the
    `interventions` that have a place in the map; `elsewhere` counts those that measured only outputs such as
    people reached. `opened` are the cells asked for.
    """

    as_of: str
    named: bool
    region: Resource | None
    group: Resource | None
    kind: Resource | None
    rows: tuple[Column, ...]
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    findings: int
    interventions: int
    evaluated: int
    elsewhere: int
    opened: tuple[OpenedCell, ...]
    notes: tuple[str, ...] = (COUNTED_TWICE,)

    @property
    def largest(self) -> int:
        """The most findings of one direction in one cell; 1 where there are none."""
        return max((bubble.findings for cell in self.cells for bubble in cell.bubbles), default=1)

    def sides(self) -> list[tuple[str, tuple[Column, ...]]]:
        """The columns that are outcomes and those that are determinants, each under its heading."""
        outcomes = tuple(column for column in self.columns if column.kind.startswith("outcome"))
        causes = tuple(column for column in self.columns if not column.kind.startswith("outcome"))
        sides = (("Outcomes", outcomes), ("Causes of good and ill health", causes))
        return [(heading, columns) for heading, columns in sides if columns]

    def lines(self) -> list[tuple[Column, tuple[Cell, ...]]]:
        """Each row with its cells in the order of the columns."""
        width = len(self.columns)
        return [(row, self.cells[place * width : (place + 1) * width]) for place, row in enumerate(self.rows)]

    def record(self) -> EvidenceMapRecord:
        """As the JSON contract has it."""
        return EvidenceMapRecord(
            as_of=self.as_of,
            region=self.region.slug if self.region else None,
            group=self.group.slug if self.group else None,
            kind=self.kind.slug if self.kind else None,
            rows=[row.record() for row in self.rows],
            columns=[column.record() for column in self.columns],
            cells=[_cell_record(cell) for cell in self.cells],
            findings=self.findings,
            interventions=self.interventions,
            evaluated=self.evaluated,
            elsewhere=self.elsewhere,
            opened=[_opened_record(opened) for opened in self.opened],
        )


def evidence_map(
    found: method.EvidenceMap,
    model: Model,
    labels: Labels,
    *,
    as_of: str,
    named: bool,
    region: str | None = None,
    group: str | None = None,
    kind: str | None = None,
    opened: Iterable[tuple[str, str]] = (),
) -> EvidenceMap:
    """The method's map with labels; `opened` are the row and column of each cell to be told whole."""
    axes = _Axes(model, labels, group, kind)
    rows = {row: axes.row(row) for row in found.rows}
    columns = {column: axes.column(column) for column in found.columns}
    holders = _holders(model.holders(as_of))
    cells = {
        place: _cell(cell, rows[place[0]], columns[place[1]], labels) for place, cell in found.cells.items()
    }
    return EvidenceMap(
        as_of,
        named,
        labels.resource(region) if region else None,
        axes.of_group(group) if group else None,
        labels.resource(kind) if kind else None,
        tuple(rows.values()),
        tuple(columns.values()),
        tuple(cells.values()),
        found.findings,
        found.interventions,
        found.evaluated,
        found.elsewhere,
        tuple(
            _opened(
                found.cells[place],
                cells[place],
                rows[place[0]],
                columns[place[1]],
                model,
                labels,
                holders,
            )
            for place in opened
        ),
    )


def group_slug(iri: str) -> str:
    """The slug of a group: InequalityGap is inequality-gap."""
    name = iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


def group_resources(model: Model) -> tuple[Resource, ...]:
    """Every group that is on record, by label."""
    labels = {group.iri: group.label for group in groups(model).values() if group}
    resources = [Resource(iri, group_slug(iri), big(label)) for iri, label in labels.items()]
    return tuple(sorted(resources, key=lambda group: group.label))


def group_names(model: Model) -> dict[str, str]:
    """The IRI of every group that is on record, by its label and its slug as plain words."""
    named: dict[str, str] = {}
    for thing, group in groups(model).items():
        if group is None:
            named["other"] = method.group_of(model, thing)
        else:
            named |= dict.fromkeys((plain(group.label), plain(group_slug(group.iri))), group.iri)
    return named


def opened(found: method.EvidenceMap, cell: str | None) -> tuple[tuple[str, str], ...]:
    """The row and column of the cell named, as ROW:COLUMN by their slugs; of every cell for `all`.

    Raises UsageError for a cell that the map has not.
    """
    if cell is None:
        return ()
    if cell == "all":
        return tuple(found.cells)
    row, colon, column = cell.partition(":")
    for place in found.cells:
        if colon and (group_slug(place[0]), group_slug(place[1])) == (row, column):
            return (place,)
    raise UsageError(
        f"The map has no cell {cell!r}: write a row and a column of it, such as transport:morbidity, or all."
    )


class _Axes:
    """Rows and columns with their labels."""

    def __init__(self, model: Model, labels: Labels, group: str | None, kind: str | None) -> None:
        self._labels = labels
        self._groups = {found.iri: found.label for found in groups(model).values() if found}
        self._outcomes = frozenset(model.outcomes())
        self._of_outcomes = {method.group_of(model, outcome) for outcome in self._outcomes}
        self._group = group
        self._kind = kind

    def row(self, iri: str) -> Column:
        thing = NO_KIND if iri == method.NO_KIND else self._labels.resource(iri)
        return Column(thing, "intervention" if self._kind else "domain")

    def column(self, iri: str) -> Column:
        if self._group is None:
            return Column(
                self.of_group(iri), "outcome-group" if iri in self._of_outcomes else "determinant-group"
            )
        return Column(self._labels.resource(iri), "outcome" if iri in self._outcomes else "determinant")

    def of_group(self, iri: str) -> Resource:
        if iri == method.OTHER:
            return OTHER
        return Resource(iri, group_slug(iri), big(self._groups.get(iri, iri)))


def _cell(cell: method.Cell, row: Column, column: Column, labels: Labels) -> Cell:
    bubbles = tuple(
        Bubble(
            _direction(bubble.direction, labels),
            bubble.findings,
            labels.words.strength(bubble.rank),
            bubble.rank,
        )
        for bubble in cell.bubbles
    )
    interventions = {*cell.acting, *(intervention for intervention, _ in cell.findings)}
    searched = {*cell.searched, *(intervention for intervention, _ in cell.findings)}
    state = Word(cell.state, STATES[cell.state])
    return Cell(
        row.thing.slug,
        column.thing.slug,
        state,
        len(cell.findings),
        bubbles,
        len(interventions),
        len(searched),
        _words(state, len(cell.findings), bubbles, len(interventions), len(searched)),
    )


def _words(state: Word, findings: int, bubbles: tuple[Bubble, ...], interventions: int, searched: int) -> str:
    """The cell as one sentence without its row and column."""
    if state.name == method.FOUND:
        parts = [
            f"{big(bubble.direction.label)}: {bubble.findings}"
            + (f", up to {bubble.strength.label}" if bubble.strength else "")
            for bubble in bubbles
        ]
        return f"{findings} finding{'s' * (findings > 1)}. {'. '.join(parts)}"
    acting = f"{interventions} intervention{'s' * (interventions > 1)}"
    if state.name == method.NONE_FOUND:
        looked = "" if searched == interventions else f" of {searched}"
        return f"Searched, none found: evaluations{looked} of {acting} that act on this were looked for"
    if state.name == method.NOT_SEARCHED:
        return f"Nobody looked for evaluations of the {acting} that act on this"
    return "Nothing on record acts on this"


def _direction(term: str, labels: Labels) -> Word:
    word = labels.words.direction(term) or Word(term, term)
    return Word(word.name, DIRECTIONS.get(word.name, word.label))


def _holders(holders: Iterable[Holder]) -> dict[str, list[str]]:
    """The regions that hold or share each lever, each once."""
    regions: dict[str, dict[str, None]] = {}
    for holder in holders:
        regions.setdefault(holder.lever, {})[holder.region] = None
    return {lever: list(names) for lever, names in regions.items()}


def _opened(
    cell: method.Cell,
    shown: Cell,
    row: Column,
    column: Column,
    model: Model,
    labels: Labels,
    holders: Mapping[str, list[str]],
) -> OpenedCell:
    having = {intervention for intervention, _ in cell.findings}
    without = [intervention for intervention in cell.acting if intervention not in having]
    searched = set(cell.searched)
    findings = sorted(
        (_finding(intervention, finding, model, labels) for intervention, finding in cell.findings),
        key=lambda finding: (-_rank(finding), finding.intervention.label, finding.iri),
    )
    used = {lever for name in {*cell.acting, *having} for lever in model.uses().get(name, ())}
    soft = model.soft_levers()
    levers = [
        LeverHolders(
            labels.resource(lever),
            lever in soft,
            tuple(sorted(labels.resources(holders.get(lever, ())), key=lambda region: region.label)),
        )
        for lever in used
    ]
    return OpenedCell(
        shown,
        row,
        column,
        tuple(findings),
        tuple(labels.resource(name) for name in without if name in searched),
        tuple(labels.resource(name) for name in without if name not in searched),
        tuple(sorted(levers, key=lambda held: (held.soft, -len(held.held_by), held.lever.label))),
    )


def _rank(finding: Finding) -> int:
    """4 for strong evidence to 1 for insufficient, 0 for none."""
    order = ("insufficient", "weak", "moderate", "strong")
    return order.index(finding.strength.name) + 1 if finding.strength else 0


def _finding(intervention: str, finding: MeasuredFinding, model: Model, labels: Labels) -> Finding:
    words = told(model).get(finding.iri)
    about = model.interventions()[intervention]
    known = groups(model)
    return Finding(
        finding.iri,
        words.summary if words else "not stated",
        _direction(finding.direction, labels),
        labels.words.strength(finding.rank),
        (words.strength or "").partition(" - ")[2] or None if words else None,
        labels.words.term(words.design) if words else None,
        words.year if words else None,
        labels.resource(intervention),
        labels.resources(about.regions),
        labels.resources(thing for thing in finding.on if thing in known),
        labels.cited(*words.sources) if words else (),
    )


def _cell_record(cell: Cell) -> CellRecord:
    return CellRecord(
        cell.row,
        cell.column,
        cell.state.name,  # type: ignore[arg-type]  # names of words are those of the contract
        cell.findings,
        [
            BubbleRecord(
                bubble.direction.name,  # type: ignore[arg-type]
                bubble.findings,
                bubble.strength.name if bubble.strength else None,  # type: ignore[arg-type]
            )
            for bubble in cell.bubbles
        ],
        cell.interventions,
        cell.searched,
    )


def _opened_record(opened: OpenedCell) -> OpenedCellRecord:
    return OpenedCellRecord(
        opened.row.thing.slug,
        opened.column.thing.slug,
        [
            MappedFindingRecord(
                finding.iri,
                finding.summary,
                finding.direction.name,  # type: ignore[arg-type]
                finding.strength.name if finding.strength else None,  # type: ignore[arg-type]
                finding.why,
                finding.design.label if finding.design else None,
                finding.year,
                finding.intervention.slug,
                [region.slug for region in finding.regions],
                [thing.slug for thing in finding.measured],
                [source.iri for source in finding.sources],
            )
            for finding in opened.findings
        ],
        [thing.slug for thing in opened.searched],
        [thing.slug for thing in opened.not_searched],
        [
            LeverHoldersRecord(held.lever.slug, held.soft, [region.slug for region in held.held_by])
            for held in opened.levers
        ],
    )
