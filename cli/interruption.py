"""Ctrl-C ends a command within a second, also where Python waits for compiled code.

    SIGINT -> Python's handler in C -> a byte in a pipe -> the watching thread
                                   +-> KeyboardInterrupt in the main thread, once that runs Python again

Nearly always the main thread ends the command by itself. Where it cannot (it loads, sorts or parses in
compiled code), the watching thread ends the process: half-written files are removed first.
"""

from __future__ import annotations

import os
import signal

PATIENCE = 0.5
"""Seconds that the main thread is given to end by itself."""
STOPPED = 130
"""The exit code of a command that was stopped by Ctrl-C."""


def watch() -> None:
    """Begin to watch for Ctrl-C; only in the main thread of a program of its own."""
    if os.name == "nt" or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    from _thread import start_new_thread

    read, write = os.pipe()
    os.set_blocking(write, False)
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    start_new_thread(_wait, (read,))


def _wait(read: int) -> None:
    from time import sleep

    while signals := os.read(read, 1):
        if signals[0] == signal.SIGINT and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            sleep(PATIENCE)
            _end()


def _end() -> None:
    from contextlib import suppress

    from ..graph.atomic_file import abandon

    with suppress(Exception):  # whatever happens here, the process ends
        abandon()
    with suppress(OSError):
        os.write(2, b"levergraph: stopped.\n")
    os._exit(STOPPED)
