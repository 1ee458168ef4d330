"""`levergraph explore`: the graph as one page that works offline, and a browser to see it if wanted."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .browser import opened
from .output import by_suffix


def run(args: argparse.Namespace) -> int:
    """Write the page, say where it is, and open it if asked to."""
    from ..graph.opening import open_store
    from ..graph.progress import Progress
    from ..viz import explore

    by_suffix(args.output, {"html": "html", "htm": "html"})
    with open_store(args.store, data=args.data) as store, Progress("Drawing the graph"):
        page = explore(
            store, Path(args.output), region=args.region, from_lever=args.lever, to_outcome=args.outcome
        )
    print(page.resolve())
    if args.open and opened(page.resolve().as_uri()):
        return 0
    print("Open this file in a browser; it needs no network.", file=sys.stderr)
    return 0
