"""Interventions by which of several needs they reach, and which powers a region lacks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...authority import lineage
from .evidence import evidence, proof
from .further_powers import askable, lacking
from .gate import READY, WITH_PARTNERS
from .packages import Reaching
from .reach import ways_to
from .relevance import DIRECT

if TYPE_CHECKING:
    from .model import Model


def reaching_options(model: Model, region: str, as_of: str, things: Sequence[str]) -> list[Reaching]:
    """Every intervention that acts directly on one of the things, as the region could take it up.

    What was soundly found to leave a thing as it is, or to worsen it, does not reach it. Left out are those
    that are the region's own already, those that the state brings to all of England, and those that lack
    what cannot be had. The best evidenced come first, then those that are ready, then by name.
    """
    outcomes = set(model.outcomes())
    same, findings = lineage(model.regions(), region), model.findings()
    reached: dict[str, set[str]] = {}
    for thing in things:
        reach = ways_to(model, thing) if thing in outcomes else ways_to(model, None, thing)
        for intervention, relevance in reach.interventions().items():
            proved = proof(findings.get(intervention, ()), reach.proximity)
            if relevance.tier == DIRECT and not (proved.null or proved.harmful):
                reached.setdefault(intervention, set()).add(thing)
    verdicts = model.verdicts(region, as_of)
    lacks = lacking(verdicts, askable(model, region, as_of)).closed
    options = []
    for verdict in verdicts:
        known = model.interventions().get(verdict.intervention)
        if known is None or known.iri not in reached or known.nationwide:
            continue
        if not same.isdisjoint(known.regions):
            continue
        possible = verdict.verdict in (READY, WITH_PARTNERS)
        if not possible and known.iri not in lacks:
            continue
        strength = evidence(findings.get(known.iri, ())).rank
        order = (-strength, verdict.verdict != READY, known.label.casefold(), known.iri)
        needs = frozenset(reached[known.iri])
        options.append((order, Reaching(known.iri, needs, () if possible else lacks[known.iri])))
    return [option for _, option in sorted(options, key=lambda pair: pair[0])]
