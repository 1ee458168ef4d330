"""`levergraph load`: the packaged graph and files of the user's own into another store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Load them."""
    from ..graph.load import load
    from ..graph.progress import Progress

    if not args.store:
        raise UsageError(
            "into which store? Add --store FOLDER or --store http://… (or set LEVERGRAPH_STORE)."
        )
    files = [Path(name) for name in (*args.data, *args.files)]
    with Progress("Loading the graph") as progress:
        load(files, args.store, progress)
    print(f"Loaded into {args.store}. Ask it: levergraph --store {args.store} query --list", file=sys.stderr)
    return 0
