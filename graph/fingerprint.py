"""Fingerprints of files: a short hash of content, and the state of a file without reading it."""

from __future__ import annotations

import os

try:
    from _blake2 import blake2b  # hashlib would load OpenSSL, three milliseconds of a question's thirty
except ImportError:  # pragma: no cover
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def digest(words: Iterable[str | bytes]) -> str:
    """One short hash of many words."""
    hasher = blake2b(digest_size=16)
    for word in words:
        raw = word.encode("utf-8", "surrogateescape") if isinstance(word, str) else word
        hasher.update(b"%d:" % len(raw))
        hasher.update(raw)
    return hasher.hexdigest()


def listing(folder: str) -> list[str]:
    """The files of a folder with their sizes and times, as words that change when a file does."""
    with os.scandir(folder) as entries:
        return sorted(f"{entry.name}\t{state(entry.stat())}" for entry in entries)


def state(stat: os.stat_result) -> str:
    """The size and times of a file; the last of the three cannot be set back by a tool that copies."""
    return f"{stat.st_size}\t{stat.st_mtime_ns}\t{stat.st_ctime_ns}"
