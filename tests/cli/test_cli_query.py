"""`levergraph query`: questions by name, text and file, in every form."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REGIONS = "SELECT ?region ?name WHERE { ?region a lg:Region ; skos:prefLabel ?name } ORDER BY ?region"
ONE = "CONSTRUCT { ?r a lg:Region } WHERE { ?r a lg:Region } ORDER BY ?r LIMIT 1"


def test_the_catalogue_is_listed_by_group(run) -> None:
    shown = run("query", "--list").stdout
    assert shown.startswith("A. Regions and powers\n")
    assert "levers-of-region" in shown
    assert "-p region=…" in shown


def test_a_question_shows_its_text_and_parameters(run) -> None:
    shown = run("query", "--show", "levers-of-region").stdout
    assert "#+ param region" in shown
    assert "SELECT" in shown


def test_the_text_that_is_shown_runs_as_it_stands(run, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(run("query", "--show", "levers-of-region").stdout, encoding="utf-8")
    done = run("query", "-f", "q.rq", "-p", "region=greater-manchester")
    assert done.returncode == 0, done.stderr
    assert done.stdout == run("query", "levers-of-region", "-p", "region=greater-manchester").stdout


def test_a_region_may_be_named_by_slug_label_or_iri(run) -> None:
    answers = {
        run("query", "levers-of-region", "-p", f"region={name}").stdout
        for name in (
            "greater-manchester",
            "Greater Manchester",
            "region:greater-manchester",
            "https://w3id.org/levergraph/id/region/greater-manchester",
        )
    }
    assert len(answers) == 1
    assert len(answers.pop().splitlines()) > 10


def test_a_pipe_gets_csv_and_a_query_needs_no_prefixes(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("query", REGIONS).stdout)))
    assert len(rows) == 24
    assert rows[0].keys() == {"region", "name"}


def test_a_terminal_gets_a_table(packaged: object, cache: Path) -> None:
    shown = _on_a_terminal(cache, "query", REGIONS, NO_COLOR="1")
    assert "West Yorkshire" in shown
    assert "https" not in shown.splitlines()[0]
    assert "\x1b" not in shown
    assert "\x1b[" in _on_a_terminal(cache, "query", REGIONS)


def _on_a_terminal(cache: Path, *words: str, **extra: str) -> str:
    ours, theirs = pty.openpty()
    env = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "TERM": "xterm", "COLUMNS": "100", **extra}
    env["LEVERGRAPH_CACHE"] = str(cache)
    program = Path(sys.executable).with_name("levergraph")
    with subprocess.Popen([str(program), *words], stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert process.wait() == 0
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "markdown"])
def test_every_form_of_a_table_in_text(run, form: str) -> None:
    done = run("query", REGIONS, "--format", form)
    assert done.returncode == 0, done.stderr
    assert "West Yorkshire" in done.stdout
    if form == "json":
        assert len(json.loads(done.stdout)["results"]["bindings"]) == 24
    if form == "jsonl":
        assert {"region", "name"} == json.loads(done.stdout.splitlines()[0]).keys()


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld"])
def test_every_form_of_a_graph(run, form: str) -> None:
    done = run("query", ONE, "--format", form)
    assert done.returncode == 0, done.stderr
    assert "Region" in done.stdout


def test_a_graph_is_turtle_unless_asked_otherwise(run) -> None:
    assert "@prefix lg:" in run("query", ONE).stdout


def test_yes_or_no(run) -> None:
    assert run("query", "ASK { ?s a lg:Region }").stdout == "true\n"
    assert run("query", "ASK { ?s a lg:Region }", "--format", "table").stdout == "yes\n"


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("a.csv", b"region,name"),
        ("a.json", b"{"),
        ("a.md", b"| region"),
        ("a.xlsx", b"PK"),
        ("a.tsv", b"?region"),
    ],
)
def test_the_suffix_of_the_file_chooses_the_form(run, tmp_path: Path, name: str, starts: bytes) -> None:
    done = run("query", REGIONS, "-o", name)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(starts)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_spreadsheet_goes_through_a_pipe(run) -> None:
    done = run("query", REGIONS, "--format", "xlsx", text=False)
    assert zipfile.is_zipfile(io.BytesIO(done.stdout))


def test_a_query_from_standard_input(run) -> None:
    assert run("query", "-f", "-", input=REGIONS).stdout == run("query", REGIONS).stdout


def test_data_of_ones_own_is_laid_over_the_graph(run, package: Path, tmp_path: Path) -> None:
    env = {"LEVERGRAPH_CACHE": str(tmp_path / "cache")}
    (tmp_path / "mine.ttl").write_text(
        "<https://example.org/x> a <https://example.org/Mine> .", encoding="utf-8"
    )
    question = "SELECT ?x WHERE { ?x a <https://example.org/Mine> }"
    assert "example.org/x" in run("query", question, "--data", "mine.ttl", env=env).stdout
    assert "example.org/x" in run("--data", "mine.ttl", "query", question, env=env).stdout
    assert "example.org/x" not in run("query", question, env=env).stdout


def test_a_store_on_disk_answers_the_same(run, package: Path, tmp_path: Path) -> None:
    env = {"LEVERGRAPH_CACHE": str(tmp_path / "cache")}
    question = ("query", "levers-of-region", "-p", "region=northshire")
    assert run("load", "--store", "kept", env=env).returncode == 0
    here = run(*question, env=env)
    there = run(*question, "--store", "kept", env=env)
    assert here.returncode == there.returncode == 0, there.stderr
    assert here.stdout == there.stdout
    assert len(here.stdout.splitlines()) > 1
    assert run(*question, env={**env, "LEVERGRAPH_STORE": "kept"}).stdout == here.stdout


def test_a_reader_that_leaves_early_is_no_trouble(run, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("levergraph")
    done = subprocess.run(
        [
            "bash",
            "-c",
            f"set -o pipefail; '{program}' query 'SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }}' | head -n 1",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("s,p,o")
