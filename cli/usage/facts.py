"""The usage of the commands that take facts in and out: check, sheets, format, changes, load, export."""

from __future__ import annotations

import argparse

from ...queries.results.result import GRAPH_FORMATS, TABLE_FORMATS
from .options import DATA, STORE, Commands, command_of, day, where

FORMATS = TABLE_FORMATS + GRAPH_FORMATS
REPORT_FORMATS = ("text", "json", "sarif", "github")


def _check(commands: Commands) -> None:
    command = command_of(
        commands,
        "check",
        "check the graph or your own files: shapes, vocabulary, contradictions; or an engine",
        "Check the packaged graph, or your own sheets and RDF files together with it: names, values, SHACL "
        "shapes, misspelt terms, contradictions. Of a sheet it names the row, the column and what to write. "
        "With --store, ask a store that `load` has filled every question with its example and name those "
        "that it answers otherwise than the packaged graph. Exit code 1 says that violations or differences "
        "were found.",
        "levergraph check",
        "levergraph check our-schemes.csv",
        "levergraph check my-facts.ttl --format sarif",
        "levergraph check --sources",
        "levergraph check --content",
    )
    command.add_argument("--store", metavar="STORE", default=argparse.SUPPRESS, help=STORE)
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a filled-in template, CSV or RDF file of your own (default: the packaged graph)",
    )
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=REPORT_FORMATS,
        default="text",
        help=f"{', '.join(REPORT_FORMATS)} (default: text; github is for annotations of a code host)",
    )
    command.add_argument(
        "--reasoner", action="store_true", help="let HermiT judge the ontology too; needs Java"
    )
    command.add_argument(
        "--sources",
        action="store_true",
        help="list instead what rests on secondary sources, by region, with totals",
    )
    command.add_argument(
        "--content",
        action="store_true",
        help="count instead the open problems of the facts by kind; end with 1 when one has risen",
    )
    day(command)


def _template(commands: Commands) -> None:
    command = command_of(
        commands,
        "template",
        "a spreadsheet to fill in with your own schemes, powers, evidence and lessons",
        "Write a spreadsheet to fill in: sheets for interventions, requirements, evidence, powers, lessons, "
        "indicator values and answers, with lists to choose from, a note on each column, and an example row. "
        "The suffix chooses the form: xlsx, zip (a CSV file a sheet), or csv (one sheet, named like it).",
        "levergraph template my.xlsx",
        "levergraph template powers.csv",
        "levergraph template --list",
    )
    command.add_argument("file", metavar="FILE", nargs="?", help="the file to write, whole or not at all")
    command.add_argument(
        "--from",
        metavar="FILE.ttl",
        dest="claims",
        action="append",
        default=[],
        help="fill in the claims of an RDF file that was imported; may be given more than once",
    )
    command.add_argument(
        "--list", action="store_true", help="list the sheets with their columns and properties, and stop"
    )


def _import(commands: Commands) -> None:
    command = command_of(
        commands,
        "import",
        "filled-in sheets to Turtle, with the file and row of every claim",
        "Read filled-in templates (.xlsx, .ods), CSV and RDF files, check them, and write their claims as "
        "one Turtle file, each with the file and the row that it comes from. Nothing is written while "
        "something must be mended: what, where, and what to write instead is said, with exit code 1. The "
        "same files give the same bytes. To use a sheet without importing it, see --data.",
        "levergraph import our-schemes.csv -o ours.ttl",
        module="importing",
    )
    command.add_argument("files", metavar="FILE", nargs="+", help="a file, or a folder of CSV files")
    command.add_argument("-o", "--output", metavar="FILE.ttl", help="write it, whole or not at all")
    command.add_argument("--dry-run", action="store_true", help="say what would be said, and write nothing")
    command.add_argument("--by", metavar="NAME", help="who filled them in (default: what the sheet says)")
    command.add_argument("--on", metavar="DATE", help="the day on which (default: what the sheet says)")


def _format(commands: Commands) -> None:
    command = command_of(
        commands,
        "format",
        "write Turtle files in their one form",
        "Write Turtle files in the one form of this project, in place: the same facts are always the same "
        "text, so that a change of facts is a change of lines. Comments do not survive.",
        "levergraph format my-facts.ttl",
        "levergraph format --check",
    )
    command.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a Turtle file, or a folder of them (default: the ontology and the packaged facts)",
    )
    command.add_argument(
        "--check", action="store_true", help="write nothing; name the files that would change, end with 1"
    )


def _diff(commands: Commands) -> None:
    from ...queries.changes.kinds import KINDS
    from ...queries.changes.report import FORMATS as CHANGE_FORMATS

    command = command_of(
        commands,
        "diff",
        "what changed between two graphs, in words, by region and kind",
        "Tell what one graph states otherwise than another: what was added, withdrawn or changed, and from "
        "what to what, by region and kind. A graph is an RDF file, a folder of them, a store, an endpoint, a "
        "release by its number, or `packaged`, the graph as it is now. Blank nodes are compared in canonical "
        "form (RDFC-1.0); what rules infer is left out.",
        "levergraph diff 0.2.0",
        "levergraph diff 0.1.0 0.2.0 --format json",
        'levergraph diff 0.2.0 --region "Greater Manchester" --kind powers',
    )
    command.add_argument("old", metavar="OLD", help="the graph before, such as 0.2.0 or a file")
    command.add_argument(
        "new", metavar="NEW", nargs="?", default="packaged", help="the graph after (default: packaged)"
    )
    command.add_argument("--region", metavar="R", help="only what is about this region")
    command.add_argument(
        "--kind",
        metavar="KIND",
        action="append",
        default=[],
        choices=KINDS,
        help=f"only things of this kind; may be given more than once: {', '.join(KINDS)}",
    )
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=CHANGE_FORMATS,
        help=f"{', '.join(CHANGE_FORMATS)} (default: by the suffix of -o, or else text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    command.add_argument("--data", metavar="FILE", action="append", default=[], help=DATA)


def _load(commands: Commands) -> None:
    command = command_of(
        commands,
        "load",
        "put the graph and your own files into a store",
        "Put the packaged graph, and your own RDF files if you name some, into a store on disk (a folder) or "
        "into a remote endpoint that accepts the Graph Store Protocol or SPARQL Update. What it held of the "
        "packaged graph is replaced. Your own statements that it held stay where you name no file, and are "
        "replaced by the files that you name. Whatever else it holds stays.",
        "levergraph load --store my-store",
        "levergraph load my-facts.ttl --store my-store",
    )
    command.add_argument(
        "files", metavar="FILE", nargs="*", help="an RDF file of your own to load beside the packaged graph"
    )
    command.add_argument("--fresh", action="store_true", help="remove your own statements that it holds")
    command.add_argument("--store", metavar="STORE", default=argparse.SUPPRESS, help=STORE)


def _export(commands: Commands) -> None:
    command = command_of(
        commands,
        "export",
        "write the graph in a format that other programs read",
        "Write the whole graph to one file. The suffix chooses the format: ttl, nt, nq, jsonld, rdf, "
        "graphml, gexf, csv, xlsx or zip.",
        "levergraph export -o levergraph.ttl",
        "levergraph export -o levergraph.graphml",
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="the file to write, whole or not at all"
    )
    where(command)


COMMANDS = {
    "export": _export,
    "load": _load,
    "check": _check,
    "template": _template,
    "import": _import,
    "format": _format,
    "diff": _diff,
}
"""What adds each command to the parser, by its name."""
