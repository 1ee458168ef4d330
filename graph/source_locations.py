"""Finds where in its files a thing stands, so that a message can say file and line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

PREFIX = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
RECORD = re.compile(
    r'^(?:<(?P<iri>[^<>\s]*)>|(?P<curie>[\w.-]*:[^\s;,<>"]*))'
    r'|rdf:about="(?P<about>[^"]*)"|"@id"\s*:\s*"(?P<id>[^"]*)"',
    re.MULTILINE,
)
"""How a record begins: in Turtle and its kin at the start of a line, in RDF/XML, in JSON-LD."""

Place = tuple[str, int]


class Places:
    """Files in which things are described."""

    def __init__(
        self, files: Iterable[str | os.PathLike[str]], given: Mapping[str, bytes] | None = None
    ) -> None:
        """Remember the files; they are read when the first thing is looked for, but for those given."""
        self._files = [Path(file) for file in files]
        self._given = given or {}

    def find(self, iri: str) -> Place | None:
        """The file and the line where a thing's record begins, or else where it is first named."""
        found = self._records.get(iri)
        return found or next(self._named(iri), None)

    @cached_property
    def _texts(self) -> list[tuple[str, str, dict[str, str]]]:
        texts = ((str(file), self._text(file)) for file in self._files)
        return [(file, text, dict(PREFIX.findall(text))) for file, text in texts]

    def _text(self, file: Path) -> str:
        data = self._given.get(str(file))
        return (file.read_bytes() if data is None else data).decode("utf-8", "replace")

    @cached_property
    def _records(self) -> dict[str, Place]:
        records: dict[str, Place] = {}
        for file, text, prefixes in self._texts:
            line, counted = 1, 0
            for found in RECORD.finditer(text):
                line, counted = line + text.count("\n", counted, found.start()), found.start()
                iri = found["iri"] or found["about"] or found["id"] or ""
                if found["curie"]:
                    prefix, _, name = found["curie"].partition(":")
                    iri = prefixes.get(prefix, f"{prefix}:") + name.replace("\\", "")
                records.setdefault(iri, (file, line))
        return records

    def _named(self, iri: str) -> Iterator[Place]:
        for file, text, prefixes in self._texts:
            names = [re.escape(iri)]
            names += [
                rf"\b{re.escape(prefix)}:{re.escape(iri[len(namespace) :])}(?![\w-])"
                for prefix, namespace in prefixes.items()
                if namespace and iri.startswith(namespace)
            ]
            found = re.search("|".join(names), text)
            if found:
                yield file, text.count("\n", 0, found.start()) + 1
