"""The method's findings as tables with their notes, and as the records of the JSON contract."""

from __future__ import annotations
