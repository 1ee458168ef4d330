"""The explorer: the graph as one HTML file that opens anywhere, offline."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..ontology import ID

if TYPE_CHECKING:
    from ..graph.store import Store

EMPTY: tuple[Any, ...] = ("", (), {}, [])
TITLE = "Levergraph explorer"


def explore(
    store: Store,
    path: str | Path,
    *,
    region: str | None = None,
    from_lever: str | None = None,
    to_outcome: str | None = None,
) -> Path:
    """Write the explorer of a store's graph to a file, whole or not at all, and say where it is.

    A region, a lever and an outcome may be given by slug, label or IRI: the page then opens with them chosen.
    """
    start = {
        "region": _resolve(store, region, ["region"]),
        "from": _resolve(store, from_lever, ["lever"]),
        "to": _resolve(store, to_outcome, ["outcome"]),
    }
    return _write(Path(path), page(store, start))


def page(store: Store, start: dict[str, str | None] | None = None) -> str:
    """Render the explorer of a store's graph as HTML text."""
    from .atlas import read
    from .drawing import draw
    from .layout import lay_out
    from .page import render

    atlas = read(store)
    if not atlas.things:
        raise UsageError("The store holds nothing to explore: no region, lever or outcome in it.")
    layout = lay_out(atlas)
    data = {
        "home": ID,
        "edition": atlas.edition,
        "start": {key: short(iri) for key, iri in (start or {}).items() if iri},
        "things": [
            _brief(
                id=short(thing.iri),
                iri=thing.iri,
                kind=thing.kind,
                label=thing.label,
                facts=thing.facts,
                links=thing.links,
                sources=thing.trust.sources,
                said=dict(thing.trust.said),
            )
            for thing in atlas.things
        ],
        "groups": [
            {"id": f"group/{group.key}", "kind": group.kind, "label": group.label} for group in layout.groups
        ],
        "parents": layout.parents,
        "claims": [
            _brief(
                id=short(claim.iri),
                kind=claim.kind,
                label=claim.label,
                roles=claim.roles,
                facts=claim.facts,
                sources=claim.trust.sources,
                said=dict(claim.trust.said),
            )
            for claim in atlas.claims
        ],
        "lines": [_brief(claim=edge.claim, link=edge.link, subject=edge.subject) for edge in layout.edges],
        "sources": [
            _brief(id=short(source.iri), label=source.label, url=source.url, kind=source.kind)
            for source in atlas.sources
        ],
        "terms": atlas.terms,
        "network": draw(atlas, layout),
    }
    return render(data, title=TITLE, edition=atlas.edition)


def short(iri: str) -> str:
    """The IRI of a packaged thing as kind/slug, any other as it is."""
    return iri.removeprefix(ID)


def _brief(**fields: Any) -> dict[str, Any]:
    """Leave out what is empty: most of a large page would be empty fields."""
    return {key: value for key, value in fields.items() if value is not None and value not in EMPTY}


def _resolve(store: Store, name: str | None, kinds: Sequence[str]) -> str | None:
    if not name:
        return None
    from ..graph import names

    return names.resolve(store, name, list(kinds))


def _write(path: Path, text: str) -> Path:
    """Write beside the file, then put it in its place in one step."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(text)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise UsageError(
            f"The explorer cannot be written to {path}: {error.strerror or error}. "
            "Give another file with -o; nothing was left behind."
        ) from error
    return path


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
