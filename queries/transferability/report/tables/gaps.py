"""What a region leaves unused and cannot reach: a line and a record for each gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import Table
from ...facts.facts import NONE, local
from .source import SOURCE, source

if TYPE_CHECKING:
    from ....results.table import Record
    from ...facts.facts import Names, Sources
    from ...method.gaps import Gaps


_HERE = {"Held": "held", "Shared": "shared", "Soft": "soft power"}
UNUSED = (
    "No use on record means that no intervention in the graph tells of one: the region may use the power all "
    "the same."
)


def gaps_table(found: Gaps, names: Names, sources: Sources = NONE, title: str = "") -> Table:
    """One line for each gap, grouped by its kind."""
    lines = [
        (
            f"{_HERE[each.status]}, used elsewhere, no use on record here",
            each.lever,
            names.get(each.lever, each.lever),
            "; ".join(names.get(iri, iri) for iri in each.used_elsewhere),
            each.legal_basis,
            *source(each.source, sources),
        )
        for each in found.untapped
    ] + [
        (words, thing, names.get(thing, thing), None, None, None, None, None)
        for words, _, things in found.others
        for thing in things
    ]
    columns = ("gap", "thing", "thingLabel", "usedElsewhereIn", "legalBasis", *SOURCE)
    return Table(columns, lines, title, found=found, records=lambda: gaps_record(found), notes=[UNUSED])


def gaps_record(found: Gaps) -> list[Record]:
    """A record for each gap."""
    untapped: list[Record] = [
        {
            "gap": "untapped",
            "state": each.status.lower(),
            "thing": local(each.lever),
            "used_elsewhere_in": [local(iri) for iri in each.used_elsewhere],
            "legal_basis": each.legal_basis,
            "source": each.source,
        }
        for each in found.untapped
    ]
    return untapped + [
        {"gap": kind, "thing": local(thing)} for _, kind, things in found.others for thing in things
    ]
