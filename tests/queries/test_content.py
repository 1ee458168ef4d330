"""The open problems of the facts: none rises unseen."""

from __future__ import annotations

from pathlib import Path

from levergraph.graph import Store
from levergraph.queries.content import flaws, open_problems, told


def test_no_kind_of_open_problem_has_risen(packaged: Store) -> None:
    """Mend the facts; or, where a problem came to light and stays, commit the higher figure and say why."""
    problems = open_problems(flaws(packaged))
    assert len(problems) > 5
    assert [problem for problem in problems if problem.risen] == []


def test_a_problem_that_rises_or_goes_is_told_with_the_figure_that_was_committed(
    small: Store, tmp_path: Path
) -> None:
    committed = tmp_path / "open_problems.csv"
    unsearched = "intervention whose evidence nobody has searched"
    committed.write_text(f"problem,things\n{unsearched},0\na problem that is gone,3\n")
    problems = {problem.kind: problem for problem in open_problems(flaws(small), committed)}
    assert problems[unsearched].risen
    assert not problems["a problem that is gone"].risen
    text = told(list(problems.values()))
    assert "     0  a problem that is gone, 3 when committed" in text.splitlines()
    assert text.splitlines()[-1].startswith("Risen: ")
