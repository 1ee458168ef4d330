"""The README tells the truth: its commands print what it says; bench/ has the figures that were measured."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BENCH = ROOT / "bench"


def sessions() -> list[tuple[str, str]]:
    """Each command of the README with the output that stands below it."""
    blocks = "\n".join(re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL))
    return [
        (part.partition("\n")[0], part.partition("\n")[2])
        for part in re.split(r"^\$ ", blocks, flags=re.M)[1:]
    ]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("levergraph_bench", BENCH / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("command", "shown"), sessions(), ids=lambda text: text.split("\n")[0][:60])
def test_each_command_prints_what_the_readme_shows(run, command: str, shown: str) -> None:
    """`…` stands for anything; how wide the gaps are does not matter."""
    done = run(*shlex.split(command)[1:])
    assert done.returncode == 0, done.stderr
    wanted = ".*".join(re.escape(_plain(part)) for part in shown.split("…"))
    assert re.search(wanted, _plain(done.stdout), re.DOTALL), done.stdout[:3000]


def test_the_python_example_runs_without_what_the_readme_does_not_install(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    [example] = re.findall(r"^In Python.*?:\n\n((?:    .*\n)+)", README, re.MULTILINE)
    told: dict[str, object] = {}
    exec(textwrap.dedent(example), told)  # noqa: S102  (what the README tells people to run)
    assert "Greater Manchester" in str(told["held"])
    assert told["ready"]


def _plain(text: str) -> str:
    return re.sub(r"[ ─\n]+", " ", text)


def test_it_is_read_in_a_sitting() -> None:
    assert len(README.splitlines()) < 120


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_figures_are_those_of_the_benchmark(bench: ModuleType) -> None:
    results = json.loads((BENCH / "results.json").read_text("utf-8"))
    assert (BENCH / "RESULTS.md").read_text("utf-8") == bench.markdown(results)


def test_the_questions_are_measured(bench: ModuleType) -> None:
    questions = bench.part("questions")
    found = questions.measure(2, ["levers-of-region"], 60)
    [question] = found["questions"]
    assert question["rows"] == question["rows_of_rdflib"] > 0
    assert question["times_faster_than_rdflib"] > 1
    assert len(questions.summary(found)) == 5
    assert any("levers-of-region" in line for line in questions.markdown(found))


def test_a_question_that_rdflib_cannot_end_is_a_lower_bound(bench: ModuleType) -> None:
    import rdflib

    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    graph = rdflib.Graph().parse(data="".join(f"<x:a> <x:b> {n} .\n" for n in range(100)), format="turtle")
    assert bench.part("questions").rdflib_seconds(graph, endless, 0.3) == (0.3, None)
