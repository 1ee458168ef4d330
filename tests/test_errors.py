"""Errors that users can cause: each carries its data, says it in words of no face, and crosses a process."""

from __future__ import annotations

import pickle

import pytest
from levergraph.errors import (
    AmbiguousName,
    LevergraphError,
    MalformedName,
    NoAuthority,
    NothingKnown,
    NothingReaches,
    UnknownName,
    UnknownQuery,
    UsageError,
    WrongKind,
)

PLACE = ("https://example.org/id/region/tees", "region/tees", "Tees")
OTHER = ("https://example.org/id/authority/tees", "authority/tees", "Tees Authority")
ENDED = NoAuthority(
    ("r", "Old"), "2024-05-08", "2018-11-01", "2024-05-07", instead=[("n", "New"), ("m", "Newer")]
)
ERRORS = [
    UsageError("a number was expected."),
    UnknownName("tess", ["region", "power-domain"], [PLACE]),
    UnknownName("tess", (), (), "bare"),
    AmbiguousName("tees", ["region"], [PLACE, OTHER]),
    WrongKind("tees", ["lever"]),
    NothingKnown("https://example.org/"),
    MalformedName("x:y", "no prefix is called 'x'"),
    UnknownQuery("levrs", ["levers-of-region"]),
    ENDED,
    NoAuthority(("r", "New"), "2024-05-06", "2024-05-07"),
    NoAuthority(("r", "Next"), "2026-11-26", expected="2028"),
    NothingReaches(("o", "Gout"), ("d", "Ale"), [("b", "Beer")]),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_is_the_same_after_a_process_and_names_no_face(error: LevergraphError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - of our own making
    assert (type(copy), copy.__dict__, str(copy)) == (type(error), error.__dict__, str(error))
    assert str(error) == f"{error.message} {error.advice}".rstrip()
    assert not any(word in str(error) for word in ("--", "levergraph ", "as-of=", "/api", "href"))


def test_a_name_has_what_is_near_it_as_data_and_in_words() -> None:
    error = ERRORS[1]
    assert isinstance(error, UnknownName)
    assert (error.text, error.kinds, error.nearest) == ("tess", ("region", "power-domain"), (PLACE,))
    assert str(error) == "No region or power domain is called 'tess'. Nearest:\n  region/tees  Tees"


def test_a_region_without_an_authority_says_who_followed_and_its_last_day() -> None:
    assert ENDED.message == (
        "Old had no authority on 2024-05-08: it ended on 2024-05-07 and was followed by New or Newer."
    )
    assert ENDED.advice == "Ask for New or Newer, or for its last day, 2024-05-07, or one before."
    assert (ENDED.ended, ENDED.begun, ENDED.instead) == (True, True, (("n", "New"), ("m", "Newer")))


def test_an_outcome_that_nothing_reaches_names_its_neighbours() -> None:
    assert str(ERRORS[-1]) == (
        "No intervention in the graph reaches Gout through Ale. Next to it in the graph: Beer."
    )
