"""`levergraph brief`: the board note for a region and a problem."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from .formats import document_form
from .output import sink

if TYPE_CHECKING:
    from ..queries.transferability import Brief

SUFFIXES = {"txt": "text", "html": "html", "htm": "html", "docx": "docx", "pptx": "pptx", "json": "json"}
"""The form of a brief that a file's name asks for."""
BINARY = ("docx", "pptx")


def run(args: argparse.Namespace) -> int:
    """Write the brief in the form asked for."""
    from ..session import open

    wanted = document_form(args, SUFFIXES, BINARY)
    with open(args.store, data=args.data) as graph:
        brief = graph.brief(args.region, outcome=args.outcome, determinant=args.determinant, as_of=args.as_of)
    with sink(args.output) as output:
        output.write(_written(brief, wanted))
    return 0


def _written(brief: Brief, wanted: str) -> bytes:
    from ..notes import document, plain_text, slides, web_page

    if wanted == "json":
        return brief.to_json().encode()
    if wanted == "html":
        return web_page(brief).encode()
    return (
        {"docx": document, "pptx": slides}[wanted](brief) if wanted in BINARY else plain_text(brief).encode()
    )
