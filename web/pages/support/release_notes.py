"""Release notes: the changelog of the package as plain words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

CHANGELOG = Path(__file__).parents[3] / "CHANGELOG.md"
"""Package data: it stands in the wheel as in a checkout."""


class Release(NamedTuple):
    """A release: its number, its day (YYYY-MM-DD), a sentence on it, and its changes one by one."""

    version: str
    day: str
    lead: str
    changes: list[str]


@cache
def latest(number: int) -> list[Release]:
    """So many of the last releases that have a day and changes, the newest first."""
    text = CHANGELOG.read_text(encoding="utf-8")
    releases = [_release(part) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]]
    return [release for release in releases if release.changes and release.day][:number]


def _release(part: str) -> Release:
    """A part of the changelog: its heading, the sentence below it, and the lines of its lists."""
    title, _, body = part.partition("\n")
    lead, *lists = re.split(r"^###.*$", body, flags=re.MULTILINE)
    changes = [change for items in lists for change in re.split(r"^- ", items, flags=re.MULTILINE)[1:]]
    version, _, day = re.sub(r"[\[\]]", "", title).partition(" - ")
    return Release(version.strip(), day.strip(), plain(lead), [plain(change) for change in changes])


def plain(markdown: str) -> str:
    """Markdown as plain words on one line: links by their words, no marks."""
    words = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown)
    return " ".join(re.sub(r"[`*]", "", words).split())
