"""Everything known of one thing: its facts, the claims about it, what links to it, with sources."""

from __future__ import annotations
