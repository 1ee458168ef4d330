"""A snapshot of a graph: what it states, thing by thing, without what rules infer; two can be compared."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..errors import DataError
from ..ontology.terms import (
    FILES,
    GRAPH_FACTS,
    GRAPH_INFERRED,
    GRAPH_ONTOLOGY,
    GRAPH_YOURS,
    LG,
    PREFIXES,
    expand,
)
from .canonical import anchored, canonical, digest

if TYPE_CHECKING:
    import pyoxigraph

    from .release import Release
    from .store import Store

    Term: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.Literal | pyoxigraph.BlankNode
    Properties: TypeAlias = dict[str, list[Term]]
    """The values of each property of a thing, by the IRI of the property."""

PACKAGED = "packaged"
"""The word for the packaged graph as it is now."""
TYPE = PREFIXES["rdf"] + "type"
SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
FOLLOWS_FROM = LG + "followsFrom"


class Snapshot:
    """The statements of one graph: its name, its hash, and its things with their properties."""

    def __init__(self, name: str, quads: Iterable[pyoxigraph.Quad], known_digest: str = "") -> None:
        """Take statements; where the hash of their canonical form is known, it is not computed again."""
        self.name = name
        self._quads = anchored(quads)
        self._digest = known_digest

    @property
    def statements(self) -> int:
        """The number of statements."""
        return len(self._quads)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical form (RDFC-1.0), in hexadecimal digits."""
        return self._digest or digest(canonical(self._quads))

    @cached_property
    def things(self) -> dict[str, Properties]:
        """Each subject with its properties; a blank node stands under `_:` and its name."""
        from pyoxigraph import BlankNode

        things: dict[str, Properties] = {}
        for subject, predicate, value, _ in self._quads:
            iri = f"_:{subject.value}" if isinstance(subject, BlankNode) else subject.value
            things.setdefault(iri, {}).setdefault(predicate.value, []).append(value)
        return things


def snapshot(location: str) -> Snapshot:
    """The snapshot of `packaged`, a release by its number, an RDF file, a folder, a store, an endpoint.

    A number that is kept is a release, also where a folder of that name is at hand (`./0.2.0` is the folder).
    Raises DataError or UsageError for what cannot be read, StoreUnreachable for a store, Refused for blank
    nodes that cannot be told apart.
    """
    if location == PACKAGED:
        return _of_store(None)
    kept = _release(location)
    if kept is not None:
        from .release import quads

        return Snapshot(f"release {kept.name}", quads(kept), kept.digest)
    if location.startswith(("http://", "https://")) or _is_store(location):
        return _of_store(location)
    if Path(location).is_dir():
        return Snapshot(location, _asserted(_of_folder(Path(location))))
    if not Path(location).exists():
        raise DataError(_nothing_there(location))
    from .rdf_files import read

    return Snapshot(location, _asserted(read(location)))


def of_data(data: Sequence[str | os.PathLike[str]]) -> Snapshot:
    """The packaged graph with files of the user's own laid over it."""
    return _of_store(None, data)


def of(store: Store) -> Snapshot:
    """What an open store states: its ontology, facts and statements of the user's own."""
    stated = [quad for graph in (GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_YOURS) for quad in store.quads(graph)]
    return Snapshot(store.name, stated)


def _of_store(location: str | None, data: Sequence[str | os.PathLike[str]] = ()) -> Snapshot:
    from .opening import open_store

    with open_store(location, data=data) as store:
        return of(store)


def _release(location: str) -> Release | None:
    from .release import PREFIX, release, releases

    if location.startswith(PREFIX):
        return release(location)
    return next((kept for kept in releases() if kept.name == location), None)


def _is_store(location: str) -> bool:
    from .opening import OLD

    return any((Path(location) / part / "CURRENT").exists() for part in ("", OLD))


def _of_folder(folder: Path) -> Iterator[pyoxigraph.Quad]:
    from .rdf_files import SUFFIXES, read

    files = sorted(
        path for path in folder.rglob("*") if path.suffix[1:].lower() in SUFFIXES and path.is_file()
    )
    if not files:
        raise DataError(f"{folder} holds no RDF file and is no store.")
    for path in files:
        yield from read(path, name=str(path.relative_to(folder)))


def _nothing_there(location: str) -> str:
    from .release import releases

    known = ", ".join(kept.name for kept in releases())
    return (
        f"{location}: there is no such file, folder, store or release. "
        f"Releases: {known}; the graph of today is called {PACKAGED}."
    )


def _asserted(quads: Iterable[pyoxigraph.Quad]) -> list[pyoxigraph.Quad]:
    """Leave out what rules infer, which an exported file states like the rest.

    That is: the inferred graph, the properties that rules write, claims that follow from others, and the
    classes above a class that a thing has anyhow.
    """
    from .rules import rules

    statements = [quad for quad in quads if getattr(quad.graph_name, "value", "") != GRAPH_INFERRED]
    written = {expand(rule.infers) for rule in rules()} - {TYPE}
    following = {quad.subject for quad in statements if quad.predicate.value == FOLLOWS_FROM}
    plain = [
        quad for quad in statements if quad.predicate.value not in written and quad.subject not in following
    ]
    return list(_without_broader_classes(plain))


def _without_broader_classes(quads: Sequence[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    above = _classes_above()
    classes: dict[object, set[str]] = {}
    for quad in quads:
        if quad.predicate.value == TYPE:
            classes.setdefault(quad.subject, set()).add(getattr(quad.object, "value", ""))
    for quad in quads:
        if quad.predicate.value == TYPE:
            value = getattr(quad.object, "value", "")
            if any(value in above(other) for other in classes[quad.subject] if other != value):
                continue
        yield quad


def _classes_above() -> Callable[[str], frozenset[str]]:
    """The named classes above a class of the packaged ontology."""
    from functools import cache

    from pyoxigraph import NamedNode, RdfFormat, Store

    ontology = Store()
    ontology.bulk_load(path=FILES["levergraph"], format=RdfFormat.TURTLE)
    direct: dict[str, set[str]] = {}
    for quad in ontology.quads_for_pattern(None, NamedNode(SUBCLASS), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            direct.setdefault(quad.subject.value, set()).add(quad.object.value)

    @cache
    def above(name: str) -> frozenset[str]:
        broader: set[str] = set()
        waiting = [name]
        while waiting:
            for each in direct.get(waiting.pop(), ()):
                if each not in broader:
                    broader.add(each)
                    waiting.append(each)
        return frozenset(broader)

    return above
