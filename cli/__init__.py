# PYTHON_ARGCOMPLETE_OK
"""The command line: reads the words, calls the one module that answers, and says errors in plain words."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from ..errors import LevergraphError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def program() -> NoReturn:
    """Run one command as a program of its own, which ends without taking Python down piece by piece.

    That would cost a question a tenth of its time, and there is nothing left to do: output is flushed, files
    are whole, stores are closed.
    """
    code = main()
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no error that a user can cause ends in a traceback."""
    try:
        code = _run(argv)
        sys.stdout.flush()
    except LevergraphError as error:
        from .advice import advised

        return _say(advised(error), error.exit_code)
    except BrokenPipeError:  # the reader has seen enough, as in `levergraph query --list | head`
        _drop_stdout()
        return 0
    except KeyboardInterrupt:
        return _say("stopped.", 130)
    except OSError as error:
        _drop_stdout()
        return _say(_os_words(error), 2)
    return code


def _run(argv: Sequence[str] | None) -> int:
    from .parser import build, read

    if "_ARGCOMPLETE" in os.environ:
        from .completion import complete

        complete(build())
    try:
        args = read(argv)
    except SystemExit as stop:  # --help and --version end here
        return stop.code if isinstance(stop.code, int) else 0
    if args.run is None:
        from .start import run
    else:
        from importlib import import_module

        run = import_module(f".{args.run}", __package__).run
    code: int = run(args)
    return code


def _say(words: str, code: int) -> int:
    from .output import paint

    print(f"{paint('levergraph:', '1;31', sys.stderr)} {words}", file=sys.stderr)
    return code


def _os_words(error: OSError) -> str:
    """An error of the operating system as a message: what, where, what to do."""
    from errno import EACCES, EDQUOT, EISDIR, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS

    advice = {
        EACCES: "you may not read or write there; choose another place",
        EDQUOT: "your disk quota is used up; free some space or choose another place",
        EISDIR: "that is a folder, a file was expected",
        ENOENT: "no such file or folder",
        ENOSPC: "the disk is full; free some space or choose another place",
        ENOTDIR: "a part of that path is a file, not a folder",
        EPERM: "you may not read or write there; choose another place",
        EROFS: "that disk can only be read; choose another place",
    }.get(error.errno or 0, error.strerror or str(error))
    return f"{error.filename}: {advice}." if error.filename else f"cannot go on: {advice}."


def _drop_stdout() -> None:
    """Point standard output at nothing, so that Python does not fail once more when it ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):  # under a test standard output is no real file
        os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
