"""`levergraph plan`: the self-assessment of a region, to print, to answer, to fill in and to hand in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from .formats import document_form
from .output import sink

if TYPE_CHECKING:
    from ..queries.transferability import Plan

SUFFIXES = {"txt": "text", "html": "html", "htm": "html", "docx": "docx", "xlsx": "xlsx", "json": "json"}
"""The form of a plan that a file's name asks for."""
BINARY = ("docx", "xlsx")


def run(args: argparse.Namespace) -> int:
    """Write the plan in the form asked for, after the prompts have been put where that was asked for."""
    from ..session import open

    wanted = document_form(args, SUFFIXES, BINARY)
    with open(args.store, data=args.data) as graph:
        if args.answer:
            from .plan_interview import interview

            return interview(graph, args)
        plan = graph.plan(
            args.region,
            outcome=args.outcome,
            determinant=args.determinant,
            answers=args.answers,
            as_of=args.as_of,
        )
    with sink(args.output) as output:
        output.write(_written(plan, wanted))
    return 0


def _written(plan: Plan, wanted: str) -> bytes:
    from ..notes import plan_document, plan_page, plan_text, workbook

    if wanted == "json":
        return plan.to_json().encode()
    if wanted == "docx":
        return plan_document(plan)
    if wanted == "xlsx":
        return workbook(plan)
    return (plan_page if wanted == "html" else plan_text)(plan).encode()
