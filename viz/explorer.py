"""The explorer: the graph as one HTML file that opens anywhere, offline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..graph.atomic_file import whole

if TYPE_CHECKING:
    from ..graph.store import Store

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


def page(store: Store, start: dict[str, str | None] | None = None, day: str = "") -> str:
    """Render the explorer of a store's graph as HTML text.

    `start` may name a `region`, a lever (`from`) and an outcome (`to`) by IRI; what the page's own address
    asks for, by `?region=…&outcome=…` or a fragment, goes before it. `day` (YYYY-MM-DD) is that on which
    powers count and verdicts are made, or else that of the edition. `embed=yes` in the fragment shows the
    picture and its panel alone.
    """
    from .closeness import closeness
    from .hierarchy import add_hierarchy
    from .layout import lay_out
    from .multigraph import drawn_network
    from .page import render
    from .page_data import contents
    from .reader import read
    from .verdicts import judge

    atlas = read(store)
    if not atlas.things:
        raise UsageError("The store holds nothing to explore: no region, lever or outcome in it.")
    graph = drawn_network(atlas)
    add_hierarchy(graph, atlas)
    lay_out(graph)
    on = day or atlas.edition
    judgements = judge(store, on) if _is_day(on) else []
    outcomes = [thing.iri for thing in atlas.things if thing.kind == "outcome"]
    data = contents(atlas, graph, judgements, closeness(store, outcomes), start or {}, on)
    return render(data, title=TITLE, edition=atlas.edition, day=day)


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _resolve(store: Store, name: str | None, kinds: Sequence[str]) -> str | None:
    if not name:
        return None
    from ..graph import names

    return names.resolve(store, name, list(kinds))


def _write(path: Path, text: str) -> Path:
    """Write the page, whole or not at all."""
    try:
        with whole(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise UsageError(
            f"The explorer cannot be written to {path}: {error.strerror or error}. "
            "Give another file with -o; nothing was left behind."
        ) from error
    return path
