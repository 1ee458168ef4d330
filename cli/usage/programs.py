"""The usage of the commands that serve people and their tools: pages, the explorer, completion."""

from __future__ import annotations

from .options import Commands, command_of, number, where, whole

SHELLS = ("bash", "zsh", "fish")


def _serve(commands: Commands) -> None:
    command = command_of(
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
    from ...web.settings import limits as _limits

    limits = command.add_argument_group("limits")
    for limit in _limits():
        default = "the cores of this machine" if limit.default is None else limit.default
        limits.add_argument(
            f"--{limit.name.replace('_', '-')}",
            metavar="N",
            type=whole if limit.whole else number,
            help=f"{limit.words} (default: {default})",
        )
    where(command)


def _explore(commands: Commands) -> None:
    command = command_of(
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
    where(command)


def _completion(commands: Commands) -> None:
    command = command_of(
        commands,
        "completion",
        "print what makes your shell complete levergraph's words",
        "Print a script that teaches your shell to complete commands, questions, parameters and names. For "
        'bash or zsh put `eval "$(levergraph completion bash)"` (or zsh) into its start-up file; for fish '
        "`levergraph completion fish | source`.",
        "levergraph completion bash",
    )
    command.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


COMMANDS = {
    "explore": _explore,
    "serve": _serve,
    "completion": _completion,
}
"""What adds each command to the parser, by its name."""
