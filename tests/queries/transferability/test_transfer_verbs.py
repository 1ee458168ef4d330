"""The verbs: what the contract promises, in every form, by command, in Python and behind an endpoint."""

from __future__ import annotations

import doctest
import json
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import levergraph as lg
import levergraph.session
import pyoxigraph
import pytest
from levergraph.cli import main
from levergraph.errors import DataError, UnknownName, UsageError
from levergraph.graph.opening import open_store
from levergraph.graph.store import LocalStore, Store
from levergraph.ontology import ID
from levergraph.queries.results.table import Table
from levergraph.queries.transferability import CAVEAT
from levergraph.queries.transferability.method import further_powers as asking

DAY = "2026-11-24"
TO = ("transfer", "--to", "tees-valley")
ONE = ("--intervention", "ulez-london")
HEAD = "intervention,criterion,score,who,as_of"
TURTLE = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + "".join(
    f"@prefix {kind}: <{ID}{kind}/> .\n"
    for kind in ("region", "intervention", "outcome", "determinant", "effect", "holding", "lever", "source")
)
TURTLE += "@prefix lg: <https://w3id.org/levergraph/ontology#> .\n"
STRENGTHS = {"strong", "moderate", "weak", "insufficient", None}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ANSWERS = (
    "intervention,criterion,score,who,as_of,comment,region\n"
    "ulez-london,political-will,5,Policy team,2026-10-05,The mayor has said so,\n"
    "ulez-london,political-will,1,Policy team,2026-01,,West Yorkshire\n"
    "ulez-london,affordability,,Finance,2026-10,Not costed,west-yorkshire\n"
    "ulez-london,affordability,4,Other team,2026-10-05,,south-yorkshire\n"
)


@pytest.fixture(scope="module")
def session(cache: Path) -> Iterator[lg.Session]:
    with lg.open() as graph:
        yield graph


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.csv"
    file.write_text(ANSWERS, encoding="utf-8")
    return file


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


# the contract


def slugs(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(v, str) and SLUG.fullmatch(v) for v in values)


def test_every_field_of_transfer_is_what_the_contract_says(session: lg.Session) -> None:
    answer = session.transfer("west-yorkshire", outcome="life-expectancy", wider=True, as_of=DAY)
    records = json.loads(answer.to_json())
    assert len(records) > 99
    known = {str(row[0]) for row in session.query("SELECT ?s WHERE { ?s a lg:Source }")}
    for each in records:
        assert list(each) == [
            "intervention", "label", "from", "to", "as_of", "relevance", "place", "verdict", "requirements",
            "evidence", "weakest_edge", "equity", "distance", "indicators_compared",
        ]  # fmt: skip
        assert each["intervention"].startswith(f"{ID}intervention/")
        assert each["label"]
        assert slugs(each["from"])
        assert (each["to"], each["as_of"]) == ("west-yorkshire", DAY)
        assert each["relevance"] in {"direct", "near", "far", "enabler"}
        assert each["place"].endswith(".")
        assert each["verdict"] in {"ready", "with-partners", "contradictory", "undecided", "blocked"}
        for need in each["requirements"]:
            assert list(need) == ["alternatives", "state", "met_by", "legal_basis", "source", "through"]
            assert slugs(need["alternatives"])
            assert need["state"] in {"held", "shared", "partner", "contradictory", "not-stated", "not-held"}
            assert need["met_by"] is None or SLUG.fullmatch(need["met_by"])
            assert need["legal_basis"] is None or isinstance(need["legal_basis"], str)
            assert need["source"] is None or need["source"] in known
        assert list(each["evidence"]) == ["best", "direction", "findings"]
        assert each["evidence"]["best"] in STRENGTHS
        assert each["evidence"]["direction"] in {
            "beneficial",
            "mixed",
            "null",
            "harmful",
            "not-assessed",
            None,
        }
        assert isinstance(each["evidence"]["findings"], int)
        assert each["weakest_edge"] in STRENGTHS
        assert each["equity"] in {"narrows", "widens", "none", "unknown"}
        assert each["distance"] is None or 0 <= each["distance"] <= 1
        assert each["indicators_compared"] is None or re.fullmatch(r"\d+/\d+", each["indicators_compared"])
    assert {each["weakest_edge"] for each in records} > {"weak", "moderate"}


def test_the_verdict_of_a_record_is_its_worst_requirement(session: lg.Session) -> None:
    """So a program that reads the JSON can follow it; levers that only help are not among them."""
    worst_first = ["not-held", "not-stated", "contradictory", "partner", "shared", "held"]
    verdict = {"shared": "with-partners", "partner": "with-partners", "held": "ready"}
    verdict |= {"not-stated": "undecided", "not-held": "blocked", "contradictory": "contradictory"}
    for region in ("west-yorkshire", "tees-valley", "cumbria"):
        for each in session.transfer(region, as_of=DAY).records:
            states = [need["state"] for need in each["requirements"]]  # type: ignore[attr-defined]
            if states:
                assert each["verdict"] == verdict[min(states, key=worst_first.index)]
            else:
                assert each["verdict"] == "undecided"


def test_every_field_of_asks_is_what_the_contract_says(session: lg.Session) -> None:
    for found in (session.asks("cumbria", as_of=DAY), session.asks("cumbria", size=2, as_of=DAY)):
        for each in json.loads(found.to_json()):
            assert list(each) == [
                "levers", "unlocks", "eases", "held_elsewhere_by", "granted_by", "routes", "exact",
            ]  # fmt: skip
            assert slugs(each["levers"])
            assert slugs(each["unlocks"])
            assert slugs(each["eases"])
            assert each["unlocks"] or each["eases"]
            assert each["exact"]
            assert slugs(each["held_elsewhere_by"])
            assert "cumbria" not in each["held_elsewhere_by"]
            assert all(isinstance(basis, str) and basis for basis in each["granted_by"])


# twins


TWINS: list[tuple[tuple[str, ...], Callable[[lg.Session], Table]]] = [
    (
        ("transfer", "--to", "Tees Valley", "--determinant", "housing", "--as-of", DAY, "--all"),
        lambda graph: graph.transfer(
            f"{ID}region/tees-valley", determinant="housing", as_of=DAY, everything=True
        ),
    ),
    (
        ("asks", "--region", "cumbria", "--opens", "12", "--as-of", DAY),
        lambda graph: graph.asks("Cumbria", opens=12, as_of=date(2026, 11, 24)),
    ),
    (("gaps", "--region", "cumbria", "--as-of", DAY), lambda graph: graph.gaps("Cumbria", as_of=DAY)),
    (
        ("paths", "--from", "road-user-charging", "--to", "cancer", "-k", "3", "--region", "cumbria"),
        lambda graph: graph.paths("road user charging", "cancer", k=3, region="Cumbria"),
    ),
    (
        ("compare", "cumbria", "lancashire", "--as-of", "2026-11"),
        lambda graph: graph.compare("Cumbria", "Lancashire", as_of="2026-11-01"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "call"), TWINS, ids=lambda value: value[0] if isinstance(value, tuple) else ""
)
def test_a_command_and_its_python_twin_say_the_same(
    words: tuple[str, ...],
    call: Callable[[lg.Session], Table],
    session: lg.Session,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = call(session)
    assert json.loads(said(capsys, *words, "--format", "json")) == found.record
    assert said(capsys, *words, "--format", "csv").replace("\r\n", "\n") == found.to_csv().replace(
        "\r\n", "\n"
    )
    assert main([*words, "--format", "tsv"]) == 0
    assert list(found.notes) == capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_an_explanation_is_the_same_by_command_and_in_python(
    form: str, session: lg.Session, capsys: pytest.CaptureFixture[str]
) -> None:
    told = session.explain("ULEZ-London", to="South Yorkshire", as_of=DAY)
    words = ("transfer", "--to", "south-yorkshire", "--intervention", "ulez-london", "--as-of", DAY)
    assert said(capsys, *words, "--format", form) == getattr(told, f"to_{form}")()
    assert told.title in told._repr_html_()


def test_what_a_model_estimates_is_not_told_as_fact(session: lg.Session) -> None:
    told = session.explain("tfl-junk-food-advertising-ban", to="west-yorkshire", as_of=DAY)
    found = next(each for each in told.sections if each.title.startswith("Does it work"))
    modelled = next(each.text for each in found.sentences if "Modelled effect" in each.text)
    assert modelled.startswith("A beneficial finding, estimated by modelling: ")
    assert modelled.endswith("The study estimates that it narrows inequality.")
    assert not any("modelling" in each.text for each in found.sentences if "Modelled effect" not in each.text)


def test_an_answer_is_pleasant_to_hold(session: lg.Session) -> None:
    found = session.transfer("west-yorkshire", as_of=DAY)
    rows = list(found)
    assert rows[0].intervention.startswith(ID)
    assert len(found) == len(rows) == len(found.to_pandas()) == len(found.records)
    assert found.notes[-1] == CAVEAT
    for text in (found.to_markdown(), found._repr_html_()):
        assert "Transferability is anticipated here, not measured" in text
        assert "https://" in text
    assert "What West Yorkshire can take up, as of 24 November 2026" in found._repr_html_()


def test_the_examples_in_the_docstrings_are_true(cache: Path) -> None:
    found = doctest.testmod(levergraph.session)
    assert found.attempted >= 12
    assert found.failed == 0


def test_nothing_in_the_data_becomes_markup(cache: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text(
        TURTLE + "intervention:bad a lg:Intervention ; lg:region region:cumbria ;\n"
        '  skos:prefLabel "<script>alert(1)</script> | [x](javascript:1)"@en .\n',
        encoding="utf-8",
    )
    with lg.open(data=bad) as graph:
        found = graph.transfer("west-yorkshire", as_of=DAY)
        told = graph.explain("bad", to="west-yorkshire", as_of=DAY)
    for page in (found._repr_html_(), told.to_html(), told._repr_html_()):
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
    assert "[x](javascript" not in found.to_markdown() + told.to_markdown()


# behind an endpoint


@pytest.fixture(scope="module")
def remote(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Oxigraph's own server over a copy of the packaged graph."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("Oxigraph's server is not installed: nothing was asked of an endpoint")
    folder = tmp_path_factory.mktemp("served")
    packaged = open_store()
    assert isinstance(packaged, LocalStore)
    copy = pyoxigraph.Store(str(folder))
    copy.bulk_extend(packaged.oxigraph)
    copy.flush()
    del copy
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(100):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield open_store(f"http://127.0.0.1:{port}/query")
        finally:
            server.terminate()


ASKED: list[Callable[[lg.Session], Any]] = [
    lambda graph: graph.transfer("west-yorkshire", as_of=DAY),
    lambda graph: graph.transfer("north-of-tyne", outcome="life-expectancy", as_of="2020-03-01"),
    lambda graph: graph.explain("gm-fire-safe-and-well", to="west-yorkshire", as_of=DAY),
    lambda graph: graph.asks("cumbria", size=2, as_of=DAY),
    lambda graph: graph.gaps("south-yorkshire", as_of=DAY),
    lambda graph: graph.paths("bus-franchising", "respiratory-disease", region="west-yorkshire", as_of=DAY),
    lambda graph: graph.compare("west-yorkshire", "south-yorkshire", as_of=DAY),
]


@pytest.mark.parametrize("call", ASKED)
def test_an_endpoint_gives_the_same_answer(
    call: Callable[[lg.Session], Any], session: lg.Session, remote: Store
) -> None:
    here, there = call(session), call(lg.Session(remote))
    if isinstance(here, Table):
        assert there.answer == here.answer
        assert there.notes == here.notes
        assert there.to_csv() == here.to_csv()
    assert there.to_json() == here.to_json()


# paths and a region


@pytest.mark.parametrize(
    ("lever", "outcome", "region", "state", "words"),
    [
        ("bus-franchising", "cancer", "west-yorkshire", "held", "holds Bus franchising under Transport Act"),
        ("road-user-charging", "cancer", "west-yorkshire", "shared", "shares Road user charging with others"),
        (
            "fire-authority-functions",
            "injuries",
            "west-yorkshire",
            "partner",
            "does not hold Fire",
        ),
        (
            "bus-franchising",
            "cancer",
            "norfolk-and-suffolk",
            "not-stated",
            "No source in the graph states whether Norfolk",
        ),
        ("partner-agreement", "cardiovascular-disease", "cumbria", "held", "is a soft power, open to every"),
        (
            "shared-prosperity-fund-lead",
            "social-cohesion",
            "tees-valley",
            "not-held",
            "had Lead authority for",
        ),
    ],
)
def test_paths_say_how_a_region_stands_to_the_lever(
    lever: str, outcome: str, region: str, state: str, words: str, session: lg.Session
) -> None:
    found = session.paths(lever, outcome, region=region, k=1, as_of=DAY)
    assert [note for note in found.notes if words in note]
    (record,) = found.records
    assert record["in_region"]["state"] == state  # type: ignore[index]
    first = next(iter(found))
    assert first.inRegion == state
    if lever == "bus-franchising":
        assert "Greater Manchester" in first.doneBy
        assert bool(first.inRegionSource) == (state == "held")
        assert bool(first.inRegionSourceLabel) == bool(first.inRegionSourceUrl) == (state == "held")


CONTRADICTED = (
    f"@prefix holding: <{ID}holding/> .\n@prefix lever: <{ID}lever/> .\n@prefix source: <{ID}source/> .\n"
    'source:mine a lg:Source ; skos:prefLabel "Minutes; part 1"@en ; lg:url <https://example.org/minutes> .\n'
    "holding:mine a lg:LeverHolding ; lg:region region:west-yorkshire ; lg:lever lever:bus-franchising ;\n"
    "  lg:status lg:NotHeld ; lg:source source:mine .\n"
)


def test_where_sources_contradict_each_other_all_are_named_with_their_links(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(TURTLE + CONTRADICTED, encoding="utf-8")
    with lg.open(data=own) as graph:
        found = graph.paths("bus-franchising", "cancer", region="west-yorkshire", k=1, as_of=DAY)
        listed = graph.transfer("west-yorkshire", as_of=DAY)
    first = next(iter(found))
    assert first.inRegion == "contradictory"
    assert len(found.records[0]["in_region"]["sources"]) == 2  # type: ignore[index]
    assert "(https://example.org/minutes)" in found.to_markdown()
    for text in (found.to_table(), found.to_html(), " ".join(found.notes), found.to_csv()):
        assert "Minutes; part 1" in text
        assert "https://example.org/minutes" in text
        assert "https://legislation.gov.uk/id/ukpga/2000/38/section/123A" in text
    assert "https://example.org/minutes" in listed.to_csv()


def test_an_outcome_that_no_path_reaches_says_what_is_nearest(session: lg.Session) -> None:
    found = session.paths("bus-franchising", "heat-related-deaths")
    assert not found.records
    said_ = " ".join(found.notes)
    assert "Bus franchising reaches Mortality from all causes, " in said_
    assert "One step before Heat-related deaths: Climate change, Extreme heat and flooding and " in said_
    assert "nearest" not in " ".join(session.paths("bus-franchising", "cancer", k=1).notes)


def test_a_line_has_the_law_and_the_source_of_every_power_that_it_names(session: lg.Session) -> None:
    found = session.transfer("tees-valley", as_of=DAY, everything=True)
    row = next(row for row in found if row.intervention.endswith("/our-pass-gm"))
    assert row.because == "holds Transport levy on councils; Bus franchising"
    assert "; Transport Act 2000 s123A" in row.legalBasis
    record = next(each for each in found.records if str(each["intervention"]).endswith("/our-pass-gm"))
    needs: Any = record["requirements"]
    assert row.source.split("; ") == [need["source"] for need in needs]
    assert len(row.sourceUrl.split("; ")) == len(needs)
    assert f"]({row.sourceUrl.split('; ')[1]})" in found.to_markdown()
    assert "none stated" not in next(row for row in found if not row.legalBasis).because


def test_every_step_of_a_path_has_its_mechanism_and_its_source(session: lg.Session) -> None:
    found = session.paths("bus-franchising", "respiratory-disease", k=5)
    assert [row.search for row in found] == ["complete"] * len(found)
    assert all(row.mechanism and row.sourceUrl.startswith("http") for row in found)
    for record in found.records:
        steps: Any = record["steps"]
        assert [step["cause"] for step in steps[1:]] == [step["target"] for step in steps[:-1]]
        assert record["weakest_edge"] == max(
            (step["strength"] for step in steps), key=["strong", "moderate", "weak", "insufficient"].index
        )


def test_a_search_that_stops_says_so_in_every_form(
    session: lg.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from levergraph.queries.transferability.method import k_best_paths as search

    monkeypatch.setattr(search, "LOOKS", 40)
    found = session.paths("bus-franchising", "respiratory-disease", k=200)
    assert found.records
    assert all(record["stopped_after"] == 40 for record in found.records)
    assert "stopped after 40 looks" in found.to_csv()
    assert any("stopped after 40 looks" in note for note in found.notes)


# asks


def test_a_greedy_search_says_so_in_every_form(session: lg.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = session.asks("cumbria", size=2, as_of=DAY)
    assert {row.search for row in exact} == {"exact"}
    monkeypatch.setattr(asking, "EXACT", 10)
    found = session.asks("cumbria", size=2, as_of=DAY)
    assert [row.search for row in found] == ["greedy"]
    assert [record["exact"] for record in found.records] == [False]
    for text in (found.to_csv(), found.to_tsv(), found.to_json(), found.to_jsonl(), found.to_table()):
        assert "greedy" in text or '"exact": false' in text
    assert "more than 10 sets of 2 levers" in found.to_markdown()
    assert "greedily" in found.to_html()


def test_an_ask_tells_how_the_lever_stands_and_who_got_it_how(session: lg.Session) -> None:
    rows = {row.levers: row for row in session.asks("tees-valley", as_of=DAY)}
    row = rows["Employment support budget"]
    assert (row.today, row.opens, row.opened) == ("shared", 0, None)
    assert row.eases == len(row.eased.split("; ")) > 5
    assert "North East through Connect to Work grant" in row.heldElsewhereBy
    police = rows["Police and crime commissioner functions"]
    assert police.today == "partner: police and crime commissioner"
    assert (police.opens, police.eases) == (0, 5)
    assert "combined authority" in rows["Road user charging"].byLaw


def test_an_ask_never_names_what_is_closed_what_the_law_gives_to_all_or_what_nobody_holds(
    session: lg.Session,
) -> None:
    """Time-limited grants have ended for everybody; the duty of 2026 is given to the whole class by law."""
    for region in ("tees-valley", "south-yorkshire", "cumbria", "greater-london"):
        answer = session.transferability.further_powers(region, as_of=DAY)
        asked = {lacked.lever.slug for ask in answer.asks for lacked in ask.levers}
        assert asked
        assert asked.isdisjoint(
            {"employment-pilot-grant", "housing-first-pilot-grant", "shared-prosperity-fund-lead"}
        )
        for ask in answer.asks:
            held = any(holder.status.name == "held" for holder in ask.holders)
            assert held or any(route.status.name == "held" for route in ask.routes)
    answer = session.transferability.further_powers("cumbria", as_of=DAY)
    named = {lacked.lever.slug for ask in answer.asks for lacked in ask.levers}
    assert "health-inequalities-duty-2026" not in named
    assert any("Health improvement and inequalities duty" in note for note in answer.notes)


def test_what_an_ask_opens_is_possible_once_it_is_held_and_not_before(session: lg.Session) -> None:
    service = session.transferability
    now = {
        each.intervention.slug: each.verdict.name for each in service.ranking("cumbria", as_of=DAY).candidates
    }
    for ask in service.further_powers("cumbria", as_of=DAY).asks[:5]:
        changes = {
            change.intervention.slug: change.after.name
            for change in service.what_if("cumbria", ask.levers[0].lever.slug, as_of=DAY).changes
        }
        for opened in ask.unlocks:
            assert changes[opened.slug] in ("ready", "with-partners")
            assert now.get(opened.slug, "undecided") not in ("ready", "with-partners")
        assert {eased.slug for eased in ask.eases} <= {
            name for name, verdict in changes.items() if verdict == "ready"
        }


def test_asks_for_an_outcome_count_only_what_is_close_to_it(session: lg.Session) -> None:
    service = session.transferability
    close = {
        each.intervention.slug
        for each in service.ranking(
            "cumbria", outcome="assault-injuries", everything=True, as_of=DAY
        ).candidates
    }
    answer = service.further_powers("cumbria", outcome="assault-injuries", as_of=DAY)
    counted = {thing.slug for ask in answer.asks for thing in (*ask.unlocks, *ask.eases)}
    assert counted
    assert counted <= close


def test_supposing_what_is_already_so_changes_nothing(session: lg.Session) -> None:
    service = session.transferability
    assert service.what_if("west-yorkshire", "bus-franchising", "held", as_of=DAY).changes == ()
    lost = service.what_if("west-yorkshire", "bus-franchising", "not-held", as_of=DAY)
    assert {change.after.name for change in lost.changes} == {"blocked"}
    with pytest.raises(UsageError, match="held, shared or not-held"):
        service.what_if("west-yorkshire", "bus-franchising", "perhaps")


def denied(folder: Path, lever: str) -> Path:
    """A file that says that West Yorkshire does not hold a lever, which the graph says that it holds."""
    file = folder / "no.ttl"
    file.write_text(
        TURTLE + "holding:no a lg:LeverHolding ; lg:region region:west-yorkshire ;\n"
        f"  lg:lever lever:{lever} ; lg:status lg:NotHeld ; lg:source source:ukspf-prospectus .\n",
        encoding="utf-8",
    )
    return file


def test_who_asks_is_not_told_that_it_holds_the_power_itself(tmp_path: Path) -> None:
    with lg.open(data=[denied(tmp_path, "employment-programme-budget")]) as graph:
        rows = {row.levers: row for row in graph.asks("west-yorkshire", as_of=DAY)}
    row = rows["Employment support budget"]
    assert row.today == "contradictory"
    assert "West Yorkshire" not in row.heldElsewhereBy


# compare and gaps


def test_compare_tells_what_has_ended_what_is_disputed_and_its_sources(tmp_path: Path) -> None:
    with lg.open(data=[denied(tmp_path, "pcc-functions")]) as graph:
        found = graph.compare("west-yorkshire", "greater-manchester", as_of=DAY)
    rows = {row.thingLabel: row for row in found}
    assert rows["Culture budget"].west_yorkshire.startswith("ended 2025")
    assert rows["Culture budget"].sources.startswith("West Yorkshire: ")
    assert rows["Police and crime commissioner functions"].west_yorkshire == "held and not held"
    assert rows["Population in 2019"].period == "2019"
    assert all(row.sources for row in found if "held" in (row.west_yorkshire, row.greater_manchester))
    [record] = [each for each in found.records if each["thing"] == "culture-budget"]
    assert set(record["sources"]) <= {"west-yorkshire", "greater-manchester"}


def test_an_unknown_is_never_a_difference(session: lg.Session) -> None:
    answer = session.transferability.comparison(["greater-manchester", "west-yorkshire"], as_of=DAY)
    powers = [line for line in answer.lines if not line.period]
    groups = [("differ", "unknown", "agree").index(line.group) for line in powers]
    assert groups == sorted(groups)
    assert set(groups) == {0, 1, 2}
    for line in powers:
        texts = [value.text for value in line.values]
        if "not stated" in texts:
            assert line.group == "unknown"
        else:
            assert (line.group == "agree") == (len(set(texts)) == 1)
        assert line.domain
    domains = [line.domain for line in powers if line.group == "differ"]
    assert domains == sorted(domains, key=str)


@pytest.mark.parametrize(
    ("regions", "day", "said"),
    [
        (("west-yorkshire", "greater-london"), "1990", "West Yorkshire had no authority on 1990-01-01"),
        (("west-yorkshire", "north-east"), "2020", "North East had no authority on 2020-01-01"),
        (("west-yorkshire", "north-of-tyne"), None, "North of Tyne had no authority on"),
    ],
)
def test_compare_refuses_a_day_without_an_authority(
    session: lg.Session, regions: tuple[str, str], day: str | None, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        session.compare(*regions, as_of=day)


def test_gaps_name_no_power_that_the_record_says_is_in_use(session: lg.Session) -> None:
    """South Yorkshire's mayoral precept is set at nothing: held, not used, by the record of its budget."""
    used = {
        (row.region, row.lever)
        for row in session.query(
            "SELECT ?region ?lever WHERE { ?claim lg:region ?region ; lg:lever ?lever ; "
            "lg:useStatus lg:InUse FILTER NOT EXISTS { ?claim lg:endDay ?over } }"
        )
    }
    assert used
    for region in ("south-yorkshire", "west-yorkshire", "tees-valley"):
        answer = session.transferability.gaps(region, as_of=DAY)
        assert all((f"{ID}region/{region}", gap.lever.iri) not in used for gap in answer.untapped)
        assert all(gap.used_elsewhere for gap in answer.untapped)
        idle = [gap.idle for gap in answer.untapped]
        assert idle == sorted(idle, reverse=True)
    kinds = {row.thingLabel: row.gap for row in session.gaps("south-yorkshire", as_of=DAY)}
    assert kinds["Mayoral council tax precept"] == "held, used elsewhere with benefit, not in use here"


def test_what_nobody_looked_for_is_told_from_what_was_looked_for_in_vain(session: lg.Session) -> None:
    answer = session.transferability.gaps("south-yorkshire", as_of=DAY)
    kinds = {gap.kind.name: {thing.iri for thing in gap.things} for gap in answer.others}
    found = {row.i for row in session.query("SELECT ?i WHERE { ?f a lg:Finding ; lg:intervention ?i }")}
    every = {row.i for row in session.query("SELECT ?i WHERE { ?i a lg:Intervention }")}
    assert kinds["without-evidence"].isdisjoint(kinds["not-searched"])
    assert kinds["without-evidence"] | kinds["not-searched"] == every - found


def test_nothing_opens_more_than_there_is(session: lg.Session) -> None:
    found = session.asks("tees-valley", opens=500, as_of=DAY)
    assert len(found) == 0
    assert found.records == []
    note = found.notes[0]
    most = int(note.split()[-1].rstrip("."))
    assert note == f"No set of levers opens 500: all that Tees Valley lacks, together, would open {most}."


# a team's scores and weights


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "markdown", "xlsx", "table"])
def test_the_record_of_the_weights_travels_with_every_form(form: str, answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["transfer", "--to", "west-yorkshire", "--as-of", DAY, "--answers", str(answers)]
    words += ["--weight", "political-will=4", "--weight", "affordability=2", "--by", "The lead"]
    assert main([*words, "--format", form, "-o", str(out)]) == 0
    if form == "xlsx":
        from openpyxl import load_workbook

        sheet = load_workbook(BytesIO(out.read_bytes())).active
        text = "\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line)
    else:
        text = " ".join(out.read_text("utf-8").replace("\\-", "-").split())
    for part in (
        "political-will",
        "affordability",
        "The lead",
        date.today().isoformat(),
        "Policy team",
        "2026-10-05",
    ):
        assert part in text, part
    assert "20" in text


def test_the_weighed_total_stands_in_the_explanation_with_its_record(
    session: lg.Session, answers: Path
) -> None:
    told = session.explain(
        "ulez-london", to="west-yorkshire", as_of=DAY, answers=answers,
        weights={"political-will": 4, "Affordability": 2}, weighed_by="The lead",
    )  # fmt: skip
    for text in (told.to_text(), told.to_markdown(), told.to_html(), told.to_json()):
        assert "Total of score times weight: 20, over 1 of 2 weighed criteria" in text
        assert "set by The lead on" in text
        assert "Policy team" in text
    assert json.loads(told.to_json())["total"]["weights"] == {"affordability": 2, "political-will": 4}
    assert "The team's comment: “The mayor has said so”" in told.to_text()
    bare = session.explain("ulez-london", to="west-yorkshire", as_of=DAY, weights={"affordability": 1})
    assert "Nobody scored any of these criteria" in bare.to_text()


def test_the_answers_of_another_region_do_not_count(session: lg.Session, answers: Path) -> None:
    def total(region: str) -> Any:
        found = session.transfer(region, as_of=DAY, answers=answers, weights={"affordability": 3})
        (record,) = [each for each in found.records if each["label"].startswith("Ultra Low")]  # type: ignore[attr-defined]
        return record["total"]

    assert total("west-yorkshire")["score"] is None
    assert total("south-yorkshire")["score"] == 12
    assert total("south-yorkshire")["answered_by"] == ["Other team"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("intervention,criterion,score\n", "no column who, as_of"),
        (HEAD + ",colour\n", "column 'colour' is not known"),
        (HEAD + "\nulez-london,political-will,6,Us,2026\n", "line 2: the score '6'"),
        (HEAD + "\nulez-london,political-will,nan,Us,2026\n", "line 2: the score"),
        (HEAD + "\nulez-london,political-will,3,Us,soon\n", "line 2: 'soon' is no date"),
        (HEAD + "\nulez-london,political-will,3,,2026\n", "line 2: who answered"),
        (HEAD + "\nulez-londn,political-will,3,Us,2026\n", "(?s)line 2: .*ulez-london"),
        (HEAD + "\nulez-london,politcal-will,3,Us,2026\n", "(?s)line 2: .*political-will"),
        (HEAD + "\na,b,3,Us,2026,more,and more\n", "more values than columns"),
        (HEAD + '\n"ulez-london,x\n', "no CSV file"),
        ("", "no column intervention"),
    ],
)  # fmt: skip
def test_a_file_of_answers_that_cannot_be_read_says_where_and_why(
    lines: str, words: str, session: lg.Session, tmp_path: Path
) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        session.transfer("west-yorkshire", as_of=DAY, answers=file, weights={"political-will": 3})
    file.write_bytes(b"intervention,criterion\xff\n")
    with pytest.raises(DataError, match="UTF-8"):
        session.explain("ulez-london", to="west-yorkshire", as_of=DAY, answers=str(file))


# bad input


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda graph: graph.transfer("west-yorksire"), "west-yorkshire"),
        (lambda graph: graph.transfer("england"), "england"),
        (lambda graph: graph.transfer("west-yorkshire", outcome="life-expectancey"), "life-expectancy"),
        (lambda graph: graph.explain("ulez-londn", to="west-yorkshire"), "ulez-london"),
        (lambda graph: graph.transfer("west-yorkshire", as_of="2026-02-30"), "no date"),
        (lambda graph: graph.transfer("west-yorkshire", as_of="20230501"), "no date"),
        (lambda graph: graph.gaps("north-east", as_of="2020"), "On that day there was"),
        (lambda graph: graph.asks("norfolk-and-suffolk"), "no authority yet"),
        (lambda graph: graph.asks("tees-valley", size=0), "one lever or more"),
        (lambda graph: graph.asks("tees-valley", opens=0), "one intervention or more"),
        (lambda graph: graph.asks("tees-valley", size=2, opens=3), "not both"),
        (lambda graph: graph.paths("bus-franchising", "cancer", k=0), "1 to 1,000 paths"),
        (lambda graph: graph.paths("bus-franchising", "cancer", k=10**6), "1 to 1,000 paths"),
        (lambda graph: graph.paths("bus-franchising", "cancer", as_of="2020"), "name the region"),
        (lambda graph: graph.paths("ulez-london", "cancer"), "lever"),
        (lambda graph: graph.compare("west-yorkshire", "West Yorkshire"), "two regions or more"),
        (lambda graph: graph.transfer("west-yorkshire", weights={"political-will": 7}), "from 1 to 5"),
        (lambda graph: graph.transfer("west-yorkshire", weights={"politcal-will": 3}), "political-will"),
        (lambda graph: graph.transfer("west-yorkshire", weighed_by="Us"), "no weight"),
        (lambda graph: graph.explain("ulez-london", to="cumbria", weighed_by="Us"), "no weight"),
        (lambda graph: graph.transfer("west-yorkshire", answers={}), "through their weights"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(
    call: Callable[[lg.Session], object], words: str, session: lg.Session
) -> None:
    with pytest.raises((UsageError, UnknownName), match=re.escape(words)):
        call(session)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*TO, "--weight", "political-will"), "CRITERION=N"),
        ((*TO, "--weight", "political-will=9"), "whole number from 1 to 5"),
        ((*TO, "--weight", "=3"), "CRITERION=N"),
        ((*TO, "--weight", "reach=3", "--weight", "reach=4"), "two weights"),
        ((*TO, "--answers", "nowhere.csv", "--weight", "reach=3"), "nowhere.csv"),
        ((*TO, "--answers", "nowhere.csv"), "through their weights"),
        ((*TO, *ONE, "--all"), "--all is for the list"),
        ((*TO, *ONE, "--format", "csv"), "no csv form"),
        (("asks", "--region", "tees-valley", "--size", "0"), "one lever or more"),
        (("asks", "--region", "tees-valley", "--size", "two"), "--size"),
        (("paths", "--from", "bus-franchising", "--to", "cancer", "-k", "0"), "1 to 1,000 paths"),
        (("gaps", "--region", "tees-valley", "--as-of", "1/5/2023"), "no date"),
    ],
)  # fmt: skip
def test_a_command_that_cannot_answer_says_why_and_prints_nothing(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr()
    assert told in shown.err
    assert shown.out == ""
    assert "Traceback" not in shown.err


def test_an_outcome_that_nothing_reaches_names_what_is_nearest(cache: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        TURTLE + 'outcome:gout a lg:Outcome ; skos:prefLabel "Gout"@en .\n'
        'determinant:ale a lg:Determinant ; skos:prefLabel "Ale"@en .\n'
        "effect:ale a lg:CausalLink ; lg:cause determinant:ale ; lg:target outcome:gout ;\n"
        "  lg:strength lg:Weak ; lg:polarity lg:Increases .\n"
        'outcome:alone a lg:Outcome ; skos:prefLabel "Alone"@en .\n',
        encoding="utf-8",
    )
    with lg.open(data=own) as graph:
        with pytest.raises(UsageError, match=r"reaches Gout\. Next to it in the graph: Ale"):
            graph.transfer("west-yorkshire", outcome="gout", as_of=DAY)
        with pytest.raises(UsageError, match="No claim leads to it or from it"):
            graph.transfer("west-yorkshire", outcome="alone", as_of=DAY)
        told = graph.explain("ulez-london", to="west-yorkshire", outcome="gout", as_of=DAY)
        assert "No path in the graph leads from a lever that it used to gout." in told.to_text()
        found = graph.paths("bus-franchising", "gout")
        assert len(found) == 0
        assert "No path in the graph leads there." in found.notes
