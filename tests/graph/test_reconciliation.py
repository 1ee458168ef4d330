"""Nothing of a row of the fact tables is lost in the graph."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).resolve()
TABLES = Path(os.environ.get("LEVERGRAPH_FACTS") or HERE.parents[3] / "shared" / "facts")

pytestmark = pytest.mark.skipif(
    not (TABLES / "regions.csv").is_file(),
    reason="the fact tables do not stand beside the checkout (LEVERGRAPH_FACTS names their folder)",
)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reconcile", HERE.with_name("reconcile.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reconcile"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def facts(tool: ModuleType) -> Any:
    return tool.Facts()


@pytest.fixture(scope="module")
def accounts(tool: ModuleType, facts: Any) -> Any:
    return tool.reconcile(TABLES, facts)


def test_all_tables_are_looked_at(accounts: Any) -> None:
    assert set(accounts) == {path.stem for path in TABLES.glob("*.csv")}
    assert all(account.rows for account in accounts.values())


def test_every_row_has_its_thing(accounts: Any) -> None:
    assert [line for account in accounts.values() for line in account.refused] == []


def test_every_cell_is_carried(accounts: Any) -> None:
    assert [line for account in accounts.values() for line in account.missing] == []


@pytest.mark.parametrize(
    ("table", "thing", "words"),
    [
        (
            "holdings",
            "holding/greater-manchester--bus-franchising",
            "status useStatus confidence source region",
        ),
        (
            "causal_links",
            "effect/cl-001",
            "cause target polarity healthDirection mechanism strength sourceRead",
        ),
        (
            "indicators",
            "indicator/beacon-01",
            "verification verificationNote measures orientation newDataNeed",
        ),
        ("interventions", "intervention/bee-network-bus-franchising", "actsOn domain mechanismUsed region"),
        ("evidence", "source/bus-franchising-gmca", "url"),
    ],
)
def test_a_lost_value_is_noticed(tool: ModuleType, facts: Any, table: str, thing: str, words: str) -> None:
    values = facts.things[f"https://w3id.org/levergraph/id/{thing}"]
    for name in words.split():
        kept, values[name] = values[name], []
        try:
            assert kept, f"{thing} has no {name} to lose"
            assert tool.reconcile(TABLES, facts, table)[table].missing, name
        finally:
            values[name] = kept
