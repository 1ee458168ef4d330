"""Tab completion, driven as a shell drives it: through argcomplete's environment variables."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def completed(program, tmp_path: Path):
    def ask(line: str) -> set[str]:
        answer = tmp_path / "completions"
        program(
            env={
                "_ARGCOMPLETE": "1",
                "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
                "_ARGCOMPLETE_COMP_WORDBREAKS": " \t\n\"'><=;|&(:",
                "COMP_LINE": line,
                "COMP_POINT": str(len(line)),
            }
        )
        return {word.strip() for word in answer.read_text("utf-8").split("\013")}

    return ask


def test_commands(completed) -> None:
    assert {"query", "show", "explore", "export", "load", "check"} <= completed("levergraph ")
    assert completed("levergraph expo") == {"export"}


def test_questions(completed) -> None:
    assert "power-matrix" in completed("levergraph query ")
    assert "power-matrix" in completed("levergraph query --show pow")


def test_formats(completed) -> None:
    assert {"csv", "xlsx", "jsonld"} <= completed("levergraph query power-matrix --format ")


def test_parameters_and_their_values(completed) -> None:
    assert "region=" in completed("levergraph query levers-of-region -p ")
    values = completed("levergraph query levers-of-region -p region=greater-m")
    assert values == {"greater-manchester"}


def test_things_by_kind(completed) -> None:
    assert completed("levergraph explore --region west-y") == {"west-yorkshire"}
    assert "bus-franchising" in completed("levergraph explore --from bus-f")
    assert "greater-manchester" in completed("levergraph show greater-")


def test_regions_and_weights_of_the_method(completed) -> None:
    assert completed("levergraph asks --region tees") == {"tees-valley"}
    assert completed("levergraph paths --from bus-franchising --to cancer --region cumb") == {"cumbria"}
    assert completed("levergraph transfer --to tees-valley --weight political-w") == {"political-will="}
    assert completed("levergraph transfer --to tees-valley --weight political-will=") >= {"4", "5"}


def test_an_unknown_question_or_store_completes_to_nothing(completed) -> None:
    assert completed("levergraph query no-such -p reg") == {""}
    assert completed("levergraph --store nowhere show gre") == {""}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_taught(run, shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "levergraph" in done.stdout
    assert "_ARGCOMPLETE" in done.stdout
