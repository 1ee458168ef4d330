"""levergraph: what England's mayoral regions can do about the causes of ill health, as a knowledge graph."""

from __future__ import annotations

__version__ = "0.1.0"
