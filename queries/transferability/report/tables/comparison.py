"""Regions side by side: a line and a record for each lever and figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ...facts.facts import NONE, called, local
from ..wording import day, listed

if TYPE_CHECKING:
    from ....results.table import Record
    from ...facts.facts import Names, Sources
    from ...method.comparison import Comparison, Line


def comparison_table(found: Comparison, names: Names, sources: Sources = NONE) -> Table:
    """One line for each lever and figure, with the sources by region; what differs comes first."""
    lines = [
        (
            line.thing,
            called(line.thing, names),
            line.period or None,
            *line.values,
            _cited(found, line, names, sources) or None,
        )
        for line in found.lines
    ]
    regions = [str(local(region)).replace("-", "_") for region in found.regions]
    notes = []
    for (here, there), apart in found.distances.items():
        far = "not known" if apart.distance is None else f"{apart.distance:.2f}"
        pair = f"{names.get(here, here)} and {names.get(there, there)}"
        notes.append(f"Distance of {pair}: {far} (0 alike, 1 apart; {apart.share} features compared).")
    return Table(
        ("thing", "thingLabel", "period", *regions, "sources"),
        lines,
        f"{listed(names.get(region, region) for region in found.regions)}, as of {day(found.as_of)}",
        found=found,
        records=lambda: comparison_record(found),
        notes=notes,
    )


def _cited(found: Comparison, line: Line, names: Names, sources: Sources) -> str:
    """The sources of a line, region by region."""
    told = []
    for region, iris in zip(found.regions, line.sources, strict=True):
        cited = [f"{sources[iri].title} <{sources[iri].url}>" for iri in iris if iri in sources]
        if cited:
            told.append(f"{names.get(region, region)}: {'; '.join(cited)}")
    return "; ".join(told)


def comparison_record(found: Comparison) -> list[Record]:
    """A record for each lever and figure; what a region has stands under its slug."""
    return [
        {
            "thing": local(line.thing),
            "period": line.period or None,
            "values": dict(zip(map(local, found.regions), line.values, strict=True)),
            "sources": {
                local(region): list(iris)
                for region, iris in zip(found.regions, line.sources, strict=True)
                if iris
            },
        }
        for line in found.lines
    ]
