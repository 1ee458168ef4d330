"""The region lens: what a region holds, what it could take up and why, and two regions side by side."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from levergraph.graph.opening import open_store
from levergraph.graph.store import Store
from levergraph.ontology import ID
from levergraph.queries.execution import ask
from levergraph.queries.transferability import VERDICTS, Transferability
from levergraph.viz import explore
from viz_world import HEAD, NEEDS, SMALL, store

TAKE_UP = "view=takeup&open=verdict/ready&open=verdict/undecided&open=verdict/blocked&region=region/"
EDITION = "2026-11-24"


def regions_of(page: Any) -> dict[str, str]:
    """The region column of the table of things, by name."""
    cells = page.evaluate(
        "[...document.querySelectorAll('#things tbody tr')]"
        ".map((row) => [row.querySelector('th').innerText, row.lastElementChild.innerText])"
    )
    return {name.strip("✓+≠?✕▸ \n"): words for name, words in cells}


def data_of(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize(
    ("region", "verdict", "heading"),
    [
        ("north", "✓ ready", "Ready"),
        ("south", "✕ blocked", "Blocked"),
        ("west", "? undecided", "Undecided"),
    ],
)
def test_an_intervention_stands_under_its_verdict(
    visit: Any, needing: Path, region: str, verdict: str, heading: str
) -> None:
    page = visit(needing).open(TAKE_UP + region)
    assert regions_of(page)["Fare cap"] == verdict
    row = page.locator("#things tbody tr", has=page.locator("th", has_text="Fare cap"))
    assert row.locator("td").nth(1).inner_text() == heading
    assert regions_of(page)["Led walks"] == "✓ ready"


def test_from_a_region_one_press_leads_to_what_it_could_take_up(visit: Any, needing: Path) -> None:
    visit = visit(needing)
    page = visit.open()
    page.locator("#region").select_option(label="North")
    page.get_by_role("button", name="What North could take up").click()
    assert page.locator("#scene-title").inner_text() == "What North could take up"
    assert {"Ready", "Fare cap", "Led walks", "Transport", "Places"} <= regions_of(page).keys()
    assert "view=takeup" in page.evaluate("location.hash")
    page.get_by_role("button", name="Close: Ready").click()
    assert "Fare cap" not in regions_of(page)
    page.locator("#back").click()
    assert page.locator("#scene-title").inner_text().startswith("Overview")
    assert visit.is_alone()


@pytest.mark.parametrize(
    ("region", "words"),
    [
        ("north", ["North: ready.", "Bus franchising", "held", "s123A", "Transport Act"]),
        ("south", ["South: blocked.", "not held", "Transport Act"]),
        ("west", ["West: undecided.", "not stated"]),
    ],
)
def test_a_verdict_says_which_need_decides_it_by_which_law_and_source(
    visit: Any, needing: Path, region: str, words: list[str]
) -> None:
    page = visit(needing).open(
        f"region=region/{region}&view=around&focus=intervention/cap&show=intervention/cap"
    )
    said = page.locator("#panel .callout").inner_text()
    assert [word for word in words if word not in said] == []
    assert "lawful, not affordable" in said


def test_an_intervention_lists_regions_by_verdict_and_a_press_shows_that_region(
    visit: Any, needing: Path
) -> None:
    page = visit(needing).open("view=around&focus=intervention/cap&show=intervention/cap")
    rows = page.locator(".group", has=page.locator("summary", has_text="Regions by verdict")).locator("li")
    assert [" ".join(row.split()) for row in rows.all_inner_texts()] == [
        "✓ North ready",
        "? West undecided",
        "✕ South blocked",
    ]
    rows.nth(2).get_by_role("button").click()
    assert page.locator("#region").input_value() == "region/south"
    assert "South: blocked." in page.locator("#panel").inner_text()


def test_two_regions_are_counted_side_by_side_and_told_where_they_differ(visit: Any, needing: Path) -> None:
    page = visit(needing).open("region=region/north&other=region/south")
    panel = page.locator("#panel")
    assert "North beside South" in panel.locator("h2").inner_text()
    counts = {
        cells[0].split()[-1]: cells[1:]
        for row in panel.locator(".counts tbody tr").all()
        for cells in [row.locator("th, td").all_inner_texts()]
    }
    assert counts["Held"] == ["1", "0"]
    assert counts["Ready"] == ["2", "1"]
    assert counts["Blocked"] == ["0", "1"]
    assert "North: ✓ held; South: ✕ not held" in panel.inner_text()
    assert "North: ✓ ready; South: ✕ blocked" in panel.inner_text()


def test_on_a_path_the_verdicts_of_the_region_stand_beside_what_was_done(visit: Any, needing: Path) -> None:
    page = visit(needing).open(
        "view=paths&from=lever/buses&to=outcome/wellbeing&path=1&region=region/north&other=region/south"
    )
    assert "Can North or South do it?" in page.locator("#panel").inner_text()
    done = page.locator(".path.chosen .group").inner_text()
    assert "Fare cap" in done
    assert "North: ready" in done
    assert "South: blocked" in done


WORDS = """[...document.querySelectorAll('.counts thead tr')].map((row) => [...row.cells].map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const { left, right } = range.getBoundingClientRect();
  return [left, right];
}))"""


def test_the_names_of_two_regions_over_their_counts_do_not_run_into_one_another(
    visit: Any, packaged: Path
) -> None:
    page = visit(packaged).open("region=region/south-yorkshire&other=region/west-yorkshire")
    for row in page.evaluate(WORDS):
        assert all(after[0] - before[1] >= 8 for before, after in pairwise(row)), row


DOMAINS = HEAD + (
    '<domain/care> a lg:PowerDomain ; skos:prefLabel "Care"@en . '
    '<domain/fire> a lg:PowerDomain ; skos:prefLabel "Fire"@en . '
    "<power/care> a lg:DomainHolding ; lg:region <region/north> ; lg:domain <domain/care> ; "
    "lg:status lg:NotHeld ; lg:source <source/act> . "
    "<power/transport> a lg:DomainHolding ; lg:region <region/north> ; lg:domain <domain/transport> ; "
    "lg:status lg:Held ; lg:source <source/act> . "
    "<power/fire> a lg:SpecificPower ; lg:region <region/north> ; lg:domain <domain/fire> ; "
    "lg:source <source/act> ."
)


def test_around_a_region_a_domain_that_is_not_held_does_not_look_like_one_that_is(
    visit: Any, tmp_path: Path
) -> None:
    made = explore(store(SMALL, DOMAINS), tmp_path / "x.html")
    page = visit(made).open("view=around&focus=region/north")
    shown = regions_of(page)
    assert (shown["Care"], shown["Transport"], shown["Fire"]) == ("✕ not held", "✓ held", "")
    assert "of the whole domain" in page.locator("#legend").inner_text()
    page = visit(made).open("view=around&focus=domain/care")
    assert regions_of(page)["North"] == "✕ not held"


def test_a_region_without_an_authority_says_why_it_is_not_judged(visit: Any, tmp_path: Path) -> None:
    young = HEAD + (
        '<region/young> a lg:Region ; skos:prefLabel "Young"@en ; lg:governedBy <authority/young> . '
        '<authority/young> a lg:Authority ; lg:establishmentExpected "2027"^^xsd:gYear .'
    )
    page = visit(explore(store(SMALL, NEEDS, young), tmp_path / "x.html")).open("region=region/young")
    assert "Young has no authority yet (expected 2027)" in page.locator("#panel").inner_text()
    assert not page.locator("#take-up").is_visible()


def test_an_intervention_of_somebody_s_own_without_a_name_changes_no_verdict(
    visit: Any, tmp_path: Path
) -> None:
    unnamed = HEAD + (
        "<requirement/u> a lg:Requirement ; lg:intervention <intervention/unnamed> ; "
        "lg:necessity lg:Required . <option/u> a lg:RequirementOption ; lg:requirement <requirement/u> ; "
        "lg:lever <lever/buses> ; lg:viaPartner false ."
    )
    told = []
    for name, more in (("with", (unnamed,)), ("without", ())):
        page = visit(explore(store(SMALL, NEEDS, *more), tmp_path / f"{name}.html"))
        told.append(page.open("region=region/north").locator("#panel").inner_text())
    assert "Interventions" in told[0]
    assert told[0] == told[1]


def test_the_region_lens_follows_the_day_that_is_chosen(visit: Any, tmp_path: Path) -> None:
    ended = (
        "<holding/west--buses> a lg:LeverHolding ; lg:region <region/west> ; lg:lever <lever/buses> ; "
        'lg:status lg:Held ; lg:validFrom "2015"^^xsd:gYear ; lg:validUntil "2020-05"^^xsd:gYearMonth ; '
        "lg:source <source/act> ."
    )
    page = visit(explore(store(SMALL, HEAD + ended), tmp_path / "x.html")).open(
        "open=domain/transport&region=region/west&show=lever/buses"
    )
    assert regions_of(page)["Bus franchising"] == "✕ not held"
    page.locator("summary", has_text="Filters").click()
    page.locator("#day").select_option("2017-12-31")
    assert regions_of(page)["Bus franchising"] == "✓ held"
    assert "West: held on 31 December 2017." in page.locator("#panel").inner_text()


@pytest.fixture(scope="module")
def real() -> Store:
    return open_store()


def test_the_marks_in_the_picture_are_those_of_the_named_question(
    visit: Any, packaged: Path, real: Store
) -> None:
    domains = [
        row[0].value.removeprefix(ID) for row in real.select("SELECT ?d WHERE { ?d a lg:PowerDomain }")
    ]
    levers = [row[0].value.removeprefix(ID) for row in real.select("SELECT ?l WHERE { ?l a lg:HardPower }")]
    opened = "&".join(f"open={name}" for name in [*domains, *levers, "group/levers-across-domains"])
    page = visit(packaged).open(opened)
    for option in page.locator("#region option").all()[1:]:
        region, label = option.get_attribute("value") or "", option.inner_text()
        page.locator("#region").select_option(region)
        said: dict[str, set[str]] = {}
        for row in ask(real, "lever-states-of-region", {"region": ID + region, "asOf": EDITION}):
            said.setdefault(row[1], set()).add(row[4].replace("ended", "not held").lower())
        shown = {name: words[2:] for name, words in regions_of(page).items() if name in said}
        assert shown.keys() == said.keys(), label
        wrong = {name: (word, said[name]) for name, word in shown.items() if word not in said[name]}
        assert wrong == {}, label


def test_the_verdicts_in_the_page_are_those_of_the_method(packaged: Path, real: Store) -> None:
    data = data_of(packaged)
    judged = {place: gate for place, gate in data["gate"].items() if "order" in gate}
    assert len(judged) == 20
    for place, gate in judged.items():
        region = ID + data["things"][int(place)]["id"]
        answer = Transferability(real).ranking(region, as_of=EDITION, everything=True)
        assert [
            (ID + data["things"][node]["id"], VERDICTS[int(digit)])
            for node, digit in zip(gate["order"], gate["verdicts"], strict=True)
        ] == [(each.intervention.iri, each.verdict.name) for each in answer.candidates]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize(
    "view",
    [
        TAKE_UP + "north",
        TAKE_UP + "north&other=region/south",
        "region=region/north&other=region/south",
        "view=around&focus=intervention/cap&show=intervention/cap&region=region/south",
        "view=around&focus=intervention/cap&show=intervention/cap",
        "from=lever/buses",
    ],
)
def test_axe_finds_nothing_to_complain_of_in_the_lens(
    visit: Any, needing: Path, view: str, scheme: str, width: int
) -> None:
    visit = visit(needing, scheme=scheme, width=width, bypass_csp=True)
    page = visit.open(view)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visit.axe()
