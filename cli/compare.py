"""`levergraph compare`: regions side by side."""

from __future__ import annotations

import argparse

from ..errors import UsageError
from .answers import day, give, say, thing


def run(args: argparse.Namespace) -> int:
    """Set the regions side by side, and say how far apart each pair is."""
    from ..graph.store import open_store
    from ..queries.transferability import rows, tables
    from ..queries.transferability.comparison import compare

    with open_store(args.store, data=args.data) as store:
        regions = list(dict.fromkeys(thing(store, name, "region") or "" for name in args.regions))
        if len(regions) < 2:
            raise UsageError("name two regions or more, such as west-yorkshire south-yorkshire.")
        found = compare(store, regions, as_of=day(args.as_of))
        labels = rows.labels(store)
        code = give(args, tables.comparison_table(found, labels))
    for (here, there), apart in found.distances.items():
        far = "not known" if apart.distance is None else f"{apart.distance:.2f}"
        pair = f"{labels[here]} and {labels[there]}"
        say(f"Distance of {pair}: {far} (0 alike, 1 apart; {apart.share} features compared).")
    return code
