"""Work begun ahead of when it is needed, in a thread of its own.

The query engine answers without holding the interpreter, and an endpoint answers elsewhere: two questions
asked side by side take little longer than the longer of them. Meanwhile no garbage is collected: the engine's
rows may be dropped by the thread that asked alone, and a collection may come in any.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """Work under way for the length of a `with` block: call it for what it returns."""

    def __init__(self, work: Callable[[], T]) -> None:
        """Take the work."""
        self._work = work
        self._done: list[T] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._collects = False

    def __call__(self) -> T:
        """Wait for what the work returns; what it raises is raised here."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._done[0]

    def __enter__(self) -> Self:
        """Begin."""
        self._collects = gc.isenabled()
        gc.disable()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Wait, whatever happened: nothing may ask a store that is closed after the block."""
        self._thread.join()
        if self._collects:
            gc.enable()

    def _run(self) -> None:
        try:
            self._done.append(self._work())
        except BaseException as error:
            self._error = error
