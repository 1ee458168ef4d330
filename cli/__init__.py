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

UNFORESEEN = 70
"""The exit code of an error that nobody foresaw (EX_SOFTWARE of sysexits.h)."""


def program() -> NoReturn:
    """Run one command as a program of its own, which ends without taking Python down piece by piece.

    That would cost a question a tenth of its time, and there is nothing left to do: output is flushed, files
    are whole, stores are closed.
    """
    try:
        _prepare()
        code = main()
        with suppress(OSError, ValueError):
            sys.stderr.flush()
    except KeyboardInterrupt:  # a second Ctrl-C, or one before the command began
        code = 130
    os._exit(code)


def _prepare() -> None:
    from .interruption import watch
    from .streams import mend

    mend()
    watch()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no error ends in a traceback.

    An error that nobody foresaw is told in one line and ends with 70, never with 1, which means that a check
    found violations. With LEVERGRAPH_TRACEBACK=1 it is raised as it is.
    """
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
    except UnicodeEncodeError as error:  # a word of the command in another encoding
        return _say(f"{error.object[:100]!a} is no text in UTF-8.", 2)
    except OSError as error:
        _drop_stdout()
        return _say(_os_words(error), 2)
    except (SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of compiled code is no Exception
        if os.environ.get("LEVERGRAPH_TRACEBACK") == "1":
            raise
        _drop_stdout()
        return _say(_unforeseen(error), UNFORESEEN)
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


def _unforeseen(error: BaseException) -> str:
    """An error that nobody foresaw, in one line: what it is, and where to report it."""
    from ..ontology.terms import HOME
    from ..version import __version__

    if isinstance(error, MemoryError):
        return "there is not enough memory for that."
    words = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return (
        f"this is our mistake, not yours ({words}). Please report it to {HOME} with the command that you "
        f"gave and the version, {__version__}."
    )


def _say(words: str, code: int) -> int:
    from .output import paint

    print(f"{paint('levergraph:', '1;31', sys.stderr)} {words}", file=sys.stderr)
    return code


def _os_words(error: OSError) -> str:
    """An error of the operating system as a message: what, where, what to do."""
    from errno import EACCES, EDQUOT, EISDIR, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS

    if not error.filename and "temporary directory" in str(error):
        return "no temporary folder can be written, and this form needs one: set TMPDIR to a folder."
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
    with suppress(OSError, ValueError, AttributeError):  # under a test standard output is no real file
        os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
