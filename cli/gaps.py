"""`levergraph gaps`: what a region leaves unused and cannot reach, and what the record lacks."""

from __future__ import annotations

import argparse

from .answers import day, give, thing


def run(args: argparse.Namespace) -> int:
    """Find the gaps of one region."""
    from ..graph.store import open_store
    from ..queries.transferability import rows, tables
    from ..queries.transferability.gaps import gaps
    from ..queries.transferability.transfer import standing

    with open_store(args.store, data=args.data) as store:
        region, on = thing(store, args.region, "region") or "", day(args.as_of)
        standing(rows.regions(store), region, on, named=args.as_of is not None)
        return give(args, tables.gaps_table(gaps(store, region, as_of=on), rows.labels(store)))
