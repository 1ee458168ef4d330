"""`levergraph show`: everything known of one thing, with sources."""

from __future__ import annotations

import argparse

from .output import by_suffix, sink


def run(args: argparse.Namespace) -> int:
    """Look the thing up by its name, and tell."""
    from ..graph.names import resolve
    from ..graph.opening import open_store
    from ..queries.entity import show

    form = _form(args)
    with open_store(args.store, data=args.data) as store:
        thing = show(store, resolve(store, args.thing))
    forms = {"json": thing.to_json, "markdown": thing.to_markdown, "text": thing.to_text}
    with sink(args.output) as output:
        output.write(forms[form]().encode())
    return 0


def _form(args: argparse.Namespace) -> str:
    """The form asked for, by name or by the suffix of the file."""
    if args.format:
        return str(args.format)
    return by_suffix(args.output, {"txt": "text", "json": "json", "md": "markdown"}) or "text"
