"""Suppositions as people write them: `bus-franchising=held, road-user-charging=not-held`."""

from __future__ import annotations

import re

from ..errors import UsageError

LONGEST = 1000
_ONE = re.compile(r"\s*([^=,\s][^=]*?)\s*=\s*([a-z-]+)\s*(?:,|$)")


def read(text: str) -> dict[str, str]:
    """The state by lever, as both are written; UsageError where the text is no such list."""
    supposed: dict[str, str] = {}
    place = 0
    while place < len(text):
        found = _ONE.match(text, place) if len(text) <= LONGEST else None
        if found is None:
            raise UsageError(
                f"{text[:100]}: write LEVER=held, with commas between several, such as bus-franchising=held."
            )
        if supposed.setdefault(found[1], found[2]) != found[2]:
            raise UsageError(f"{found[1]}: two states are supposed of it.")
        place = found.end()
    if not supposed:
        raise UsageError("what is supposed? Write LEVER=held, such as bus-franchising=held.")
    return supposed
