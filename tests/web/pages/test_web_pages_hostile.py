"""Hostile parameters: 400 or 404 in words, never 500, and nothing of them runs in the page."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

HTML = {"accept": "text/html"}
SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"

PARAMS = {
    "/transfer": (
        "to",
        "outcome",
        "determinant",
        "verdict",
        "as-of",
        "sort",
        "page",
        "show",
        "format",
        "intervention",
    ),
    "/transfer/south-yorkshire/gm-fire-safe-and-well": ("as-of", "outcome", "format"),
    "/brief": ("region", "outcome", "determinant", "problem", "as-of", "format"),
    "/asks": ("region", "size", "as-of", "page", "format"),
    "/evidence-map": ("region", "group", "kind", "cell", "as-of", "format"),
    "/gaps": ("region", "as-of", "format"),
    "/timeline": ("region", "as-of", "format"),
    "/law/uksi/2024/402": ("format",),
    "/what-if": ("region", "class", "lever", "state", "as-of", "format"),
    "/compare": ("region", "as-of", "show", "format"),
    "/paths": ("from", "to", "k", "format"),
    "/matrix": ("as-of", "state", "format"),
    "/search": ("q", "kind", "page"),
    "/lever": ("q", "page", "format"),
    "/queries/levers-of-region": ("region", "as-of", "sort", "order", "page", "format"),
    "/queries/where-a-statement-comes-from": ("subject", "property", "value"),
    "/region/south-yorkshire": ("format",),
    "/sparql": ("query", "sort", "page", "order"),
}
GOOD = {
    "to": "south-yorkshire",
    "region": "south-yorkshire",
    "from": "bus-franchising",
    "subject": "greater-manchester",
}
NARROWED = {"/transfer": {"outcome": "suicide"}}
"""What else is asked of a page that is long without it."""
NASTY = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "%00",
        "\u202e",
        "\ufeff",
        "é" * 50,
        "x" * 5000,
        SCRIPT,
        "../../etc/passwd",
        "-1",
        "0",
    ),
    *(
        "1e9",
        "9" * 40,
        "٣",
        "NaN",
        "<http://x>",
        "<>",
        "lg:",
        "lg:Region",
        "region:",
        "region/",
        "//evil.example",
    ),
    *(
        '"',
        "\\",
        "'; DROP",
        "{{7*7}}",
        "{% for %}",
        "\n",
        "\r\nset-cookie: a=b",
        "?x",
        "}",
        "0000-00-00",
        "2026-13",
    ),
    *(
        "9999-12-31",
        "0001-01-01",
        "today",
        "tomorrow",
        "javascript:alert(1)",
        "=cmd|' /C calc'!A0",
        "\ud7ff",
        "🚍",
    ),
)


def _fair(answer: httpx.Response) -> None:
    assert answer.status_code in (200, 302, 400, 404, 414), (answer.request.url, answer.status_code)
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "Traceback" not in answer.text
    assert "set-cookie" not in answer.headers
    if answer.status_code in (400, 404):
        assert "<h1>" in answer.text


@pytest.mark.parametrize("path", PARAMS)
def test_a_nasty_value_of_any_parameter_is_answered_in_words(client: httpx.Client, path: str) -> None:
    for name in PARAMS[path]:
        for value in NASTY:
            others = {key: GOOD[key] for key in PARAMS[path] if key in GOOD and key != name}
            asked = {**NARROWED.get(path, {}), **others, name: value}
            _fair(client.get(f"{path}?{urlencode(asked)}", headers=HTML))


@pytest.mark.parametrize(
    "path",
    ["/{}", "/region/{}", "/lever/{}", "/term/{}", "/queries/{}", "/transfer/{}/thrive-ldn", "/effect/{}"],
)
def test_a_nasty_path_is_answered_in_words(client: httpx.Client, path: str) -> None:
    for value in NASTY:
        answer = client.get(path.format(quote(value, safe="")), headers=HTML)
        assert answer.status_code in (200, 302, 307, 400, 404, 405, 414), (value, answer.status_code)
        assert "<script>alert" not in answer.text
        assert "Traceback" not in answer.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(sorted(PARAMS)),
    pairs=st.lists(
        st.tuples(
            st.sampled_from(sorted({name for names in PARAMS.values() for name in names})),
            st.text(max_size=40) | st.sampled_from(sorted(GOOD.values())),
        ),
        max_size=4,
    ),
)
def test_whatever_is_asked_is_answered_fairly(
    client: httpx.Client, path: str, pairs: list[tuple[str, str]]
) -> None:
    asked = urlencode(pairs, errors="surrogatepass")
    _fair(client.get(f"{path}?{asked}", headers=HTML))


def test_a_hostile_label_in_the_data_stays_text(serving: Any, tmp_path: Any, visit: Any) -> None:
    label = SCRIPT.replace('"', '\\"')
    data = tmp_path / "hostile.ttl"
    data.write_text(
        f"""@prefix lg: <https://w3id.org/levergraph/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix lever: <https://w3id.org/levergraph/id/lever/> .
        lever:hostile a lg:Lever, lg:SoftPower ; skos:prefLabel "{label}"@en ; skos:definition "{label}"@en ;
          skos:broader lever:bus-franchising ; lg:url "javascript:alert(1)" .
        """,
        encoding="utf-8",
    )
    server = serving("--data", str(data))
    opened = visit()
    for path in (
        "/lever/hostile",
        "/lever/bus-franchising",
        "/lever",
        "/search?q=alert",
        "/paths",
        "/sparql",
    ):
        opened.page.goto(server.url.rstrip("/") + path)
        assert opened.page.locator("main script, main img").count() == 0
    assert opened.page.locator("a[href^='javascript']").count() == 0
    assert [each for each in opened.complaints if "404" not in each] == []
