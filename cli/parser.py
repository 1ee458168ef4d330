"""The words that the command line understands: every command, option and help text, in one place."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from ..errors import UsageError
from ..ontology.terms import KINDS
from ..queries.results.result import GRAPH_FORMATS, TABLE_FORMATS
from .output import columns

FORMATS = TABLE_FORMATS + GRAPH_FORMATS
SHELLS = ("bash", "zsh", "fish")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, up to 110 columns, found without importing shutil."""

    def __init__(self, prog: str, **options: Any) -> None:
        """Measure the terminal."""
        options.setdefault("width", min(columns(), 110) - 2)
        options.setdefault("max_help_position", 30)
        super().__init__(prog, **options)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Fill paragraphs, and leave indented lines (the examples) as they are."""
        from textwrap import fill

        return "\n".join(line if line.startswith("  ") else fill(line, width) for line in text.splitlines())


class Parser(argparse.ArgumentParser):
    """A parser that says wrong usage in one message, with the nearest word where one was misspelt."""

    def __init__(self, **options: Any) -> None:
        """Take full option names only: a shortened one would stop working with the next option."""
        super().__init__(formatter_class=Formatter, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and leaving."""
        raise UsageError(f"{message}\nSee: {self.prog} --help")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write help without hiding that it could not be written."""
        (file or sys.stderr).write(message)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            what = "command" if action.dest == "command" else str(action.metavar or action.dest).lower()
            raise argparse.ArgumentError(None, f"no {what} {value!r}.{_nearest(str(value), action.choices)}")


def read(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the words of one call."""
    argv = sys.argv[1:] if argv is None else list(argv)
    parser = build(_meant(argv))
    args, rest = parser.parse_known_args(argv)
    if rest:
        known = {
            option
            for action in parsers(parser)[args.command or ""]._actions
            for option in action.option_strings
        }
        name = rest[0].partition("=")[0]
        advice = _nearest(name, known) if name.startswith("-") else ""
        raise UsageError(
            f"not understood: {' '.join(rest)}.{advice}\nSee: levergraph {args.command or ''} --help"
        )
    args.store = args.store or os.environ.get("LEVERGRAPH_STORE") or None
    args.data = [*args.data_before, *args.data] or own_files(args)
    return args


def own_files(args: argparse.Namespace) -> list[str]:
    """The files in LEVERGRAPH_DATA, for commands that lay files over the packaged graph."""
    if args.store or args.command not in LAYING:
        return []
    return [path for path in os.environ.get("LEVERGRAPH_DATA", "").split(os.pathsep) if path]


def parsers(parser: Parser) -> dict[str, Parser]:
    """Every parser by the name of its command; the whole program's under the empty name."""
    found: dict[str, Parser] = {"": parser}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found.update(action.choices)
    return found


def _meant(argv: Sequence[str]) -> str | None:
    """The command that a call means, if it is plain: then no other command's options need be built."""
    words = iter(argv)
    for word in words:
        if word in ("--store", "--data"):
            next(words, None)
        elif not word.startswith("--"):
            return word if word in COMMANDS else None
    return None


def build(only: str | None = None) -> Parser:
    """Build the parser of the whole program, or of one command of it."""
    parser = Parser(
        prog="levergraph",
        description="What England's mayoral regions can do about the causes of ill health: their powers, "
        "what was tried, what works, and the source of every statement.",
        epilog=_examples(
            "levergraph query --list",
            "levergraph query levers-of-region -p region=greater-manchester",
            'levergraph show "West Yorkshire"',
            "levergraph transfer --to west-yorkshire",
            "levergraph serve",
        )
        + "\n\nexit codes: 0 done; 1 the check found violations; 2 wrong usage or bad input; 3 the store "
        "cannot be reached; 4 refused or over a limit; 70 our mistake; 130 stopped by Ctrl-C.\n"
        "Help on one command: levergraph COMMAND --help",
    )
    parser.set_defaults(run=None, store=None, data=[])
    parser.add_argument(
        "--version", action="version", version=f"levergraph {_version()}", help="say the version and stop"
    )
    parser.add_argument("--store", metavar="STORE", help=_STORE)
    parser.add_argument("--data", metavar="FILE", dest="data_before", action="append", default=[], help=_DATA)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=Parser)
    for name in [only] if only else COMMANDS:
        COMMANDS[name](commands)
    return parser


_STORE = (
    "where the graph is: a folder is a store on disk, http(s)://… any SPARQL 1.1 endpoint, release:0.2.0 the "
    "facts of that release "
    "(default: $LEVERGRAPH_STORE, or else the packaged graph)"
)
_DATA = (
    "lay a file of your own over the graph: a filled-in template (see `levergraph template`), CSV or RDF; "
    "may be given more than once (default: the files in $LEVERGRAPH_DATA, separated like those of $PATH)"
)
_Commands = Any  # argparse names the type of add_subparsers() only in its private parts


def _query(commands: _Commands) -> None:
    command = _command(
        commands,
        "query",
        "ask a named question or any SPARQL query",
        "Ask a named question, or any SPARQL query. The usual prefixes (lg:, skos:, region: and so on) need "
        "not be declared. A table on a terminal, CSV in a pipe.",
        "levergraph query --list",
        "levergraph query --show levers-of-region",
        "levergraph query levers-of-region -p region=greater-manchester",
        "levergraph query power-matrix --format json -o matrix.json",
        "levergraph query 'SELECT ?region WHERE { ?region a lg:Region } ORDER BY ?region'",
    )
    command.add_argument(
        "question",
        metavar="NAME|TEXT",
        nargs="?",
        help="a question's name (see --list) or the text of a SPARQL query",
    )
    command.add_argument(
        "-f", "--file", metavar="FILE.rq", help="read the query from a file; - reads standard input"
    )
    command.add_argument(
        "-p",
        "--param",
        metavar="NAME=VALUE",
        dest="params",
        action="append",
        default=[],
        help="give a parameter its value: a name, slug, IRI, date or number; may be given more than once",
    )
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=FORMATS,
        help=f"{', '.join(TABLE_FORMATS)}; for CONSTRUCT and DESCRIBE {', '.join(GRAPH_FORMATS)} "
        "(default: by the suffix of -o, or else table on a terminal and csv in a pipe)",
    )
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write the answer to a file, whole or not at all"
    )
    command.add_argument(
        "--timeout", metavar="SECONDS", type=number, help="stop after so many seconds, with exit code 4"
    )
    command.add_argument("--list", action="store_true", help="list the named questions, grouped, and stop")
    command.add_argument(
        "--show", metavar="NAME", help="show the text and the parameters of a named question, and stop"
    )
    _where(command)


def _show(commands: _Commands) -> None:
    command = _command(
        commands,
        "show",
        "everything known of one thing, with sources",
        "Show everything that is known of one thing, each statement with its source.",
        'levergraph show "West Yorkshire"',
        "levergraph show bus-franchising --format json",
    )
    command.add_argument("thing", metavar="THING", help="an IRI, slug or label, such as west-yorkshire")
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=SHOW_FORMATS,
        help=f"{', '.join(SHOW_FORMATS)} (default: by the suffix of -o, or else text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    _where(command)


def whole(text: str) -> int:
    """Read a whole number."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None


def number(text: str) -> float:
    """Read a number."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None


def _search(commands: _Commands) -> None:
    command = _command(
        commands,
        "search",
        "find things by their names, an acronym, a code or a misspelt name",
        "Find things, terms and named questions by words of their names and definitions, by an acronym, by a "
        "code of the ONS, or by a misspelt name; best first. The search page and the API find the same.",
        "levergraph search ULEZ",
        'levergraph search "food bank"',
        "levergraph search E08000035 --format json",
    )
    command.add_argument("words", metavar="WORD", nargs="+", help="the words to look for")
    command.add_argument("--kind", metavar="KIND", choices=tuple(KINDS), help="only things of this kind")
    command.add_argument(
        "--limit", metavar="N", type=whole, default=20, help="how many at most (default: 20)"
    )
    _table(command)


def _ask(commands: _Commands) -> None:
    command = _command(
        commands,
        "ask",
        "ask in a sentence: shows how it is read, and runs it when you say so",
        "Read a sentence in plain English as a region, a thing and one of the answers or named questions. "
        "The reading and its command are shown first (on standard error); at a terminal `y` runs it, and "
        "--run does without asking. Where no reading is sure, the nearest are shown and nothing is run.",
        'levergraph ask "what can we do about obesity in South Yorkshire?"',
        'levergraph ask "who has bus franchising?" --run',
    )
    command.add_argument("sentence", metavar="SENTENCE", nargs="+", help="the question, in your own words")
    command.add_argument("--run", dest="run_it", action="store_true", help="run the reading without asking")
    command.add_argument(
        "--format", metavar="FORMAT", choices=ASK_FORMATS, help="text, or json for the reading as data"
    )
    _where(command)


ASK_FORMATS = ("text", "json")
SHOW_FORMATS = ("text", "json", "markdown")


def _explore(commands: _Commands) -> None:
    command = _command(
        commands,
        "explore",
        "write one self-contained HTML page to explore the graph, offline",
        "Write the graph as one HTML page that works offline. The page's path goes to standard output. What "
        "is chosen in the page is kept in its address, so that a link opens the same view; with &embed=yes "
        "after it the page shows the picture and its panel alone.",
        "levergraph explore",
        "levergraph explore -o manchester.html --region greater-manchester",
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE.html",
        default="levergraph.html",
        help="the page to write (default: levergraph.html)",
    )
    command.add_argument("--region", metavar="R", help="begin at this region")
    command.add_argument(
        "--from", metavar="LEVER", dest="lever", help="show the paths that begin at this lever"
    )
    command.add_argument(
        "--to", metavar="OUTCOME", dest="outcome", help="show the paths that end at this outcome"
    )
    command.add_argument("--open", action="store_true", help="open the page in a browser")
    _where(command)


def _export(commands: _Commands) -> None:
    command = _command(
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
    _where(command)


def _load(commands: _Commands) -> None:
    command = _command(
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
    command.add_argument("--store", metavar="STORE", default=argparse.SUPPRESS, help=_STORE)


def _trace(commands: _Commands) -> None:
    command = _command(
        commands,
        "trace",
        "tell why a statement is in the graph: the rule, the claims behind it, their sources",
        "Tell where one statement comes from: for an inferred one the rule, the shortest chain of claims "
        "from its subject to its value, and every claim that it rests on, each with its source. Exit code 1 "
        "says that the graph does not say so.",
        "levergraph trace greater-manchester holds bus-franchising",
        "levergraph trace low-income-and-poverty leadsTo life-expectancy --format json",
    )
    command.add_argument("subject", metavar="SUBJECT", help="the thing that the statement is about")
    command.add_argument("property", metavar="PROPERTY", help="its property, such as holds or lg:holds")
    command.add_argument("value", metavar="VALUE", help="its value")
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=TRACE_FORMATS,
        help=f"{', '.join(TRACE_FORMATS)} (default: text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    _where(command)


TRACE_FORMATS = ("text", "json")


def _check(commands: _Commands) -> None:
    command = _command(
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
    command.add_argument("--store", metavar="STORE", default=argparse.SUPPRESS, help=_STORE)
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
    _day(command)


REPORT_FORMATS = ("text", "json", "sarif", "github")


def _template(commands: _Commands) -> None:
    command = _command(
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


def _import(commands: _Commands) -> None:
    command = _command(
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


def _diff(commands: _Commands) -> None:
    from ..queries.changes.kinds import KINDS
    from ..queries.changes.report import FORMATS as CHANGE_FORMATS

    command = _command(
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
    command.add_argument("--data", metavar="FILE", action="append", default=[], help=_DATA)


def _format(commands: _Commands) -> None:
    command = _command(
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


def _transfer(commands: _Commands) -> None:
    command = _command(
        commands,
        "transfer",
        "what a region can take up from others, and why",
        "What a region can take up, best first: what is possible (ready or with partners, by the powers that "
        "it holds) before what is undecided (or where the sources disagree) or blocked; then what acts "
        "directly on the outcome or determinant before what is near; then by evidence on it, weakest step, "
        "effect on inequality and likeness of the places. With --intervention, the explanation in words, "
        "every statement with its source. A team's own scores and weights go beside it, in every format.",
        "levergraph transfer --to west-yorkshire",
        "levergraph transfer --to west-yorkshire --intervention gm-fire-safe-and-well",
        "levergraph transfer --to south-yorkshire --outcome healthy-life-expectancy --format json",
        "levergraph transfer --to tees-valley --answers answers.csv --weight political-will=5 --by Us",
        module="method",
    )
    command.add_argument("--to", metavar="REGION", required=True, help="the region that would take it up")
    command.add_argument("--intervention", metavar="I", help="explain this one intervention")
    command.add_argument(
        "--outcome", metavar="O", help="only what leads to this outcome, with the weakest step"
    )
    command.add_argument("--determinant", metavar="D", help="only what acts on this determinant")
    command.add_argument(
        "--all", action="store_true", dest="everything", help="list what runs in the region already, too"
    )
    command.add_argument(
        "--wider",
        action="store_true",
        help="list what has only a far path to the outcome or determinant, too, and enablers after it",
    )
    _day(command)
    command.add_argument(
        "--answers",
        metavar="FILE.csv",
        help="your team's scores: a CSV file with the columns intervention, criterion, score (1 to 5), who, "
        "as_of, and if you like comment and region",
    )
    command.add_argument(
        "--weight",
        metavar="CRITERION=N",
        dest="weights",
        action="append",
        default=[],
        help="weigh a criterion from 1 to 5; then a total of score times weight is shown and orders "
        "what is possible, and what is not; may be given more than once",
    )
    command.add_argument("--by", metavar="WHO", help="who set the weights: goes into their record")
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=(*TABLE_FORMATS, "text", "html"),
        help=f"{', '.join(TABLE_FORMATS)}; for an explanation text, markdown, html or json "
        "(default: table on a terminal, csv in a pipe; for an explanation text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    _where(command)


def _brief(commands: _Commands) -> None:
    command = _command(
        commands,
        "brief",
        "the board note for a region and a problem",
        "What a region could do about one outcome or determinant: the need against England, ten options with "
        "evidence, law and cost, powers to ask for, gaps, what nobody knows, and references. As text, as a "
        "Word document, as one HTML page, or as a slide with the theory of change; the suffix of -o chooses.",
        "levergraph brief --region south-yorkshire --outcome respiratory-disease",
        "levergraph brief --region south-yorkshire --outcome obesity -o note.docx",
        "levergraph brief --region cumbria --determinant child-poverty -o theory-of-change.pptx",
    )
    command.add_argument("--region", metavar="R", required=True, help="the region that asks")
    command.add_argument("--outcome", metavar="O", help="the outcome that is the problem")
    command.add_argument("--determinant", metavar="D", help="or the determinant that is the problem")
    _day(command)
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=BRIEF_FORMATS,
        help=f"{', '.join(BRIEF_FORMATS)} (default: by the suffix of -o, or else text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    _where(command)


def _plan(commands: _Commands) -> None:
    command = _command(
        commands,
        "plan",
        "the self-assessment of a region, to confirm, to fill in and to hand in",
        "The Appreciative Enquiry framework for one region: every prompt with what the graph knows beside "
        "it, options by criterion without a ranking, cost and saving where they are stated. Answer it on the "
        "terminal (--answer --answers my-plan.json), in the workbook (-o plan.xlsx) or on the page /plan; "
        "give the files of several people to see their answers side by side. The suffix of -o chooses the "
        "form.",
        "levergraph plan --region south-yorkshire",
        "levergraph plan --region south-yorkshire --outcome obesity -o plan.xlsx",
        "levergraph plan --region south-yorkshire --answers my-plan.json -o report.docx",
    )
    command.add_argument("--region", metavar="R", required=True, help="the region whose plan it is")
    command.add_argument("--outcome", metavar="O", help="only what acts on this outcome")
    command.add_argument("--determinant", metavar="D", help="or only what acts on this determinant")
    command.add_argument(
        "--answers",
        metavar="FILE",
        action="append",
        default=[],
        help="a file of answers: the plan's workbook, filled in, or JSON; may be given more than once",
    )
    command.add_argument(
        "--answer",
        action="store_true",
        help="ask prompt by prompt; every answer is kept in the file of --answers, and asking goes on there",
    )
    _day(command)
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=PLAN_FORMATS,
        help=f"{', '.join(PLAN_FORMATS)} (default: by the suffix of -o, or else text)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    _where(command)


PLAN_FORMATS = ("text", "html", "docx", "xlsx", "json")
BRIEF_FORMATS = ("text", "html", "docx", "pptx", "json")


def _asks(commands: _Commands) -> None:
    command = _command(
        commands,
        "asks",
        "which further powers would open most to a region",
        "For each lever that a region lacks and could have: the interventions that are not possible today, "
        "even with partners, and would be; apart from them those that would need no partner any more; how "
        "the lever stands today, who holds it elsewhere and under which law, order or deal. With --size, "
        "sets of levers of which each counts; with --opens, the fewest that open so many interventions. Up "
        "to 20,000 sets are all looked at; beyond that one set is put together greedily, and the answer says "
        "so. With --if, the verdicts that would change.",
        "levergraph asks --region tees-valley",
        "levergraph asks --region tees-valley --size 2",
        "levergraph asks --region tees-valley --outcome respiratory-disease",
        "levergraph asks --region tees-valley --if bus-franchising=not-held",
        "levergraph asks --class combined-authority --if road-user-charging=held",
        module="method",
    )
    command.add_argument("--region", metavar="R", help="the region that asks")
    command.add_argument(
        "--class",
        metavar="C",
        dest="authority_class",
        help="with --if and in place of --region: every region of this class of authority",
    )
    command.add_argument("--size", metavar="N", type=whole, default=1, help="levers in a set (default: 1)")
    command.add_argument(
        "--opens", metavar="N", type=whole, help="the smallest sets that open at least so many interventions"
    )
    command.add_argument(
        "--outcome", metavar="O", help="count only what acts on this outcome, directly or nearly"
    )
    command.add_argument(
        "--if",
        metavar="LEVER=STATE,…",
        dest="supposed",
        help="tell which verdicts would change if a lever, or several, were held, shared or not-held",
    )
    _day(command)
    _table(command)


def _needs(commands: _Commands) -> None:
    command = _command(
        commands,
        "needs",
        "where a region stands worst, and what could be done about it",
        "Where a region stands worst against England, or gets worse: each indicator with its limits, its "
        "period and the region's place among all; the determinants behind; and the ten best options for "
        "each need.",
        "levergraph needs --region south-yorkshire",
        module="method",
    )
    command.add_argument("--region", metavar="R", required=True, help="the region asked about")
    _day(command)
    _table(command)


def _packages(commands: _Commands) -> None:
    command = _command(
        commands,
        "packages",
        "the fewest interventions and powers that reach the most",
        "The fewest interventions, and the fewest further powers (up to two), that reach the most of what a "
        "region needs; with --outcome, of the determinants that lead to it. The whole front is listed: no "
        "package betters another, and nothing is weighed.",
        "levergraph packages --region south-yorkshire",
        "levergraph packages --region cumbria --outcome respiratory-disease",
        module="method",
    )
    command.add_argument("--region", metavar="R", required=True, help="the region asked about")
    command.add_argument("--outcome", metavar="O", help="reach what leads to this outcome")
    _day(command)
    _table(command)


def _gaps(commands: _Commands) -> None:
    command = _command(
        commands,
        "gaps",
        "untapped levers, blind spots, and gaps in the record",
        "What a region leaves unused and cannot reach: levers that it holds and others used; determinants "
        "out of reach; outcomes that no intervention reaches; interventions without a finding or an "
        "indicator.",
        "levergraph gaps --region south-yorkshire",
        module="method",
    )
    command.add_argument("--region", metavar="R", required=True, help="the region asked about")
    _day(command)
    _table(command)


def _evidence_map(commands: _Commands) -> None:
    command = _command(
        commands,
        "evidence-map",
        "what was evaluated and what was not: kinds of power by what was measured",
        "What evaluations found, by the kind of power used (down) and by what was measured (along): how many "
        "findings of benefit, mixed, of no effect, of harm; and in empty cells whether somebody looked for "
        "evaluations, nobody did, or nothing on record acts on it. As a table, as a picture (svg) or as one "
        "HTML page with every finding and who holds the powers; the suffix of -o chooses.",
        "levergraph evidence-map -o map.html",
        "levergraph evidence-map --group mortality --kind transport",
        "levergraph evidence-map --cell transport:morbidity --format json",
        module="evidence_map",
    )
    command.add_argument("--region", metavar="R", help="only what took place there")
    command.add_argument(
        "--group", metavar="G", help="only this group of outcomes or causes, each of them in a column"
    )
    command.add_argument(
        "--kind", metavar="DOMAIN", help="only this power domain, each of its interventions in a row"
    )
    command.add_argument(
        "--cell", metavar="ROW:COLUMN", help="the findings of this cell, or of all, instead of numbers"
    )
    _day(command)
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=MAP_FORMATS,
        help=f"{', '.join(MAP_FORMATS)} (default: by the suffix of -o, or else table on a terminal, csv in "
        "a pipe)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    _where(command)


MAP_FORMATS = (*TABLE_FORMATS, "svg", "html")


def _timeline(commands: _Commands) -> None:
    command = _command(
        commands,
        "timeline",
        "a region's powers over time",
        "What a region held or shared, and the regions that it followed: from when until when, by its own "
        "order or by the law of its class, what ended it, and the source. --as-of says only which day counts "
        "as today.",
        "levergraph timeline --region north-east",
        module="method",
    )
    command.add_argument("--region", metavar="R", required=True, help="the region asked about")
    _day(command)
    _table(command)


def _paths(commands: _Commands) -> None:
    command = _command(
        commands,
        "paths",
        "the best evidenced paths from a lever to an outcome",
        "The best paths from a lever to an outcome: a path is as strong as its weakest step, and of two as "
        "strong the shorter goes first. One row for each claim of each step, with its mechanism and source; "
        "claims that disagree stand side by side; and what was done elsewhere with the lever. With --region, "
        "how the region stands to the lever, by which law. When the search stops early it says so.",
        "levergraph paths --from bus-franchising --to respiratory-disease -k 3",
        "levergraph paths --from bus-franchising --to respiratory-disease --region west-yorkshire -k 1",
        module="method",
    )
    command.add_argument("--from", metavar="LEVER", dest="lever", required=True, help="where the paths begin")
    command.add_argument("--to", metavar="OUTCOME", dest="outcome", required=True, help="where they end")
    command.add_argument("--region", metavar="R", help="say how this region stands to the lever")
    command.add_argument("-k", metavar="K", type=whole, default=10, help="how many paths (default: 10)")
    _day(command)
    _table(command)


def _compare(commands: _Commands) -> None:
    command = _command(
        commands,
        "compare",
        "regions side by side",
        "What the claims say of each lever, and the figures in the latest period that all have, region by "
        "region.",
        "levergraph compare west-yorkshire south-yorkshire",
        module="method",
    )
    command.add_argument("regions", metavar="REGION", nargs="+", help="two regions or more")
    _day(command)
    _table(command)


def _day(command: Parser) -> None:
    command.add_argument(
        "--as-of", metavar="DATE", help="the day on which powers count, such as 2023-05-01 (default: today)"
    )


def _table(command: Parser) -> None:
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=TABLE_FORMATS,
        help=f"{', '.join(TABLE_FORMATS)} (default: by the suffix of -o, or else table on a terminal and csv "
        "in a pipe)",
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write it to a file, whole or not at all")
    _where(command)


def _serve(commands: _Commands) -> None:
    command = _command(
        commands,
        "serve",
        "the web application and the SPARQL endpoint",
        "Serve the pages, the SPARQL endpoint (/sparql), linked data (/id) and the JSON API (/api) to "
        "browsers and programs, until Ctrl-C. By default only programs on this machine reach it, nothing is "
        "sent to anybody, and nothing is written.",
        "levergraph serve",
        "levergraph serve --port 8080 --data our-facts.ttl",
        "levergraph serve --store https://graph.example.org/sparql",
        "levergraph serve --host 0.0.0.0 --allow-host levers.example.gov.uk",
        "levergraph serve --root-path /levers --trust-proxy 127.0.0.1 --allow-host www.example.gov.uk",
    )
    command.add_argument(
        "--host",
        metavar="HOST",
        default="127.0.0.1",
        help="the address to listen on (default: 127.0.0.1, this machine only; 0.0.0.0 is every address)",
    )
    command.add_argument(
        "--port",
        metavar="PORT",
        type=whole,
        default=8000,
        help="the port to listen on (default: 8000; 0 takes any that is free)",
    )
    command.add_argument(
        "--root-path",
        metavar="PATH",
        default="",
        help="the path under which a proxy serves it, such as /levers",
    )
    command.add_argument(
        "--trust-proxy",
        metavar="ADDRESS",
        action="append",
        default=[],
        help="believe X-Forwarded-For and X-Forwarded-Proto from this proxy; may be given more than once "
        "(default: from nobody)",
    )
    command.add_argument(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help="a name by which browsers may call this server; may be given more than once; * is any "
        "(default: localhost, this machine's name, any IP address)",
    )
    command.add_argument(
        "--cors",
        metavar="ORIGIN",
        action="append",
        default=[],
        help="let pages of this origin read the data, such as https://example.org; may be given more than "
        "once; * is any (default: none)",
    )
    command.add_argument(
        "--access-log",
        action="store_true",
        help="say each request on standard error: method, path, status, time; no address, no query",
    )
    command.add_argument("--open", action="store_true", help="open the pages in a browser")
    from ..web.settings import limits as _limits

    limits = command.add_argument_group("limits")
    for limit in _limits():
        default = "the cores of this machine" if limit.default is None else limit.default
        limits.add_argument(
            f"--{limit.name.replace('_', '-')}",
            metavar="N",
            type=whole if limit.whole else number,
            help=f"{limit.words} (default: {default})",
        )
    _where(command)


def _completion(commands: _Commands) -> None:
    command = _command(
        commands,
        "completion",
        "print what makes your shell complete levergraph's words",
        "Print a script that teaches your shell to complete commands, questions, parameters and names. For "
        'bash or zsh put `eval "$(levergraph completion bash)"` (or zsh) into its start-up file; for fish '
        "`levergraph completion fish | source`.",
        "levergraph completion bash",
    )
    command.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


LAYING = frozenset(
    (
        *("query", "show", "trace", "explore", "export", "check", "transfer", "brief", "asks", "needs"),
        *("packages", "gaps", "paths", "compare", "serve", "plan"),
    )
)
"""The commands that lay the user's own files over the packaged graph."""

COMMANDS: dict[str, Callable[[_Commands], None]] = {
    "query": _query,
    "ask": _ask,
    "search": _search,
    "show": _show,
    "trace": _trace,
    "explore": _explore,
    "export": _export,
    "load": _load,
    "check": _check,
    "template": _template,
    "import": _import,
    "format": _format,
    "diff": _diff,
    "transfer": _transfer,
    "brief": _brief,
    "plan": _plan,
    "asks": _asks,
    "needs": _needs,
    "packages": _packages,
    "gaps": _gaps,
    "evidence-map": _evidence_map,
    "timeline": _timeline,
    "paths": _paths,
    "compare": _compare,
    "serve": _serve,
    "completion": _completion,
}
"""Every command with what adds it to the parser, in the order in which help lists them."""


def _command(
    commands: _Commands, name: str, summary: str, description: str, *examples: str, module: str = ""
) -> Parser:
    command: Parser = commands.add_parser(
        name, help=summary, description=description, epilog=_examples(*examples)
    )
    command.set_defaults(run=module or name)
    return command


def _where(command: Parser) -> None:
    command.add_argument("--store", metavar="STORE", default=argparse.SUPPRESS, help=_STORE)
    command.add_argument("--data", metavar="FILE", action="append", default=[], help=_DATA)


def _examples(*lines: str) -> str:
    return "examples:\n" + "\n".join(f"  {line}" for line in lines)


def _nearest(word: str, known: Iterable[str]) -> str:
    from ..graph.spelling import alike

    known = sorted(known)
    close = alike(word, known, limit=3)
    return f" Did you mean {' or '.join(close)}?" if close else f" There are: {', '.join(known)}."


def _version() -> str:
    from ..version import __version__

    return __version__
