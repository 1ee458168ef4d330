"""Takes files of the user's over into one Turtle file of claims that say where they come from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import DataError
from ..ontology.terms import PREFIXES, expand
from .building import is_sheet
from .check import check, read_own_sheets
from .findings import Report
from .progress import Progress
from .rdf_files import base, names, read
from .sheets.origin import origin

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

PART = 5_000
"""So many things are written at a time."""


class Imported(NamedTuple):
    """The result of an import: the Turtle, empty where something must be mended first, and the report."""

    turtle: bytes
    report: Report
    rows: int
    """The rows of sheets that were read."""
    statements: int


def import_files(
    paths: Sequence[str | os.PathLike[str]],
    *,
    by: str = "",
    on: str = "",
    given: Mapping[str, bytes] | None = None,
    packaged: pyoxigraph.Store | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Read sheets and RDF files, check them with the packaged graph around them, and write them as Turtle.

    `by` says who filled them in and `on` on which day (YYYY-MM-DD). The same files give the same bytes.
    `given` holds the content of files that are on no disk; nothing of those is kept. `packaged` is
    the packaged graph, where it is open already.

    Raises DataError for a file that cannot be opened or says nothing.
    """
    given = given or {}
    called = names([os.fspath(path) for path in paths])
    with progress or Progress("Importing") as progress:
        rdf = {
            path: list(read(path, given.get(path), name))
            for path, name in called.items()
            if not is_sheet(path)
        }
        progress("reading the sheets")
        sheets = [path for path in called if is_sheet(path)]
        reading = read_own_sheets(sheets, rdf, given=given, packaged=packaged, by=by, on=on)
        if not reading.rows and not reading.violations and not any(rdf.values()):
            raise DataError(f"{', '.join(called)}: no row is filled in.")
        report = check(list(called), progress=progress, reading=reading, given=given, packaged=packaged)
        triples = [triple for statements in reading.statements.values() for triple in statements]
        for path, quads in rdf.items():
            triples += _with_origin([quad.triple for quad in quads], called[path], by, on)
        progress("writing")
        turtle = b"" if report.violations else written(triples)
    return Imported(turtle, report, reading.rows, len(set(triples)))


def _with_origin(
    triples: list[pyoxigraph.Triple], name: str, by: str, on: str
) -> Iterator[pyoxigraph.Triple]:
    """Statements of an RDF file; what does not say where it comes from gets the file as its origin."""
    from pyoxigraph import NamedNode, Triple

    derived, file = NamedNode(expand("prov:wasDerivedFrom")), NamedNode(base(name))
    origins = {triple.subject for triple in triples if triple.predicate == derived}
    parts = {NamedNode(expand(f"prov:{kind}")) for kind in ("Entity", "Agent")}
    origins |= {triple.subject for triple in triples if triple.object in parts}
    yield from triples
    new = {t.subject for t in triples if isinstance(t.subject, NamedNode)} - origins
    if not new:
        return
    for subject in new:
        yield Triple(subject, derived, file)
    yield from origin(file, name, by, on)


def written(triples: Iterable[pyoxigraph.Triple]) -> bytes:
    """Statements as Turtle in the one form of the house. Raises DataError for statements about statements."""
    from pyoxigraph import BlankNode, NamedNode, Triple

    from .turtle import canonical, canonical_whole, order

    records: dict[str, list[pyoxigraph.Triple]] = {}
    plain = True
    for triple in triples:
        if isinstance(triple.object, Triple):
            raise DataError(f"{triple}: statements about statements cannot be taken over.")
        plain = plain and isinstance(triple.subject, NamedNode) and not isinstance(triple.object, BlankNode)
        records.setdefault(triple.subject.value, []).append(triple)  # type: ignore[union-attr]
    subjects = sorted(records, key=order)
    size = PART if plain else len(subjects) or 1
    parts = (
        _graph(triple for subject in subjects[start : start + size] for triple in records[subject])
        for start in range(0, len(subjects), size)
    )
    return (canonical_whole(parts) if plain else canonical(next(parts))).encode()


def _graph(triples: Iterable[pyoxigraph.Triple]) -> rdflib.Graph:
    from oxrdflib._converter import from_ox
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        statement: Any = tuple(map(from_ox, (triple.subject, triple.predicate, triple.object)))
        graph.add(statement)
    return graph
