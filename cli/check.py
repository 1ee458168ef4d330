"""`levergraph check`: shapes, words, contradictions, sources, open problems; or how an engine answers."""

from __future__ import annotations

import argparse
import os

from ..errors import UsageError


def run(args: argparse.Namespace) -> int:
    """Check, print what was found, and end with 1 when something must be mended."""
    if args.store and args.store != os.environ.get("LEVERGRAPH_STORE"):
        return _check_store(args)
    if args.sources:
        return _sources(args)
    if args.content:
        return _content(args)
    if args.as_of:
        raise UsageError("--as-of goes with --sources: shapes and words are the same on every day.")
    from ..graph.check import check
    from ..graph.report_forms import FORMS

    report = check([*args.data, *args.files], reasoner=args.reasoner)
    words = FORMS[args.format](report)
    if words:
        print(words)
    return 0 if report.conforms else 1


def _sources(args: argparse.Namespace) -> int:
    """Print what the states of the levers rest on, with files of the user's around the packaged graph."""
    from ..graph.opening import open_store
    from ..queries.dates import asked_day
    from ..queries.footing import footing

    with open_store(data=[*args.data, *args.files]) as store:
        print(footing(store, asked_day(args.as_of).iso))
    return 0


def _content(args: argparse.Namespace) -> int:
    """Print how many open problems the facts have by kind, and end with 1 when one has risen."""
    from ..graph.opening import open_store
    from ..queries.content import flaws, open_problems, told

    with open_store(data=[*args.data, *args.files]) as store:
        problems = open_problems(flaws(store))
    print(told(problems))
    return 1 if any(problem.risen for problem in problems) else 0


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
