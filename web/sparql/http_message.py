"""The names of the protocol and the headers of an answer."""

from __future__ import annotations

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
    """What an answer depends on besides its question."""
    return f"{version}{rows}".encode()


def mark(edition: bytes, query: Query) -> bytes:
    """A mark (ETag) that stays as long as the answer does; empty where the answer is never the same.

    An empty edition is one that may change at any time.
    """
    upper = query.text.upper()
    if not edition or "NOW" in upper or "RAND" in upper or "UUID" in upper or "BNODE" in upper:
        return b""
    return b'W/"%s"' % blake2b(edition + repr(query).encode(), digest_size=12).hexdigest().encode()


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
