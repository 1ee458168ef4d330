"""`levergraph load`: the packaged graph and files of the user's own into another store."""

from __future__ import annotations

import argparse
import sys

from ..errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Load them, and say how much it was."""
    from ..graph.load import load

    if not args.store:
        raise UsageError("into which store? Add --store FOLDER or --store http://…, or set LEVERGRAPH_STORE.")
    loaded = load([*args.data, *args.files], args.store, fresh=args.fresh)
    print(f"Loaded {sum(loaded.sizes.values()):,} statements into {args.store}.", file=sys.stderr)
    if loaded.kept:
        print(f"Kept {loaded.kept:,} of your own that it held; --fresh removes them.", file=sys.stderr)
    if loaded.removed:
        print(f"Removed {loaded.removed:,} of your own that it held before.", file=sys.stderr)
    return 0
