"""Finds where in its files a thing stands, so that a message can say file and line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

PREFIX = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
NAME = r"[\w.~%-]"


class Places:
    """Files in which things are described."""

    def __init__(self, files: Iterable[str | os.PathLike[str]]) -> None:
        """Remember the files; they are read when the first thing is looked for."""
        self._files = [Path(file) for file in files]
        self._read: list[tuple[Path, str, dict[str, str]]] = []

    def find(self, iri: str) -> tuple[str, int] | None:
        """The file and the line where a thing's record begins, or else where it is first named."""
        named: tuple[str, int] | None = None
        for path, text, prefixes in self._texts():
            for word in _spellings(iri, prefixes):
                found = re.search(rf"^\s*{word}", text, re.MULTILINE)
                if found:
                    return str(path), text.count("\n", 0, found.end()) + 1
                found = None if named else re.search(word, text)
                if found:
                    named = str(path), text.count("\n", 0, found.end()) + 1
        return named

    def _texts(self) -> list[tuple[Path, str, dict[str, str]]]:
        if not self._read:
            for path in self._files:
                text = path.read_text(encoding="utf-8", errors="replace")
                found = (PREFIX.match(line) for line in text.splitlines())
                self._read.append((path, text, {each[1]: each[2] for each in found if each}))
        return self._read


def _spellings(iri: str, prefixes: dict[str, str]) -> Iterator[str]:
    """How a file may write an IRI, as patterns."""
    yield f"<{re.escape(iri)}>"
    yield f'rdf:about="{re.escape(iri)}"'
    yield f'"{re.escape(iri)}"'
    for prefix, namespace in prefixes.items():
        if namespace and iri.startswith(namespace):
            yield rf"(?<!{NAME}){re.escape(f'{prefix}:{iri[len(namespace) :]}')}(?!{NAME})"
