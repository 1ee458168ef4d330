"""`levergraph` alone: a short, friendly beginning."""

from __future__ import annotations

import argparse

from .output import paint

WORDS = """\
{name}: with the powers that we hold, what can we do about this, who has done it, and does it work?

  levergraph query --list                the questions it can answer
  levergraph query power-matrix          one of them, answered with sources
  levergraph show "West Yorkshire"       everything known of one thing
  levergraph explore --open              the whole graph as a page in your browser

All commands: levergraph --help
"""


def run(args: argparse.Namespace) -> int:
    """Print the beginning."""
    print(WORDS.format(name=paint("levergraph", "1")), end="")
    return 0
