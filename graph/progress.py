"""A progress bar for what takes over a second: on standard error, and only when that is a terminal."""

from __future__ import annotations

import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

    import rich.progress

PATIENCE = 1.0


class Progress:
    """Counts steps; draws itself once the work has taken more than a second."""

    def __init__(self, title: str, total: int | None = None) -> None:
        """Begin to count."""
        self.title = title
        self.total = total
        self.done = 0
        self._began = monotonic()
        self._bar: rich.progress.Progress | None = None
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, words: str = "", steps: int = 1) -> None:
        """Say that a step begins, and what it does."""
        self.done += steps
        if self._shown and self._bar is None and monotonic() - self._began > PATIENCE:
            self._draw()
        if self._bar:
            said = f"{self.title}: {words}" if words else self.title
            self._bar.update(self._task, completed=self.done, description=said)

    def __enter__(self) -> Progress:
        """Use it for the length of a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wipe the bar away."""
        if self._bar:
            self._bar.stop()

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(self.title, total=self.total)
        self._bar.start()
