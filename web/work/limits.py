"""The limits that work can run into, as errors, and the sign that nobody waits for it any more."""

from __future__ import annotations

from ...errors import Refused


class OverTime(Refused):
    """The work took longer than it may."""


class OverMemory(Refused):
    """The work took more memory than it may."""


class TooLarge(Refused):
    """The answer has more bytes than it may."""


class Overloaded(Refused):
    """Too much work runs or waits already: the same may succeed in a few seconds."""


class Gone(Exception):
    """The visitor has gone away, and the work was stopped."""


class WorkFailed(Exception):
    """The function raised an error that is not for the visitor; the message is the worker's traceback."""
