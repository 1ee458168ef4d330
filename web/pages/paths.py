"""Paths: the best evidenced ways from a lever to an outcome, each with its weakest step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import Response

from ...ontology.terms import slug
from ...queries.transferability import service as verbs
from ...queries.transferability.facts import facts as rows
from ...queries.transferability.report.nearest import near
from .support import download
from .support.rendering import View

if TYPE_CHECKING:
    from ...queries.transferability.method.causal_paths import Path
    from .support.page_request import Visit

FORMS = ("csv", "xlsx", "json", "turtle")
STRENGTHS = {4: "strong", 3: "moderate", 2: "weak", 1: "insufficient"}
TURNS = {"Increases": "raises", "Decreases": "lowers"}


class Claimed(NamedTuple):
    """What one claim says of a step."""

    turn: str
    strength: str
    rank: int
    health: str
    mechanism: str
    claim: str
    source: str
    url: str
    about: str


class Step(NamedTuple):
    """A step of a path as it is shown."""

    target: str
    href: str
    turn: str
    strength: str
    rank: int
    weakest: bool
    disputed: bool
    claims: list[Claimed]


class Way(NamedTuple):
    """A path as it is shown."""

    start: str
    href: str
    strength: str
    steps: list[Step]


def page(visit: Visit) -> View | Response:
    """Answer `/paths`."""
    lever, outcome = visit.thing("from", "lever"), visit.thing("to", "outcome", "determinant")
    most = visit.number("k", 5, 1, 50)
    form = download.wanted(visit, FORMS)
    data = {
        "levers": visit.names.choices("lever"),
        "outcomes": visit.names.choices("outcome"),
        "lever": slug(lever) if lever else "",
        "outcome": slug(outcome) if outcome else "",
    }
    crumbs = (("Home", "/"), ("Paths", "/paths"))
    if not lever or not outcome:
        return View("paths-start.html.jinja", "How does a lever reach an outcome?", crumbs, data)
    if form:
        table = verbs.paths(visit.store, lever, outcome, k=most)
        things = [lever, outcome]
        return download.result(table, form, f"paths-{slug(lever)}-{slug(outcome)}", visit, *things)
    causes = rows.causes(visit.store)
    found = causes.paths(lever, outcome, k=most)
    nearest: list[str] = []
    if not found.paths:
        nearest += near(causes, lever, outcome, rows.outcomes(visit.store), visit.names.labels)
    told = {row[0] or "": row for row in rows.fetch(visit.store, "claims")}
    urls = _urls(visit, {row[2] or "" for row in told.values()})
    start, end = visit.names.of(lever), visit.names.of(outcome)
    return View(
        "paths.html.jinja",
        f"From {start} to {end}",
        (*crumbs, (f"{start} to {end}", "")),
        {
            **data,
            "start": start,
            "end": end,
            "ways": [_way(visit, path, told, urls) for path in found.paths],
            "nearest": nearest,
            "stopped": found.stopped_after,
            "more": visit.here(k=most * 2) if len(found.paths) == most and most < 50 else "",
            "explored": f"view=paths&from=lever/{slug(lever)}&to=outcome/{slug(outcome)}&path=1",
            "offers": download.offers(visit, FORMS),
        },
    )


def _way(visit: Visit, path: Path, told: dict[str, tuple[str | None, ...]], urls: dict[str, str]) -> Way:
    steps = []
    for step in path.steps:
        claims = []
        for claim in step.claims:
            _, mechanism, source = told.get(claim.claim, (None, None, None))
            claims.append(
                Claimed(
                    TURNS.get(claim.polarity, "acts on"),
                    STRENGTHS.get(claim.rank, "not graded"),
                    claim.rank,
                    (claim.health or "")
                    .replace("ImprovesHealth", "good for health")
                    .replace("WorsensHealth", "bad for health"),
                    mechanism or "",
                    visit.at.thing(claim.claim),
                    visit.names.of(source) if source else "",
                    urls.get(source or "", ""),
                    visit.at.thing(source) if source else "",
                )
            )
        best = claims[0]
        steps.append(
            Step(
                visit.names.of(step.target),
                visit.at.thing(step.target),
                best.turn,
                best.strength,
                best.rank,
                step.rank == path.weakest.rank,
                step.disputed,
                claims,
            )
        )
    first = path.steps[0].cause
    return Way(visit.names.of(first), visit.at.thing(first), STRENGTHS.get(path.weakest.rank, ""), steps)


def _urls(visit: Visit, sources: set[str]) -> dict[str, str]:
    from .support.urls import outside

    found = {}
    for row in visit.store.select("SELECT ?source ?url WHERE { ?source a lg:Source ; lg:url ?url }"):
        if row[0].value in sources:
            found[row[0].value] = outside(row[1].value)
    return found
