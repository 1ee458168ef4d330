"""One visit to a page: the store, what was asked for, and what the visitor is to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ....errors import UsageError
from ....graph.names import resolve
from ...sessions import session
from .labels import Names, names
from .urls import Address

if TYPE_CHECKING:
    from starlette.requests import Request

    from ....graph.store import Store
    from ....queries.transferability import Transferability

LONGEST = 300
"""No name of a thing is longer than this; what is longer is not looked up."""


class PageAddress:
    """The address of a page as it was asked for, and addresses made from it."""

    def __init__(self, request: Request) -> None:
        """Read nothing yet."""
        self.request = request
        self.at = Address(request.scope.get("root_path", ""))

    @property
    def path(self) -> str:
        """The path below the root."""
        path: str = self.request.url.path
        return path.removeprefix(self.at.root) or "/"

    def part(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def here(self, **changed: object) -> str:
        """The address of this page with some parameters changed; None takes one away."""
        named = {name.replace("_", "-"): value for name, value in changed.items()}
        pairs: list[tuple[str, object]] = [
            (name, value)
            for name, value in self.request.query_params.multi_items()
            if value.strip() and name not in named
        ]
        pairs += [(name, value) for name, value in named.items() if value not in (None, "")]
        return self.at.with_pairs(self.path, pairs)

    def instead_of(self, text: str, other: str) -> str:
        """The address of this page with a value or a part of its path replaced, or nothing without it."""
        pairs = list(self.others())
        changed: list[tuple[str, object]] = [
            (name, other if value.strip() == text else value) for name, value in pairs
        ]
        if changed != pairs:
            return self.at.with_pairs(self.path, changed)
        parts = self.path.split("/")
        if text not in parts:
            return ""
        return self.at.with_pairs("/".join(other if part == text else part for part in parts), changed)

    def others(self, *but: str) -> Iterator[tuple[str, str]]:
        """The parameters given besides some, for a form to carry along."""
        for name, value in self.request.query_params.multi_items():
            if name not in but and value.strip():
                yield name, value


class Visit(PageAddress):
    """A page's request, and the store to answer it from."""

    def __init__(self, request: Request, store: Store) -> None:
        """Read nothing yet."""
        super().__init__(request)
        self.store = store

    @property
    def transferability(self) -> Transferability:
        """The method over the store: typed answers to names and days as they were given."""
        return session(self.store).transferability

    @cached_property
    def names(self) -> Names:
        """The names of all things."""
        return names(self.store)

    def text(self, name: str, default: str = "") -> str:
        """A parameter as it was given, or the default where it is missing or empty."""
        text = (self.request.query_params.get(name) or "").strip()
        self._readable(name, text)
        return text or default

    @property
    def as_of(self) -> str | None:
        """The day asked about as it was given, or None."""
        return self.text("as-of") or None

    def _readable(self, name: str, text: str) -> None:
        if len(text) > LONGEST:
            raise UsageError(f"{name} is {len(text):,} characters long: at most {LONGEST} make sense here.")
        if any(ord(letter) < 32 for letter in text):
            raise UsageError(f"{name} has a control character in it: plain text was expected.")

    def choice(self, name: str, allowed: Sequence[str], default: str = "") -> str:
        """A parameter that is one of a few words."""
        given = self.text(name, default)
        if given and given not in allowed and given != default:
            raise UsageError(f"{name}={given}: use one of {', '.join(each for each in allowed if each)}.")
        return given

    def number(self, name: str, default: int, least: int = 1, most: int = 100_000) -> int:
        """A parameter that is a whole number."""
        given = self.text(name)
        if not given:
            return default
        if not re.fullmatch(r"\d{1,9}", given, re.ASCII) or not least <= int(given) <= most:
            raise UsageError(f"{name}={given}: a whole number from {least} to {most:,} was expected.")
        return int(given)

    def thing(self, name: str, *kinds: str) -> str:
        """The IRI of what a parameter names, or nothing where it is not given."""
        given = self.text(name)
        return self.known(given, name, *kinds) if given else ""

    def texts(self, name: str) -> list[str]:
        """A parameter each time that it is given, without the empty ones and the doubles."""
        texts = [text.strip() for text in self.request.query_params.getlist(name) if text.strip()]
        if len(texts) > 10:
            raise UsageError(f"{name} is given {len(texts)} times: at most 10 can be set side by side.")
        for text in texts:
            self._readable(name, text)
        return list(dict.fromkeys(texts))

    def known(self, given: str, param: str, *kinds: str) -> str:
        """The IRI of the thing that a text names; raises UnresolvedName with what comes near."""
        if len(given) > LONGEST:
            raise UsageError(f"{param} is {len(given):,} characters long: at most {LONGEST} make sense here.")
        return resolve(self.store, given, kinds or None)
