"""Regions side by side: what each holds, and the figures that all have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...errors import UsageError
from ...ontology.terms import ID, slug
from ...queries.transferability.facts.facts import UNNAMED, cited, local
from ...queries.transferability.method.comparison import compare
from ...queries.transferability.report.tables.comparison import comparison_record, comparison_table
from ...queries.transferability.report.wording import figure
from .support import download
from .support.filters import slugged, when
from .support.page_request import today
from .support.rendering import View
from .support.table import Cell, Head, Table

if TYPE_CHECKING:
    from ...queries.transferability.method.comparison import Comparison, Line
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
STATES = {"held", "shared", "not held", "not stated"}
MOST = 5


def page(visit: Visit) -> View | Response:
    """Answer `/compare`."""
    regions = visit.things("region", "region")
    form = download.wanted(visit, FORMS)
    choices = visit.names.choices("region")
    if len(regions) > MOST:
        raise UsageError(f"{len(regions)} regions are too many to read side by side: at most {MOST}.")
    if len(regions) < 2:
        if form:
            raise UsageError("Name two regions or more: region=west-yorkshire&region=south-yorkshire.")
        return View(
            "compare-start.html.jinja",
            "Compare regions",
            (("Home", "/"), ("Compare", "/compare")),
            {"regions": choices, "first": slug(regions[0]) if regions else ""},
        )
    on = visit.day() or today()
    found = compare(visit.store, regions, as_of=on, named=visit.day() is not None)
    labels = [visit.names.of(each) for each in regions]
    name = "compare-" + "-".join(slug(each) for each in regions)
    if form == "json":
        return download.record(comparison_record(found), name)
    if form:
        table = comparison_table(found, visit.names.labels, cited(visit.store))
        cites = [iri for line in found.lines for iris in line.sources for iri in iris]
        return download.result(table, form, name, visit, *regions, *cites)
    only = visit.choice("show", ["different", "figures", "powers"])
    return View(
        "compare.html.jinja",
        " and ".join([", ".join(labels[:-1]), labels[-1]]) + " side by side",
        (("Home", "/"), ("Compare", "/compare"), (" and ".join(labels), "")),
        {
            "labels": labels,
            "slugs": [slug(each) for each in regions],
            "on": on,
            "tables": [
                _table(visit, found, labels, caption, kept)
                for name, caption, kept in _parts(found)
                if only in ("", name) and kept
            ],
            "filters": [
                (words, visit.here(show=name), only == (name or ""))
                for name, words in (
                    (None, "Everything"),
                    ("different", "Powers that differ"),
                    ("powers", "Powers that agree"),
                    ("figures", "Figures"),
                )
            ],
            "distances": [
                (visit.names.of(a), visit.names.of(b), apart) for (a, b), apart in found.distances.items()
            ],
            "regions": choices,
            "as_of": visit.day() or "",
            "offers": download.offers(visit, FORMS),
        },
    )


def _parts(found: Comparison) -> list[tuple[str, str, list[Line]]]:
    powers = [line for line in found.lines if not line.period]
    return [
        ("different", "Powers that differ", [line for line in powers if len(set(line.values)) > 1]),
        ("figures", "Figures", [line for line in found.lines if line not in powers]),
        ("powers", "Powers that agree", [line for line in powers if len(set(line.values)) == 1]),
    ]


def _table(visit: Visit, found: Comparison, labels: list[str], caption: str, lines: list[Line]) -> Table:
    period = any(line.period for line in lines)
    rows = []
    for line in lines:
        iri = line.thing
        name = UNNAMED.get(local(iri) or "") or visit.names.of(iri)
        cells = [Cell(name, visit.at.thing(iri) if iri.startswith(ID) else "")]
        cells += [Cell(line.period)] if period else []
        cells += [_cell(each) for each in line.values]
        rows.append(cells)
    heads = [Head("Power" if not period else "Figure"), *([Head("Period")] if period else [])]
    return Table(caption, [*heads, *(Head(label, number=period) for label in labels)], rows)


def _cell(said: str) -> Cell:
    """What a region has: a state by its mark, a figure as it is."""
    state, _, until = said.partition(" ") if said.startswith("ended ") else (said, "", "")
    if until:
        return Cell(f"ended {when(until)}", state=state)
    return Cell(said, state=slugged(said)) if said in STATES else Cell(_figure(said))


def _figure(said: str) -> str:
    """A number as a reader expects it; anything else as it is."""
    try:
        return figure(float(said))
    except ValueError:
        return said
