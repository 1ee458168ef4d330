"""`levergraph paths`: the best evidenced paths from a lever to an outcome."""

from __future__ import annotations

import argparse

from ..errors import UsageError
from .answers import give, say, thing


def run(args: argparse.Namespace) -> int:
    """Search the causal claims for the best paths."""
    from ..graph.store import open_store
    from ..queries.transferability import rows, tables

    if args.k < 1:
        raise UsageError(f"-k {args.k}: one path or more.")
    with open_store(args.store, data=args.data) as store:
        lever = thing(store, args.lever, "lever") or ""
        outcome = thing(store, args.outcome, "outcome", "determinant") or ""
        found = rows.causes(store).paths(lever, outcome, k=args.k)
        code = give(args, tables.paths_table(found, rows.labels(store)))
    if found.stopped_after:
        say(f"The search stopped after {found.stopped_after:,} looks; there may be more paths.")
    return code
