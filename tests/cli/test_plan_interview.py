"""The interview of a plan keeps every answer: a kill or Ctrl-C loses none, and it goes on from there."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from levergraph.graph import Store

LEVERGRAPH = str(Path(sys.executable).with_name("levergraph"))


class Terminal:
    """`levergraph plan --answer` on a terminal of its own, as somebody sits before it."""

    def __init__(self, path: Path) -> None:
        self.master, slave = pty.openpty()
        command = [LEVERGRAPH, "plan", "--region", "south-yorkshire", "--answer", "--answers", str(path)]
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        )
        os.close(slave)
        self.seen = ""

    def until(self, words: str, seconds: float = 60) -> None:
        """Read until the words appear after what was read before."""
        deadline = time.monotonic() + seconds
        while words not in self.seen:
            assert time.monotonic() < deadline, self.seen[-500:]
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError:
                    raise AssertionError(self.seen[-500:]) from None
        self.seen = self.seen.partition(words)[2]

    def type(self, line: str) -> None:
        os.write(self.master, f"{line}\n".encode())

    def end(self) -> int:
        """What it ended with, all that it says being read."""
        with suppress(OSError):
            while self.process.poll() is None or select.select([self.master], [], [], 0)[0]:
                if select.select([self.master], [], [], 0.2)[0]:
                    self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
        return self.process.wait(30)


@pytest.fixture
def terminals(packaged: Store) -> Iterator[list[Terminal]]:
    started: list[Terminal] = []
    yield started
    for terminal in started:
        if terminal.process.poll() is None:
            terminal.process.kill()
            terminal.process.wait()
        os.close(terminal.master)


@pytest.mark.slow
def test_answers_survive_a_kill_and_ctrl_c_and_the_interview_goes_on(
    terminals: list[Terminal], tmp_path: Path
) -> None:
    path = tmp_path / "my-plan.json"

    def sit() -> Terminal:
        terminals.append(Terminal(path))
        return terminals[-1]

    first = sit()
    first.until("Your name and role: ")
    first.type("A. Reader, public health")
    first.until("[q]uit: ")
    first.type("p")
    first.until("none): ")
    first.type("")
    first.until("nothing without words")
    first.type("Doncaster too")
    first.until("[q]uit: ")
    first.process.kill()
    first.process.wait()
    kept = json.loads(path.read_text())
    assert [(answer["answer"], answer["words"]) for answer in kept["answers"]] == [
        ("in-part", "Doncaster too")
    ]

    second = sit()
    second.until("1 of 31 prompts")
    second.until("[A. Reader, public health]: ")
    second.type("")
    second.until("[q]uit: ")
    second.type("d")
    second.until("none): ")
    second.type("")
    second.until("[q]uit: ")
    os.killpg(second.process.pid, signal.SIGINT)
    assert second.end() == 130
    assert "Every answer is kept" in second.seen
    kept = json.loads(path.read_text())
    assert [answer["answer"] for answer in kept["answers"]] == ["in-part", "not-known"]
    assert {answer["by"] for answer in kept["answers"]} == {"A. Reader, public health"}
    assert [file.name for file in tmp_path.iterdir()] == ["my-plan.json"]


def test_without_a_terminal_nobody_is_asked(packaged: Store, tmp_path: Path) -> None:
    def told(*options: str) -> subprocess.CompletedProcess[str]:
        command = [LEVERGRAPH, "plan", "--region", "south-yorkshire", "--answer", *options]
        return subprocess.run(
            command, input="c\n" * 40, capture_output=True, text=True, timeout=60, check=False
        )

    answer = told("--answers", str(tmp_path / "mine.json"))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "--answer asks on a terminal, and there is none" in answer.stderr
    assert not list(tmp_path.iterdir())
    assert "name it with --answers" in told().stderr
    assert "ends in .json" in told("--answers", "mine.xlsx").stderr
