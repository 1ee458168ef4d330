"""The command line in a folder of its own: in this process, or as people run it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from levergraph.cli import main

Run = Callable[..., subprocess.CompletedProcess[str]]
PROGRAM = Path(sys.executable).with_name("levergraph")


def environment(cache: Path, **extra: str) -> dict[str, str]:
    """The variables of a command: those of this process, but none of ours except the cache of the tests."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("LEVERGRAPH_")}
    return env | {"LEVERGRAPH_CACHE": str(cache), "COLUMNS": "100", "BROWSER": "true", **extra}


@pytest.fixture
def run(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process: words and input in, what it printed and its exit code out.

    Standard output is given as bytes when text is False.
    """

    def call(
        *words: str, env: dict[str, str] | None = None, input: str = "", text: bool = True
    ) -> subprocess.CompletedProcess[str]:
        given, out, err = BytesIO(input.encode()), BytesIO(), BytesIO()
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            for name in os.environ.keys() - environment(cache).keys():
                patch.delenv(name)
            for name, value in environment(cache, **(env or {})).items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", TextIOWrapper(given, encoding="utf-8"))
            patch.setattr(sys, "stdout", TextIOWrapper(out, encoding="utf-8", write_through=True))
            patch.setattr(sys, "stderr", TextIOWrapper(err, encoding="utf-8", write_through=True))
            code = main(words)
            printed, said = out.getvalue(), err.getvalue()
        shown = printed.decode().replace("\r\n", "\n") if text else printed
        return subprocess.CompletedProcess(words, code, shown, said.decode())  # type: ignore[arg-type]

    return call


@pytest.fixture
def program(tmp_path: Path, cache: Path) -> Run:
    """Run the program in a process of its own, for what only a process has: its streams, signals, limits."""

    def call(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
        extra = options.pop("env", {})
        assert isinstance(extra, dict)
        settings = {"cwd": tmp_path, "text": True, "encoding": "utf-8", "timeout": 240, **options}
        if "stdout" not in settings:
            settings["capture_output"] = True
        env = environment(cache, **extra)
        return subprocess.run([str(PROGRAM), *words], env=env, check=False, **settings)  # type: ignore[call-overload, no-any-return]

    return call
