"""Every inferred statement is traced to claims with sources; a chain of several steps is told whole."""

from __future__ import annotations

from pathlib import Path

import levergraph as lg
import pytest
from levergraph.cli import main
from levergraph.graph import Store
from levergraph.graph.rules import rules
from levergraph.ontology.terms import GRAPH_INFERRED, ID, LG, expand
from levergraph.queries.provenance import trace

WORDS = ("name", "startDay", "endDay", "summary")
"""Properties whose values are no things."""
STEPS = sorted({expand(rule.infers) for rule in rules()} - {f"{LG}{name}" for name in WORDS})


def some(packaged: Store, property: str) -> list[tuple[str, str]]:
    """The first inferred statements of a property between named things."""
    rows = packaged.select(
        f"SELECT ?s ?o {{ GRAPH <{GRAPH_INFERRED}> {{ ?s <{property}> ?o }} FILTER(ISIRI(?s) && ISIRI(?o)) "
        "} ORDER BY ?s ?o LIMIT 3"
    )
    return [(row["s"].value, row["o"].value) for row in rows]


@pytest.mark.parametrize("property", STEPS)
def test_an_inferred_statement_is_told_with_its_rule_and_sources(property: str, packaged: Store) -> None:
    statements = some(packaged, property)
    assert statements
    for subject, value in statements:
        answer = trace(packaged, subject, property, value)
        assert (answer.stated, bool(answer.rule), bool(answer.because)) == ("inferred", True, True)
        assert answer.claims
        assert all(claim.sources for claim in answer.claims), "every claim of the packaged facts has a source"


def test_a_chain_of_several_steps_leads_from_the_subject_to_the_value(packaged: Store) -> None:
    ends = (f"{ID}region/greater-manchester", f"{ID}outcome/life-expectancy")
    answer = trace(packaged, ends[0], f"{LG}canInfluence", ends[1])
    assert len(answer.chain) >= 3
    places = [ends[0], *(claim.joins[1].iri for claim in answer.chain)]
    assert [claim.joins[0].iri for claim in answer.chain] == places[:-1]
    assert places[-1] == ends[1]
    assert all(claim in answer.claims for claim in answer.chain)


def test_what_the_graph_does_not_say_is_traced_to_nothing(packaged: Store) -> None:
    answer = trace(packaged, f"{ID}region/cumbria", f"{LG}holds", f"{ID}lever/congestion-charging-nowhere")
    assert (answer.stated, answer.rule, answer.claims, answer.chain) == ("nowhere", None, [], [])
    answer = trace(packaged, f"{ID}region/cumbria", f"{LG}governedBy", governor(packaged))
    assert answer.stated == "asserted"


def governor(store: Store) -> str:
    """An authority that a fact names as Cumbria's."""
    row = next(iter(store.select(f"SELECT ?a {{ <{ID}region/cumbria> <{LG}governedBy> ?a }}")))
    return str(row["a"].value)


def test_a_command_a_session_and_show_tell_the_same(capsys: pytest.CaptureFixture[str], cache: Path) -> None:
    assert main(["show", "greater-manchester"]) == 0
    [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  why? ")]
    words = line.split()[3:]
    assert main(["trace", *words]) == 0
    told = capsys.readouterr().out
    assert "Inferred by the rule" in told
    with lg.open() as graph:
        answer = graph.trace(*words)
        assert answer.to_text() == told
        assert main(["trace", *words, "--format", "json"]) == 0
        assert capsys.readouterr().out == answer.to_json()
    assert main(["trace", "lever/bus-franchising", "holds", "region/cumbria"]) == 1
    assert main(["trace", "cumbria", "nope:holds", "bus-franchising"]) == 2
