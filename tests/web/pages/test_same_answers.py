"""One truth, many faces: page, API, command and Python give the same answer; files are the same bytes."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from levergraph.cli import main
from levergraph.graph import Store
from levergraph.ontology import ID
from levergraph.queries.transferability import Transferability
from msgspec import to_builtins

DAY = "2026-11-25"
HTML = {"accept": "text/html"}
ANSWERS = {
    "transfer": (
        f"transfer?to=south-yorkshire&as-of={DAY}",
        f"transfer?to=south-yorkshire&as-of={DAY}",
        f"transfer --to south-yorkshire --as-of {DAY}",
    ),
    "transfer to an outcome": (
        f"transfer?to=Tees Valley&outcome=respiratory-disease&as-of={DAY}&show=all",
        f"transfer?to=Tees Valley&outcome=respiratory-disease&as-of={DAY}&all=true",
        f"transfer --to tees-valley --outcome respiratory-disease --as-of {DAY} --all",
    ),
    "asks": (
        f"asks?region=tees-valley&as-of={DAY}",
        f"asks?region=tees-valley&as-of={DAY}",
        f"asks --region tees-valley --as-of {DAY}",
    ),
    "asks for sets of two": (
        f"asks?region=cumbria&size=2&as-of={DAY}",
        f"asks?region=cumbria&size=2&as-of={DAY}",
        f"asks --region cumbria --size 2 --as-of {DAY}",
    ),
    "gaps": (
        f"gaps?region=south-yorkshire&as-of={DAY}",
        f"gaps?region=south-yorkshire&as-of={DAY}",
        f"gaps --region south-yorkshire --as-of {DAY}",
    ),
    "timeline": (
        f"timeline?region=north-east&as-of={DAY}",
        f"timeline?region=north-east&as-of={DAY}",
        f"timeline --region north-east --as-of {DAY}",
    ),
    "paths": (
        "paths?from=bus-franchising&to=respiratory-disease&k=7",
        "paths?from=bus-franchising&to=respiratory-disease&k=7",
        "paths --from bus-franchising --to respiratory-disease -k 7",
    ),
    "compare": (
        f"compare?region=south-yorkshire&region=north-east&as-of={DAY}",
        f"compare?region=south-yorkshire&region=north-east&as-of={DAY}",
        f"compare south-yorkshire north-east --as-of {DAY}",
    ),
    "explanation": (
        f"transfer/greater-lincolnshire/gm-adult-education-budget?as-of={DAY}",
        f"explanation?to=greater-lincolnshire&intervention=gm-adult-education-budget&as-of={DAY}",
        f"transfer --to greater-lincolnshire --intervention gm-adult-education-budget --as-of {DAY}",
    ),
}
"""The address of a page and of a function of the API, and the words of the command, for each answer."""
FILES = [
    (name, form) for name in ANSWERS for form in ("csv", "json") if (name, form) != ("explanation", "csv")
]
FILES += [("explanation", "markdown"), ("explanation", "text")]


def command(words: str, form: str, folder: Path) -> bytes:
    """The file that a command writes."""
    path = folder / "answer"
    assert main((*words.split(), "--format", form, "-o", str(path))) == 0
    return path.read_bytes()


@pytest.mark.parametrize(("name", "form"), FILES)
def test_a_download_of_a_page_is_the_file_of_the_command(
    client: httpx.Client, tmp_path: Path, name: str, form: str
) -> None:
    page, _, words = ANSWERS[name]
    mark = "&" if "?" in page else "?"
    assert client.get(f"/{page}{mark}format={form}").content == command(words, form, tmp_path)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_api_gives_the_record_of_the_page(client: httpx.Client, name: str) -> None:
    page, function, _ = ANSWERS[name]
    assert client.get(f"/api/{function}").json() == client.get(f"/{page}&format=json").json()


def test_python_gives_the_records_of_the_page(client: httpx.Client, packaged: Store) -> None:
    method = Transferability(packaged)
    answers = {
        "transfer": method.ranking("south-yorkshire", as_of=DAY),
        "asks": method.further_powers("tees-valley", as_of=DAY),
        "gaps": method.gaps("south-yorkshire", as_of=DAY),
        "paths": method.paths("bus-franchising", "respiratory-disease", k=7),
        "compare": method.comparison(["south-yorkshire", "north-east"], as_of=DAY),
        "explanation": method.explanation("gm-adult-education-budget", "greater-lincolnshire", as_of=DAY),
    }
    for name, answer in answers.items():
        page = client.get(f"/{ANSWERS[name][0]}&format=json")
        assert page.json() == to_builtins(answer.record()), name


def test_the_law_in_the_table_of_an_explanation_is_that_of_its_record(client: httpx.Client) -> None:
    """The page once said `not stated` beside a law that its own sentences named."""
    for region in ("greater-lincolnshire", "hull-and-east-yorkshire", "lancashire"):
        answers = client.get(f"/api/transfer?to={region}&as-of={DAY}&all=true").json()
        named = [answer for answer in answers if any(need["legal_basis"] for need in answer["requirements"])]
        assert len(named) > 5
        for answer in named[:12]:
            slug = answer["intervention"].rpartition("/")[2]
            text = client.get(f"/transfer/{region}/{slug}?as-of={DAY}", headers=HTML).text
            rows = re.findall(r'data-label="Needs">(.*?)</th>.*?data-label="Under">(.*?)</td>', text)
            under = [html.unescape(law) for needs, law in rows if "helpful" not in needs]
            laws = [need["legal_basis"] for need in answer["requirements"]]
            assert [law for law in under if law not in ("—", "not stated")] == [law for law in laws if law]


def test_every_source_of_a_gap_stands_in_the_table_of_the_page(client: httpx.Client) -> None:
    lines = client.get(f"/gaps?region=south-yorkshire&as-of={DAY}&format=csv").text.splitlines()
    sources = [line for line in lines if f"{ID}source/" in line]
    assert len(sources) > 3
    assert all(re.search(r"https?://(?!w3id\.org)", line) for line in sources)


def test_each_path_leads_to_the_explorer_at_that_very_path(client: httpx.Client, visit: Any) -> None:
    page, _, _ = ANSWERS["paths"]
    paths = client.get(f"/{page}&format=json").json()
    opened = visit()
    home = opened.open(f"/{page}")
    shown = home.get_by_role("link", name="See it in the explorer").all()
    addresses = [link.get_attribute("href") for link in shown]
    assert len(addresses) == len(paths) == 7
    for number in (1, 4, 7):
        section = home.locator(".way").nth(number - 1)
        steps = [
            link.inner_text() for link in section.locator(".chain li:not(.start) > p:first-child > a").all()
        ]
        drawn = visit().open(addresses[number - 1])
        drawn.wait_for_function("performance.getEntriesByName('first-picture').length > 0")
        chosen = drawn.locator(".path.chosen .path-name").inner_text()
        assert chosen == f"Through {', then '.join(steps[:-1])}"
