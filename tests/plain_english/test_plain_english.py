"""A sentence in plain English is read as one of the answers, or not at all where that is unsure."""

from __future__ import annotations

import importlib.util
import shlex
from collections import Counter
from pathlib import Path
from time import perf_counter
from types import ModuleType

import pytest
from levergraph.cli import main
from levergraph.cli.parser import read as parsed
from levergraph.errors import UsageError
from levergraph.graph import Store
from levergraph.queries.asking import LONGEST, Reader
from levergraph.queries.asking.answers import ELSEWHERE, METHOD, answers
from levergraph.queries.catalogue import Catalogue

BENCH = Path(__file__).parents[2] / "bench" / "plain_english.py"
FLOOR = {"first": 0.90, "five": 0.95, "abstained": 0.92}
"""Below what was measured on the half that may be looked at."""


@pytest.fixture(scope="module")
def reader(packaged: Store) -> Reader:
    return Reader(packaged)


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("levergraph_plain_english", BENCH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sentences_are_read_no_worse_than_was_measured(reader: Reader, bench: ModuleType) -> None:
    score = bench.measured(reader, "tuning")
    assert {name: getattr(score, name) >= floor for name, floor in FLOOR.items()} == dict.fromkeys(
        FLOOR, True
    ), score


def test_the_halves_share_no_sentence_and_a_fifth_of_each_is_out_of_scope(bench: ModuleType) -> None:
    tuning, untouched = (bench.sentences(half) for half in ("tuning", "untouched"))
    assert not {sentence.text for sentence in tuning} & {sentence.text for sentence in untouched}
    for half in (tuning, untouched):
        strangers = sum(sentence.answers == {bench.ABSTAIN} for sentence in half)
        assert len(half) > 200
        assert 0.18 < strangers / len(half) < 0.25


def test_every_label_of_a_sentence_is_an_answer_or_abstention(bench: ModuleType) -> None:
    known = {answer.name for answer in answers()} | {bench.ABSTAIN}
    for half in ("tuning", "untouched"):
        for sentence in bench.sentences(half):
            assert sentence.answers <= known, sentence


def test_every_answer_and_named_question_has_five_phrasings_of_its_own() -> None:
    names = [answer.name for answer in METHOD] + Catalogue().names()
    assert [answer.name for answer in answers()] == [*names, ELSEWHERE]
    for answer in answers():
        assert len(set(answer.phrasings)) >= 5, answer.name
    spread = Counter(phrasing for answer in answers() for phrasing in set(answer.phrasings))
    assert [phrasing for phrasing, number in spread.items() if number > 1] == []


@pytest.mark.parametrize(
    ("sentence", "words", "command"),
    [
        (
            "what can we do about obesity in South Yorkshire?",
            "What could South Yorkshire do about adult overweight and obesity?",
            "levergraph brief --region south-yorkshire --outcome obesity",
        ),
        (
            "who has bus franchising?",
            "Which regions hold bus franchising, and which use it?",
            "levergraph query regions-holding-lever -p lever=bus-franchising",
        ),
        (
            "obesty in Shefield",
            "What could South Yorkshire do about adult overweight and obesity?",
            "levergraph brief --region south-yorkshire --outcome obesity",
        ),
        (
            "what can E08000035 do about smoking",
            "What could West Yorkshire do about tobacco smoking?",
            "levergraph brief --region west-yorkshire --determinant tobacco-smoking",
        ),
        (
            "WMCA compare WYCA",
            "How do West Midlands and West Yorkshire compare?",
            "levergraph compare west-midlands west-yorkshire",
        ),
        (
            "tell me about South Yorkshire",
            "Everything known of South Yorkshire",
            "levergraph show region/south-yorkshire",
        ),
        (
            "paths from bus franchising to obesity",
            "By which paths does bus franchising lead to adult overweight and obesity?",
            "levergraph paths --from bus-franchising --to obesity",
        ),
    ],
)
def test_a_sentence_is_read_and_told_back(reader: Reader, sentence: str, words: str, command: str) -> None:
    reading = reader.read(sentence).reading
    assert reading is not None
    assert (reading.words, reading.command, reading.missing) == (words, command, [])


def test_of_two_regions_the_last_is_who_is_to_act(reader: Reader) -> None:
    reading = reader.read("could we copy London's ULEZ in Leeds").reading
    assert reading is not None
    assert [(thing.parameter, thing.slug) for thing in reading.things] == [
        ("region", "west-yorkshire"),
        ("intervention", "ulez-london"),
    ]


def test_what_a_sentence_does_not_say_is_asked_for(reader: Reader) -> None:
    reading = reader.read("brief me on obesity").reading
    assert reading is not None
    assert reading.missing == ["region"]
    assert reading.page == "/brief?outcome=obesity"
    assert reading.command == "levergraph brief --outcome obesity --region REGION"


@pytest.mark.parametrize("place", ["Scotland", "New York", "Paris", "Cornwall"])
def test_a_place_without_a_region_is_never_read_as_one(reader: Reader, place: str) -> None:
    question = reader.read(f"what can we do about obesity in {place}")
    assert question.reading is None
    assert question.others


@pytest.mark.parametrize("text", ["", "?!", "\n\t", "a" * (LONGEST + 1)])
def test_what_is_no_sentence_is_refused_in_words(reader: Reader, text: str) -> None:
    with pytest.raises(UsageError):
        reader.read(text)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "'; DROP TABLE region --", "{region} {thing}", "%s %(x)s", "ü" * LONGEST],
)
def test_hostile_text_is_read_like_any_other(reader: Reader, text: str) -> None:
    question = reader.read(text)
    for reading in [question.reading, *question.others]:
        assert reading is None or "<" not in reading.page + reading.command + reading.words


def test_every_command_of_a_reading_is_one_that_the_command_line_knows(
    reader: Reader, bench: ModuleType
) -> None:
    commands = {
        reading.command
        for sentence in bench.sentences("tuning")
        for reading in (reader.read(sentence.text).reading,)
        if reading and not reading.missing
    }
    assert len({command.split()[1] for command in commands}) >= 8
    for command in commands:
        assert parsed(shlex.split(command)[1:]).run, command


def test_the_longest_sentence_is_read_in_a_hundredth_of_a_minute(reader: Reader) -> None:
    begun = perf_counter()
    reader.read(("frnchising of busses in Shefield " * 9)[:LONGEST])
    assert perf_counter() - begun < 0.6


def test_a_new_place_in_the_record_is_no_longer_elsewhere(reader: Reader) -> None:
    """The list of places outside may not take a name from the graph."""
    for region in ("Devon and Torbay", "Lancashire", "Cumbria", "Norfolk and Suffolk"):
        reading = reader.read(f"what are the needs of {region}").reading
        assert reading is not None
        assert reading.things[0].label == region


def test_the_command_shows_the_reading_and_runs_it_when_told(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(["ask", "who has bus franchising?"]) == 0
    shown = capfd.readouterr()
    assert "Read as: Which regions hold bus franchising" in shown.err
    assert shown.out == ""
    assert main(["ask", "who", "has", "bus", "franchising", "--run"]) == 0
    assert "greater-manchester" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("sentence", "lacking"),
    [("what is the weather in Leeds", "no reading is sure"), ("brief me on obesity", "which region")],
)
def test_the_command_runs_nothing_that_is_unsure_or_incomplete(
    capfd: pytest.CaptureFixture[str], sentence: str, lacking: str
) -> None:
    assert main(["ask", sentence, "--run"]) == 2
    shown = capfd.readouterr()
    assert lacking in shown.err
    assert shown.out == ""
