"""The usage of the commands that ask: questions, sentences, searches, one thing, why."""

from __future__ import annotations

from ...ontology.terms import KINDS
from ...queries.results.result import GRAPH_FORMATS, TABLE_FORMATS
from .options import Commands, command_of, number, table, where, whole

FORMATS = TABLE_FORMATS + GRAPH_FORMATS
ASK_FORMATS = ("text", "json")
SHOW_FORMATS = ("text", "json", "markdown")
TRACE_FORMATS = ("text", "json")


def _query(commands: Commands) -> None:
    command = command_of(
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
    where(command)


def _ask(commands: Commands) -> None:
    command = command_of(
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
    where(command)


def _search(commands: Commands) -> None:
    command = command_of(
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
    table(command)


def _show(commands: Commands) -> None:
    command = command_of(
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
    where(command)


def _trace(commands: Commands) -> None:
    command = command_of(
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
    where(command)


COMMANDS = {
    "query": _query,
    "ask": _ask,
    "search": _search,
    "show": _show,
    "trace": _trace,
}
"""What adds each command to the parser, by its name."""
