"""Reads RDF files of the user's own, as data and nothing more: no network, no entities, no surprises."""

from __future__ import annotations

import os
import re
from collections import Counter

from ..errors import DataError
from .text_encoding import UTF16, utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    import pyoxigraph

SUFFIXES = {
    "ttl": "TURTLE",
    "nt": "N_TRIPLES",
    "nq": "N_QUADS",
    "trig": "TRIG",
    "rdf": "RDF_XML",
    "owl": "RDF_XML",
    "xml": "RDF_XML",
    "jsonld": "JSON_LD",
    "json": "JSON_LD",
}
"""How a file is read, by the suffix of its name."""


def content(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except IsADirectoryError:
        raise DataError(f"{os.fspath(path)} is a folder; name the RDF files in it.") from None
    except FileNotFoundError:
        raise DataError(f"{os.fspath(path)}: there is no such file.") from None
    except OSError as error:
        raise DataError(f"{os.fspath(path)} cannot be read: {error.strerror or error}.") from None


def suffix(path: str | os.PathLike[str]) -> str:
    """The suffix that says how a file is read."""
    name = os.fspath(path)
    found = name.rpartition(".")[2].lower() if "." in os.path.basename(name) else ""
    if found not in SUFFIXES:
        known = ", ".join(f".{each}" for each in SUFFIXES)
        raise DataError(
            f"{name} has no suffix of an RDF file: {known}; nor of a sheet: .xlsx, .ods, .csv, .tsv, .zip."
        )
    return found


def base(name: str) -> str:
    """The base of relative IRIs in a file of this name: the same on every machine."""
    from urllib.parse import quote

    from ..ontology.terms import GRAPH_YOURS

    return f"{GRAPH_YOURS}/{quote(os.fsencode(name))}"


def names(paths: Iterable[str]) -> dict[str, str]:
    """A name for each of several files: the last part of its path, and of two alike as much as parts them.

    No path of this machine is told where that is enough.
    """
    parts = {path: os.path.abspath(path).replace(os.sep, "/").strip("/").split("/") for path in paths}
    called = {path: words[-1] for path, words in parts.items()}
    for length in range(2, max(map(len, parts.values()), default=0) + 1):
        counted = Counter(called[path] for path in {tuple(parts[path]): path for path in parts}.values())
        for path, words in parts.items():
            if counted[called[path]] > 1:
                called[path] = "/".join(words[-length:])
    return called


def read(
    path: str | os.PathLike[str], data: bytes | None = None, name: str | None = None
) -> Iterator[pyoxigraph.Quad]:
    """The statements of a file; a graph keeps the name that the file gives it.

    Relative IRIs stand on the file's name, or the one given. Blank nodes are numbered as they come, under a
    mark of the file: the same file gives the same statements, and two files share none.
    """
    from zlib import crc32

    from pyoxigraph import BlankNode, Quad, RdfFormat, parse

    kind = SUFFIXES[suffix(path)]
    data = content(path) if data is None else data
    if not (data[:2] in UTF16 and b"<\0?\0x\0m\0l" in data[:20]):  # XML says its encoding itself
        data = utf8(data)
    if kind == "RDF_XML":
        _refuse_misnamed(path, kind, data, owl_xml=True)
        _refuse_entities(path, data)
    elif kind == "JSON_LD":
        _refuse_remote(path, data)
    name = os.path.basename(os.fspath(path)) if name is None else name
    mark = f"b{crc32(data, crc32(os.fsencode(name))):08x}n"
    blank: dict[object, BlankNode] = {}

    def named(term: Any) -> Any:
        if isinstance(term, BlankNode):
            return blank.setdefault(term, BlankNode(f"{mark}{len(blank)}"))
        return term

    try:
        for quad in parse(data, getattr(RdfFormat, kind), base_iri=base(name), rename_blank_nodes=True):
            yield Quad(named(quad.subject), quad.predicate, named(quad.object), quad.graph_name)
    except SyntaxError as error:
        _refuse_misnamed(path, kind, data)
        raise DataError(_mistake(path, kind, error)) from None
    except (ValueError, OSError) as error:
        raise DataError(f"{os.fspath(path)} is not {_called(kind)}: {error}") from None


def _refuse_misnamed(path: str | os.PathLike[str], kind: str, data: bytes, *, owl_xml: bool = False) -> None:
    """Refuse a file whose content begins like another syntax than its name says.

    With `owl_xml`, only what an RDF/XML parser would take for RDF and read as nonsense.
    """
    from .syntax_guess import guess

    found = guess(data)
    if found is None or (owl_xml and (kind, found[0]) != ("RDF_XML", "OWL/XML")):
        return
    syntax, right = found
    where = f"{os.fspath(path)}: this is not {_called(kind)}: it looks like {syntax}"
    if not right:
        raise DataError(f"{where}, which is not read here. Save it as Turtle, with a name that ends in .ttl.")
    kin = ("TURTLE", "TRIG", "N_TRIPLES", "N_QUADS") if " or " in syntax else ("TURTLE", "TRIG")
    if SUFFIXES[right[1:]] != kind and not (right == ".ttl" and kind in kin):
        raise DataError(f"{where}. Name it {right}.")


def _refuse_entities(path: str | os.PathLike[str], data: bytes) -> None:
    """Entities can grow without bound, and a document type can ask for other files."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    found = re.search(rb"<!\s*(DOCTYPE|ENTITY)", data, re.IGNORECASE)
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        word = found[1].decode().upper()
        raise DataError(
            f"{os.fspath(path)}:{line}: {word} is refused in RDF/XML, for it can pull in other files or "
            "grow without bound. Write the names out, or save the file as Turtle."
        )


def _refuse_remote(path: str | os.PathLike[str], data: bytes) -> None:
    """A context named by its address would have to be fetched from the network."""
    import json

    try:
        document = json.loads(data)
    except ValueError as error:
        _refuse_misnamed(path, "JSON_LD", data)
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise DataError(f"{os.fspath(path)}:{line}:{column}: this is not JSON: {error}") from None
    except RecursionError:
        raise DataError(f"{os.fspath(path)} is nested too deeply to be read.") from None
    waiting = [document]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += here
        elif isinstance(here, dict):
            waiting += here.values()
            for key in ("@context", "@import"):
                given = here.get(key)
                for each in given if isinstance(given, list) else [given]:
                    if isinstance(each, str):
                        raise DataError(
                            f"{os.fspath(path)}: the context {each} lies outside the file and is not fetched."
                            " Write the context into the file."
                        )


def _mistake(path: str | os.PathLike[str], kind: str, error: SyntaxError) -> str:
    """A message that begins with the place, as editors know it: file:line:column."""
    where = os.fspath(path)
    if error.lineno:
        where += f":{error.lineno}:{error.offset or 1}"
    words = re.sub(r"^Parser error .*?: ", "", str(error.msg or error))
    return f"{where}: this is not {_called(kind)}: {words}"


def _called(kind: str) -> str:
    return {"N_TRIPLES": "N-Triples", "N_QUADS": "N-Quads", "RDF_XML": "RDF/XML", "JSON_LD": "JSON-LD"}.get(
        kind, kind.replace("TURTLE", "Turtle").replace("TRIG", "TriG")
    )
