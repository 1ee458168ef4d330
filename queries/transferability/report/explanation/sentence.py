"""What an explanation is made of: sentences with their sources, under headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ...facts.facts import Cited


class Sentence(NamedTuple):
    """Something said, and the sources that say it; none where it is read off the graph as a whole."""

    text: str
    sources: tuple[Cited, ...] = ()


class Section(NamedTuple):
    """Sentences under a heading."""

    title: str
    sentences: tuple[Sentence, ...]
