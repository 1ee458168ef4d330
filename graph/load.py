"""Puts the packaged graph and files of the user's into a store on disk or behind an endpoint.

The four graphs of levergraph are replaced as wholes; whatever else the store holds stays as it is.
"""

from __future__ import annotations

import os
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from ..errors import Refused, UsageError
from .building import build, reason, write
from .guard import GRAPHS
from .progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph


def load(
    files: Sequence[str | os.PathLike[str]], location: str, progress: Progress | None = None
) -> dict[str, int]:
    """Load the packaged graph and the files, with what follows from them; return the size of each graph."""
    with progress or Progress("Loading") as progress:
        if location.startswith(("http://", "https://")):
            from .remote import RemoteStore
            from .upload import upload

            with RemoteStore(location) as endpoint:
                endpoint.reach()
                store = build(files, progress)
                upload(store, endpoint, progress)
        else:
            _writable(Path(location))
            store = build(files, progress)
            _write(store, Path(location), progress)
        return {graph: sum(1 for _ in _in(store, graph)) for graph in GRAPHS}


def _in(store: pyoxigraph.Store, graph: str) -> Iterator[pyoxigraph.Quad]:
    from pyoxigraph import NamedNode

    return store.quads_for_pattern(None, None, None, NamedNode(graph))


def _writable(folder: Path) -> None:
    """Refuse before the work begins to write over what is no store."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; --store needs a folder, which `load` may make.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "CURRENT").exists():
        raise UsageError(f"{folder} holds something that is no store; name an empty or a new folder.")


def _write(store: pyoxigraph.Store, folder: Path, progress: Progress) -> None:
    """Build the new store beside the old one, then let it take the old one's place."""
    folder = folder.absolute()
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if (folder / "CURRENT").exists():
            progress("keeping the store's other graphs")
            _keep_others(folder, store)
        progress("writing the store")
        write(store, str(part))
        if folder.exists():
            folder.rename(old)
        try:
            part.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    except (OSError, RuntimeError) as error:
        words = f"The store cannot be written to {folder}: {reason(error)}. Nothing was changed."
        raise UsageError(words) from None
    finally:
        rmtree(part, ignore_errors=True)
        rmtree(old, ignore_errors=True)


def _keep_others(folder: Path, store: pyoxigraph.Store) -> None:
    from pyoxigraph import NamedNode, Store

    try:
        there = Store(str(folder))
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise Refused(f"The store in {folder} is in use by another program: stop that first.") from None
        words = str(error).splitlines()[0]
        raise UsageError(f"The store in {folder} is damaged ({words}). Remove it and load again.") from None
    ours = {NamedNode(graph) for graph in GRAPHS}
    store.bulk_extend(quad for quad in there if quad.graph_name not in ours)
