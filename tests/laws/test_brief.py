"""A brief says nothing of its own: every sentence says a claim again, with the claim's source, or counts."""

from __future__ import annotations

from itertools import product

import levergraph as lg
import pytest
from levergraph.errors import UsageError
from levergraph.graph import Store
from levergraph.queries.transferability import Brief

DAY = "2026-11-24"
REGIONS = ("south-yorkshire", "greater-london", "cumbria")
PROBLEMS = (
    ("outcome", "respiratory-disease"),
    ("outcome", "obesity"),
    ("outcome", "healthy-life-expectancy"),
    ("determinant", "child-poverty"),
    ("determinant", "homelessness"),
)
SOURCES = """SELECT ?claim ?source WHERE {
    VALUES ?claim { %s } { ?claim lg:source ?source }
    UNION { ?option lg:requirement ?claim ; lg:source ?source } }"""
"""The sources of claims; the reason why a requirement names a lever stands at the option."""


@pytest.fixture(scope="module")
def briefs(packaged: Store) -> list[Brief]:
    service = lg.Session(packaged).transferability
    return [
        service.brief(region, **{kind: problem}, as_of=DAY)
        for region, (kind, problem) in product(REGIONS, PROBLEMS)
    ]


def test_every_sentence_resolves_to_claims_and_their_sources(packaged: Store, briefs: list[Brief]) -> None:
    claims = {claim for brief in briefs for said in brief.statements() for claim in said.claims}
    known: dict[str, set[str]] = {}
    for claim, source in packaged.select(SOURCES % " ".join(f"<{claim}>" for claim in sorted(claims))):
        known.setdefault(claim.value, set()).add(source.value)
    assert claims == known.keys()
    for brief in briefs:
        for said in brief.statements():
            cited = {source.iri for source in said.sources}
            assert bool(said.claims) == bool(cited), said
            assert cited <= set().union(*(known[claim] for claim in said.claims)), said
            assert all(known[claim] & cited for claim in said.claims), said


def test_every_reference_is_cited_and_every_citation_has_a_reference(briefs: list[Brief]) -> None:
    for brief in briefs:
        numbers = [number for said in brief.statements() for number in brief.numbers(said)]
        assert set(numbers) == set(range(1, len(brief.references) + 1))
        assert len({reference.source for reference in brief.references}) == len(brief.references)


def test_a_brief_tells_the_first_ten_of_the_ranking_in_its_order(packaged: Store) -> None:
    service = lg.Session(packaged).transferability
    brief = service.brief("south-yorkshire", outcome="respiratory-disease", as_of=DAY)
    ranking = service.ranking("south-yorkshire", outcome="respiratory-disease", as_of=DAY)
    best = [(each.intervention, each.verdict) for each in ranking.candidates]
    assert [(each.intervention, each.verdict) for each in brief.options] == best[:10]


def test_a_finding_is_told_whole_with_what_limits_it(packaged: Store, briefs: list[Brief]) -> None:
    told = {
        row[0].value: row[1].value
        for row in packaged.select("SELECT ?finding ?text WHERE { ?finding a lg:Finding ; lg:summary ?text }")
    }
    shown = [option.evidence for brief in briefs for option in brief.options if option.evidence.claims]
    assert len(shown) > 50
    for evidence in shown:
        assert evidence.text.startswith(told[evidence.claims[0]].rstrip(". "))


def test_the_best_evidence_is_never_insufficient(briefs: list[Brief]) -> None:
    lines = [said.text for brief in briefs for said in brief.summary]
    assert any(line.startswith("Best evidenced: ") for line in lines)
    assert not [line for line in lines if line.startswith("Best evidenced: ") and "Insufficient" in line]


def test_a_brief_is_about_one_problem(packaged: Store) -> None:
    service = lg.Session(packaged).transferability
    with pytest.raises(UsageError, match="one problem"):
        service.brief("cumbria")
    with pytest.raises(UsageError, match="one problem"):
        service.brief("cumbria", outcome="obesity", determinant="housing")


def test_a_figure_is_cited_by_the_title_under_which_its_source_has_it(briefs: list[Brief]) -> None:
    brief = next(each for each in briefs if each.problem.slug == "healthy-life-expectancy")
    for figure in brief.figures:
        name = figure.indicator.label
        assert name in ("Female healthy life expectancy", "Male healthy life expectancy")
        assert any(name in source.title for source in figure.says.sources)


def test_a_problem_without_a_figure_says_so_and_invents_none(briefs: list[Brief]) -> None:
    brief = next(each for each in briefs if each.problem.slug == "respiratory-disease")
    assert not any(figure.itself for figure in brief.figures)
    assert "not stated" in brief.summary[2].text
    assert brief.summary[2].claims == ()
