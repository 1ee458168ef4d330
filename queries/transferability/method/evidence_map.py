"""The evidence map: which kinds of intervention have findings on which outcomes, and where nothing is known.

A row is a power domain, or one intervention of a domain; a column is a group of outcomes or determinants, or
one of a group. An intervention of two domains, and a finding on two groups, count in each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..facts.briefing import searches
from ..facts.grouping import groups, kinds

if TYPE_CHECKING:
    from ..facts.facts import Facts
    from ..facts.records import Finding

FOUND, NONE_FOUND, NOT_SEARCHED, NO_SCHEME = "found", "none-found", "not-searched", "no-intervention"
DIRECTIONS = ("Beneficial", "MixedFinding", "NullFinding", "HarmfulFinding", "NotAssessed")
"""The directions of findings, in the order of their bubbles."""
NO_KIND = "no-domain"
"""The row of interventions whose domain nobody states."""
OTHER = "other"
"""The column of outcomes that belong to no group."""
LOOKED = {"NoneFound", "FindingsFound"}
"""The results of a search that took place."""


class Bubble(NamedTuple):
    """Findings of one direction in one cell: their number, and the rank of the strongest (1 to 4)."""

    direction: str
    findings: int
    rank: int


class Cell(NamedTuple):
    """What is known of one row and one column.

    `findings` and the `interventions` that they are about; `acting` are all interventions of the row that act
    on the column, of which for `searched` somebody looked for evaluations.
    """

    row: str
    column: str
    findings: tuple[tuple[str, Finding], ...]
    acting: tuple[str, ...]
    searched: tuple[str, ...]

    @property
    def state(self) -> str:
        """Whether there are findings; if not, whether somebody looked, and whether anything acts on it."""
        if self.findings:
            return FOUND
        if not self.acting:
            return NO_SCHEME
        return NONE_FOUND if self.searched else NOT_SEARCHED

    @property
    def bubbles(self) -> tuple[Bubble, ...]:
        """The findings by direction, in the order of DIRECTIONS."""
        ranks: dict[str, list[int]] = {}
        for _, finding in self.findings:
            ranks.setdefault(finding.direction, []).append(finding.rank)
        known = [direction for direction in DIRECTIONS if direction in ranks]
        return tuple(
            Bubble(direction, len(ranks[direction]), max(ranks[direction]))
            for direction in (*known, *sorted(ranks.keys() - set(known)))
        )


class EvidenceMap(NamedTuple):
    """The rows, the columns with the group of each (itself where it is one), and a cell for each pair.

    `findings` counts those that the map shows, each once; they are about `evaluated` of the `interventions`
    that act on or were measured on a column. `elsewhere` counts those that measured no outcome or determinant
    but only outputs such as people reached.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    findings: int
    interventions: int
    evaluated: int
    elsewhere: int


def evidence_map(
    facts: Facts, *, region: str | None = None, group: str | None = None, kind: str | None = None
) -> EvidenceMap:
    """Put every finding and every intervention where it belongs.

    With `region` (an IRI) only interventions that take place there; with `group` (of `group_of`) a column for
    each outcome or determinant in it; with `kind` (a domain's IRI) a row for each of its interventions that
    acts on a column or was measured on one.
    """
    chosen = [
        intervention
        for intervention, about in facts.interventions().items()
        if region is None or region in about.regions
    ]
    column_of = {thing: column for thing in groups(facts) if (column := _column(facts, thing, group))}
    rows_of = {intervention: _rows(facts, intervention, kind) for intervention in chosen}
    sheet = _Sheet()
    shown: set[str] = set()
    elsewhere = 0
    for intervention, rows in rows_of.items():
        for finding in facts.findings().get(intervention, ()) if rows else ():
            columns = _columns(finding.on, column_of)
            elsewhere += groups(facts).keys().isdisjoint(finding.on)
            if columns:
                shown.add(finding.iri)
            sheet.add_finding(rows, columns, intervention, finding)
        sheet.add_intervention(rows, _columns(facts.targets().get(intervention, ()), column_of), intervention)
    placed = sheet.placed()
    rows = _order(
        facts, (row for name, rows in rows_of.items() if kind is None or name in placed for row in rows)
    )
    columns = tuple(dict.fromkeys(column_of[thing] for thing in _ordered(facts, column_of)))
    looked = _looked(facts)
    return EvidenceMap(
        rows,
        columns,
        {(row, column): sheet.cell(row, column, looked) for row in rows for column in columns},
        len(shown),
        len(placed),
        len({intervention for findings in sheet.findings.values() for intervention, _ in findings}),
        elsewhere,
    )


def group_of(facts: Facts, thing: str) -> str:
    """The IRI of the group of an outcome or determinant; OTHER where it has none."""
    group = groups(facts)[thing]
    return group.iri if group else OTHER


class _Sheet:
    """The cells while they are filled."""

    def __init__(self) -> None:
        self.findings: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
        self.acting: dict[tuple[str, str], list[str]] = {}

    def add_finding(
        self, rows: Iterable[str], columns: Iterable[str], intervention: str, finding: Finding
    ) -> None:
        for place in ((row, column) for row in rows for column in columns):
            self.findings.setdefault(place, []).append((intervention, finding))

    def add_intervention(self, rows: Iterable[str], columns: Iterable[str], intervention: str) -> None:
        for place in ((row, column) for row in rows for column in columns):
            self.acting.setdefault(place, []).append(intervention)

    def placed(self) -> set[str]:
        """The interventions that have a place in some cell."""
        acting = {intervention for names in self.acting.values() for intervention in names}
        return acting | {intervention for found in self.findings.values() for intervention, _ in found}

    def cell(self, row: str, column: str, looked: set[str]) -> Cell:
        acting = tuple(self.acting.get((row, column), ()))
        findings = tuple(self.findings.get((row, column), ()))
        searched = tuple(intervention for intervention in acting if intervention in looked)
        return Cell(row, column, findings, acting, searched)


def _looked(facts: Facts) -> set[str]:
    """The interventions whose evaluations somebody looked for: by a search on record, or by a finding."""
    dated = {intervention for intervention, search in searches(facts).items() if search.result in LOOKED}
    return dated | facts.findings().keys()


def _rows(facts: Facts, intervention: str, kind: str | None) -> tuple[str, ...]:
    domains = kinds(facts).get(intervention, (NO_KIND,))
    if kind is None:
        return domains
    return (intervention,) if kind in domains else ()


def _column(facts: Facts, thing: str, group: str | None) -> str:
    """The column of a thing, or nothing where it stands in another group than the one asked for."""
    its = group_of(facts, thing)
    if group is None:
        return its
    return thing if its == group else ""


def _columns(things: Iterable[str], column_of: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column_of[thing] for thing in things if thing in column_of))


def _order(facts: Facts, rows: Iterable[str]) -> tuple[str, ...]:
    """The rows by label, what has no domain last."""
    names = facts.names()
    return tuple(sorted(set(rows), key=lambda row: (row == NO_KIND, names.get(row, row), row)))


def _ordered(facts: Facts, things: Iterable[str]) -> list[str]:
    """Outcomes before determinants, by the label of their group and their own; a group before its parts."""
    names, outcomes = facts.names(), set(facts.outcomes())
    grouped = groups(facts)

    def key(thing: str) -> tuple[bool, str, bool, str]:
        group = grouped[thing]
        return (
            thing not in outcomes,
            group.label if group else "~",
            thing != (group and group.iri),
            names.get(thing, thing),
        )

    return sorted(things, key=key)
