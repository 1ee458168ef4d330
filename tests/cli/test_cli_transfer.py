from __future__ import annotations

import json

import pytest
from levergraph.cli import main


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


def test_transfer_keeps_its_json_contract(capsys: pytest.CaptureFixture[str]) -> None:
    records = json.loads(answer(capsys, "transfer", "--to", "west-yorkshire", "--format", "json"))
    assert {
        "intervention",
        "label",
        "from",
        "to",
        "as_of",
        "verdict",
        "requirements",
        "evidence",
        "weakest_edge",
        "equity",
        "distance",
        "indicators_compared",
    } <= records[0].keys()
    need = records[0]["requirements"][0]
    assert {"alternatives", "state", "met_by", "legal_basis", "source"} <= need.keys()
    step = {"ready": 0, "with-partners": 0, "contradictory": 1, "undecided": 1, "blocked": 2}
    places = [step[record["verdict"]] for record in records]
    assert places == sorted(places)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_the_explanation_has_the_verdict_and_sources_in_every_form(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (
        "transfer",
        "--to",
        "West Yorkshire",
        "--intervention",
        "gm-fire-safe-and-well",
        "--format",
        form,
    )
    told = answer(capsys, *words)
    assert "fire and rescue authority functions" in told
    assert "https://" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "north-of-tyne"), "followed by North East"),
        (("--to", "north-east", "--as-of", "2020"), "On that day there was"),
        (("--to", "norfolk-and-suffolk"), "no authority yet"),
        (("--to", "west-yorkshire", "--as-of", "soon"), "a day was expected"),
        (("--to", "west-yorksire"), "west-yorkshire"),
        (("--to", "west-yorkshire", "--intervention", "gm-fire-safe"), "gm-fire-safe-and-well"),
        (("--to", "west-yorkshire", "--format", "html"), "add --intervention"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("transfer", *words)) == 2
    assert said in capsys.readouterr().err


def test_asks_name_who_holds_the_lever_and_how(capsys: pytest.CaptureFixture[str]) -> None:
    asks = json.loads(answer(capsys, "asks", "--region", "tees-valley", "--format", "json"))
    assert asks[0].keys() == {
        "levers",
        "unlocks",
        "eases",
        "held_elsewhere_by",
        "granted_by",
        "routes",
        "exact",
    }
    opened = [len(ask["unlocks"]) for ask in asks]
    assert opened == sorted(opened, reverse=True)
    pairs = json.loads(answer(capsys, "asks", "--region", "cumbria", "--size", "2", "--format", "json"))
    assert pairs
    assert all(len(ask["levers"]) == 2 for ask in pairs)


def test_paths_stand_in_order_of_their_weakest_step(capsys: pytest.CaptureFixture[str]) -> None:
    lines = answer(capsys, "paths", "--from", "bus-franchising", "--to", "respiratory-disease").splitlines()[
        1:
    ]
    ranks = ["strong", "moderate", "weak", "insufficient"]
    places = [ranks.index(line.split(",")[1]) for line in lines]
    assert places == sorted(places)
    assert places
