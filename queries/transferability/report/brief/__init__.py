"""The parts of a brief, each a function from its subject to statements with claims and sources."""

from __future__ import annotations
