"""The two fields are read as officers type: councils, codes, illnesses; whatever is unclear is asked for."""

from __future__ import annotations

import re

import httpx
import pytest

HTML = {"accept": "text/html"}


@pytest.mark.parametrize(
    ("region", "problem", "place"),
    [
        ("Leeds", "asthma", "/brief?region=west-yorkshire&outcome=respiratory-disease"),
        ("south yorkshire", "heart attack", "/brief?region=south-yorkshire&outcome=cardiovascular-disease"),
        ("E47000002", "rough sleeping", "/brief?region=south-yorkshire&determinant=homelessness"),
        ("GLA", "fuel poverty", "/brief?region=greater-london&determinant=fuel-poverty"),
        (
            "Manchester",
            "Female healthy life expectancy",
            "/brief?region=greater-manchester&outcome=healthy-life-expectancy",
        ),
    ],
)
def test_words_of_an_officer_lead_to_the_address_of_a_brief(
    client: httpx.Client, region: str, problem: str, place: str
) -> None:
    answer = client.get("/brief", params={"region": region, "problem": problem}, headers=HTML)
    assert answer.status_code == 302
    assert answer.headers["location"] == place


@pytest.mark.parametrize(
    ("region", "problem", "said"),
    [
        ("Leeds", "mental", "Which problem do you mean by “mental”?"),
        ("Leeds", "qqqqq", "We know no problem called “qqqqq”"),
        ("Atlantis-on-Sea", "obesity", "We know no region or council called “Atlantis-on-Sea”"),
    ],
)
def test_what_is_unclear_or_unknown_is_asked_for(
    client: httpx.Client, region: str, problem: str, said: str
) -> None:
    answer = client.get("/brief", params={"region": region, "problem": problem}, headers=HTML)
    assert answer.status_code == 200
    assert said in answer.text
    assert f'value="{region}"' in answer.text


def test_two_problems_at_once_are_refused_in_words(client: httpx.Client) -> None:
    asked = {"region": "cumbria", "outcome": "obesity", "determinant": "housing"}
    answer = client.get("/brief", params=asked, headers=HTML)
    assert answer.status_code == 400
    assert "one problem" in answer.text


def test_the_map_of_the_home_page_says_what_its_table_says(client: httpx.Client) -> None:
    text = client.get("/", headers=HTML).text
    drawn = text[text.index('<svg class="tiles"') : text.index('<table class="twin"')]
    table = text[text.index('<table class="twin"') : text.index("</table>")]
    tiles = dict(
        re.findall(r'<a href="(/region/[a-z-]+)" tabindex="-1" class="tile-[a-z]+">(.*?)</a>', drawn)
    )
    rows = dict(re.findall(r'<a href="(/region/[a-z-]+)">[^<]+</a></th><td class="number">([^<]+)', table))
    assert len(rows) > 12
    assert tiles.keys() <= rows.keys()
    for region, shown in tiles.items():
        value = re.findall(r'class="value"[^>]*>([^<]+)', shown)
        assert value == ([] if rows[region] == "\N{EN DASH}" else [rows[region]])


def test_a_region_is_told_health_first_and_codes_last(client: httpx.Client) -> None:
    text = client.get("/region/south-yorkshire", headers=HTML).text
    places = [text.index(f'id="{part}"') for part in ("health", "powers", "runs", "next", "figures", "facts")]
    assert places == sorted(places)
    assert "/brief?region=south-yorkshire&amp;outcome=healthy-life-expectancy" in text
