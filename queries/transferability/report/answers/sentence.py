"""Sentences with their sources, under headings."""

from __future__ import annotations

from msgspec import Struct

from ...facts.records import Source


class Sentence(Struct, frozen=True):
    """A statement, and the sources that make it; none where it is read off the graph as a whole."""

    text: str
    sources: tuple[Source, ...] = ()


class Section(Struct, frozen=True):
    """Sentences under a heading."""

    title: str
    sentences: tuple[Sentence, ...]
