"""The standard streams, made fit to be used: a closed one is like /dev/null, and the output is UTF-8."""

from __future__ import annotations

import os
import sys

_STREAMS = (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w"))


def mend() -> None:
    """Open what was closed when the program began, and write text as the data beside it: in UTF-8.

    A closed descriptor is opened itself, not only Python's stream: else the next file that is opened would
    get its number, and what a child process prints would go into that file.
    """
    for name, number, mode in _STREAMS:
        if getattr(sys, name) is None or (mode == "w" and _is_read_only(number)):
            _open_nothing(number)
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115  (for the process)
            setattr(sys, name, stream)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _is_read_only(number: int) -> bool:
    """Whether nothing can be written there: a shell whose own stream was closed opened its script there."""
    try:
        from fcntl import F_GETFL, fcntl

        return fcntl(number, F_GETFL) & (os.O_WRONLY | os.O_RDWR) == 0
    except (ImportError, OSError):  # Windows; no such descriptor
        return False


def _open_nothing(number: int) -> None:
    """Lead a descriptor to nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    if nothing == number:
        os.set_inheritable(nothing, True)
    else:
        os.dup2(nothing, number)
        os.close(nothing)
