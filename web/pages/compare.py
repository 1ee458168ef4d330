"""Regions side by side: what each holds, and the figures that all have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from ...errors import UsageError
from ...queries.transferability import table
from ...queries.wording import figure, listed
from .support import download
from .support.filters import when
from .support.rendering import View
from .support.table import Cell, Head, Table
from .support.urls import page_of

if TYPE_CHECKING:
    from ...queries.transferability import Comparison, Line, Value
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
MOST = 5
CRUMBS = (("Home", "/"), ("Compare", "/compare"))
FILTERS = (
    (None, "Everything"),
    ("different", "Powers that differ"),
    ("unknown", "Not stated of one"),
    ("powers", "Powers that agree"),
    ("figures", "Figures"),
)
"""The groups that can be shown alone: the value of the parameter, and its words."""


def page(visit: Visit) -> View | Response:
    """Answer `/compare`."""
    regions = visit.texts("region")
    form = download.wanted(visit, FORMS)
    if len(regions) > MOST:
        raise UsageError(f"{len(regions)} regions are too many to read side by side: at most {MOST}.")
    if len(regions) < 2:
        if form:
            raise UsageError("Name two regions or more: region=west-yorkshire&region=south-yorkshire.")
        first = visit.thing("region", "region")
        return View(
            "compare-start.html.jinja",
            "Compare regions",
            CRUMBS,
            {"regions": visit.names.choices("region"), "first": first.rpartition("/")[2]},
        )
    answer = visit.transferability.comparison(regions, as_of=visit.as_of)
    if form:
        name = "compare-" + "-".join(region.slug for region in answer.regions)
        return download.result(table(answer), form, name, visit)
    only = visit.choice("show", [name for name, _ in FILTERS if name])
    labels = [region.label for region in answer.regions]
    return View(
        "compare.html.jinja",
        f"{listed(labels)} side by side",
        (*CRUMBS, (" and ".join(labels), "")),
        {
            "answer": answer,
            "tables": [
                _table(visit, answer, caption, lines)
                for name, caption, lines in _parts(answer)
                if only in ("", name) and lines
            ],
            "filters": [(words, visit.here(show=name), only == (name or "")) for name, words in FILTERS],
            "regions": visit.names.choices("region"),
            "offers": download.offers(visit, FORMS),
        },
    )


def _parts(answer: Comparison) -> list[tuple[str, str, list[Line]]]:
    powers = [line for line in answer.lines if not line.period]
    return [
        ("different", "Powers that differ", [line for line in powers if line.differs]),
        ("unknown", "Powers not stated of one", [line for line in powers if line.group == "unknown"]),
        ("figures", "Figures", [line for line in answer.lines if line.period]),
        ("powers", "Powers that agree", [line for line in powers if line.group == "agree"]),
    ]


def _table(visit: Visit, answer: Comparison, caption: str, lines: list[Line]) -> Table:
    period = any(line.period for line in lines)
    rows = [
        [
            Cell(line.thing.label, visit.at(page_of(line.thing.iri)) if page_of(line.thing.iri) else ""),
            Cell(line.period or "" if period else line.domain or ""),
            *map(_cell, line.values),
        ]
        for line in lines
    ]
    heads = [Head("Figure" if period else "Power"), Head("Period" if period else "Domain")]
    return Table(caption, [*heads, *(Head(region.label, number=period) for region in answer.regions)], rows)


def _cell(value: Value) -> Cell:
    """The value of a region: a state by its mark, a figure as a reader expects it."""
    if value.ended:
        return Cell(f"ended {when(value.ended)}", state="ended")
    if value.state:
        return Cell(value.text, state=value.state.name)
    return Cell(_figure(value.text))


def _figure(text: str) -> str:
    """A number as a reader expects it; anything else, such as two that contradict each other, as it is."""
    try:
        return figure(float(text))
    except ValueError:
        return text
