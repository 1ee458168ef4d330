"""The method of transfer: gate, distance, mechanism, and the explanation of what they give."""

from __future__ import annotations
