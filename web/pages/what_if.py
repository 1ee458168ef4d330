"""What if this became law: the verdicts that would change with levers held, shared or not held."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from starlette.responses import Response

from ...errors import UsageError
from ...queries.transferability import table
from .support import download
from .support.rendering import View

if TYPE_CHECKING:
    from ...queries.transferability import ClassWhatIf, WhatIf
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
STATES = ("held", "shared", "not-held")
CRUMBS = (("Home", "/"), ("What if this became law?", "/what-if"))
MOST = 3
"""So many levers can be chosen at once."""


def page(visit: Visit) -> View | Response:
    """Answer `/what-if`."""
    region, kind = visit.text("region"), visit.text("class")
    levers, state = visit.texts("lever"), visit.choice("state", STATES, "held")
    form = download.wanted(visit, FORMS)
    if region and kind:
        raise UsageError("what if is asked of a region or of a class of authority: choose one of them.")
    answer: WhatIf | ClassWhatIf | None = None
    if levers and (region or kind):
        supposed = dict.fromkeys(levers, state)
        service = visit.transferability
        answer = (
            service.what_if(region, supposed, as_of=visit.as_of)
            if region
            else service.class_what_if(kind, supposed, as_of=visit.as_of)
        )
    if form:
        if answer is None:
            raise UsageError("what is supposed, and of whom? Give lever, and region or class.")
        return download.result(table(answer), form, "what-if", visit)
    return View(
        "what-if.html.jinja",
        "What if this became law?",
        CRUMBS,
        {
            "answer": answer,
            "regions_told": _told(answer),
            "chosen": {"region": region, "class": kind, "levers": levers, "state": state},
            "states": STATES,
            "most": MOST,
            "regions": visit.names.choices("region"),
            "classes": visit.names.choices("authority-class"),
            "levers": visit.names.choices("lever"),
            "offers": download.offers(visit, FORMS) if answer is not None else [],
        },
    )


def _told(answer: WhatIf | ClassWhatIf | None) -> list[tuple[WhatIf, list[tuple[str, list[object]]]]]:
    """Each region's answer with its changes by verdict; where more changes comes first."""
    if answer is None:
        return []
    regions = answer.regions if hasattr(answer, "regions") else (answer,)
    ordered = sorted(regions, key=lambda each: (-len(each.changes), each.region.label))
    return [(each, _grouped(each)) for each in ordered]


def _grouped(answer: WhatIf) -> list[tuple[str, list[object]]]:
    def turn(change: object) -> str:
        return f"{change.before.label} today, then {change.after.label}"  # type: ignore[attr-defined]

    changes = sorted(answer.changes, key=lambda change: (turn(change), change.intervention.label))
    return [(words, list(same)) for words, same in groupby(changes, turn)]
