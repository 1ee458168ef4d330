"""Checks what is so against what may be so: shapes, vocabulary, contradictions, and the reasoner if asked."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import DataError
from ..ontology.terms import FILES, GRAPH_FACTS, GRAPH_YOURS, LG, PREFIXES, curie
from .building import PACKAGE, is_sheet
from .cache import opened
from .findings import Finding as Finding, Report as Report
from .progress import Progress
from .rdf_files import content, names, read
from .source_locations import Places
from .store import LocalStore
from .surroundings import small_graph

if TYPE_CHECKING:
    import pyoxigraph

    from .sheets.reading import Place, Reading

    Paths = Sequence[str | os.PathLike[str]]
    Own = dict[str, list[pyoxigraph.Quad]]
    """The statements of the user's files, by the file's path."""


TYPE = PREFIXES["rdf"] + "type"
COUNTS = ("MaxCountConstraintComponent", "UniqueLangConstraintComponent")
"""The constraints that a second description under one address violates, whatever it says."""


def check(
    files: Paths | None = None,
    reasoner: bool = False,
    progress: Progress | None = None,
    *,
    reading: Reading | None = None,
    given: Mapping[str, bytes] | None = None,
    packaged: pyoxigraph.Store | None = None,
) -> Report:
    """Check the packaged graph, or files of the user's with the packaged graph around them.

    With `reasoner`, HermiT judges them too. `reading` is what sheets among the files say, where they were
    read before. `given` holds the content of files that are on no disk; nothing of those is kept.
    `packaged` is the packaged graph, where it is open already.

    Raises DataError for a file that cannot be read or says nothing.
    """
    files = files or ()
    began = monotonic()
    with progress or Progress("Checking") as progress:
        called = names([os.fspath(path) for path in files])
        rdf = [path for path in called if not is_sheet(path)]
        given = given or {}
        own = {
            path: list(read(path, given.get(path), called[path])) for path in rdf
        }  # no RDF is told at once
        for path, quads in own.items():
            if not quads:
                raise DataError(f"{path} holds no statement.")
        progress("preparing the graph")
        if given or len(rdf) < len(called):
            sheets = [path for path in called if is_sheet(path)]
            reading = reading or read_own_sheets(sheets, own, given=given, packaged=packaged)
            own |= {path: _quads(triples) for path, triples in reading.statements.items()}
            statements = _quads(quad.triple for quads in own.values() for quad in quads)
            small = small_graph(opened(())[0] if packaged is None else packaged, statements)
            store = LocalStore(small, "the graph to check", "")
        else:
            store = LocalStore(*_opened(files))
        report = Report(checked=", ".join(own) or "The packaged graph")
        found = list(_findings(store, own, progress))
        if reasoner:
            progress("asking HermiT")
            found += _reasoner(store, report, own)
        progress("finding the places")
        placed = _placed(store, found, {path: own[path] for path in rdf}, reading, given)
        report.findings = sorted({*placed, *(reading.findings if reading else ())}, key=_order)
    report.seconds = monotonic() - began
    return report


def _order(finding: Finding) -> tuple[bool, str, str, int, Finding]:
    """Findings of sheets first, down the rows of each, as somebody mends them; the rest by level and kind."""
    if finding.sheet:
        return (False, finding.file, finding.sheet, finding.line, finding)
    return (True, "", "", 0, finding)


def read_own_sheets(
    paths: Iterable[str],
    own: Own,
    *,
    given: Mapping[str, bytes] | None = None,
    packaged: pyoxigraph.Store | None = None,
    by: str = "",
    on: str = "",
) -> Reading:
    """Read files of sheets over the packaged graph and statements of the user's other files.

    `given` holds the content of files that are on no disk; `packaged` is the packaged graph, where it is open
    already; `by` and `on` say who filled them in, and when.

    Raises DataError for a file that cannot be opened; what is wrong in it is a finding of the reading.
    """
    from pyoxigraph import Store

    from .sheets.reading import read_sheets

    around = opened(())[0] if packaged is None else packaged
    more = Store()
    more.extend(_quads(quad.triple for quads in own.values() for quad in quads))
    given = given or {}
    files = [(path, given[path] if path in given else content(path)) for path in paths]
    return read_sheets(files, around, more, by=by, on=on)


def _quads(triples: Iterable[pyoxigraph.Triple]) -> list[pyoxigraph.Quad]:
    from pyoxigraph import NamedNode, Quad

    mine = NamedNode(GRAPH_YOURS)
    return [Quad(triple.subject, triple.predicate, triple.object, mine) for triple in triples]


def _opened(files: Paths) -> tuple[pyoxigraph.Store, str, str]:
    store, version = opened(files)
    return store, "the graph to check", version


def _findings(store: LocalStore, own: Own, progress: Progress) -> Iterator[Finding]:
    """The findings of all but the reasoner; with files of the user's, about the things in them alone."""
    from .contradictions import contradiction_findings
    from .shape_check import shape_findings
    from .vocabulary_check import unknown_term_findings

    statements = [quad for quads in own.values() for quad in quads] if own else list(store.quads(GRAPH_FACTS))
    about = {quad.subject.value for quad in statements} if own else None  # type: ignore[union-attr]
    progress("checking the shapes")
    found = list(shape_findings(store, about))
    progress("checking the vocabulary")
    found += unknown_term_findings(statements)
    progress("looking for contradictions")
    found += contradiction_findings(store, about)
    if about is None:
        yield from found
        return
    yield from _own_findings(
        store, own, statements, about, [finding for finding in found if finding.focus in about]
    )


def _own_findings(
    store: LocalStore,
    own: Own,
    statements: list[pyoxigraph.Quad],
    about: Collection[str],
    found: Iterable[Finding],
) -> Iterator[Finding]:
    """Faults that only a user's own files can have; a taken address in the place of the counts it upsets."""
    from .contradictions import taken_addresses
    from .correction_check import unheeded_findings
    from .shape_check import single_properties
    from .vocabulary_check import short_cut_findings, unread_findings, untyped_findings

    upset = set()
    for taken in taken_addresses(store, own, single_properties()):
        yield taken.finding
        upset |= {(taken.focus, name) for name in taken.properties}
    yield from (
        each for each in found if each.constraint not in COUNTS or (each.focus, each.path) not in upset
    )
    yield from unheeded_findings(store, about)
    yield from short_cut_findings(store, statements)
    yield from untyped_findings(store, about)
    yield from unread_findings(statements)


# The reasoner


def _reasoner(store: LocalStore, report: Report, own: Own) -> Iterator[Finding]:
    """HermiT on the ontology and its alignments, with the user's statements and what they rest on."""
    from ..ontology.reasoner import classify

    texts = [FILES[name].read_text(encoding="utf-8") for name in ("levergraph", "alignments")]
    if own:
        texts.append(
            _turtle({*_around(store, own), *(quad.triple for quads in own.values() for quad in quads)})
        )
    verdict = classify(*texts)
    report.reasoner = str(verdict)
    subjects = {quad.subject.value: None for quads in own.values() for quad in quads}  # type: ignore[union-attr]
    if not verdict.consistent:
        why = "; ".join(verdict.conflict)
        focus = next((iri for iri in subjects if iri in verdict.things), "")
        yield Finding("violation", "reasoner", focus, "", "", f"these cannot all be true: {why}")
    for name in verdict.unsatisfiable:
        yield Finding("violation", "reasoner", name, "", "", "nothing can belong to this class")


def _around(store: LocalStore, own: Own) -> Iterator[pyoxigraph.Triple]:
    """The packaged facts about what the user's statements name, and the classes of what those facts name."""
    from pyoxigraph import NamedNode

    terms = {term for quads in own.values() for quad in quads for term in (quad.subject, quad.object)}
    named = {term for term in terms if isinstance(term, NamedNode)}
    further: set[NamedNode] = set()
    for term in named:
        for quad in store.oxigraph.quads_for_pattern(term, None, None, NamedNode(GRAPH_FACTS)):
            yield quad.triple
            if isinstance(quad.object, NamedNode):
                further.add(quad.object)
    for term in further - named:
        for quad in store.oxigraph.quads_for_pattern(term, NamedNode(TYPE), None, NamedNode(GRAPH_FACTS)):
            yield quad.triple


def _turtle(triples: Iterable[pyoxigraph.Triple]) -> str:
    """The statements as N-Triples, which is Turtle, without those about statements: OWL has none."""
    from pyoxigraph import RdfFormat, Triple, serialize

    plain = (triple for triple in triples if not isinstance(triple.object, Triple))
    return (serialize(plain, format=RdfFormat.N_TRIPLES) or b"").decode()


# Places and names


def _placed(
    store: LocalStore,
    found: Iterable[Finding],
    own: dict[str, Any],
    reading: Reading | None,
    given: Mapping[str, bytes],
) -> Iterator[Finding]:
    """The findings with the names of their things and the places where they stand."""
    from dataclasses import replace

    from .names import label

    packaged = [*Path(PACKAGE, "graph", "data").rglob("*.ttl"), FILES["levergraph"], FILES["alignments"]]
    places = (Places(own, given), Places(sorted(packaged)))  # what stands in both is the user's to mend
    for each in found:
        if each.focus and ":" not in each.focus:  # a blank node of the user's
            file = next((path for path, quads in own.items() if _speaks_of(quads, each.focus)), "")
            yield replace(
                each, focus="", label="", message=f"a thing without a name: {each.message}", file=_near(file)
            )
            continue
        if reading and each.focus in reading.places:
            place = reading.places[each.focus]
            words = _plainly(store, each.message, place)
            yield replace(_in_sheet(each, place, label(store, each.focus)), message=words)
            continue
        where = (each.focus and (places[0].find(each.focus) or places[1].find(each.focus))) or ("", 0)
        name = "" if each.focus.startswith(LG) else label(store, each.focus)
        yield replace(
            each, label="" if name == curie(each.focus) else name, file=_near(where[0]), line=where[1]
        )


def _plainly(store: LocalStore, message: str, place: Place) -> str:
    """A message for who knows the sheet, not the ontology: headings and labels in the place of curies."""
    import re

    from .names import label
    from .sheets.columns import SHEETS

    sheets = sorted(SHEETS, key=lambda sheet: sheet.name != place.sheet)
    headings = {c.property: c.heading for sheet in reversed(sheets) for c in sheet.columns if c.property}

    def plain(found: re.Match[str]) -> str:
        curie_, prefix, name = found[0], found[1], found[2]
        if curie_ in headings:
            return f"“{headings[curie_]}”"
        called = label(store, PREFIXES[prefix] + name) if prefix in PREFIXES else curie_
        if called == curie_ or prefix == "lg":
            return f"“{called}”" if called != curie_ else curie_
        return f"“{called}” ({prefix}/{name})"

    return re.sub(r"\b([a-z][a-z-]*):([A-Za-z0-9_][A-Za-z0-9_-]*)", plain, message)


def _in_sheet(finding: Finding, place: Place, name: str) -> Finding:
    """A finding with its sheet, row, column and cell."""
    from dataclasses import replace

    column, heading = place.columns.get(finding.path, ("", ""))
    cell = f"{column}{place.row}" if column else ""
    return replace(
        finding,
        label="" if name == curie(finding.focus) else name,
        file=_near(place.file),
        line=place.row,
        sheet=place.sheet,
        cell=cell,
        heading=heading,
    )


def _speaks_of(quads: Iterable[pyoxigraph.Quad], name: str) -> bool:
    return any(getattr(quad.subject, "value", "") == name for quad in quads)


def _near(path: str) -> str:
    """A path as it is seen from here, where that is shorter."""
    near = os.path.relpath(path) if path else ""
    return near if len(near) < len(path) else path
