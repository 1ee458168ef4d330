"""The accessibility rules that every page is held to, run in the page by axe-core."""

from __future__ import annotations

from typing import Any

import pytest


def assert_accessible(page: Any, **options: Any) -> None:
    """Axe-core finds nothing to complain of in a page, whose context must have `bypass_csp`.

    What passed is not reported: on a long page that takes three times as long as the rules.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe
    results = axe().run(page, options={"resultTypes": ["violations"], **options})
    assert results.violations_count == 0, results.generate_report()
