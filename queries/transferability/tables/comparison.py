"""Regions side by side: a line and a record for each lever and figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rows import local
from ..table import Table
from ..wording import day, listed

if TYPE_CHECKING:
    from ..comparison import Comparison
    from ..rows import Names
    from ..table import Record


def comparison_table(found: Comparison, names: Names) -> Table:
    """One line for each lever and figure; what differs comes first."""
    lines = [
        (line.thing, names.get(line.thing, local(line.thing)), line.period or None, *line.values)
        for line in found.lines
    ]
    regions = [str(local(region)).replace("-", "_") for region in found.regions]
    notes = []
    for (here, there), apart in found.distances.items():
        far = "not known" if apart.distance is None else f"{apart.distance:.2f}"
        pair = f"{names.get(here, here)} and {names.get(there, there)}"
        notes.append(f"Distance of {pair}: {far} (0 alike, 1 apart; {apart.share} features compared).")
    return Table(
        ("thing", "thingLabel", "period", *regions),
        lines,
        f"{listed(names.get(region, region) for region in found.regions)}, as of {day(found.as_of)}",
        found=found,
        records=lambda: comparison_record(found),
        notes=notes,
    )


def comparison_record(found: Comparison) -> list[Record]:
    """A record for each lever and figure; what a region has stands under its slug."""
    return [
        {
            "thing": local(line.thing),
            "period": line.period or None,
            "values": dict(zip(map(local, found.regions), line.values, strict=True)),
        }
        for line in found.lines
    ]
