"""Errors that a user can cause, each with its data, its neutral words and its exit code.

An error says what is wrong (`message`) and what is near or asked for instead (`advice`), without a word of
any one face: commands, pages and the API make their own advice from the data (an option, a link).
All arguments are positional and picklable: an error crosses from a worker process as it was raised.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Near = tuple[str, str, str]
    """A thing near a name: its IRI, its unambiguous name (KIND/SLUG, lg:TERM or a curie) and its label."""

    Labelled = tuple[str, str]
    """A thing's IRI and label."""


class LevergraphError(Exception):
    """An error that a user can mend; `str` of it is its message and its advice."""

    exit_code = 2

    @property
    def message(self) -> str:
        """One or more sentences on what is wrong, for every face."""
        return self._message()

    @property
    def advice(self) -> str:
        """Advice in words that fit every face: the nearest names; nothing where nothing is near."""
        return self._advice()

    def _message(self) -> str:
        return super().__str__()

    def _advice(self) -> str:
        return ""

    def __str__(self) -> str:
        return f"{self.message} {self.advice}" if self.advice else self.message


class UsageError(LevergraphError):
    """Wrong usage: a missing or ill-typed parameter, a question that cannot be asked so."""


class UnresolvedName(UsageError):
    """A name that does not lead to exactly one thing of the kinds wanted; `nearest` may be empty."""

    def __init__(self, text: str, kinds: Sequence[str] = (), nearest: Sequence[Near] = ()) -> None:
        super().__init__(text, tuple(kinds), tuple(nearest))
        self.text = text
        self.kinds = tuple(kinds)
        self.nearest = tuple(nearest)


class UnknownName(UnresolvedName):
    """A name that nothing has; `nearest` are up to five things, best first.

    `empty_store` is the name of the store where it holds no graph at all, else nothing.
    """

    def __init__(
        self, text: str, kinds: Sequence[str] = (), nearest: Sequence[Near] = (), empty_store: str = ""
    ) -> None:
        super().__init__(text, kinds, nearest)
        self.args = (*self.args, empty_store)
        self.empty_store = empty_store

    def _message(self) -> str:
        return f"No {one_of(self.kinds) or 'thing'} is called {self.text!r}."

    def _advice(self) -> str:
        if self.empty_store:
            return without_graph(self.empty_store)
        lines = "".join(f"\n  {name}  {label}" for _, name, label in self.nearest)
        return f"Nearest:{lines}" if lines else ""


class AmbiguousName(UnresolvedName):
    """A name that more than one thing has; `nearest` are all of them."""

    LISTED = 10

    def _message(self) -> str:
        things = ", ".join(name for _, name, _ in self.nearest[: self.LISTED])
        return f"{self.text!r} could be any of {len(self.nearest)} things: {things}."

    def _advice(self) -> str:
        return f"Say which, like {self.nearest[0][1]}."


class WrongKind(UnresolvedName):
    """A name of a thing of another kind than the kinds wanted."""

    def _message(self) -> str:
        return f"{self.text} is no {one_of(self.kinds)}."

    def _advice(self) -> str:
        return "Name one by its slug, label or IRI."


class NothingKnown(UnresolvedName):
    """An IRI of which the graph says nothing."""

    def _message(self) -> str:
        return f"Nothing is known of <{self.text}>."


class MalformedName(UnresolvedName):
    """A text that is no curie: `why` says what is wrong with it."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(text)
        self.args = (text, why)
        self.why = why

    def _message(self) -> str:
        return f"{self.text!r} is not a name: {self.why}."

    def _advice(self) -> str:
        return "Write it like lg:Region or region:west-yorkshire."


class UnknownQuery(UsageError):
    """A name that no question of the catalogue has; `nearest` are the names of up to four."""

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(name, tuple(nearest))
        self.name = name
        self.nearest = tuple(nearest)

    def _message(self) -> str:
        return f"No named query is called {self.name!r}."

    def _advice(self) -> str:
        return f"Did you mean {', '.join(self.nearest)}?" if self.nearest else ""


class NoAuthority(UsageError):
    """A region (IRI, label) without an authority on a day; days are YYYY-MM-DD.

    `start` and `end` are the authority's first and last day, None where not recorded; `expected` is when it
    is to begin, where it has not. `instead` are the regions (IRI, label) to ask for on that day: those that
    followed it, or those that it followed.
    """

    def __init__(
        self,
        region: Labelled,
        day: str,
        start: str | None = None,
        end: str | None = None,
        expected: str | None = None,
        instead: Sequence[Labelled] = (),
    ) -> None:
        super().__init__(region, day, start, end, expected, tuple(instead))
        self.region, self.label = region
        self.day = day
        self.start = start
        self.end = end
        self.expected = expected
        self.instead = tuple(instead)

    @property
    def ended(self) -> bool:
        """Whether the authority's last day is past."""
        return bool(self.end and self.day > self.end)

    @property
    def begun(self) -> bool:
        """Whether the authority began at all, on that day or later."""
        return bool(self.start)

    def _message(self) -> str:
        if self.ended:
            heirs = " or ".join(label for _, label in self.instead) or "no other region"
            ended = f"it ended on {self.end} and was followed by {heirs}"
            return f"{self.label} had no authority on {self.day}: {ended}."
        if self.begun:
            return f"{self.label} had no authority on {self.day}: it began on {self.start}."
        return (
            f"{self.label} has no authority yet (expected {self.expected}), so no source says what it holds."
        )

    def _advice(self) -> str:
        names = [label for _, label in self.instead]
        if self.ended:
            last = f"for its last day, {self.end}, or one before"
            return f"Ask for {' or '.join(names)}, or {last}." if names else f"Ask {last}."
        if self.begun:
            if not names:
                return "No predecessor is recorded."
            which = "it" if len(names) == 1 else "one of them"
            return f"On that day there was {' and '.join(names)}: ask for {which}."
        return "To see what soft powers alone would allow, name a day."


class NothingReaches(UsageError):
    """An outcome or determinant (IRI, label) that no intervention reaches, `through` another or not.

    `neighbours` are up to five things (IRI, label) that a causal claim joins to it, by label.
    """

    def __init__(
        self, target: Labelled, through: Labelled | None = None, neighbours: Sequence[Labelled] = ()
    ) -> None:
        super().__init__(target, through, tuple(neighbours))
        self.target = target
        self.through = through
        self.neighbours = tuple(neighbours)

    def _message(self) -> str:
        through = f" through {self.through[1]}" if self.through else ""
        return f"No intervention in the graph reaches {self.target[1]}{through}."

    def _advice(self) -> str:
        names = ", ".join(label for _, label in self.neighbours)
        return f"Next to it in the graph: {names}." if names else "No claim leads to it or from it."


class DataError(LevergraphError):
    """A file that cannot be read as what it should be."""


class StoreUnreachable(LevergraphError):
    """The store cannot be reached."""

    exit_code = 3


class Refused(LevergraphError):
    """Refused, or over a limit."""

    exit_code = 4


def one_of(kinds: Sequence[str]) -> str:
    """Kinds of thing in words, as alternatives; nothing for none."""
    return " or ".join(kind.replace("-", " ") for kind in kinds)


def without_graph(store: str) -> str:
    """The words for a store, by its name, that answers but does not hold the graph."""
    return f"The store {store} does not hold the graph: there is no region in it."
