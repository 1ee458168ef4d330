"""`levergraph compare`: regions side by side."""

from __future__ import annotations

import argparse

from .formats import give


def run(args: argparse.Namespace) -> int:
    """Set the regions side by side, and say how far apart each pair is."""
    from ..graph.opening import open_store
    from ..queries.transferability.service import compare

    with open_store(args.store, data=args.data) as store:
        return give(args, compare(store, args.regions, as_of=args.as_of))
