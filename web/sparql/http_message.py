"""The names of the protocol and the headers of an answer."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from .evaluate import Evaluated, Query

if TYPE_CHECKING:
    from ..negotiation import Wanted

PATH = "/sparql"
FORM = b"application/x-www-form-urlencoded"
QUERY = b"application/sparql-query"
"""How the body of a request may be written."""

Headers = list[tuple[bytes, bytes]]

MARKS = re.compile(rb'"[^"]*"')
"""The marks in an If-None-Match without the sign of weakness, which makes no difference there."""
ALWAYS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]
"""Headers of every answer."""
DATA: Headers = [
    *ALWAYS,
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; sandbox"),
]
"""Headers of an answer that is no page: whatever it holds, a browser runs nothing of it."""


def edition(version: str, rows: int) -> bytes:
    """The request headers that an answer depends on besides its question."""
    return f"{version}{rows}".encode()


def mark(edition: bytes, query: Query) -> bytes:
    """A mark (ETag) that stays as long as the answer does; empty where the answer is never the same.

    An empty edition is one that may change at any time.
    """
    upper = query.text.upper()
    if not edition or "NOW" in upper or "RAND" in upper or "UUID" in upper or "BNODE" in upper:
        return b""
    return b'W/"%s"' % blake2b(edition + repr(query).encode(), digest_size=12).hexdigest().encode()


def matches(condition: bytes, mark: bytes) -> bool:
    """Whether an If-None-Match (a list of marks, or a star) has this mark, compared weakly."""
    if not condition:
        return False
    known = mark.removeprefix(b"W/")
    return condition.strip() == b"*" or any(each == known for each in MARKS.findall(condition))


def combined(fields: Headers) -> Headers:
    """The header fields of a request, with those that it has more than once as one list (RFC 9110, 5.3)."""
    found: dict[bytes, bytes] = {}
    for name, value in fields:
        found[name] = found[name] + b", " + value if name in found else value
    return list(found.items())


def headers(evaluated: Evaluated, wanted: Wanted, mark: bytes, rows: int) -> Headers:
    """The headers of an answer in the form that was wanted; `rows` is the limit that may have cut it."""
    kind = wanted.graph_type if evaluated.graph else wanted.table_type
    found: Headers = [
        (b"content-type", kind.encode("latin-1")),
        (b"content-length", b"%d" % len(evaluated.body)),
        (b"vary", b"accept"),
    ]
    if mark:
        found += [(b"etag", mark), (b"cache-control", b"no-cache")]
    if evaluated.cut:
        found.append((b"levergraph-truncated", b"rows=%d" % rows))
    return found
