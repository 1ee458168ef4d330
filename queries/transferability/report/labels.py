"""Labels of things and titles of sources, looked up once for all answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..facts.facts import local
from ..facts.records import Source
from .resource import Resource
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..facts.facts import Facts

_UNNAMED = {"population2019": "Population in 2019"}
"""A figure that is compared and is no thing of the graph with a name."""


class Labels:
    """The labels of things, the sources and the words of one store."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts that hold them."""
        self._names = facts.names()
        self._sources = facts.sources()
        self._own = facts.own()
        self.words = Words(facts.terms())

    def name(self, iri: str) -> str:
        """The label of a thing; its local name where it has none."""
        return self._names.get(iri) or _UNNAMED.get(local(iri) or "") or local(iri) or ""

    def resource(self, iri: str) -> Resource:
        """A thing with its slug and label."""
        return Resource(iri, local(iri) or "", self.name(iri), iri in self._own)

    def resources(self, iris: Iterable[str]) -> tuple[Resource, ...]:
        """Things in their order."""
        return tuple(map(self.resource, iris))

    def source(self, iri: str | None) -> Source | None:
        """A source with its title and address, which are empty where the graph has none."""
        return None if iri is None else self._sources.get(iri) or Source(iri, "", "")

    def cited(self, *iris: str | None) -> tuple[Source, ...]:
        """The sources that the graph knows by title and address, each once, in their order."""
        return tuple(dict.fromkeys(self._sources[iri] for iri in iris if iri in self._sources))
