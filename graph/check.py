"""Checks what is so against what may be so: shapes, vocabulary, contradictions, and the reasoner if asked."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from ..errors import DataError
from ..ontology.terms import FILES, GRAPH_FACTS, GRAPH_ONTOLOGY, GRAPH_YOURS, LG, PREFIXES, curie
from .building import PACKAGE
from .cache import opened
from .progress import Progress
from .rdf_files import read
from .source_locations import Places
from .store import LocalStore

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    Paths = Sequence[str | os.PathLike[str]]

SH = PREFIXES["sh"]
LEVELS = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}
FEW = 3
"""How many equal remarks are listed one by one."""
CLASH = """
SELECT DISTINCT ?one ?other ?statusOne ?statusOther
WHERE {
  VALUES (?kind ?of) { (lg:LeverHolding lg:lever) (lg:DomainHolding lg:domain) }
  ?one a ?kind ; lg:region ?region ; ?of ?power ; lg:status ?statusOne .
  ?other a ?kind ; lg:region ?region ; ?of ?power ; lg:status ?statusOther .
  FILTER(STR(?one) < STR(?other) && ?statusOne != ?statusOther)
  FILTER(?statusOne != lg:NotStated && ?statusOther != lg:NotStated)
  OPTIONAL { ?one lg:startDay ?startOne }
  OPTIONAL { ?other lg:startDay ?startOther }
  OPTIONAL { ?one lg:endDay ?endOne }
  OPTIONAL { ?other lg:endDay ?endOther }
  FILTER(!BOUND(?startOne) || !BOUND(?endOther) || ?startOne <= ?endOther)
  FILTER(!BOUND(?startOther) || !BOUND(?endOne) || ?startOther <= ?endOne)
}
ORDER BY ?one ?other
"""
"""Two claims that give one region and one power different states at one time."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is not as it should be."""

    level: str
    """violation, warning or info"""
    check: str
    """shape, vocabulary, contradiction or reasoner"""
    focus: str
    """The IRI of the thing it is about."""
    label: str
    path: str
    """The property, as a curie; empty when it is about the thing as a whole."""
    message: str
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        """One line, beginning with the place as editors know it."""
        place = f"{self.file}:{self.line}:" if self.line else f"{self.file}:" if self.file else ""
        name = f"{curie(self.focus)} ({self.label})" if self.label else curie(self.focus)
        about = ", ".join(filter(None, [name, self.path]))
        return " ".join(filter(None, [place, f"{self.level}:", f"{about}:" if about else "", self.message]))


@dataclass
class Report:
    """What a check has found."""

    findings: list[Finding] = field(default_factory=list)
    checked: str = ""
    seconds: float = 0.0
    reasoner: str = ""
    """The reasoner's verdict, in words."""

    @property
    def violations(self) -> list[Finding]:
        """What must be mended."""
        return [each for each in self.findings if each.level == "violation"]

    @property
    def warnings(self) -> list[Finding]:
        """What should be looked at."""
        return [each for each in self.findings if each.level == "warning"]

    @property
    def infos(self) -> list[Finding]:
        """What is good to know."""
        return [each for each in self.findings if each.level == "info"]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation."""
        return not self.violations

    def __str__(self) -> str:
        """The findings, worst first, equal remarks as one, and a line that counts them all."""
        lines = [str(each) for each in [*self.violations, *self.warnings]] + list(_grouped(self.infos))
        counts = (
            _count(self.violations, "violation"),
            _count(self.warnings, "warning"),
            _count(self.infos, "remark"),
        )
        end = f"{self.checked}: {', '.join(counts)} ({self.seconds:.1f} s)."
        return "\n".join([*lines, *([self.reasoner] if self.reasoner else []), end])


def check(files: Paths | None = None, reasoner: bool = False, progress: Progress | None = None) -> Report:
    """Check the packaged graph, or files of the user's with the packaged graph around them."""
    files = files or ()
    began = monotonic()
    with progress or Progress("Checking") as progress:
        own = {os.fspath(path): list(read(path)) for path in files}  # a file that is no RDF is told at once
        for path, quads in own.items():
            if not quads:
                raise DataError(f"{path} holds no statement.")
        progress("preparing the graph")
        store = LocalStore(*_opened(files))
        report = Report(checked=", ".join(own) or "The packaged graph")
        about = _about(own)
        progress("checking the shapes")
        found = list(_shapes(store, about))
        progress("checking the vocabulary")
        said = [quad for quads in own.values() for quad in quads] if own else store.quads(GRAPH_FACTS)
        found += _vocabulary(said)
        progress("looking for contradictions")
        found += _contradictions(store, about)
        if about is not None:
            found = [each for each in found if each.focus in about]
        if reasoner:
            progress("asking HermiT")
            found += _reasoner(report, own)
        progress("finding the places")
        report.findings = sorted(set(_placed(store, found, own)))
    report.seconds = monotonic() - began
    return report


def _opened(files: Paths) -> tuple[pyoxigraph.Store, str, str]:
    store, version = opened(files)
    return store, "the graph to check", version


def _about(own: dict[str, list[pyoxigraph.Quad]]) -> set[str] | None:
    """The things that the user's files speak of; None when all of the packaged graph is asked about."""
    if not own:
        return None
    return {quad.subject.value for quads in own.values() for quad in quads}  # type: ignore[union-attr]


# Shapes


def _shapes(store: LocalStore, about: set[str] | None) -> Iterator[Finding]:
    """What pySHACL finds in facts and the user's statements; for the packaged graph, in the ontology too."""
    if about is None:
        ontology = _plain(store, [GRAPH_ONTOLOGY])
        yield from _validate(ontology, FILES["style"], None)
    yield from _validate(_plain(store, [GRAPH_FACTS, GRAPH_ONTOLOGY, GRAPH_YOURS]), FILES["shapes"], about)


def _plain(store: LocalStore, graphs: Iterable[str]) -> rdflib.Graph:
    """A plain rdflib graph, for pySHACL misreads `sh:in` over an Oxigraph store."""
    from oxrdflib._converter import from_ox
    from rdflib import Graph

    plain = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        plain.bind(prefix, namespace)
    known: dict[Any, Any] = {}

    def term(ox: Any) -> Any:
        if ox not in known:
            known[ox] = from_ox(ox)
        return known[ox]

    with _quiet():
        for graph in graphs:
            for quad in store.quads(graph):
                plain.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return plain


def _validate(data: rdflib.Graph, shapes: Path, about: set[str] | None) -> Iterator[Finding]:
    from pyshacl import validate
    from rdflib import RDF, BNode, Graph, URIRef

    named: list[str | URIRef] = [URIRef(iri) for iri in sorted(about or ()) if ":" in iri]
    blank = about is not None and len(named) < len(about)  # pySHACL takes only named nodes to look at
    with _quiet():
        _, results, _ = validate(
            data,
            shacl_graph=Graph().parse(shapes, format="turtle"),
            inplace=True,
            advanced=False,
            meta_shacl=False,
            focus_nodes=named if named and not blank else None,
        )
    for result in results.subjects(RDF.type, URIRef(SH + "ValidationResult")):
        said = {str(p).removeprefix(SH): o for p, o in results.predicate_objects(result)}
        path = said.get("resultPath")
        value = said.get("value")
        words = str(said.get("resultMessage") or "does not fit its shape")
        about_itself = value is None or value == said["focusNode"] or isinstance(value, BNode)
        if not about_itself and str(value) not in words:
            words += f" (it says {_shown(value)})"
        yield Finding(
            LEVELS.get(str(said.get("resultSeverity")), "violation"),
            "shape",
            str(said["focusNode"]),
            "",
            "" if path is None else curie(str(path)) if isinstance(path, URIRef) else "a path",
            words,
        )


def _shown(value: Any) -> str:
    from rdflib import URIRef

    text = str(value)
    return curie(text) if isinstance(value, URIRef) else repr(text if len(text) < 80 else text[:80] + "…")


# Vocabulary


STANDARD = ("rdf", "rdfs", "owl", "skos", "xsd", "sh", "dcterms", "org", "prov", "qb", "dcat", "foaf", "void")
"""Vocabularies of others whose every term rdflib knows."""


def _vocabulary(statements: Iterable[pyoxigraph.Quad]) -> Iterator[Finding]:
    """Terms that are not in the vocabulary that their IRI names: nobody would miss what they say."""
    import rdflib

    from ..ontology.lint import known_terms

    vocabularies = {PREFIXES[each]: _terms(getattr(rdflib, each.upper())) for each in STANDARD}
    vocabularies[LG] = set(known_terms())
    used: dict[str, str] = {}
    for quad in statements:
        for term in (quad.subject, quad.predicate, quad.object, getattr(quad.object, "datatype", None)):
            iri = getattr(term, "value", "") if _named(term) else ""
            if iri and iri not in used:
                used[iri] = quad.subject.value if _named(quad.subject) else ""  # type: ignore[union-attr]
    for iri, subject in sorted(used.items()):
        for namespace, known in vocabularies.items():
            name = iri.removeprefix(namespace)
            if iri.startswith(namespace) and name.isidentifier() and iri not in known:
                yield Finding(
                    "violation",
                    "vocabulary",
                    subject,
                    "",
                    "",
                    f"{curie(iri)} does not exist.{_near_term(name, namespace, known)}",
                )


def _terms(vocabulary: Any) -> set[str]:
    """The terms of one of rdflib's namespaces."""
    return {
        str(vocabulary[name])
        for kin in vocabulary.__mro__
        for name in vars(kin).get("__annotations__", {})
        if name[0] != "_"
    }


def _named(term: object) -> bool:
    from pyoxigraph import NamedNode

    return isinstance(term, NamedNode)


def _near_term(name: str, namespace: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = [term.removeprefix(namespace) for term in known]
    close = get_close_matches(name, sorted(names), n=3, cutoff=0.75)
    return f" Did you mean {' or '.join(curie(namespace + each) for each in close)}?" if close else ""


# Contradictions


def _contradictions(store: LocalStore, about: set[str] | None) -> Iterator[Finding]:
    for row in store.select(CLASH):
        here, there = (
            (row["one"].value, row["statusOne"].value),
            (row["other"].value, row["statusOther"].value),
        )
        if about is not None and here[0] not in about:
            here, there = there, here
        said = f"{curie(here[1])} here and {curie(there[1])} in {curie(there[0])}"
        words = f"two claims of one power at one time disagree: {said}"
        yield Finding("violation", "contradiction", here[0], "", "lg:status", words)


# The reasoner


def _reasoner(report: Report, own: dict[str, list[pyoxigraph.Quad]]) -> Iterator[Finding]:
    """HermiT on the ontology, with the user's statements where there are any."""
    from pyoxigraph import RdfFormat, serialize

    from ..ontology.reasoner import classify

    texts = [FILES["levergraph"].read_text(encoding="utf-8")]
    if own:
        said = serialize((quad.triple for quads in own.values() for quad in quads), format=RdfFormat.TURTLE)
        texts.append((said or b"").decode())
    verdict = classify(*texts)
    report.reasoner = str(verdict)
    if not verdict.consistent:
        why = "; ".join(verdict.conflict)
        yield Finding("violation", "reasoner", "", "", "", f"these cannot all be true: {why}")
    for name in verdict.unsatisfiable:
        yield Finding("violation", "reasoner", name, "", "", "nothing can belong to this class")


# Places and names


def _placed(store: LocalStore, found: Iterable[Finding], own: dict[str, Any]) -> Iterator[Finding]:
    """The findings with the names of their things and the places where they stand."""
    from dataclasses import replace

    from .names import label

    packaged = [*Path(PACKAGE, "graph", "data").rglob("*.ttl"), FILES["levergraph"], FILES["alignments"]]
    places = Places([*own, *sorted(packaged)])
    for each in found:
        if each.focus.startswith("b") and ":" not in each.focus:  # a blank node of the user's
            file = next((path for path, quads in own.items() if _speaks_of(quads, each.focus)), "")
            yield replace(
                each, focus="", label="", message=f"a thing without a name: {each.message}", file=_near(file)
            )
            continue
        where = places.find(each.focus) or ("", 0)
        name = "" if each.focus.startswith(LG) else label(store, each.focus)
        yield replace(
            each, label="" if name == curie(each.focus) else name, file=_near(where[0]), line=where[1]
        )


def _speaks_of(quads: Iterable[pyoxigraph.Quad], name: str) -> bool:
    return any(getattr(quad.subject, "value", "") == name for quad in quads)


def _near(path: str) -> str:
    """A path as it is seen from here, where that is shorter."""
    near = os.path.relpath(path) if path else ""
    return near if len(near) < len(path) else path


def _grouped(remarks: list[Finding]) -> Iterator[str]:
    """Remarks, those that say the same as one."""
    same: dict[str, list[Finding]] = {}
    for each in remarks:
        same.setdefault(f"{each.path} {each.message}", []).append(each)
    for group in same.values():
        if len(group) <= FEW:
            yield from map(str, group)
        else:
            yield f"info: {len(group)} things, such as {curie(group[0].focus)}: {group[0].message}"


def _count(findings: list[Finding], word: str) -> str:
    return f"{len(findings)} {word}{'' if len(findings) == 1 else 's'}"


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs every literal that it cannot convert; the shapes say it better."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
