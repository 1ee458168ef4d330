"""The answers that a sentence can ask for: those of the method and the named questions."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..catalogue import Catalogue

PHRASINGS = Path(__file__).parent / "phrasings.toml"
ELSEWHERE = "elsewhere"
"""The name under which stand sentences that are no question for this record."""
UNPOSED = frozenset(["date", "integer", "text", "property"])
"""Kinds of parameter that no sentence fills: each has a default or may be left out."""


class Slot(NamedTuple):
    """A parameter that things named in a sentence can fill."""

    name: str
    kinds: tuple[str, ...]
    key: str
    """Its name in addresses and commands; empty where it is named by the kind of what fills it."""
    required: bool = True
    many: bool = False
    """Whether it takes two things or more."""


class Answer(NamedTuple):
    """One answer of the method or one named question, with the ways in which people ask for it."""

    name: str
    page: str
    command: str
    """The command, without its options."""
    slots: tuple[Slot, ...]
    words: str = ""
    """How a reading is told back: a sentence with the names of slots in braces."""
    phrasings: tuple[str, ...] = ()


_REGION = Slot("region", ("region",), "region")
_TO = _REGION._replace(key="to")
_PROBLEM = Slot("problem", ("outcome", "determinant"), "")
_INTERVENTION = Slot("intervention", ("intervention",), "intervention")
_ANYTHING = (_REGION._replace(required=False), Slot("thing", ("thing",), "thing", required=False))
_REGIONS = _REGION._replace(name="regions", many=True)

METHOD = (
    Answer("brief", "/brief", "brief", (_REGION, _PROBLEM)),
    Answer("transfer", "/transfer", "transfer", (_TO, _PROBLEM._replace(required=False))),
    Answer("explanation", "/transfer", "transfer", (_TO, _INTERVENTION)),
    Answer("asks", "/asks", "asks", (_REGION,)),
    Answer("gaps", "/gaps", "gaps", (_REGION,)),
    Answer("needs", "/region", "needs", (_REGION,)),
    Answer("compare", "/compare", "compare", (_REGIONS,)),
    Answer(
        "paths",
        "/paths",
        "paths",
        (
            Slot("lever", ("lever",), "from"),
            Slot("outcome", ("outcome",), "to"),
            _REGION._replace(required=False),
        ),
    ),
    Answer("plan", "/plan", "plan", (_REGION, _PROBLEM._replace(required=False))),
    Answer("timeline", "/timeline", "timeline", (_REGION,)),
    Answer("evidence-map", "/evidence-map", "evidence-map", (_REGION._replace(required=False),)),
    Answer("matrix", "/matrix", "query power-matrix", ()),
    Answer("show", "/search", "show", (Slot("thing", ("thing",), "thing"),)),
)
"""The answers of the method; the sentences that ask for them stand in PHRASINGS."""


@cache
def answers() -> tuple[Answer, ...]:
    """Every answer, those of the method first, then the named questions; ELSEWHERE last."""
    asked = tomllib.loads(PHRASINGS.read_text(encoding="utf-8"))
    bare = (*METHOD, *_questions(), Answer(ELSEWHERE, "/search", "query --list", _ANYTHING))
    return tuple(
        answer._replace(
            words=asked[answer.name]["words"],
            phrasings=tuple(asked[answer.name]["phrasings"].strip().splitlines()),
        )
        for answer in bare
        if answer.name in asked
    )


@cache
def places() -> tuple[str, ...]:
    """Countries, cities and counties that are in no region of the record."""
    asked = tomllib.loads(PHRASINGS.read_text(encoding="utf-8"))
    return tuple(asked[ELSEWHERE]["places"].strip().splitlines())


def _questions() -> list[Answer]:
    return [
        Answer(
            query.name,
            f"/queries/{query.name}",
            f"query {query.name}",
            tuple(
                Slot(param.name, param.kinds, param.name, param.required)
                for param in query.params
                if not UNPOSED.intersection(param.kinds)
            ),
        )
        for query in Catalogue()
    ]
