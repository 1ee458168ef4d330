"""`levergraph asks`: which further powers would open most to a region."""

from __future__ import annotations

import argparse

from .formats import give


def run(args: argparse.Namespace) -> int:
    """Find the levers, or the sets of levers, that open most."""
    from ..graph.opening import open_store
    from ..queries.transferability.service import asks

    with open_store(args.store, data=args.data) as store:
        return give(args, asks(store, args.region, size=args.size, opens=args.opens, as_of=args.as_of))
