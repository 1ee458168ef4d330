"""Texts for machines: what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
from levergraph.queries.catalogue import Catalogue
from levergraph.version import __version__

CITATION = Path(__file__).parents[2] / "CITATION.cff"


def test_llms_txt_names_every_question_and_only_addresses_that_answer(client: httpx.Client) -> None:
    answer = client.get("/llms.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    places = re.findall(r"\]\(http://[^/]+([^)]+)\)", answer.text)
    assert {f"/api/queries/{query.name}" for query in Catalogue()} <= set(places)
    for place in places:
        if not place.startswith("/api/queries/"):
            assert client.get(place, follow_redirects=True).status_code == 200, place


def test_the_citation_has_the_version_of_the_program() -> None:
    assert f"version: {__version__}\n" in CITATION.read_text("utf-8")
