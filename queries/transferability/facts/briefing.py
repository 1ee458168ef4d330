"""The facts that a brief needs beside those of the method: figures, searches and what sources are."""

from __future__ import annotations

from typing import NamedTuple

from .facts import Facts, kept, local, rows


class Measurement(NamedTuple):
    """A published figure of a region or of a comparator, with its 95 % limits where the source gives them.

    `measures` is the determinant or outcome that its indicator measures; `start` the first year of `period`.
    """

    observation: str
    area: str
    indicator: str
    measures: str
    orientation: str | None
    period: str
    start: str
    value: float
    lower: float | None
    upper: float | None
    unit: str
    publisher: str | None
    source: str | None
    cited_as: str | None
    """The title under which its source is cited, where that is another than the source's own."""


class Search(NamedTuple):
    """A search for evaluations of an intervention: its result (a term) and its day."""

    search: str
    result: str
    on: str | None


class Entry(NamedTuple):
    """A source as a bibliography has it: when it was issued, as precisely as it says, and its kind."""

    issued: str | None
    kind: str | None


@kept
def measurements(facts: Facts, region: str) -> list[Measurement]:
    """Every figure of the region (an IRI) and of the comparators that is a number, the earliest first."""
    found = []
    for observation, area, indicator, measures, orientation, period, start, *more in rows(
        facts.store, "measurements", region=region
    ):
        value, lower, upper = map(_float, more[:3])
        unit, publisher, source, cited_as = more[3:]
        if value is not None:
            found.append(
                Measurement(
                    observation or "",
                    area or "",
                    indicator or "",
                    measures or "",
                    local(orientation),
                    period or start or "",
                    start or "",
                    value,
                    lower,
                    upper,
                    unit or "",
                    publisher,
                    source,
                    cited_as,
                )
            )
    return sorted(found, key=lambda each: (each.start, each.period, each.observation, each.measures))


@kept
def indicators(facts: Facts) -> dict[str, list[str]]:
    """The indicators that measure each determinant or outcome, by its IRI."""
    found: dict[str, list[str]] = {}
    for indicator, measures in sorted(rows(facts.store, "indicators"), key=str):
        found.setdefault(measures or "", []).append(indicator or "")
    return found


@kept
def searches(facts: Facts) -> dict[str, Search]:
    """The last search for evaluations of each intervention."""
    found: dict[str, Search] = {}
    for search, intervention, result, on in sorted(
        rows(facts.store, "searches"), key=lambda row: row[3] or ""
    ):
        found[intervention or ""] = Search(search or "", local(result) or "", on)
    return found


@kept
def measured_on(facts: Facts) -> dict[str, tuple[int, frozenset[str]]]:
    """The rank of each finding's strength, and the outcomes and determinants that it measured."""
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for finding, on, rank in rows(facts.store, "measured-on"):
        before = found.get(finding or "", (0, frozenset()))[1]
        found[finding or ""] = (int(rank or 0), before | ({on} if on else set()))
    return found


@kept
def bibliography(facts: Facts) -> dict[str, Entry]:
    """When each source was issued, and of which kind it is; of several the first."""
    found: dict[str, Entry] = {}
    for source, issued, kind in sorted(rows(facts.store, "bibliography"), key=str):
        found.setdefault(source or "", Entry(issued, kind))
    return found


def _float(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None
