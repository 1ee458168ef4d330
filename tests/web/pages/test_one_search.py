"""One search: the page, the API, the command and Python find the same for the words of officers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import httpx
import levergraph
import pytest
from levergraph.cli import main
from levergraph.session import Session

SENTENCES = Path(__file__).parents[2] / "plain_english"
MOST = 100
"""So many hits the API gives at most."""
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def graph() -> Session:
    return levergraph.open()


def words() -> list[tuple[str, str]]:
    with (SENTENCES / "words.csv").open(encoding="utf-8", newline="") as file:
        return [(row["words"], row["first"]) for row in csv.DictReader(file)]


def test_page_api_and_python_find_the_same_for_sixty_words_of_officers(
    client: httpx.Client, graph: Session
) -> None:
    assert len(words()) >= 60
    for text, first in words():
        asked = {"q": text, "limit": str(MOST)}
        api = client.get("/api/search", params=asked).json()
        page = client.get("/search", params={"q": text, "format": "json"}).json()
        python = graph.search(text, limit=MOST).records
        assert api == page[:MOST] == python, text
        assert api[0]["slug"] == first, text


@pytest.mark.parametrize("text", ["E08000035", "obesty"])
def test_the_command_finds_what_the_page_finds(
    client: httpx.Client, capfdbinary: pytest.CaptureFixture[bytes], text: str
) -> None:
    assert main(["search", text, "--format", "json"]) == 0
    page = client.get("/search", params={"q": text, "format": "json"}).json()
    assert json.loads(capfdbinary.readouterr().out) == page


def test_page_api_and_python_read_a_sentence_alike(client: httpx.Client, graph: Session) -> None:
    for sentence in (
        "what can we do about obesity in South Yorkshire?",
        "who has bus franchising?",
        "what should the North East ask for next",
    ):
        reading = graph.ask(sentence).reading
        assert reading is not None
        told = client.get("/api/ask", params={"q": sentence}).json()
        page = client.get("/search", params={"q": sentence}, headers=HTML).text
        assert told["reading"]["command"] == reading.command
        assert f"Read as: {reading.words}" in page
        assert f'href="{reading.page}"'.replace("&", "&amp;") in page
        assert client.get(reading.page, headers=HTML).status_code == 200


def test_the_page_is_unsure_of_what_is_no_question_for_the_record(client: httpx.Client) -> None:
    text = client.get("/search", params={"q": "what is the weather in Leeds"}, headers=HTML).text
    assert "Read as:" not in text
    assert "The nearest readings" in text


def test_a_name_alone_is_searched_not_read(client: httpx.Client) -> None:
    assert 'id="reading"' not in client.get("/search", params={"q": "South Yorkshire"}, headers=HTML).text
