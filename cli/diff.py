"""`levergraph diff`: what changed between two graphs, in words."""

from __future__ import annotations

import argparse

from .output import by_suffix, sink

SUFFIXES = {"txt": "text", "json": "json", "md": "markdown", "csv": "csv"}


def run(args: argparse.Namespace) -> int:
    """Read the two graphs, compare them, and write what changed."""
    from ..graph.snapshot import PACKAGED, of_data, snapshot
    from ..queries.changes import compare
    from ..queries.changes.report import written

    form = args.format or by_suffix(args.output, SUFFIXES) or "text"
    old = snapshot(args.old)
    new = of_data(args.data) if args.data and args.new == PACKAGED else snapshot(args.new)
    region = _region(args.region)
    changes = compare(old, new, region=region, kinds=args.kind)
    with sink(args.output) as output:
        output.write(written(changes, form).encode())
    return 0


def _region(name: str | None) -> str | None:
    """The region's IRI; its name is looked up in the packaged graph."""
    if name is None:
        return None
    from ..graph.names import resolve
    from ..graph.opening import open_store

    with open_store() as store:
        return resolve(store, name, ("region",))
