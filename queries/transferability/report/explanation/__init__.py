"""The sections of an explanation, each a function from its subject to sentences with sources."""

from __future__ import annotations
