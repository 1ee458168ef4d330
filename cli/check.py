"""`levergraph check`: shapes, vocabulary, contradictions; or an engine against the packaged graph."""

from __future__ import annotations

import argparse
import os

from ..errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Check, print what was found, and end with 1 when something must be mended."""
    if args.store and args.store != os.environ.get("LEVERGRAPH_STORE"):
        return _check_store(args)
    from ..graph.check import check

    report = check([*args.data, *args.files], reasoner=args.reasoner)
    print(report)
    return 0 if report.conforms else 1


def _check_store(args: argparse.Namespace) -> int:
    """Ask the store every question beside the packaged graph."""
    from ..graph.opening import open_store
    from ..graph.progress import Progress
    from ..queries.store_check import store_check

    if args.data or args.files or args.reasoner:
        raise UsageError("check --store compares a store with the packaged graph: it takes no files.")
    with open_store(args.store) as store, open_store("") as packaged, Progress("Asking") as progress:
        report = store_check(store, packaged, step=progress)
    print(report)
    return 0 if report.conforms else 1
