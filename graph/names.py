"""From what a person calls a thing to its IRI: by IRI, curie, slug or label."""

from __future__ import annotations

from ..errors import AmbiguousName, UnknownName, WrongKind
from ..ontology.terms import ID, KINDS, PREFIXES, curie, slug
from .spelling import nearest, plain as plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..errors import Near
    from .store import Store

    Name = tuple[str, str]
    """An IRI and one of its names."""

SECOND = frozenset(["authority", "comparator"])
"""Kinds that stand back when another thing has the same name: a region goes before its authority."""
RECORDS = """answer class-membership class-power cost coverage effect evidence-search finding fund-figure
    holding lesson membership observation option participation power prompt requirement source succession
    use"""
THIRD = frozenset(RECORDS.split())
"""Kinds of record, which people seldom call by name."""
NAMING = "skos:prefLabel skos:altLabel rdfs:label"
CODES = "lg:gssCode"
"""What names a place exactly, but is near to nothing when misspelt."""
NEAREST = 5


def resolve(store: Store, text: str, kinds: Sequence[str] | None = None) -> str:
    """The IRI of the one thing that a text names; of these kinds, if kinds are given.

    Where a region is asked for, a council or authority stands for the one that it belongs to.
    Raises UnknownName, AmbiguousName or WrongKind, each with the nearest things.
    """
    text = text.strip()
    written = written_iri(text)
    if written:
        if _known(store, [written]):
            return _of_kind(written, text, kinds)
        raise _unknown(store, text, kinds)
    word = slugify(text)
    guesses = [f"{ID}{kind}/{word}" for kind in kinds or KINDS] if word else []
    found = _known(store, guesses) if guesses else []
    if found and word == text:
        return _one(store, found, text, kinds)
    matching = _named(store, text, kinds)
    matching = matching or [thing for thing in found if plain(label(store, thing)) == plain(text)]
    if not matching and word:  # only now read every name
        matching = [thing for thing, name in _names(store, kinds) if plain(name) == plain(text)]
    if matching or found:
        return _one(store, list(dict.fromkeys(matching or found)), text, kinds)
    if kinds and set(kinds) == {"region"} and (around := _around(store, text)):
        return around
    raise _unknown(store, text, kinds)


def _around(store: Store, text: str) -> str:
    """The one region of today that a council or an authority of this name belongs to, or nothing."""
    from ..errors import UnresolvedName
    from .places import regions_of_parts

    try:
        part = resolve(store, text, ("council", "authority"))
    except UnresolvedName:
        return ""
    regions = regions_of_parts(store).get(part, [])
    return regions[0] if len(regions) == 1 else ""


def label(store: Store, iri: str) -> str:
    """What a thing is called; its curie when it has no name."""
    if not _is_iri(iri):
        return iri
    names = [row[0].value for row in store.select(f"SELECT ?name WHERE {{ <{iri}> lg:name ?name }}")]
    return names[0] if names else curie(iri)


def complete(prefix: str, kinds: Sequence[str] | None, store: Store) -> list[str]:
    """The slugs that begin with a prefix, for a shell; KIND/SLUG once the prefix has a slash."""
    start = prefix.lower()
    things = {thing for thing, _ in _names(store, kinds) if thing.startswith(ID)}
    if "/" in start:
        words = {thing.removeprefix(ID) for thing in things}
    else:
        words = {slug(thing) for thing in things if kinds or _kind(thing) not in THIRD}
    return sorted(word for word in words if word.startswith(start))


def slugify(text: str) -> str:
    """A text as the slug of an IRI would have it."""
    return plain(text).replace(" ", "-")


def written_iri(text: str) -> str:
    """The IRI, when the text is one or stands for one: <IRI>, prefix:slug or kind/slug."""
    inner = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    for sign, table in ((":", PREFIXES), ("/", KINDS)):
        first, found, rest = inner.partition(sign)
        if found and rest and first in table:
            inner = f"{ID}{first}/{rest}" if table is KINDS else PREFIXES[first] + rest
            break
    return inner if "://" in inner and _is_iri(inner) else ""


def _is_iri(text: str) -> bool:
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _known(store: Store, iris: Iterable[str]) -> list[str]:
    """Those of the IRIs that the store says anything about, in their order."""
    iris = list(iris)
    values = " ".join(f"<{iri}>" for iri in iris)
    asked = f"SELECT DISTINCT ?thing WHERE {{ VALUES ?thing {{ {values} }} ?thing a ?type }}"
    there = {row[0].value for row in store.select(asked)}
    return [iri for iri in iris if iri in there]


def _named(store: Store, text: str, kinds: Sequence[str] | None) -> list[str]:
    """The things that have this name, first letters large or small: a look into the index."""
    from pyoxigraph import Literal

    written = {text, text[:1].upper() + text[1:], text.title()}
    names = " ".join(f"{Literal(each, language='en')} {Literal(each)}" for each in sorted(written))
    values = f"VALUES ?naming {{ {NAMING} {CODES} }} VALUES ?name {{ {names} }}"
    asked = f"SELECT ?thing WHERE {{ {values} ?thing ?naming ?name }}"
    found = {row[0].value for row in store.select(asked)}
    return sorted(thing for thing in found if not kinds or _kind(thing) in kinds)


def _names(store: Store, kinds: Sequence[str] | None) -> Iterator[Name]:
    """Every thing of these kinds with every name that it has."""
    starts = tuple(f"{ID}{kind}/" for kind in kinds) if kinds else ("",)
    tests = " || ".join(f'STRSTARTS(STR(?thing), "{start}")' for start in starts)
    only = f"FILTER({tests})" if kinds else ""
    asked = f"SELECT ?thing ?name WHERE {{ VALUES ?naming {{ {NAMING} }} ?thing ?naming ?name {only} }}"
    for row in store.select(asked):
        yield row[0].value, row[1].value


def _kind(iri: str) -> str:
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""


def _called(iri: str) -> str:
    """How to name a thing so that nothing else is meant."""
    return iri.removeprefix(ID) if iri.startswith(ID) else curie(iri)


def _of_kind(iri: str, text: str, kinds: Sequence[str] | None) -> str:
    if kinds and _kind(iri) not in kinds:
        raise WrongKind(text, kinds)
    return iri


def _one(store: Store, found: list[str], text: str, kinds: Sequence[str] | None) -> str:
    """The one thing found, or the one that goes before the others."""
    ranks: dict[int, list[str]] = {}
    for iri in found:
        kind = _kind(iri)
        ranks.setdefault((kind in SECOND) + 2 * (kind in THIRD), []).append(iri)
    first = ranks[min(ranks)]
    if len(first) == 1:
        return first[0]
    raise AmbiguousName(text, kinds or (), [(iri, _called(iri), label(store, iri)) for iri in first])


def _unknown(store: Store, text: str, kinds: Sequence[str] | None) -> UnknownName:
    """The error for a name that nothing has, with the nearest things, best first."""
    near = _nearest(text, _names(store, kinds), records=bool(kinds))
    if near:
        return UnknownName(text, kinds or (), near)
    from .empty_store import without_graph

    return UnknownName(text, kinds or (), (), store.name if without_graph(store) else "")


def _nearest(text: str, names: Iterable[Name], *, records: bool) -> list[Near]:
    """The things with names nearest to a text, best first, at most NEAREST; with or without records."""
    text = slug(text) if "/" in text or ":" in text else text
    things = [(iri, name) for iri, name in names if records or _kind(iri) not in THIRD]
    things.sort(key=lambda thing: (_kind(thing[0]) in SECOND, thing))
    labels = dict(reversed(things))
    spoken = [(iri, each) for iri, name in things for each in (name, slug(iri))]
    near = nearest(text, spoken, limit=NEAREST)
    return [(iri, _called(iri), labels[iri] if name == slug(iri) else name) for iri, name in near]
