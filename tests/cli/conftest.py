"""The program as people run it: its own process, a folder and a cache of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
PROGRAM = Path(sys.executable).with_name("levergraph")


@pytest.fixture
def run(tmp_path: Path, cache: Path) -> Run:
    """Run the program in an empty folder: words in, what it printed and its exit code out."""

    def call(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
        extra = options.pop("env", {})
        assert isinstance(extra, dict)
        env = {key: value for key, value in os.environ.items() if not key.startswith("LEVERGRAPH_")}
        env |= {"LEVERGRAPH_CACHE": str(cache), "COLUMNS": "100", "BROWSER": "true", **extra}
        settings = {"cwd": tmp_path, "text": True, "encoding": "utf-8", "timeout": 240, **options}
        if "stdout" not in settings:
            settings["capture_output"] = True
        return subprocess.run([str(PROGRAM), *words], env=env, check=False, **settings)  # type: ignore[call-overload, no-any-return]

    return call
