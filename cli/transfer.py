"""`levergraph transfer`: what a region can take up from others, in order, or the explanation of one."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from ..errors import UsageError
from .answers import day, form, give, say, thing
from .output import sink

if TYPE_CHECKING:
    from ..graph.store import Store

EXPLAINED = ("text", "markdown", "html", "json")


def run(args: argparse.Namespace) -> int:
    """Judge every intervention, or explain one."""
    from ..graph.store import open_store
    from ..queries.transferability import rows, tables
    from ..queries.transferability.transfer import CAVEAT, transfer

    with open_store(args.store, data=args.data) as store:
        if args.intervention:
            return _explain(args, store)
        if args.format in ("text", "html"):
            raise UsageError(
                f"--format {args.format} is for an explanation: add --intervention, or choose another."
            )
        answer = transfer(
            store,
            thing(store, args.to, "region") or "",
            as_of=day(args.as_of) if args.as_of else None,
            outcome=thing(store, args.outcome, "outcome"),
            determinant=thing(store, args.determinant, "determinant"),
            everything=args.everything,
        )
        table = tables.transfer_table(answer, rows.labels(store))
        code = give(args, table, lambda: tables.transfer_record(answer))
    if answer.already:
        say(f"{answer.already} more run in {answer.region_label} already; --all lists them too.")
    say(f"Order: verdict, evidence, weakest step, effect on inequality, distance. {CAVEAT}")
    return code


def _explain(args: argparse.Namespace, store: Store) -> int:
    from ..queries.transferability import writing
    from ..queries.transferability.explanation import explain

    wanted = form(args, "html" if (args.output or "").endswith(".html") else "text")
    if wanted not in EXPLAINED:
        raise UsageError(f"an explanation has no {wanted} form: use {', '.join(EXPLAINED)}.")
    told = explain(
        store,
        thing(store, args.intervention, "intervention") or "",
        thing(store, args.to, "region") or "",
        as_of=day(args.as_of) if args.as_of else None,
        outcome=thing(store, args.outcome, "outcome"),
    )
    write = {"text": writing.text, "markdown": writing.markdown, "html": writing.html}
    words = json.dumps(writing.record(told), ensure_ascii=False, indent=2) + "\n" if wanted == "json" else ""
    with sink(args.output) as output:
        output.write((words or write[wanted](told)).encode())
    return 0
