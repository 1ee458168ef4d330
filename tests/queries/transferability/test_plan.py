"""A plan lets a team confirm: what stands beside a prompt is on record, and nothing is ranked by itself."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import levergraph as lg
import pytest
from hypothesis import given, settings, strategies as st
from levergraph.errors import DataError, UsageError
from levergraph.graph import Store
from levergraph.notes import workbook
from levergraph.queries.transferability import (
    CHOICES,
    SHEETS,
    Plan,
    TeamAnswer,
    TeamAnswers,
    TeamScore,
    TeamWeight,
    Transferability,
)
from openpyxl import Workbook, load_workbook

DAY = "2026-11-24"
REGION = "south-yorkshire"
PROBLEMS: tuple[dict[str, str], ...] = ({}, {"outcome": "obesity"}, {"determinant": "child-poverty"})
SOURCES = """SELECT DISTINCT ?claim ?source WHERE {
    VALUES ?claim { %s } { ?claim lg:source ?source }
    UNION { ?option lg:requirement ?claim ; lg:source ?source } }"""
PEOPLE = st.sampled_from(["A. Reader, public health", "Bünyamin Öz, transport", "=cmd|' /C calc'!A1"])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60).map(str.strip)
DAYS = st.sampled_from(["2026", "2026-11", "2026-11-24"])
IMPACT, FIT = "aef-crit-impact", "aef-crit-strategic-fit"


@pytest.fixture(scope="module")
def method(packaged: Store) -> Transferability:
    return lg.Session(packaged).transferability


@pytest.fixture(scope="module")
def plan(method: Transferability) -> Plan:
    return method.plan(REGION, as_of=DAY)


def _answers(**parts: Any) -> TeamAnswers:
    return TeamAnswers(region=REGION, **parts)


def _weight(criterion: str, weight: int, by: str = "A") -> TeamWeight:
    return TeamWeight(criterion, weight, "", by, "2026")


def _score(intervention: str, criterion: str, score: int, by: str = "A") -> TeamScore:
    return TeamScore(intervention, criterion, score, "", by, "2026")


@pytest.mark.parametrize("problem", PROBLEMS, ids=str)
@pytest.mark.parametrize("region", [REGION, "greater-london", "cumbria"])
def test_every_statement_says_a_claim_again_with_its_source_or_speaks_of_the_record(
    packaged: Store, method: Transferability, region: str, problem: dict[str, str]
) -> None:
    plan = method.plan(region, as_of=DAY, **problem)
    silent = {said for prompt in plan.prompts() for said in prompt.silent}
    silent |= {said for option in plan.options for cell in option.cells for said in cell.silent}
    silent |= {said for option in plan.options for said in (*option.cost, option.payback, option.cashability)}
    told = [said for said in plan.statements() if said not in silent or said.claims]
    assert all(said.claims for said in told)
    claims = {claim for said in told for claim in said.claims}
    known: dict[str, set[str]] = {}
    for row in lg.Session(packaged).query(SOURCES % " ".join(f"<{claim}>" for claim in sorted(claims))):
        known.setdefault(str(row.claim), set()).add(str(row.source))
    for said in told:
        of_claims = set().union(*(known.get(claim, set()) for claim in said.claims))
        assert {source.iri for source in said.sources} <= of_claims, said.text


def test_every_prompt_of_the_framework_is_asked_once(packaged: Store, plan: Plan) -> None:
    asked = [prompt.prompt.slug for prompt in plan.prompts()]
    rows = lg.Session(packaged).query(
        "SELECT ?prompt WHERE { ?prompt a lg:Prompt ; lg:framework framework:appreciative-enquiry ; "
        "lg:promptElement ?part FILTER (?part NOT IN (lg:PurposeElement, lg:UseElement)) }"
    )
    assert sorted(asked) == sorted(str(row.prompt).rpartition("/")[2] for row in rows)
    assert [section.heading.name for section in plan.sections] == [
        *("need", "levers", "fit", "impact", "window", "added-value")
    ]


def test_without_weights_options_stand_by_name_and_no_sum_is_made(method: Transferability) -> None:
    scores = tuple(
        _score(option.intervention.slug, IMPACT, 1 + place % 5)
        for place, option in enumerate(method.plan(REGION, as_of=DAY).options)
    )
    plan = method.plan(REGION, as_of=DAY, answers=_answers(scores=scores))
    names = [option.intervention.label.casefold() for option in plan.options]
    assert names == sorted(names)
    assert not plan.agreed
    assert all(total is None for option in plan.options for total in option.sums)
    assert any(cell.scores[0] for option in plan.options for cell in option.cells)


def test_a_sum_is_score_times_weight_over_what_was_scored(method: Transferability) -> None:
    answers = _answers(
        scores=(_score("ulez-london", IMPACT, 4), _score("ulez-london", FIT, 2)),
        weights=(_weight(IMPACT, 5), _weight(FIT, 3), _weight("aef-crit-window", 1)),
    )
    plan = method.plan(REGION, as_of=DAY, answers=answers)
    [option] = [option for option in plan.options if option.intervention.slug == "ulez-london"]
    [total] = option.sums
    assert total is not None
    assert (total.value, total.scored, total.of) == (4 * 5 + 2 * 3, 2, 3)
    names = [option.intervention.label.casefold() for option in plan.options]
    assert names == sorted(names)


def test_where_people_weigh_differently_no_sum_is_made_and_it_says_so(method: Transferability) -> None:
    scores = (_score("ulez-london", IMPACT, 4),)
    sides = [_answers(scores=scores, weights=(_weight(IMPACT, weight),)) for weight in (5, 2)]
    plan = method.plan(REGION, as_of=DAY, answers=sides)
    assert not plan.agreed
    assert all(total is None for option in plan.options for total in option.sums)
    assert any("different weights" in note for note in plan.notes)


def test_several_peoples_answers_stand_side_by_side_and_differences_are_shown(
    method: Transferability,
) -> None:
    def side(answer: Any, by: str) -> TeamAnswers:
        return _answers(answers=(TeamAnswer("aef-topic-need", answer, "So it is.", by, "2026-11"),))

    plan = method.plan(REGION, as_of=DAY, answers=[side("confirmed", "A"), side("not-right", "B")])
    [prompt] = plan.differences()
    assert [answer.by for answer in prompt.given if answer] == ["A", "B"]
    same = method.plan(REGION, as_of=DAY, answers=[side("own", "A"), side("own", "B")])
    assert not same.differences()
    assert same.answered == 1


@st.composite
def teams(draw: st.DrawFn) -> TeamAnswers:
    """Answers as people may give them to a few of the prompts, options and criteria."""

    def signed() -> tuple[str, str, str]:
        return (draw(WORDS) or "so", draw(PEOPLE), draw(DAYS))

    prompts = draw(st.sets(st.sampled_from(["aef-topic-need", "aef-q-asks", "aef-learning-6"])))
    pairs = draw(
        st.sets(st.tuples(st.sampled_from(["ulez-london", "gm-moving"]), st.sampled_from([IMPACT, FIT])))
    )
    weighed = draw(st.sets(st.sampled_from([IMPACT, FIT])))
    choices = st.sampled_from(sorted(CHOICES))
    marks = st.integers(1, 5)
    return _answers(
        answers=tuple(TeamAnswer(name, draw(choices), *signed()) for name in sorted(prompts)),  # type: ignore[arg-type]
        scores=tuple(TeamScore(*pair, draw(marks), *signed()) for pair in sorted(pairs)),
        weights=tuple(TeamWeight(name, draw(marks), *signed()) for name in sorted(weighed)),
    )


def _by_name(answers: TeamAnswers) -> list[Any]:
    parts = (*answers.answers, *answers.scores, *answers.weights)
    return [answers.region, answers.outcome, sorted(parts, key=repr)]


@given(teams())
@settings(max_examples=12, deadline=None)
def test_answers_come_back_from_json_and_from_the_workbook_as_they_were(
    method: Transferability, answers: TeamAnswers
) -> None:
    again = method.answers_in(answers.to_json().encode(), "a.json")
    assert again == answers
    plan = method.plan(REGION, as_of=DAY, answers=again)
    sheet = method.answers_in(workbook(plan), "a.xlsx")
    assert _by_name(sheet) == _by_name(answers)


@pytest.fixture(scope="module")
def sheet(plan: Plan) -> bytes:
    return workbook(plan)


def _changed(sheet: bytes, change: Callable[[Any], None]) -> bytes:
    book = load_workbook(io.BytesIO(sheet))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _set(kind: str, cell: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[SHEETS[kind].name][cell] = value

    return change


def _with_member(sheet: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(sheet)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (40 << 20))
    return buffer.getvalue()


def _other_workbook() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


JSON = '{"format": "levergraph-plan-1", "region": "south-yorkshire", "answers": [%s]}'
ANSWER = '{"prompt": "%s", "answer": "%s", "words": "%s", "by": "%s", "on": "%s"}'
BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "half a workbook": (lambda sheet: sheet[: len(sheet) // 2], "no whole workbook"),
    "macros": (lambda sheet: _with_member(sheet, "xl/vbaProject.bin", b"code"), "macros"),
    "a password": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    "a zip bomb": (lambda _: _bomb(), "unpacks to more"),
    "another workbook": (lambda _: _other_workbook(), "no sheet 'About'"),
    "a formula": (
        lambda sheet: _changed(sheet, _set("answers", "F2", "=1+1")),
        "sheet Answers, row 2, column 'In your own words': there is a formula",
    ),
    "an answer that is none": (
        lambda sheet: _changed(sheet, _set("answers", "E2", "perhaps")),
        "row 2: 'perhaps' is no answer",
    ),
    "an answer by nobody": (
        lambda sheet: _changed(sheet, _set("answers", "E2", "confirmed")),
        "row 2: who says so?",
    ),
    "words without an answer": (
        lambda sheet: _changed(sheet, _set("answers", "F3", "Yes")),
        "row 3: there are words, and the column 'Answer' is empty",
    ),
    "an unknown column": (
        lambda sheet: _changed(sheet, _set("answers", "I1", "Mood")),
        "'mood' is not known",
    ),
    "a missing column": (
        lambda sheet: _changed(sheet, _set("answers", "E1", "Reply")),
        "'Answer' is missing",
    ),
    "no region": (lambda sheet: _changed(sheet, _set("about", "B2", None)), "'Region' is empty"),
    "an unknown region": (
        lambda sheet: _changed(sheet, _set("about", "B2", "Atlantis")),
        "No region is called",
    ),
    "a score of 7": (
        lambda sheet: _changed(sheet, _set("scores", "E2", 7)),
        "row 2: the score '7' is no whole number",
    ),
    "an unknown prompt": (
        lambda _: (JSON % (ANSWER % ("aef-mood", "confirmed", "", "A", "2026"))).encode(),
        "answers[0]: No prompt is called 'aef-mood'",
    ),
    "half a JSON file": (
        lambda _: (JSON % (ANSWER % ("a", "own", "x", "A", "2026")))[:90].encode(),
        "cut off",
    ),
    "JSON of something else": (lambda _: b'{"region": 3}', "no file of answers"),
    "a text": (lambda _: b"confirmed", "neither a workbook nor JSON"),
    "an answer twice": (
        lambda _: (JSON % ", ".join([ANSWER % ("aef-q-asks", "confirmed", "", "A", "2026")] * 2)).encode(),
        "answers[1]: aef-q-asks is there twice",
    ),
    "no day": (
        lambda _: (JSON % (ANSWER % ("aef-q-asks", "confirmed", "", "A", "soon"))).encode(),
        "answers[0]: 'soon' is no date",
    ),
    "an answer without the words it needs": (
        lambda _: (JSON % (ANSWER % ("aef-q-asks", "not-right", "", "A", "2026"))).encode(),
        "says nothing without words",
    ),
    "a control character": (
        lambda _: (JSON % (ANSWER % ("aef-q-asks", "own", "a\\u0007b", "A", "2026"))).encode(),
        "U+0007",
    ),
    "too large": (lambda _: b"{" + b" " * (3 << 20), "at most"),
    "deeply nested": (lambda _: b'{"region":' * 100_000, "no file of answers"),
}


def test_answers_bring_their_problem_along(method: Transferability) -> None:
    plan = method.plan(REGION, as_of=DAY, answers=_answers(outcome="obesity"))
    assert plan.problem is not None
    assert plan.problem.slug == "obesity"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_the_place_and_what_to_do(
    method: Transferability, sheet: bytes, name: str
) -> None:
    make, said = BROKEN[name]
    with pytest.raises(DataError) as error:
        method.answers_in(make(sheet), "given.file")
    assert said in str(error.value)
    assert "given.file" in str(error.value)


def test_answers_about_another_region_or_problem_are_refused(method: Transferability) -> None:
    other = TeamAnswers(region="cumbria")
    with pytest.raises(DataError, match="about cumbria"):
        method.plan(REGION, as_of=DAY, answers=other)
    with pytest.raises(DataError, match="about obesity"):
        method.plan(REGION, outcome="suicide", as_of=DAY, answers=_answers(outcome="obesity"))
    with pytest.raises(DataError, match="about obesity"):
        method.plan(REGION, as_of=DAY, answers=[_answers(outcome="obesity"), _answers()])
    with pytest.raises(DataError, match="is no prompt of this framework"):
        method.plan(
            REGION,
            as_of=DAY,
            answers=_answers(answers=(TeamAnswer("aef-purpose", "confirmed", "", "A", "2026"),)),
        )
    with pytest.raises(DataError, match="is no criterion"):
        method.plan(REGION, as_of=DAY, answers=_answers(weights=(_weight("aef-q-asks", 2),)))
    with pytest.raises(UsageError, match="one problem or none"):
        method.plan(REGION, outcome="obesity", determinant="child-poverty")


def test_a_cell_that_excel_made_a_date_or_a_number_is_read_as_meant(
    method: Transferability, sheet: bytes
) -> None:
    from datetime import datetime

    def change(book: Any) -> None:
        for cell, value in {
            "E2": "Confirmed\N{NO-BREAK SPACE}",
            "G2": "A",
            "H2": datetime(2026, 11, 24),
        }.items():
            _set("answers", cell, value)(book)
        _set("about", "B5", "B")(book)
        _set("about", "B6", 2026)(book)
        _set("scores", "E2", 4.0)(book)

    read = method.answers_in(_changed(sheet, change), "given.xlsx")
    assert [(answer.answer, answer.by, answer.on) for answer in read.answers] == [
        ("confirmed", "A", "2026-11-24")
    ]
    assert [(score.score, score.by, score.on) for score in read.scores] == [(4, "B", "2026")]


def test_the_record_of_a_plan_is_what_its_schema_allows(plan: Plan) -> None:
    import msgspec
    from levergraph.queries.transferability.contract import PlanRecord

    record = msgspec.json.decode(plan.to_json(), type=PlanRecord)
    assert record.region == REGION
    assert len(record.options) == len(plan.options)
    assert all(reference.iri for reference in record.references)
    assert json.loads(plan.to_json())["agreed"] == []


def test_scores_in_a_teams_own_data_stand_beside_the_files(packaged: Store) -> None:
    import pyoxigraph as ox
    from levergraph.graph import LocalStore

    assert isinstance(packaged, LocalStore)
    own = ox.Store()
    own.bulk_extend(iter(packaged.oxigraph))
    kinds = ("region", "prompt", "intervention")
    prefixes = "".join(f"PREFIX {kind}: <https://w3id.org/levergraph/id/{kind}/>\n" for kind in kinds)
    answer = """PREFIX lg: <https://w3id.org/levergraph/ontology#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        INSERT DATA {{ GRAPH <https://w3id.org/levergraph/graph/yours> {{ <https://example.org/{0}>
        a lg:Answer ; lg:region region:south-yorkshire ; lg:score {1} ; lg:prompt prompt:aef-crit-impact ;
        lg:intervention intervention:ulez-london ; lg:asOf "2026-11-02"^^xsd:date {2} }} }}"""
    own.update(prefixes + answer.format("a", "4.0", '; lg:answeredBy "Team A"'))
    own.update(prefixes + answer.format("b", "4.5", '; lg:answeredBy "Team B"'))
    own.update(prefixes + answer.format("c", "3.0", ""))
    plan = lg.Session(LocalStore(own, "own data", "own")).plan(REGION, answers=_answers(), as_of=DAY)
    assert plan.sides == ("nobody yet", "Team A")
    [option] = [option for option in plan.options if option.intervention.slug == "ulez-london"]
    scores = [score for cell in option.cells for score in cell.scores if score]
    assert [(score.value, score.by, score.on) for score in scores] == [(4, "Team A", "2026-11-02")]
    assert any("left out: 2" in note for note in plan.notes)


def test_reading_a_file_that_is_not_there_says_so(method: Transferability, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        method.answers(tmp_path / "none.json")
