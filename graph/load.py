"""Puts the packaged graph and files of the user's into a store on disk or behind an endpoint.

The four graphs of levergraph are replaced as wholes, but for the user's own statements where no files are
given in their place; whatever else the store holds stays as it is.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from shutil import copy, rmtree
from typing import TYPE_CHECKING, NamedTuple

from ..errors import Refused, UsageError
from ..ontology.terms import GRAPH_YOURS
from .atomic_file import unfinished
from .building import build, reason, write
from .guard import GRAPHS
from .opening import OLD
from .progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph

    from .remote import RemoteStore

PART = ".levergraph-loading-"
"""How the folder of a new store begins, inside the folder that it will fill; its process follows."""
HARMLESS = ("lost+found", OLD)
"""Names that a folder may hold besides a store: a disk of its own has the first."""
FILES = re.compile(r"CURRENT|IDENTITY|LOCK|LOG.*|MANIFEST-\d+|OPTIONS-.*|\d+\.(sst|log|blob)")
"""The files of a store (RocksDB's)."""


class Loaded(NamedTuple):
    """The result of a load: the size of each graph, and how many of the user's statements stayed or went."""

    sizes: dict[str, int]
    kept: int
    removed: int


def load(
    files: Sequence[str | os.PathLike[str]],
    location: str,
    progress: Progress | None = None,
    *,
    fresh: bool = False,
) -> Loaded:
    """Load the packaged graph and the files, with what follows from them.

    The user's statements that the store holds stay, unless there are files, which take their place, or
    `fresh` leaves them out.
    """
    with progress or Progress("Loading") as progress:
        if location.startswith(("http://", "https://")):
            from .remote import RemoteStore
            from .upload import upload

            with RemoteStore(location) as endpoint:
                endpoint.reach()
                own = _own(endpoint)
                kept = [] if files or fresh else own
                store = build(files, progress, kept)
                upload(store, endpoint, progress)
        else:
            folder = Path(location)
            _writable(folder)
            own, others = _held(folder)
            kept = [] if files or fresh else own
            store = build(files, progress, kept)
            sizes = _sizes(store)
            store.bulk_extend(others)
            _write(store, folder, progress)
            return Loaded(sizes, len(kept), len(own) - len(kept))
        return Loaded(_sizes(store), len(kept), len(own) - len(kept))


def _own(endpoint: RemoteStore) -> list[pyoxigraph.Quad]:
    """The user's statements that an endpoint holds."""
    from pyoxigraph import NamedNode, Quad, QueryTriples

    graph = NamedNode(GRAPH_YOURS)
    answer = endpoint.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{GRAPH_YOURS}> {{ ?s ?p ?o }} }}")
    if not isinstance(answer, QueryTriples):
        return []  # whatever answers there, it holds no graph
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in answer]


def _sizes(store: pyoxigraph.Store) -> dict[str, int]:
    return {graph: sum(1 for _ in _in(store, graph)) for graph in GRAPHS}


def _in(store: pyoxigraph.Store, graph: str) -> Iterator[pyoxigraph.Quad]:
    from pyoxigraph import NamedNode

    return store.quads_for_pattern(None, None, None, NamedNode(graph))


def _writable(folder: Path) -> None:
    """Refuse before the work begins to write over what is no store."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; --store needs a folder, which `load` may make.")
    if not folder.is_dir() or (folder / "CURRENT").exists() or (folder / OLD / "CURRENT").exists():
        return
    if any(path.name not in HARMLESS and not _is_part(path.name) for path in folder.iterdir()):
        raise UsageError(f"{folder} holds something that is no store; name an empty or a new folder.")


def _write(store: pyoxigraph.Store, folder: Path, progress: Progress) -> None:
    """Build the new store inside the folder, beside the old one, then let it take the old one's place.

    The folder itself stays what it is: a volume, a link, the folder in which somebody stands.
    """
    part = folder / f"{PART}{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        progress("writing the store")
        with unfinished(str(part)):
            write(store, str(part))
            _swap(part, folder)
    except (OSError, RuntimeError) as error:
        words = f"The store cannot be written to {folder}: {reason(error)}. Nothing was changed."
        raise UsageError(words) from None


def _swap(part: Path, folder: Path) -> None:
    """Put the new store in the place of the old one; a reader always finds one of them whole.

    1. OLD/      the old store once more, its CURRENT last: what has CURRENT is whole
    2. folder/   the old store's files go, CURRENT first: a reader opens OLD/
    3. folder/   the new store's files come, CURRENT last: a reader opens the folder
    4. OLD/      goes
    """
    old = folder / OLD
    _copy(folder, old)
    try:
        _clear(folder)
        for path in _files(part):
            path.replace(folder / path.name)
    except OSError:
        _restore(folder)
        raise
    rmtree(old, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    """The files of a store, CURRENT last."""
    files = [path for path in folder.iterdir() if path.is_file() and FILES.fullmatch(path.name)]
    return sorted(files, key=lambda path: (path.name == "CURRENT", path.name))


def _copy(here: Path, there: Path) -> None:
    """Give a store a second place: by hard links, where the disk has them."""
    there.mkdir()
    for path in _files(here):
        try:
            os.link(path, there / path.name)
        except OSError:
            copy(path, there / path.name)


def _clear(folder: Path) -> None:
    """Remove the files of a store, CURRENT first."""
    for path in reversed(_files(folder)):
        path.unlink()


def _restore(folder: Path) -> None:
    """Put the old store back in the place of one that is not whole."""
    if (folder / OLD / "CURRENT").exists():
        _clear(folder)
        for path in _files(folder / OLD):
            path.replace(folder / path.name)


def _sweep(folder: Path) -> None:
    """Remove what a load that was killed has left, and put back the store that it was replacing."""
    if not (folder / "CURRENT").exists():
        _restore(folder)
    rmtree(folder / OLD, ignore_errors=True)
    for path in folder.iterdir():
        if _is_part(path.name) and not _runs(int(path.name.removeprefix(PART))):
            rmtree(path, ignore_errors=True)


def _is_part(name: str) -> bool:
    return name.startswith(PART) and name.removeprefix(PART).isdecimal()


def _runs(number: int) -> bool:
    """Whether a process of that number runs."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _held(folder: Path) -> tuple[list[pyoxigraph.Quad], list[pyoxigraph.Quad]]:
    """The user's statements in a store that is there, and those in graphs that are not ours."""
    from pyoxigraph import NamedNode, Store

    if folder.is_dir():
        _sweep(folder)
    if not (folder / "CURRENT").exists():
        return [], []
    try:
        store = Store(str(folder))
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise Refused(f"The store in {folder} is in use by another program: stop that first.") from None
        words = str(error).splitlines()[0]
        raise UsageError(f"The store in {folder} is damaged ({words}). Remove it and load again.") from None
    ours = {NamedNode(graph) for graph in GRAPHS}
    own = list(_in(store, GRAPH_YOURS))
    return own, [quad for quad in store if quad.graph_name not in ours]
