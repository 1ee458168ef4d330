"""Opens a store by its location: the packaged graph, a release of it, a folder, or a SPARQL endpoint."""

from __future__ import annotations

import os

from ..errors import StoreUnreachable, UsageError
from .store import LocalStore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .store import Store

OLD = ".levergraph-old"
"""Where, inside its folder, a store stands while `load` puts a new one in its place."""


def open_store(location: str | None = None, *, data: Sequence[str | os.PathLike[str]] = ()) -> Store:
    """Open the packaged graph or a release of it (with files of the user's own), a folder, or an endpoint."""
    if not location or location.startswith("release:"):
        return _packaged(location, data)
    if data:
        files = " ".join(os.fspath(path) for path in data)
        raise UsageError(
            f"--data lays files over the packaged graph only, not over {location}. "
            f"Put them there: levergraph load {files} --store {location}"
        )
    if location.startswith(("http://", "https://")):
        from .remote import RemoteStore

        return RemoteStore(location)
    return _folder(location)


def _packaged(location: str | None, data: Sequence[str | os.PathLike[str]]) -> LocalStore:
    """The facts of today or of a release, with files of the user's own laid over them."""
    from .cache import opened

    name, path = "the packaged graph", ""
    if location:
        from .release import release

        kept = release(location)
        name, path = f"release {kept.name}", kept.path
    store, version = opened(data, path)
    own = ", ".join(os.fspath(path) for path in data)
    return LocalStore(store, f"{name} with {own}" if own else name, version)


def copied(store: LocalStore) -> LocalStore:
    """A local store in memory whose default graph is the union of all: small queries take half the time."""
    from pyoxigraph import Store as Oxigraph

    copy = Oxigraph()
    copy.bulk_extend(store.oxigraph)
    copy.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")  # faster to search than a union
    whole = LocalStore(copy, store.name, store.version)
    whole.apart = False
    return whole


def _folder(path: str) -> LocalStore:
    from pyoxigraph import Store as Oxigraph

    from .fingerprint import digest, listing

    advice = f"To make a store there: levergraph load --store {path}"
    if not os.path.exists(os.path.join(path, "CURRENT")):
        old = os.path.join(path, OLD)  # a load is putting the new store in its place
        if os.path.exists(os.path.join(old, "CURRENT")):
            return _folder(old)
        what = "holds no store" if os.path.isdir(path) else "is no folder"
        raise StoreUnreachable(f"The store cannot be opened: {path} {what}. {advice}")
    try:
        store = Oxigraph.read_only(path)
    except (OSError, RuntimeError) as error:
        raise StoreUnreachable(f"The store in {path} cannot be opened: {error}. {advice}") from None
    return LocalStore(store, path, digest(listing(path)))
