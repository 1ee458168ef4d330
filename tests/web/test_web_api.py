"""The JSON API gives what the commands give, and says in words what it does not take."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings, strategies as st
from levergraph.queries import Catalogue
from levergraph.web.api.openapi import description
from schemathesis.specs.openapi.checks import positive_data_acceptance

LEVERGRAPH = Path(sys.executable).with_name("levergraph")
API = "/api/openapi.json"


def command(*words: str) -> Any:
    return json.loads(subprocess.run([LEVERGRAPH, *words], capture_output=True, check=True).stdout)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("transfer?to=south-yorkshire", "transfer --to south-yorkshire --format json"),
        (
            "transfer?to=South Yorkshire&as-of=2024-01-01&all=true",
            "transfer --to south-yorkshire --as-of 2024-01-01 --all --format json",
        ),
        (
            "explanation?to=west-yorkshire&intervention=gm-fire-safe-and-well",
            "transfer --to west-yorkshire --intervention gm-fire-safe-and-well --format json",
        ),
        ("asks?region=tees-valley", "asks --region tees-valley --format json"),
        ("asks?region=tees-valley&size=2", "asks --region tees-valley --size 2 --format json"),
        ("gaps?region=south-yorkshire", "gaps --region south-yorkshire --format json"),
        (
            "paths?from=bus-franchising&to=respiratory-disease&k=3&region=south-yorkshire",
            "paths --from bus-franchising --to respiratory-disease -k 3 --region south-yorkshire "
            "--format json",
        ),
        (
            "compare?region=west-yorkshire&region=South Yorkshire",
            "compare west-yorkshire south-yorkshire --format json",
        ),
        ("show?thing=west-yorkshire", "show west-yorkshire --format json"),
        ("things/region/west-yorkshire", "show west-yorkshire --format json"),
        (
            "queries/levers-of-region?region=west-yorkshire",
            "query levers-of-region -p region=west-yorkshire --format json",
        ),
    ],
)
def test_the_api_answers_as_the_command_does(client: httpx.Client, address: str, words: str) -> None:
    response = client.get(f"/api/{address}")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert response.json() == command(*words.split())


def test_search_finds_names_with_all_the_words_best_first(client: httpx.Client) -> None:
    found = client.get("/api/search", params={"q": "bus franchising"}).json()
    assert found[0]["slug"] == "bus-franchising"
    assert all("bus" in each["label"].lower() for each in found[:6])
    only = client.get("/api/search", params={"q": "bus", "kind": "intervention", "limit": "3"}).json()
    assert {each["kind"] for each in only} == {"intervention"}
    assert len(only) == 3
    assert client.get("/api/search", params={"q": "!!"}).json() == []


@pytest.mark.parametrize("name", Catalogue().names())
def test_every_named_query_answers_over_the_api(client: httpx.Client, name: str) -> None:
    response = client.get(f"/api/queries/{name}", params=Catalogue().get(name).example())
    assert response.status_code == 200, response.text
    assert response.json()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("transfer", 400, "parameter to is missing"),
        ("transfer?to=west-yorkshir", 404, "west-yorkshire"),
        ("transfer?to=bus-franchising", 404, "region"),
        ("transfer?to=west-yorkshire&too=x", 400, "Did you mean to?"),
        ("transfer?to=west-yorkshire&to=south-yorkshire", 400, "given 2 times"),
        ("transfer?to=west-yorkshire&as-of=yesterday", 400, "a date was expected"),
        ("transfer?to=west-yorkshire&all=perhaps", 400, "true or false"),
        ("asks?region=tees-valley&size=0", 400, "whole number"),
        ("asks?region=tees-valley&size=999", 400, "whole number"),
        ("paths?from=bus-franchising&to=respiratory-disease&k=-1", 400, "whole number"),
        ("compare?region=west-yorkshire", 400, "Two regions"),
        ("search?q=" + "x" * 301, 400, "301 characters"),
        ("search?q=%20", 400, "is empty"),
        ("search?q=a%00b", 400, "control character"),
        ("search?q=bus&kind=nothing", 400, "one of"),
        ("queries/no-such", 404, "/api/queries has them all"),
        ("queries/levers-of-region", 400, "region"),
        ("queries/levers-of-region?region=nowhere", 404, "nowhere"),
        ("things/region/nowhere", 404, "nowhere"),
        ("nothing", 404, "nothing at /api/nothing"),
    ],
)
def test_what_is_not_taken_is_said_in_words(
    client: httpx.Client, address: str, status: int, words: str
) -> None:
    response = client.get(f"/api/{address}", headers={"accept": "application/json"})
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status
    assert words in told["detail"]


def test_a_client_that_takes_no_json_is_told_so(client: httpx.Client) -> None:
    response = client.get("/api/asks?region=tees-valley", headers={"accept": "text/csv"})
    assert response.status_code == 406
    assert "application/json" in response.text


def test_the_description_names_every_function_and_every_question(client: httpx.Client) -> None:
    paths = client.get(API).json()["paths"]
    assert {f"/api/queries/{name}" for name in Catalogue().names()} <= set(paths)
    assert "/api/transfer" in paths
    assert client.get("/api").headers["location"] == API


ONE_OF_SEVERAL = {("/api/brief", "outcome"), ("/api/what-if", "lever"), ("/api/what-if-class", "lever")}
"""Parameters that are not required only because another may stand in their place."""


def test_the_examples_of_the_description_give_answers(client: httpx.Client) -> None:
    for path, methods in client.get(API).json()["paths"].items():
        if path.startswith("/api/queries/"):
            continue
        params: list[tuple[str, str]] = []
        for param in methods["get"]["parameters"]:
            example = param.get("example")
            if param["in"] == "path":
                path = path.replace(f"{{{param['name']}}}", example)
            elif param["required"] or (path, param["name"]) in ONE_OF_SEVERAL:
                params += [
                    (param["name"], each) for each in (example if isinstance(example, list) else [example])
                ]
        response = client.get(path, params=params)
        assert response.status_code == 200, response.text
        assert response.json(), path


# What schemathesis finds from the description


OPERATIONS = {
    operation.ok().label: operation.ok()
    for operation in schemathesis.openapi.from_dict(description("http://127.0.0.1")).get_all_operations()
}


@pytest.mark.parametrize("mode", [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE])
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_request_gets_an_answer_that_the_description_allows(
    server: Any, label: str, mode: schemathesis.GenerationMode
) -> None:
    """Not every text is a name, and a region has no powers before its authority: 400 may come always."""
    operation = OPERATIONS[label]
    if mode is schemathesis.GenerationMode.NEGATIVE and not operation.query:
        return  # there is nothing in it to get wrong

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=2 if "/queries/" in label else 6,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=server.url, excluded_checks=[positive_data_acceptance])

    ask()


@given(
    path=st.sampled_from(["search", "show", "transfer", "explanation", "asks", "gaps", "paths", "compare"]),
    name=st.sampled_from(
        ["q", "thing", "to", "region", "from", "as-of", "outcome", "size", "k", "kind", "x"]
    ),
    value=st.text(max_size=40)
    | st.sampled_from(["west-yorkshire", "<>", "lg:", "region/", "1e9", "2023-13"]),
)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_a_parameter_says_the_answer_is_in_words(
    client: httpx.Client, path: str, name: str, value: str
) -> None:
    given_too = {"transfer": {"to": "west-yorkshire"}, "asks": {"region": "tees-valley"}}.get(path, {})
    response = client.get(f"/api/{path}", params={**given_too, name: value})
    assert response.status_code in (200, 400, 404), response.text
    if response.status_code != 200:
        assert response.json()["detail"]
