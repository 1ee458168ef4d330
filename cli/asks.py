"""`levergraph asks`: which further powers would open most to a region."""

from __future__ import annotations

import argparse

from ..errors import UsageError
from .answers import day, give, say, thing


def run(args: argparse.Namespace) -> int:
    """Find the levers, or the sets of levers, that open most."""
    from ..graph.store import open_store
    from ..queries.transferability import rows, tables
    from ..queries.transferability.asks import Asks, single, smallest
    from ..queries.transferability.gate import verdicts
    from ..queries.transferability.transfer import standing

    if args.size < 1:
        raise UsageError(f"--size {args.size}: a set has one lever or more.")
    with open_store(args.store, data=args.data) as store:
        region, on = thing(store, args.region, "region") or "", day(args.as_of)
        standing(rows.regions(store), region, on, named=args.as_of is not None)
        judged = verdicts(rows.options(store, region, on))
        found = Asks(single(judged), True) if args.size == 1 else smallest(judged, args.size)
        table = tables.asks_table(store, found.asks, on, rows.labels(store))
        code = give(args, table, lambda: tables.asks_record(store, found.asks, on))
    if not found.exact:
        say("Too many sets to look at all of them: this one was found greedily, lever by lever.")
    return code
