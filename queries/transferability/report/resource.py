"""A thing of the graph as an answer names it, and a word of the vocabulary."""

from __future__ import annotations

from msgspec import Struct


class Resource(Struct, frozen=True):
    """A thing by its IRI, its slug (the last part of the IRI) and its label."""

    iri: str
    slug: str
    label: str
    yours: bool = False
    """Whether it is an intervention in the user's own files."""


class Word(Struct, frozen=True):
    """A state, verdict or strength: its name as programs read it (`not-stated`) and its label for people."""

    name: str
    label: str

    def __str__(self) -> str:
        """Give the label."""
        return self.label
