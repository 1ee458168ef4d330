"""The search: finds things, terms of the ontology and further entries by their names and definitions."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..ontology.terms import ID, LG, slug
from .names import SECOND, THIRD
from .spelling import nearest, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyoxigraph

    from .store import Store

FIRST = (
    *("region", "lever", "intervention", "determinant", "outcome", "domain", "indicator"),
    *("challenge", "approach", "mission", "deal"),
)
"""Kinds whose things come first among equals."""
RECORDS = THIRD - {"lesson", "source", "finding"}
"""Kinds of record that are found only when they are asked for: their names repeat those of the things."""
SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
"""Words that lend no letter to an acronym."""
INSIDE = 4
"""Fewest letters that are looked for inside words: `edi` must not find `median`."""
ACRONYM = 3
"""Fewest letters of an acronym."""
LONGEST = 100
"""Letters of a text that are compared with names: likeness takes the product of both lengths."""


class Rank(IntEnum):
    """How well an entry fits the words asked for; the lower the better."""

    NAME = 0
    """One of its names is these words."""
    ACRONYM = 1
    """The letters that one of its names begins its words with."""
    START = 2
    """One of its names begins with these words."""
    WORDS = 3
    """Its names have all the words, singular or plural."""
    BEGINNINGS = 4
    """Its names have words that begin with them."""
    TEXT = 5
    """Its names and definition have all the words."""
    TEXT_BEGINNINGS = 6
    """Its names and definition have words that begin with them."""
    INSIDE = 7
    """They stand somewhere inside its words."""
    NEAR = 8
    """No name has them, but one is spelt nearly so."""


class Entry(NamedTuple):
    """Something that can be found; `names` are all it is called, the label included."""

    iri: str
    kind: str
    """The kind of its IRI, such as `lever`; `term` for a word of the ontology."""
    label: str
    definition: str
    names: tuple[str, ...]


class Hit(NamedTuple):
    """Something that was found, and how well it fits."""

    iri: str
    kind: str
    label: str
    definition: str
    rank: Rank

    @property
    def slug(self) -> str:
        """The last part of its IRI."""
        return slug(self.iri)


class Index:
    """Entries made ready to be searched; it never changes."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=_order)

    def search(self, text: str, kind: str = "", limit: int | None = None) -> list[Hit]:
        """The entries that have all the words of a text, best first; nothing for a text without words.

        `kind` keeps the hits to one kind, and alone finds records; `limit` keeps the first so many.
        """
        words = [_forms(word) for word in plain(text).split()]
        whole = plain(text)
        hits = []
        for folded in self._of((kind,) if kind else ()) if words else ():
            rank = folded.rank(whole, words)
            if rank is not None:
                hits.append(Hit(*folded.entry[:4], rank))
        hits.sort(key=lambda hit: hit.rank)  # stable: of equals, the order of the entries
        return hits[:limit]

    def find(self, text: str, kind: str = "", limit: int | None = None) -> list[Hit]:
        """What a search gives wherever one searches: the hits, or where there are none the nearest names."""
        hits = self.search(text, kind, limit)
        if hits or not plain(text):
            return hits
        near = self.nearest(text[:LONGEST], (kind,) if kind else ())
        return [Hit(*entry[:4], Rank.NEAR) for entry in near][:limit]

    def nearest(self, text: str, kinds: Sequence[str] = (), limit: int = 5) -> list[Entry]:
        """The entries with names nearest to a misspelt one, best first; records only of the kinds given."""
        entries = {folded.entry.iri: folded.entry for folded in self._of(kinds)}
        names = ((iri, name) for iri, entry in entries.items() for name in entry.names)
        return [entries[iri] for iri, _ in nearest(text, names, limit=limit)]

    def _of(self, kinds: Sequence[str]) -> list[_Folded]:
        if not kinds:
            return self._known
        every = [*self._known, *self._records] if RECORDS.intersection(kinds) else self._known
        return [folded for folded in every if folded.entry.kind in kinds]

    @cached_property
    def _known(self) -> list[_Folded]:
        return [_Folded(entry) for entry in self._entries if entry.kind not in RECORDS]

    @cached_property
    def _records(self) -> list[_Folded]:
        return [_Folded(entry) for entry in self._entries if entry.kind in RECORDS]


def entries(store: Store) -> Iterator[Entry]:
    """Every thing and every word of the ontology with its names: labels, alternative, hidden, code, slug.

    The name shown is the English label, or else one without a language, or else any; all can be found.
    """
    naming = "(skos:prefLabel 0) (rdfs:label 0) (skos:altLabel 1) (skos:hiddenLabel 2) (lg:gssCode 2)"
    asked = (
        f"SELECT ?thing ?name ?place ?definition WHERE {{ VALUES (?naming ?place) {{ {naming} }} "
        "?thing ?naming ?name OPTIONAL { ?thing skos:definition ?defined } "
        "OPTIONAL { ?thing dcterms:description ?described } "
        'BIND(COALESCE(?defined, ?described, "") AS ?definition) }'
    )
    names: dict[str, set[tuple[int, int, str]]] = {}
    definitions: dict[str, tuple[int, str]] = {}
    for thing, name, place, definition in store.select(asked):
        iri = thing.value
        if iri.startswith((ID, LG)):
            names.setdefault(iri, set()).add((int(place.value), foreign(name), name.value))
            said = (foreign(definition), definition.value)
            definitions[iri] = min(said, definitions.get(iri, said))
    for iri, called in names.items():
        spoken = [name for *_, name in sorted(called)]
        yield Entry(
            iri, kind_of(iri), spoken[0], definitions[iri][1], tuple(dict.fromkeys([*spoken, slug(iri)]))
        )


def kind_of(iri: str) -> str:
    """The kind of an IRI of ours; `term` for any other."""
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else "term"


class _Folded:
    """An entry with its texts folded, every word between blanks, so that it can be found as a whole."""

    __slots__ = ("acronyms", "entry", "names", "spoken", "text")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.names = [f"{plain(name)} " for name in entry.names]
        self.acronyms = {acronym(name) for name in entry.names}
        self.spoken = " " + " ".join(self.names)
        self.text = f"{self.spoken} {plain(entry.definition)} "

    def rank(self, whole: str, words: list[tuple[str, ...]]) -> Rank | None:
        """How well the entry fits words, each in its forms, together `whole`; None where it does not."""
        if len(whole) >= ACRONYM and whole in self.acronyms:
            return Rank.NAME if f"{whole} " in self.names else Rank.ACRONYM
        if not all(any(form in self.text for form in forms) for forms in words):
            return None  # nearly always
        if f"{whole} " in self.names:
            return Rank.NAME
        if any(name.startswith(f"{whole} ") for name in self.names):
            return Rank.START
        for text, rank, fewest in ((self.spoken, Rank.WORDS, 1), (self.text, Rank.TEXT, INSIDE)):
            if all(_whole(forms, text) for forms in words):
                return rank
            if all(_whole(forms, text) or _begins(forms[0], text, fewest) for forms in words):
                return Rank(rank + 1)
        if all(len(forms[0]) >= INSIDE and forms[0] in self.text for forms in words):
            return Rank.INSIDE
        return None


def acronym(name: str) -> str:
    """The folded acronym of a name of several words: `ukspf` for UK Shared Prosperity Fund."""
    words = re.findall(r"[^\W_]+", re.sub(r"\(.*?\)", " ", name))
    letters = (
        word if word.isupper() and not word.isdigit() else word[0]
        for word in words
        if word.lower() not in SMALL
    )
    return plain("".join(letters)) if len(words) > 1 else ""


def _forms(word: str) -> tuple[str, ...]:
    """A word, then its other number, as English forms it mostly."""
    forms = [word, f"{word}s", f"{word}es"]
    if word.endswith("y"):
        forms.append(f"{word[:-1]}ies")
    if word.endswith("ies") and len(word) > INSIDE:
        forms.append(f"{word[:-3]}y")
    if word.endswith("es") and len(word) > INSIDE:
        forms.append(word[:-2])
    if word.endswith("s") and len(word) >= INSIDE:
        forms.append(word[:-1])
    return tuple(forms)


def _whole(forms: tuple[str, ...], text: str) -> bool:
    return any(f" {form} " in text for form in forms)


def _begins(word: str, text: str, fewest: int) -> bool:
    return len(word) >= fewest and f" {word}" in text


def foreign(term: pyoxigraph.Literal) -> int:
    """How far a literal is from what is shown: English, then no language, then any."""
    language = term.language or ""
    return 0 if language.partition("-")[0] == "en" else 2 if language else 1


def _order(entry: Entry) -> tuple[int, str, str]:
    """Among equals: kinds that people look for first, then by name."""
    place = FIRST.index(entry.kind) if entry.kind in FIRST else len(FIRST) + (entry.kind in SECOND)
    return place, entry.label.casefold(), entry.iri
