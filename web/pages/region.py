"""The region as a briefing: health against England, needs, powers by domain, what runs, what to ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...errors import NoAuthority
from ...ontology.terms import ID

if TYPE_CHECKING:
    from ...queries.transferability import Ask, Need
    from .support.page_request import Visit

NEEDS = 6
"""So many needs are shown."""
ASKS = 3
"""So many powers to ask for are shown."""


class Power(NamedTuple):
    """A lever that the region holds or shares."""

    label: str
    href: str
    state: str


class Domain(NamedTuple):
    """A domain of power, with the levers that the region has in it."""

    label: str
    href: str
    powers: list[Power]


class Scheme(NamedTuple):
    """An intervention in the region, with how it stands there in words."""

    label: str
    href: str
    status: str


class Briefing(NamedTuple):
    """The first part of a region's page."""

    needs: tuple[Need, ...]
    """The first few, outcomes before what causes them."""
    domains: list[Domain]
    schemes: list[Scheme]
    asks: tuple[Ask, ...]


def briefing(visit: Visit, region: str) -> Briefing | None:
    """The briefing of a region (an IRI) on today's record; None where it has no authority today."""
    service = visit.transferability
    name = region.removeprefix(f"{ID}region/")
    try:
        needs, asks = service.needs(name), service.further_powers(name)
    except NoAuthority:
        return None
    first = sorted(needs.needs, key=lambda need: need.kind != "outcome")[:NEEDS]
    return Briefing(tuple(first), _domains(visit, region), _schemes(visit, region), asks.asks[:ASKS])


def _domains(visit: Visit, region: str) -> list[Domain]:
    asked = f"""SELECT DISTINCT ?domain ?lever ?state WHERE {{
        VALUES (?has ?state) {{ (lg:holds "held") (lg:shares "shared") }}
        <{region}> ?has ?lever . ?lever lg:domain ?domain .
        FILTER NOT EXISTS {{ ?lever a lg:SoftPower }} }}"""
    found: dict[str, dict[str, str]] = {}
    for row in visit.store.select(asked):
        domain, lever, state = (term.value for term in row)
        powers = found.setdefault(domain, {})
        powers[lever] = min(state, powers.get(lever, state))  # held goes before shared
    domains = [
        Domain(
            visit.names.of(domain),
            visit.at.thing(domain),
            sorted(
                Power(visit.names.of(lever), visit.at.thing(lever), state) for lever, state in powers.items()
            ),
        )
        for domain, powers in found.items()
    ]
    return sorted(domains, key=lambda domain: domain.label)


def _schemes(visit: Visit, region: str) -> list[Scheme]:
    asked = f"""SELECT DISTINCT ?scheme ?status WHERE {{ ?scheme a lg:Intervention ; lg:region <{region}> ;
        lg:runState lg:Running . OPTIONAL {{ ?scheme lg:runStatus ?status }} }}"""
    found: dict[str, str] = {}
    for row in visit.store.select(asked):
        found.setdefault(row[0].value, row[1].value if row[1] else "")
    return sorted(Scheme(visit.names.of(iri), visit.at.thing(iri), status) for iri, status in found.items())
