"""The answer of a comparison of two graphs: typed, the same for the command, pages, feed and Python."""

from __future__ import annotations

from typing import Literal

from ..record import Record

Action = Literal["added", "withdrawn", "changed"]


class Named(Record):
    """A thing: its IRI (`_:` and a name for a blank node) and what it is called."""

    iri: str
    label: str


class Edition(Record):
    """One of the two graphs: its name, the SHA-256 of its canonical form, its number of statements."""

    name: str
    sha256: str
    statements: int


class FieldChange(Record):
    """A property that changed: its IRI, its name, and its values in words, before and after."""

    property: str
    label: str
    was: list[str]
    now: list[str]


class Change(Record):
    """One thing that was added, withdrawn or changed, in one sentence, and each property that differs."""

    action: Action
    kind: str
    """Its group: powers, schemes, requirements, findings and so on."""
    regions: list[Named]
    """The regions that it is about; empty where it is about none or all."""
    thing: Named
    sentence: str
    fields: list[FieldChange]
    """Of a changed thing, each property that differs; empty for one added or withdrawn."""
    sources: list[Named]
    """The sources that it cites: after the change, or before it where it was withdrawn."""


class Changes(Record):
    """All that one graph states otherwise than another."""

    old: Edition
    new: Edition
    region: Named | None
    """The region that it was narrowed to."""
    kinds: list[str]
    """The kinds that it was narrowed to; empty for all."""
    notes: list[str]
    """What must be said beside it."""
    changes: list[Change]
    """By region, those about none last, then by kind; the new, the changed, the withdrawn; by name."""
