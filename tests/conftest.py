"""Laws for every test: with LEVERGRAPH_NO_SKIPS=1, as in continuous integration, a skipped test has failed."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest

ALLOWED = "fact tables"
"""A skip for want of the fact tables is allowed: they stand beside some clones only."""


def _forbid_skip(report: Any) -> None:
    if os.environ.get("LEVERGRAPH_NO_SKIPS") != "1" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if ALLOWED not in reason:
        report.outcome = "failed"
        report.longrepr = f"{reason} (LEVERGRAPH_NO_SKIPS=1 allows no skip)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    report = yield
    _forbid_skip(report)
    return report
