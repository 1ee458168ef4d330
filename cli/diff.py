"""`levergraph diff`: what changed between two graphs, in words."""

from __future__ import annotations

import argparse
import gc

from .output import by_suffix, sink

SUFFIXES = {"txt": "text", "json": "json", "md": "markdown", "csv": "csv"}


def run(args: argparse.Namespace) -> int:
    """Read the two graphs, compare them, and write what changed."""
    form = args.format or by_suffix(args.output, SUFFIXES) or "text"
    gc.disable()  # it would look through half a million objects again and again, and free none
    try:
        words = _compared(args, form)
    finally:
        gc.enable()
    with sink(args.output) as output:
        output.write(words.encode())
    return 0


def _compared(args: argparse.Namespace, form: str) -> str:
    from ..graph.snapshot import PACKAGED, of_data, snapshot
    from ..queries.changes import compare
    from ..queries.changes.report import written

    old = snapshot(args.old)
    new = of_data(args.data) if args.data and args.new == PACKAGED else snapshot(args.new)
    return written(compare(old, new, region=_region(args.region), kinds=args.kind), form)


def _region(name: str | None) -> str | None:
    """The region's IRI; its name is looked up in the packaged graph."""
    if name is None:
        return None
    from ..graph.names import resolve
    from ..graph.opening import open_store

    with open_store() as store:
        return resolve(store, name, ("region",))
