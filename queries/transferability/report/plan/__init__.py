"""The parts of a plan, each a function from its subject to statements with claims and sources."""

from __future__ import annotations
