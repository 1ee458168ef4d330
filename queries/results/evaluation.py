"""One answer of the engine, in a thread of its own: it is made there, read there and dropped there.

The engine's answers are bound to the thread that asked: another one that reads or drops them aborts the
process. And a thread that waits for the engine hears no Ctrl-C, so whoever wants the answer waits outside.

    reader                      thread of the answer
    Evaluation(ask)     ->      ask the engine, say the kind and the columns
    read(job)           ->      do the job with the answer, hand its result over, end
    (dropped unread)    ->      drop the answer, end
"""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from ...errors import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

    Answer = QuerySolutions | QueryTriples | QueryBoolean
    Job: TypeAlias = Callable[[Any], Any]
    Outcome: TypeAlias = tuple[Any, BaseException | None]

TICK = 0.5
"""Seconds between two looks at the clock: on Windows a wait without end hears no Ctrl-C."""


class Evaluation:
    """An answer that any one thread may read, once."""

    def __init__(self, ask: Callable[[], Answer], seconds: float | None = None) -> None:
        """Ask in a thread of its own; raise what asking raises, and Refused after so many seconds."""
        self.ends = None if seconds is None else monotonic() + seconds
        self.seconds = seconds
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._outcomes: SimpleQueue[Outcome] = SimpleQueue()
        Thread(target=_work, args=(ask, self._jobs, self._outcomes), daemon=True).start()
        self.kind, self.columns = self._outcome()

    def read(self, job: Job) -> Any:
        """What the job returns for the answer; it must keep nothing of it. Raises what the job raises."""
        self._jobs.put(job)
        return self._outcome()

    def __del__(self) -> None:
        """Let the thread drop an answer that nobody has read."""
        self._jobs.put(None)

    def _outcome(self) -> Any:
        while True:
            left = TICK if self.ends is None else self.ends - monotonic()
            if left <= 0:
                raise Refused(
                    f"The query was stopped after {self.seconds:g} seconds. "
                    "Ask for less, or give it more time."
                )
            try:
                outcome, error = self._outcomes.get(timeout=min(left, TICK))
            except Empty:
                continue
            if error is not None:
                raise error
            return outcome


def _work(ask: Callable[[], Answer], jobs: SimpleQueue[Job | None], outcomes: SimpleQueue[Outcome]) -> None:
    answer: Any = None
    try:
        answer = ask()
        outcomes.put((_shape(answer), None))
        job = jobs.get()
        if job is not None:
            outcomes.put((job(answer), None))
    except BaseException as error:
        from traceback import clear_frames

        clear_frames(error.__traceback__)  # they hold the answer, which must not end in the other thread
        answer = None
        outcomes.put((None, error))


def _shape(answer: Answer) -> tuple[str, tuple[str, ...]]:
    """The kind of an answer (table, graph or boolean) and the names of its columns."""
    names = getattr(answer, "variables", None)
    if names is not None:
        return "table", tuple(name.value for name in names)
    return ("graph" if type(answer).__name__ == "QueryTriples" else "boolean"), ()
