"""Links to what can be asked instead of what an error refuses, made from the error's data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....errors import NoAuthority, NothingReaches, UnknownQuery, UnresolvedName
from ....ontology.terms import ID, slug
from ....queries.catalogue import Catalogue
from .filters import when
from .urls import page_of

if TYPE_CHECKING:
    from ....errors import LevergraphError
    from .page_request import PageAddress

REGION = ("to", "region")
"""The parameters, and parts of a path, that name the region asked for."""

Link = tuple[str, str]
"""The words of a link, and where it leads."""


def suggestions(error: LevergraphError, address: PageAddress) -> list[Link]:
    """The links for an error that happened at an address; none where nothing is near."""
    if isinstance(error, UnresolvedName):
        return list(_nearest(error, address))
    if isinstance(error, UnknownQuery):
        return [(Catalogue().get(name).title, address.at(f"/queries/{name}")) for name in error.nearest]
    if isinstance(error, NoAuthority):
        return list(_with_authority(error, address))
    if isinstance(error, NothingReaches):
        return list(_neighbours(error, address))
    return []


def _nearest(error: UnresolvedName, address: PageAddress) -> Iterator[Link]:
    """The same page for each thing that is near, where its address held the name; else the thing's page."""
    for iri, _, label in error.nearest:
        yield label, address.instead_of(error.text, slug(iri)) or address.at(page_of(iri))


def _with_authority(error: NoAuthority, address: PageAddress) -> Iterator[Link]:
    for iri, label in error.instead:
        yield f"Ask for {label}", _of_region(error, address, slug(iri))
    if error.ended:
        yield f"Ask for {error.label} as of {when(error.end or '')}", address.here(as_of=error.end)
    elif error.begun:
        yield f"Ask for {error.label} as of {when(error.start or '')}", address.here(as_of=error.start)
    else:
        day = when(error.day)
        yield f"See what soft powers alone would allow, as of {day}", address.here(as_of=error.day)


def _of_region(error: NoAuthority, address: PageAddress, other: str) -> str:
    """The same page for another region (slug), by whatever name the region stood in the address."""
    replaced = address.instead_of(slug(error.region), other)
    if replaced:
        return replaced
    for name in REGION:
        if address.request.query_params.get(name):
            return address.here(**{name: other})
    return address.at(f"/region/{other}")


def _neighbours(error: NothingReaches, address: PageAddress) -> Iterator[Link]:
    """The same page for each neighbour, as the outcome or determinant asked about."""
    for iri, label in error.neighbours:
        kind = iri.removeprefix(ID).partition("/")[0]
        asked = dict.fromkeys(("outcome", "determinant")) | {kind: slug(iri)}
        yield f"Ask about {label}", address.here(**asked)
