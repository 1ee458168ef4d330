"""Cuts an answer off after so many rows, and says so inside it where its form has a place for that."""

from __future__ import annotations

import json
import re

WORDS = "cut off after {rows:,} rows, the limit of this server"
ROW = re.compile(rb'[\[,](?=\{"[^"\\]+":\{"type":")')
"""Where a row begins in SPARQL Results JSON as Oxigraph writes it; in a text every quote has a backslash."""
RECORD_END = re.compile(rb'"[^"]*"|(\r\n)')


def cut_table(body: bytes, form: str, rows: int) -> tuple[bytes, bool]:
    """The answer without what comes after so many rows, and whether there was more."""
    end = _END[form](body, rows)
    if end is None:
        return body, False
    return _NOTE[form](body[:end], rows), True


def _json_end(body: bytes, rows: int) -> int | None:
    if body.count(b"{") <= rows:
        return None
    start = body.index(b'"bindings":[') + len('"bindings":')
    if b"{}" in body:
        return _json_end_slowly(body, start, rows)
    places = ROW.finditer(body, start)
    for _ in range(rows):
        if next(places, None) is None:
            return None
    last = next(places, None)
    return last.start() if last else None


def _json_end_slowly(body: bytes, start: int, rows: int) -> int | None:
    """Where a row may be empty, each one is read."""
    text = body.decode()
    decoder = json.JSONDecoder()
    place = len(body[:start].decode()) + 1
    for _ in range(rows):
        if text[place] == "]":
            return None
        place = decoder.raw_decode(text, place)[1]
        if text[place] == "]":
            return None
        place += 1
    return len(text[: place - 1].encode())


def _xml_end(body: bytes, rows: int) -> int | None:
    return _nth(body, b"<result>", rows + 1)  # in a text every < is escaped


def _csv_end(body: bytes, rows: int) -> int | None:
    if b'"' not in body:
        end = _nth(body, b"\r\n", rows + 1)
        return None if end is None or end + 2 == len(body) else end + 2
    seen = 0
    for found in RECORD_END.finditer(body):
        if found[1]:
            seen += 1
            if seen == rows + 1:
                return found.end() if found.end() < len(body) else None
    return None


def _tsv_end(body: bytes, rows: int) -> int | None:
    end = _nth(body, b"\n", rows + 1)
    return None if end is None or end + 1 == len(body) else end + 1


def _nth(body: bytes, mark: bytes, number: int) -> int | None:
    place = -1
    for _ in range(number):
        place = body.find(mark, place + 1)
        if place < 0:
            return None
    return place


def _json_note(body: bytes, rows: int) -> bytes:
    """Said before the results: some readers take nothing after them."""
    place = body.index(b',"results":')
    words = f',"truncated":true,"warning":{json.dumps(WORDS.format(rows=rows))}'
    return body[:place] + words.encode() + body[place:] + b"]}}"


def _xml_note(body: bytes, rows: int) -> bytes:
    return body + f"<!-- {WORDS.format(rows=rows)} --></results></sparql>".encode()


def _no_note(body: bytes, rows: int) -> bytes:
    return body


_END = {"JSON": _json_end, "XML": _xml_end, "CSV": _csv_end, "TSV": _tsv_end}
_NOTE = {"JSON": _json_note, "XML": _xml_note, "CSV": _no_note, "TSV": _no_note}


def cut_graph(body: bytes, form: str, rows: int) -> bytes:
    """A graph that was cut off, saying so."""
    words = WORDS.format(rows=rows).replace("rows", "triples")
    if form in ("TURTLE", "N_TRIPLES", "N_QUADS", "TRIG"):
        return body + f"# {words}\n".encode()
    if form == "RDF_XML":
        return body + f"\n<!-- {words} -->\n".encode()
    return body
