"""The things that a sentence names: by any of their names, by part of one, an acronym or a misspelt word."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from ...graph.places import regions_of_parts
from ...graph.search import ACRONYM, FIRST, SMALL, Entry, acronym, entries
from ...graph.spelling import nearest, plain
from ...ontology.terms import slug
from .answers import ELSEWHERE, places
from .words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...graph.store import Store

NAMED = frozenset(FIRST) | {
    "council",
    "authority",
    "authority-class",
    "priority",
    "fund",
    "comparator",
    ELSEWHERE,
}
"""Kinds whose things a sentence may name."""
IN_PARTS = frozenset(["lever", "intervention", "indicator", "deal", "challenge", "mission", "approach"])
"""Kinds whose long names people shorten: two words in a row of a name are enough."""
LONGEST = 12
"""Words of a name that are looked for."""
SPELT = 5
"""Fewest letters of a word that is looked at as misspelt."""
ALIKE = 0.84
"""How like a word must be to one of a name."""


class Fit(IntEnum):
    """How the words of a sentence name a thing; the lower the better."""

    LABEL = 0
    """They are its label or its slug."""
    NAME = 1
    """They are another of its names, or its acronym."""
    PART = 2
    """They are some words in a row of one of its names."""


class Candidate(NamedTuple):
    """A thing that a mention may mean."""

    iri: str
    kind: str
    label: str
    fit: Fit


class Mention(NamedTuple):
    """Words of a sentence, from `start` to before `end`, that name something; the best candidate first."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]

    def of(self, kinds: tuple[str, ...]) -> Candidate | None:
        """The best candidate of these kinds, of equals the kind that stands first; `thing` takes any."""
        if "thing" in kinds:
            return self.candidates[0]
        fitting = [candidate for candidate in self.candidates if candidate.kind in kinds]
        return min(fitting, key=lambda one: (one.fit, kinds.index(one.kind)), default=None)


class Gazetteer:
    """The names of a graph, made ready to be found in sentences; it never changes.

    A council or an authority counts as the regions it stands for: `within` gives them by their IRIs.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        within: dict[str, list[str]],
        measured: dict[str, str],
        known: frozenset[str] = frozenset(),
    ) -> None:
        """Read the entries.

        `measured` gives the indicator of a determinant or an outcome, by IRIs; `known` are words that are
        spelt right though no name has them.
        """
        everything = [entry for entry in entries if entry.kind in NAMED]
        self._places = {tuple(words(entry.label)) for entry in everything if entry.kind == "region"}
        self._measured = measured
        self._labels = {entry.iri: entry.label for entry in everything}
        self._within = within
        self._names: dict[tuple[str, ...], set[Candidate]] = defaultdict(set)
        self._acronyms: dict[str, set[Candidate]] = defaultdict(set)
        for entry in everything:
            self._add(entry)
        self._known = known | {word for name in self._names for word in name}
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= SPELT - 1:
                self._by_letter[word[0]].append(word)

    def spelt(self, sentence: str) -> list[str]:
        """The words of a sentence, plain and in the singular, those misspelt put right."""
        return [self._spelt(word) for word in words(sentence)]

    def mentions(self, sentence: str) -> tuple[list[str], list[Mention]]:
        """The words of a sentence, and what they name: the longest names, none over another."""
        text = self.spelt(sentence)
        capital = {plain(word) for word in re.findall(r"\b[A-Z]{3,}\b", sentence)}
        found: list[Mention] = []
        start = 0
        while start < len(text):
            mention = self._mention(text, start, capital)
            if mention:
                found.append(mention)
            start = mention.end if mention else start + 1
        return text, found

    def _mention(self, text: list[str], start: int, capital: set[str]) -> Mention | None:
        for end in range(min(len(text), start + LONGEST), start, -1):
            candidates = self._names.get(tuple(text[start:end]), set())
            if end == start + 1 and (text[start] in capital or text[start] not in self._known):
                candidates = candidates | self._acronyms.get(text[start], set())
            if candidates:
                return Mention(start, end, tuple(sorted(candidates, key=_order)))
        return None

    def _add(self, entry: Entry) -> None:
        for candidate in self._candidates(entry):
            for name in entry.names:
                spoken = tuple(words(name))
                fit = Fit.LABEL if name in (entry.label, slug(entry.iri)) else Fit.NAME
                self._put(spoken, candidate._replace(fit=fit))
                if entry.kind in IN_PARTS:
                    for part in self._parts(spoken):
                        self._put(part, candidate._replace(fit=Fit.PART))
                letters = acronym(name)
                if len(letters) >= ACRONYM:
                    self._acronyms[letters].add(candidate._replace(fit=Fit.NAME))

    def _put(self, name: tuple[str, ...], candidate: Candidate) -> None:
        """Add a candidate to a name, unless a better fit of the same thing stands there."""
        if not name:
            return
        there = {each.iri: each for each in self._names[name]}
        before = there.get(candidate.iri)
        if before is None or candidate.fit < before.fit:
            self._names[name].discard(before or candidate)
            self._names[name].add(candidate)

    def _candidates(self, entry: Entry) -> Iterator[Candidate]:
        """The things that an entry's names mean: itself, its indicator, or the regions of a council."""
        for iri in self._within.get(entry.iri, ()):
            yield Candidate(iri, "region", self._labels.get(iri, ""), Fit.NAME)
        if entry.kind != "authority":
            yield Candidate(entry.iri, entry.kind, entry.label, Fit.NAME)
        indicator = self._measured.get(entry.iri)
        if indicator:
            yield Candidate(indicator, "indicator", self._labels.get(indicator, ""), Fit.NAME)

    def _parts(self, name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Two words or more in a row of a name: they end with a word of weight, and begin after a place."""
        first = next((len(place) for place in self._places if name[: len(place)] == place), 0)
        for start in range(first, len(name)):
            for end in range(start + 2, len(name) + 1):
                part = name[start:end]
                if part != name and not SMALL.intersection((part[0], part[-1])):
                    yield part

    def _spelt(self, word: str) -> str:
        if len(word) < SPELT or word in self._known or not word.isalpha():
            return word
        near = [name for name in self._by_letter[word[0]] if abs(len(name) - len(word)) <= 2]
        return next((name for _, name in nearest(word, ((n, n) for n in near), limit=1, alike=ALIKE)), word)


def gazetteer(store: Store, known: frozenset[str] = frozenset()) -> Gazetteer:
    """The gazetteer of a store's content."""
    return Gazetteer([*entries(store), *_elsewhere()], regions_of_parts(store), measured(store), known)


def _elsewhere() -> Iterator[Entry]:
    """Places outside the record; a place that the record knows by this name goes before."""
    for place in places():
        yield Entry("", ELSEWHERE, place, "", (place,))


def measured(store: Store) -> dict[str, str]:
    """The indicator with the most figures of each determinant or outcome that is measured."""
    asked = """SELECT ?thing ?indicator (COUNT(?figure) AS ?figures) WHERE {
        ?indicator lg:measures ?thing OPTIONAL { ?figure lg:indicator ?indicator } }
        GROUP BY ?thing ?indicator ORDER BY DESC(?figures) ?indicator"""
    found: dict[str, str] = {}
    for thing, indicator, _ in store.select(asked):
        found.setdefault(thing.value, indicator.value)
    return found


def _order(candidate: Candidate) -> tuple[int, int, str]:
    rank = FIRST.index(candidate.kind) if candidate.kind in FIRST else len(FIRST)
    return candidate.fit, rank, candidate.iri
