"""Processes as the system sees them, and patience."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def children(pid: int) -> list[int]:
    """The processes that a process has started, whichever of its threads did."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(int(word) for thread in threads for word in thread.read_text().split())


def fork_server(server: int) -> int:
    """The process that has forked the workers of a server."""
    [pid] = [pid for pid in children(server) if b"forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return pid


def runs(pid: int) -> bool:
    """Whether a process is there, and not only its remains."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def spent(pid: int) -> int:
    """The ticks of a processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def in_the_end(true: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something becomes true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False
