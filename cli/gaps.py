"""`levergraph gaps`: what a region leaves unused and cannot reach, and what the record lacks."""

from __future__ import annotations

import argparse

from .formats import give


def run(args: argparse.Namespace) -> int:
    """Find the gaps of one region."""
    from ..graph.opening import open_store
    from ..queries.transferability.service import gaps

    with open_store(args.store, data=args.data) as store:
        return give(args, gaps(store, args.region, as_of=args.as_of))
