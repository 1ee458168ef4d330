"""`levergraph paths`: the best evidenced paths from a lever to an outcome."""

from __future__ import annotations

import argparse

from .formats import give


def run(args: argparse.Namespace) -> int:
    """Search the causal claims for the best paths."""
    from ..graph.opening import open_store
    from ..queries.transferability.service import paths

    with open_store(args.store, data=args.data) as store:
        found = paths(store, args.lever, args.outcome, region=args.region, k=args.k, as_of=args.as_of)
        return give(args, found)
