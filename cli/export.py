"""`levergraph export`: the whole graph in a file that other programs read."""

from __future__ import annotations

import argparse
import sys


def run(args: argparse.Namespace) -> int:
    """Write the file, and say that it is there."""
    from ..graph.export import export
    from ..graph.opening import open_store

    with open_store(args.store, data=args.data) as store:
        path = export(store, args.output)
    print(f"Wrote {path}.", file=sys.stderr)
    return 0
