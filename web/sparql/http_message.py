"""From the bytes of a request to the question, from how it ended to the headers: the same whoever answers.

The server answers most requests; a worker answers simple ones on a connection that it was lent.
"""

from __future__ import annotations

from binascii import a2b_qp
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from .evaluate import Ended, Question

if TYPE_CHECKING:
    from ...graph.guard import Graphs
    from ..negotiation import Wanted

PATH = "/sparql"
FORM = b"application/x-www-form-urlencoded"
QUERY = b"application/sparql-query"
"""How the body of a request may be written."""
PLAIN = "levergraph.plain"
"""In the state of a request: it was so simple that a worker could have answered it; the Host it named."""

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


def unquoted(value: bytes) -> bytes:
    """A value of a form without its quoting.

    With `=` for `%` percent-encoding is quoted-printable, which the standard library reads in C, ten times as
    fast. They differ only in what is ill-formed, and that is read slowly.
    """
    value = value.replace(b"+", b" ")
    if b"%%" not in value and b"%=" not in value and b"\n" not in value and b"\r" not in value:
        plain = a2b_qp(value.replace(b"=", b"%3D").replace(b"%", b"="))
        signs = value.count(b"=") + value.count(b"%3D") + value.count(b"%3d")
        if plain.count(b"=") == signs and value[-1:] != b"%":
            return plain
    return unquote_to_bytes(value)


def question(text: str, wanted: Wanted, graphs: Graphs | None = None) -> Question | None:
    """The question of a request; none where no form that we have is wanted."""
    if wanted.table is None and wanted.graph is None:
        return None
    return Question(
        text,
        wanted.table.engine if wanted.table else "",
        wanted.graph.engine if wanted.graph else "",
        graphs,
    )


def edition(version: str, rows: int) -> bytes:
    """What an answer depends on besides its question."""
    return f"{version}{rows}".encode()


def mark(edition: bytes, text: str, packed: bytes) -> bytes:
    """A mark (ETag) that stays as long as the answer does; empty where the answer is never the same.

    `packed` is the question as bytes; an empty edition is one that may change at any time.
    """
    upper = text.upper()
    if not edition or "NOW" in upper or "RAND" in upper or "UUID" in upper or "BNODE" in upper:
        return b""
    return b'W/"%s"' % blake2b(edition + packed, digest_size=12).hexdigest().encode()


def headers(ended: Ended, wanted: Wanted, mark: bytes, rows: int) -> Headers:
    """The headers of an answer in the form that was wanted; `rows` is the limit that may have cut it."""
    kind = wanted.graph_type if ended.graph else wanted.table_type
    found: Headers = [
        (b"content-type", kind.encode("latin-1")),
        (b"content-length", b"%d" % len(ended.body)),
        (b"vary", b"accept"),
    ]
    if mark:
        found += [(b"etag", mark), (b"cache-control", b"no-cache")]
    if ended.cut:
        found.append((b"levergraph-truncated", b"rows=%d" % rows))
    return found
