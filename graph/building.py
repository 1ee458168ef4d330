"""Builds the graph: the packaged ontology, rules and facts with files of the user's, and all that follows."""

from __future__ import annotations

import os

from ..errors import DataError
from ..ontology.terms import DATASET, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, GRAPH_YOURS, LG
from .fingerprint import digest, state as state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyoxigraph

    from .progress import Progress

    Paths = Sequence[str | os.PathLike[str]]
    Source = tuple[str, str, str]
    """A file to build from: its kind (ontology, rule, facts, release or yours), its path and its state."""
    Content = tuple[str, str, bytes]
    """A file that has been read: its kind, its path and what it holds."""

SHEETS = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".zip")
"""The endings of files that are read as sheets, not as RDF."""
FORMAT = "2"
"""Raise it when the same files would be built into something else."""
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def build(
    data: Paths = (), progress: Progress | None = None, own: Iterable[pyoxigraph.Quad] = ()
) -> pyoxigraph.Store:
    """The packaged graph with files and statements of the user's, and all that follows, in memory."""
    from .progress import Progress

    with progress or Progress("Preparing the graph") as progress:
        return build_from(contents(sources(data)), progress, own)


def is_sheet(path: str | os.PathLike[str]) -> bool:
    """Whether a file is read as sheets, by its name."""
    return os.fspath(path).lower().endswith(SHEETS)


def sources(data: Paths = (), release: str = "") -> list[Source]:
    """The files to build from, none of them read yet; with the path of a release, it in place of today's."""
    if release:
        rules = _files("rule", os.path.join(PACKAGE, "ontology", "rules"), ".ru")
        return [*rules, ("release", release, state_of(os.stat(release))), *_given(data)]
    return [*_packaged(), *_given(data)]


def contents(files: Sequence[Source]) -> list[Content]:
    """Read the files. Raises DataError for one that cannot be read."""
    from .rdf_files import content

    return [(kind, path, content(path)) for kind, path, _ in files]


def content_key(files: Sequence[Content]) -> str:
    """The hash of what is built from files; it does not depend on where the package lies."""
    from pyoxigraph import __version__

    words: list[str | bytes] = [FORMAT, __version__]
    called = _names(files)
    for kind, path, text in files:
        name = called[path] if kind == "yours" else os.path.relpath(path, PACKAGE)
        words += [kind, name, text]
    return digest(words)


def build_from(
    files: Sequence[Content], progress: Progress, own: Iterable[pyoxigraph.Quad] = ()
) -> pyoxigraph.Store:
    """Build the graph from files that have been read, and from the user's own statements, in memory."""
    from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

    from .canonical import canonical, digest as digest_of
    from .rdf_files import read
    from .rules import Rule, materialise, separate

    store = Store()
    graphs = {"ontology": GRAPH_ONTOLOGY, "facts": GRAPH_FACTS, "yours": GRAPH_YOURS}
    called = _names(files)
    rules = []
    sheets: list[tuple[str, bytes]] = []
    progress.total = len(files)
    for kind, path, text in files:
        progress(f"reading {os.path.basename(path)}")
        if kind == "rule":
            rules.append(Rule(path, text.decode()))
            continue
        if kind == "release":
            from .release import opened

            store.bulk_load(opened(path, text), RdfFormat.N_QUADS)
            continue
        graph = NamedNode(graphs[kind])
        if kind == "yours" and is_sheet(path):
            sheets.append((path, text))
        elif kind == "facts":  # many, and without blank nodes
            try:
                store.bulk_load(text, RdfFormat.TURTLE, to_graph=graph)
            except SyntaxError as error:
                raise DataError(f"{path}: {error}") from None
        else:
            quads = read(path, text, called.get(path))
            store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
    mine = NamedNode(GRAPH_YOURS)
    if sheets:  # last, for their cells name what all other files describe
        from .sheets.reading import read_sheets

        reading = read_sheets(sheets, store, called=called)
        reading.demand_whole()
        for triples in reading.statements.values():
            store.bulk_extend(
                Quad(triple.subject, triple.predicate, triple.object, mine) for triple in triples
            )
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, mine) for quad in own)
    separate(store)
    progress("naming the facts by their hash")
    name = digest_of(canonical(store))
    materialise(store, rules, progress)
    store.add(Quad(NamedNode(DATASET), NamedNode(f"{LG}digest"), Literal(name), NamedNode(GRAPH_INFERRED)))
    return store


def _names(files: Sequence[Content]) -> dict[str, str]:
    """The names of the user's files."""
    from .rdf_files import names

    return names(path for kind, path, _ in files if kind == "yours")


def write(store: pyoxigraph.Store, path: str) -> None:
    """Write all statements of a store into a new store on disk."""
    from pyoxigraph import Store

    disk = Store(path)
    disk.bulk_extend(store)
    disk.flush()
    disk.optimize()
    del disk
    for name in os.listdir(path):
        if name.startswith("LOG"):  # RocksDB's log
            os.unlink(os.path.join(path, name))


def reason(error: BaseException) -> str:
    """Why something could not be written, without the names of RocksDB's files."""
    return getattr(error, "strerror", None) or str(error).splitlines()[0].rpartition(": ")[2]


def _packaged() -> Iterator[Source]:
    yield from _files("ontology", os.path.join(PACKAGE, "ontology"), ("levergraph.ttl", "alignments.ttl"))
    yield from _files("rule", os.path.join(PACKAGE, "ontology", "rules"), ".ru")
    yield from _files("facts", os.path.join(PACKAGE, "graph", "data"), ".ttl")


def _files(kind: str, folder: str, ending: str | tuple[str, ...]) -> Iterator[Source]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.is_dir():
                yield from _files(kind, entry.path, ending)
            elif entry.name.endswith(ending):
                yield kind, entry.path, state_of(entry.stat())


def _given(data: Paths) -> Iterator[Source]:
    for path in dict.fromkeys([os.fspath(each) for each in data]):
        try:
            stat = state_of(os.stat(path))
        except OSError:
            stat = ""  # reading it will say what is wrong
        yield "yours", path, f"{os.path.abspath(path)}\t{stat}"
