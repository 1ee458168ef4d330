"""One answer, many faces: command, Python and API give the same record, and it fits the published schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import levergraph as lg
import pytest
from jsonschema_rs import Draft202012Validator
from levergraph.cli import main
from levergraph.errors import NoAuthority
from levergraph.graph import Store
from levergraph.web.api.functions import FUNCTIONS, answered
from levergraph.web.api.openapi import description
from levergraph.web.api.parameters import read
from msgspec import to_builtins

DAY = "2026-11-24"
DEAR = ("greater-manchester", "devon-and-torbay", "tees-valley")
"""The regions for which dear answers are tried: much is stated of the first, little of the second."""
PAIRS = [
    ("bus-franchising", "respiratory-disease"),
    ("road-user-charging", "cancer"),
    ("partner-agreement", "cardiovascular-disease"),
    ("shared-prosperity-fund-lead", "social-cohesion"),
]


@pytest.fixture(scope="module")
def session(packaged: Store) -> lg.Session:
    return lg.Session(packaged)


@pytest.fixture(scope="module")
def operating(session: lg.Session) -> list[str]:
    """The regions that have an authority on the day."""
    found = []
    for region in session.transferability.regions():
        try:
            session.transferability.gaps(region.iri, as_of=DAY)
        except NoAuthority:
            continue
        found.append(region.slug)
    assert len(found) > 12
    return found


OPENAPI = description("http://localhost")
PATHS = {function.path: function for function in FUNCTIONS}


def validator(path: str) -> Draft202012Validator:
    answer = OPENAPI["paths"][f"/api{path}"]["get"]["responses"]["200"]["content"]["application/json"]
    return Draft202012Validator({**answer["schema"], "components": OPENAPI["components"]})


def api(store: Store, path: str, **asked: object) -> Any:
    """The answer of a function of the API, asked as a request would ask it."""
    pairs = [
        (name.replace("_", "-"), str(one))
        for name, value in asked.items()
        for one in (value if isinstance(value, tuple) else (value,))
    ]
    values = read(pairs, PATHS[path].params)
    return json.loads(answered(store, path, values))


def fits(store: Store, path: str, **asked: object) -> Any:
    """The same, once it fits the schema that is published for it."""
    answer = api(store, path, **asked)
    errors = [f"{error.instance_path}: {error.message}" for error in validator(path).iter_errors(answer)]
    assert errors == [], (path, asked)
    return answer


@pytest.mark.parametrize("path", ["/gaps", "/asks"])
def test_the_answer_about_every_region_fits_its_schema(
    packaged: Store, operating: list[str], path: str
) -> None:
    name = "to" if path == "/transfer" else "region"
    answers = [fits(packaged, path, **{name: region, "as_of": DAY}) for region in operating]
    assert all(answers)


def test_a_comparison_of_each_region_with_the_next_fits_its_schema(
    packaged: Store, operating: list[str]
) -> None:
    for pair in zip(operating, [*operating[1:], operating[0]], strict=True):
        assert fits(packaged, "/compare", region=pair, as_of=DAY)["regions"] == list(pair)


@pytest.mark.parametrize("region", DEAR)
def test_dear_answers_fit_their_schemas(packaged: Store, region: str) -> None:
    assert fits(packaged, "/asks", region=region, outcome="respiratory-disease", as_of=DAY)
    assert fits(packaged, "/transfer", to=region, outcome="healthy-life-expectancy", as_of=DAY, all="true")
    assert fits(packaged, "/timeline", region=region, as_of=DAY)["spans"]
    assert fits(packaged, "/brief", region=region, outcome="respiratory-disease", as_of=DAY)["options"]
    for intervention in ("ulez-london", "gm-fire-safe-and-well", "ukspf-lead-authority"):
        assert fits(packaged, "/explanation", to=region, intervention=intervention, as_of=DAY)["sections"]
    for lever, outcome in PAIRS:
        assert fits(packaged, "/paths", **{"from": lever, "to": outcome, "region": region, "as_of": DAY})


@pytest.mark.parametrize(
    "thing",
    ["west-yorkshire", "bus-franchising", "ulez-london", "employment", "healthy-life-expectancy", "lg:Held"],
)
def test_what_is_known_of_a_thing_fits_its_schema(packaged: Store, thing: str) -> None:
    assert fits(packaged, "/show", thing=thing)["iri"]


def test_the_evidence_map_fits_its_schema(packaged: Store) -> None:
    assert fits(packaged, "/evidence-map", as_of=DAY)["findings"] > 100
    assert fits(packaged, "/evidence-map", region="greater-manchester", cell="all", as_of=DAY)["opened"]


def test_search_and_catalogue_fit_their_schemas(packaged: Store) -> None:
    assert fits(packaged, "/search", q="bus franchising")
    assert fits(packaged, "/search", q="no such words anywhere") == []
    assert fits(packaged, "/queries")


ANSWERS: dict[str, tuple[str, dict[str, object], Callable[[lg.Session], Any]]] = {
    "ranking": (
        "transfer --to tees-valley --determinant housing --all",
        {"path": "/transfer", "to": "Tees Valley", "determinant": "housing", "all": "true"},
        lambda graph: graph.transferability.ranking(
            "tees-valley", determinant="housing", everything=True, as_of=DAY
        ),
    ),
    "explanation": (
        "transfer --to west-yorkshire --intervention gm-fire-safe-and-well",
        {"path": "/explanation", "to": "west-yorkshire", "intervention": "gm-fire-safe-and-well"},
        lambda graph: graph.transferability.explanation("gm-fire-safe-and-well", "West Yorkshire", as_of=DAY),
    ),
    "brief": (
        "brief --region south-yorkshire --outcome obesity",
        {"path": "/brief", "region": "South Yorkshire", "outcome": "obesity"},
        lambda graph: graph.transferability.brief("south-yorkshire", outcome="Obesity", as_of=DAY),
    ),
    "further powers": (
        "asks --region cumbria --size 2",
        {"path": "/asks", "region": "cumbria", "size": 2},
        lambda graph: graph.transferability.further_powers("Cumbria", size=2, as_of=DAY),
    ),
    "what if": (
        "asks --region west-yorkshire --if bus-franchising=not-held",
        {"path": "/what-if", "region": "west-yorkshire", "lever": "bus-franchising", "state": "not-held"},
        lambda graph: graph.transferability.what_if(
            "West Yorkshire", "bus-franchising", "not-held", as_of=DAY
        ),
    ),
    "packages": (
        "packages --region south-yorkshire --outcome respiratory-disease",
        {"path": "/packages", "region": "south-yorkshire", "outcome": "respiratory-disease"},
        lambda graph: graph.transferability.packages(
            "South Yorkshire", outcome="respiratory-disease", as_of=DAY
        ),
    ),
    "needs": (
        "needs --region south-yorkshire",
        {"path": "/needs", "region": "south-yorkshire"},
        lambda graph: graph.transferability.needs("South Yorkshire", as_of=DAY),
    ),
    "evidence map": (
        "evidence-map --kind transport --group morbidity --cell all",
        {"path": "/evidence-map", "kind": "Transport", "group": "Morbidity", "cell": "all"},
        lambda graph: graph.evidence_map(kind="transport", group="morbidity", cell="all", as_of=DAY),
    ),
    "gaps": (
        "gaps --region cumbria",
        {"path": "/gaps", "region": "cumbria"},
        lambda graph: graph.transferability.gaps("Cumbria", as_of=DAY),
    ),
    "timeline": (
        "timeline --region north-east",
        {"path": "/timeline", "region": "North East"},
        lambda graph: graph.transferability.timeline("north east", as_of=DAY),
    ),
    "paths": (
        "paths --from road-user-charging --to cancer -k 3 --region west-yorkshire",
        {"path": "/paths", "from": "road-user-charging", "to": "cancer", "k": 3, "region": "west-yorkshire"},
        lambda graph: graph.transferability.paths(
            "road user charging", "cancer", k=3, region="west-yorkshire", as_of=DAY
        ),
    ),
    "comparison": (
        "compare cumbria west-yorkshire",
        {"path": "/compare", "region": ("cumbria", "west-yorkshire")},
        lambda graph: graph.transferability.comparison(["Cumbria", "West Yorkshire"], as_of=DAY),
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_command_python_and_api_give_the_same_record(
    name: str, packaged: Store, session: lg.Session, capsys: pytest.CaptureFixture[str]
) -> None:
    command, request, call = ANSWERS[name]
    record = to_builtins(call(session).record())
    assert record
    assert main([*command.split(), "--as-of", DAY, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == record
    assert api(packaged, **{**request, "as_of": DAY}) == record  # type: ignore[arg-type]
