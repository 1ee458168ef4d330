"""A record of the JSON contract: what a program reads, and from which the schema is made."""

from __future__ import annotations

from msgspec import Struct


class Record(Struct, forbid_unknown_fields=True):
    """A record: it has its fields and no others; a field that may be left out has a default."""
