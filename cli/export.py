"""`levergraph export`: the whole graph in a file that other programs read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def run(args: argparse.Namespace) -> int:
    """Write the file."""
    from ..graph.export import export
    from ..graph.progress import Progress
    from ..graph.store import open_store

    with open_store(args.store, data=args.data) as store, Progress("Writing the graph") as progress:
        export(store, Path(args.output), progress)
    print(f"Wrote {args.output}.", file=sys.stderr)
    return 0
