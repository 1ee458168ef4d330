"""The words of the command line: help, version, wrong usage, and the contract that scripts rely on."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

import pytest
from levergraph import __version__
from levergraph.cli import main
from levergraph.cli.parser import build, parsers

PARSERS = parsers(build())
COMMANDS = [name for name in PARSERS if name]
OWN_FILES = {
    "answers.csv": "intervention,criterion,score,who,as_of\n"
    "working-win,political-will,4,Our team,2026-10-05\n",
    "our-schemes.csv": "Name;Description;Region;Acts on;Status;Source\n"
    "Our landlord scheme;A voluntary standard for landlords.;South Yorkshire;Poor housing conditions;planned;"
    "Good Landlord Charter reaches half of all rented homes (GMCA)\n",
    "my-plan.json": '{"region": "south-yorkshire", "answers": [{"prompt": "aef-q-asks", '
    '"answer": "confirmed", "words": "", "by": "Our team", "on": "2026-10-05"}]}\n',
    "my-facts.ttl": "@prefix lg: <https://w3id.org/levergraph/ontology#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<https://example.org/area> a skos:Concept ; skos:prefLabel "Our area"@en .\n',
}


def options() -> list[tuple[str, argparse.Action]]:
    return [
        (name, action)
        for name, parser in PARSERS.items()
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction)
    ]


def examples() -> list[str]:
    """Those of `serve` run until they are stopped, a bare `check` takes half a minute: see their tests."""
    lines = {line.strip() for parser in PARSERS.values() for line in (parser.epilog or "").splitlines()}
    ours = (line for line in lines if line.startswith("levergraph ") and line != "levergraph check")
    return sorted(line for line in ours if not line.startswith("levergraph serve"))


@pytest.mark.parametrize(("command", "action"), options(), ids=lambda value: getattr(value, "dest", value))
def test_every_option_says_what_it_does(command: str, action: argparse.Action) -> None:
    assert action.help, f"{command} {action.option_strings or action.dest}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_summary_and_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert PARSERS[command].description
    assert f"  levergraph {command}" in shown
    assert main(["--help"]) == 0
    assert re.search(rf"^    {command}\s+\w", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize("example", examples())
def test_every_example_in_the_help_runs(example: str, run, tmp_path: Path) -> None:
    import shlex

    for name, text in OWN_FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run(*shlex.split(example, comments=True)[1:])
    assert done.returncode == 0, done.stderr


def test_names_and_options_are_those_of_the_contract() -> None:
    held = {
        "": {"--store", "--data", "--version"},
        "query": {"-f", "-p", "--format", "--list", "--show", "-o", "--store", "--data"},
        "show": {"--store", "--data"},
        "explore": {"-o", "--region", "--from", "--to", "--open", "--store", "--data"},
        "export": {"-o", "--store", "--data"},
        "load": {"--store"},
        "check": {"--reasoner", "--store", "--format"},
        "trace": {"--format", "-o", "--store", "--data"},
        "format": {"--check"},
        "diff": {"--region", "--kind", "--format", "-o", "--data"},
        "transfer": {"--to", "--intervention", "--outcome", "--determinant", "--as-of", "--format", "-o"},
        "brief": {"--region", "--outcome", "--determinant", "--as-of", "--format", "-o", "--store", "--data"},
        "asks": {"--region", "--size", "--as-of", "--format", "-o", "--store", "--data"},
        "packages": {"--region", "--outcome", "--as-of", "--format", "-o", "--store", "--data"},
        "needs": {"--region", "--as-of", "--format", "-o", "--store", "--data"},
        "timeline": {"--region", "--as-of", "--format", "-o", "--store", "--data"},
        "gaps": {"--region", "--as-of", "--format", "-o", "--store", "--data"},
        "paths": {"--from", "--to", "--region", "-k", "--format", "-o", "--store", "--data"},
        "compare": {"--as-of", "--format", "-o", "--store", "--data"},
        "serve": {"--host", "--port", "--store", "--data"},
        "template": {"--from", "--list"},
        "import": {"-o", "--dry-run", "--by", "--on"},
        "completion": set(),
    }
    for name, wanted in held.items():
        known = {option for action in PARSERS[name]._actions for option in action.option_strings}
        assert wanted <= known, name
    formats = next(action for action in PARSERS["query"]._actions if action.dest == "format")
    assert list(formats.choices or ()) == (
        ["table", "csv", "tsv", "json", "jsonl", "markdown", "xlsx", "turtle", "ntriples", "jsonld"]
    )


def test_the_program_alone_says_how_to_begin(run) -> None:
    done = run()
    assert done.returncode == 0
    assert "levergraph query --list" in done.stdout
    assert "--help" in done.stdout


def test_version(run) -> None:
    assert run("--version").stdout == f"levergraph {__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["qurey"], "Did you mean query?"),
        (["zzz"], "There are: ask, asks, brief, check, compare"),
        (["query", "--fromat=csv"], "Did you mean --format?"),
        (["query", "--format", "exel"], "no format 'exel'"),
        (["query", "power-matrix", "extra"], "not understood: extra"),
        (["query"], "which question?"),
        (["query", "a", "-f", "b"], "not both"),
        (["show"], "THING"),
        (["export"], "-o"),
        (["load"], "--store"),
        (["completion", "tcsh"], "no shell 'tcsh'"),
        (["asks", "--region", "tees-valley", "--size", "x"], "argument --size: 'x' is no whole number"),
        (["asks", "--region", "tees-valley", "--opens", "1.5"], "argument --opens: '1.5' is no whole number"),
        (["paths", "--from", "a", "--to", "b", "-k", "few"], "argument -k: 'few' is no whole number"),
        (["serve", "--port", "abc"], "argument --port: 'abc' is no whole number"),
        (["serve", "--query-seconds", "long"], "argument --query-seconds: 'long' is no number"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_said_in_words(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEVERGRAPH_STORE", raising=False)
    assert main(words) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.startswith("levergraph: ")
    assert shown.out == ""
    assert "Traceback" not in shown.err


def test_own_files_may_be_named_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from levergraph.cli.parser import read

    monkeypatch.delenv("LEVERGRAPH_STORE", raising=False)
    monkeypatch.setenv("LEVERGRAPH_DATA", os.pathsep.join(["a.xlsx", "b.ttl"]))
    assert read(["show", "x"]).data == ["a.xlsx", "b.ttl"]
    assert read(["--data", "c.ttl", "show", "x"]).data == ["c.ttl"]
    assert read(["--store", "s", "show", "x"]).data == []
    assert read(["load", "--store", "s"]).data == []


def test_store_and_data_stand_before_or_after_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    from levergraph.cli.parser import read

    monkeypatch.delenv("LEVERGRAPH_STORE", raising=False)
    assert read(["--store", "a", "show", "x"]).store == "a"
    assert read(["show", "x", "--store", "b"]).store == "b"
    assert read(["--data", "1", "show", "x", "--data", "2"]).data == ["1", "2"]
    monkeypatch.setenv("LEVERGRAPH_STORE", "c")
    assert read(["show", "x"]).store == "c"
    assert read(["--store", "a", "show", "x"]).store == "a"


def test_colour_only_where_it_is_seen(run) -> None:
    assert "\x1b" not in run("query", "--list").stdout
    assert "\x1b" not in run("qurey").stderr
