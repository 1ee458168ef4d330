"""What a user can cause, said in words, each with its exit code."""

from __future__ import annotations


class LevergraphError(Exception):
    """A trouble that a user can mend: its message says what, where, and what to do instead."""

    exit_code = 2


class UsageError(LevergraphError):
    """Wrong usage: an unknown query, a missing or ill-typed parameter."""


class UnknownName(UsageError):
    """A name that nothing, or more than one thing, answers to."""


class DataError(LevergraphError):
    """A file that cannot be read as what it should be."""


class CheckFailed(LevergraphError):
    """The check found violations."""

    exit_code = 1


class StoreUnreachable(LevergraphError):
    """The store cannot be reached."""

    exit_code = 3


class Refused(LevergraphError):
    """Refused, or over a limit."""

    exit_code = 4
