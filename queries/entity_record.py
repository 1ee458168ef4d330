"""The JSON of a thing: the records from which commands, the API and its schema are made."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, UnsetType

from .corrections import Correction
from .record import Record

Stated = Literal["asserted", "yours", "ontology", "inferred", "withdrawn"]


class ValueRecord(Record):
    """A value in words, and its IRI where it is a thing."""

    value: str
    iri: str | None


class FactRecord(Record):
    """One property of the thing and its values, stated or inferred by a rule."""

    property: str
    label: str
    stated: Stated
    rule: str | None
    values: list[ValueRecord]


class OriginRecord(Record):
    """Where a claim comes from: a source, a place in it, who checked it; with the source's address."""

    label: str
    value: str
    iri: str | None
    url: str | UnsetType = UNSET


class DetailRecord(Record):
    """A property of a claim, and its value."""

    property: str
    label: str
    value: str
    iri: str | None


class LinkRecord(Record):
    """A claim about the thing, or another thing that names it, with its details and where it comes from."""

    iri: str
    label: str
    kind: str | None
    property: str
    property_label: str
    stated: Stated
    rule: str | None
    details: list[DetailRecord]
    provenance: list[OriginRecord]


class ThingRecord(Record):
    """A thing: its facts, the claims about it and what links to it, each with its sources."""

    iri: str
    label: str
    kind: str
    definition: str | None
    facts: list[FactRecord]
    provenance: list[OriginRecord]
    claims: list[LinkRecord]
    incoming: list[LinkRecord]
    corrections: list[Correction]
    """Corrections of it, or of claims that named it: claims that no longer count."""
