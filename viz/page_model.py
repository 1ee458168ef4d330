"""The records of one page: things, claims about them, requirements of interventions, and their sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Value = str | dict[str, Any]
"""A fact's value in the page: a literal of its property's usual kind as text, any other as
{"v": text, "k": kind}; or {"c": term}, {"u": address}, {"o": the place of what is named and not drawn}."""

NAME = ("prefLabel", "@en")
"""The property and the kind of literal by which nearly every name is given."""


@dataclass(frozen=True)
class Name:
    """A name to show, and the property and kind of literal that give it; None where the IRI stands in."""

    text: str
    given: tuple[str, str] | None = NAME


@dataclass(frozen=True)
class Trust:
    """The provenance of a statement: its sources by place in the atlas, and what is said of it."""

    sources: tuple[int, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    """The kinds of those literals in `said` that are not of their property's usual kind."""


@dataclass(frozen=True)
class Thing:
    """A node: a region, a lever, a determinant…"""

    iri: str
    kind: str
    name: Name
    facts: tuple[tuple[str, Value], ...]
    links: tuple[tuple[str, int], ...]
    trust: Trust
    own: str = ""
    """Its class in the ontology, where no fact says what type of its kind it is."""
    classes: tuple[str, ...] = ()
    """The classes that rules put it in."""
    worked: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """The things that rules join it to, by property."""

    @property
    def label(self) -> str:
        """The name to show."""
        return self.name.text


@dataclass(frozen=True)
class Claim:
    """A sourced statement, with the things that it is about by the property that says so."""

    iri: str
    kind: str
    name: Name
    roles: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, Value], ...]
    trust: Trust
    requirement: int | None = None

    def role(self, name: str) -> list[int]:
        """The things that this claim names by one property."""
        return [thing for role, thing in self.roles if role == name]


@dataclass(frozen=True)
class Requirement:
    """Something that interventions need, or are helped by; the claims that name it are its alternatives."""

    iri: str
    name: Name
    interventions: tuple[int, ...]
    facts: tuple[tuple[str, Value], ...]
    trust: Trust


@dataclass(frozen=True)
class Source:
    """A publication that statements rest on."""

    iri: str
    name: Name
    url: str
    kind: str


@dataclass(frozen=True)
class Rule:
    """The rule that works out a property or a class."""

    iri: str
    label: str


@dataclass
class Atlas:
    """All that one page can show."""

    edition: str
    things: list[Thing]
    claims: list[Claim]
    sources: list[Source]
    requirements: list[Requirement] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    """IRI and label of what facts name and nothing draws."""
    terms: dict[str, str] = field(default_factory=dict)
    """The label of every property and term that is used."""
    labels: dict[str, str] = field(default_factory=dict)
    """The label of every term of the ontology, by local name."""
    literals: dict[str, str] = field(default_factory=dict)
    """The usual kind of literal of each property."""
    rules: dict[str, Rule] = field(default_factory=dict)
    """The rule behind each property and class that is worked out."""


def first(facts: Iterable[tuple[str, Value]], name: str) -> str:
    """The first value of a fact as plain text: a term by its local name; nothing where it is not stated."""
    for key, value in facts:
        if key == name:
            return value if isinstance(value, str) else str(next(iter(value.values())))
    return ""


def local(iri: str) -> str:
    """The last word of a property's or term's IRI."""
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]
