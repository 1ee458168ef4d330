"""Connections that a worker was lent, on which it answers simple requests itself.

Who asks thousands of small questions a second would wait mostly for their way from one process to the other
and back. So the server lends a connection that keeps asking. What comes there is answered if it is as simple
as nearly everything is: a query by GET or POST with nothing special about it, and a small answer. For all
else the connection is given back with what was read, and the server goes on as if it had arrived there.
"""

from __future__ import annotations

import re
import select
import socket
import time
from email.utils import formatdate
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from . import wire
from .negotiation import Wanted, accepted
from .sparql import http_message as reply
from .sparql.evaluate import ANSWER, Ended, Question

if TYPE_CHECKING:
    from typing import Protocol

    from .work import Bounds

    class Answering(Protocol):
        """Answers a question that came on a loan, with the bytes of its request."""

        def __call__(self, question: Question, packed: bytes, loan: int, request: bytes) -> Ended:
            """How it ended."""


SMALL = 64 * 1024
"""The most bytes of an answer that is sent from here: a packet holds the rest that a slow client leaves."""
SIMPLE = re.compile(
    rb"(?:GET|(?P<post>POST)) (?P<target>"
    + re.escape(reply.PATH.encode())
    + rb"(?(post)|\?query=(?P<query>[!-\"$%'-~]++))) HTTP/1\.1\r\n"
    rb"(?P<fields>(?:[!-9;-~]++:[\t -~]*+\r\n)++)\r\n(?P<body>(?(post).+))",
    re.DOTALL,
)
"""One request and nothing after it."""
LARGEST = 48 * 1024
"""The most bytes of a request: twice as much fits into a packet."""
FIELDS = 4 * 1024
"""The most bytes of header fields that are read here: what they say is remembered."""
NONE = (b"", b"")
"""No body."""
PLAIN = frozenset(
    b"accept accept-encoding accept-language cache-control connection content-length content-type dnt host "
    b"pragma priority referer user-agent".split()
)
"""Header fields that are read here, or say nothing to us."""


class Said(NamedTuple):
    """What the header fields of a request say."""

    host: bytes
    wanted: Wanted
    body: tuple[bytes, bytes]
    """The type and the length of the body, empty where none is said."""


class Loan:
    """A connection that is lent."""

    __slots__ = ("host", "number", "served", "socket")

    def __init__(self, number: int, host: bytes, connection: socket.socket) -> None:
        self.number = number
        self.host = host
        self.socket = connection
        self.served = False


class Lent:
    """The connections lent to this worker."""

    def __init__(self, lending: socket.socket, answer: Answering, edition: bytes, bounds: Bounds) -> None:
        """Take the socket on which they come and go."""
        self._lending = lending
        self._answer = answer
        self._edition = edition
        self._bounds = bounds
        self._loans: dict[int, Loan] = {}
        self._poll = select.epoll()
        self._poll.register(lending, select.EPOLLIN)
        self._second = 0
        self._date = b""

    def watch(self, other: socket.socket) -> None:
        """Wait for something else as well."""
        self._poll.register(other, select.EPOLLIN)

    def ready(self) -> list[int]:
        """Wait until something can be read; the numbers of the sockets."""
        return [number for number, _ in self._poll.poll()]

    def serve(self, number: int) -> None:
        """Take a connection, or give one back, or answer what came on it."""
        if number == self._lending.fileno():
            self._told()
            return
        loan = self._loans.get(number)
        if loan is None:
            return
        try:
            data = loan.socket.recv(LARGEST + 1)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._serve(loan, data)
        else:
            self._back(loan, wire.CLOSED)

    def _serve(self, loan: Loan, data: bytes) -> None:
        found = self._simple(loan, data)
        if found is None:
            self._back(loan, wire.BACK, data)
            return
        question, wanted = found
        packed = question.packed()
        ended = self._answer(question, packed, loan.number, data)
        if ended.outcome != ANSWER or len(ended.body) > SMALL:
            self._back(loan, wire.BACK, data)
            return
        mark = reply.mark(self._edition, question.text, packed)
        written = self._written(ended, reply.headers(ended, wanted, mark, self._bounds.rows))
        loan.served = True
        try:
            sent = loan.socket.send(written)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._back(loan, wire.CLOSED)
            return
        if sent < len(written):
            self._back(loan, wire.UNSENT, written[sent:])

    def _simple(self, loan: Loan, data: bytes) -> tuple[Question, Wanted] | None:
        """The question of a request and the form wanted, where nothing is special about the request."""
        found = SIMPLE.fullmatch(data) if len(data) <= min(LARGEST, self._bounds.head) else None
        if found is None or len(found["target"]) > self._bounds.url:
            return None
        said = _said(found["fields"]) if len(found["fields"]) <= FIELDS else None
        if said is None or said.host != loan.host:
            return None
        asked = self._posted(said, found["body"]) if found["post"] else found["query"]
        if asked is None or ((said.wanted.html or said.body != NONE) and not found["post"]):
            return None
        try:
            text = (asked if said.body[0] == reply.QUERY else reply.unquoted(asked)).decode()
        except UnicodeDecodeError:
            return None
        question = reply.question(text, said.wanted)
        return (question, said.wanted) if question else None

    def _posted(self, said: Said, body: bytes) -> bytes | None:
        """The query in a body, as it is quoted there."""
        kind, length = said.body
        if length != b"%d" % len(body) or len(body) > self._bounds.body:
            return None
        if kind == reply.FORM and body.startswith(b"query=") and b"&" not in body and body.isascii():
            return body[6:]
        return body if kind == reply.QUERY else None

    def _written(self, ended: Ended, headers: reply.Headers) -> bytes:
        """The answer as it goes out."""
        second = int(time.time())
        if second != self._second:
            self._second, self._date = second, formatdate(second, usegmt=True).encode()
        fields = [b"%b: %b\r\n" % field for field in (*headers, *reply.DATA)]
        return b"HTTP/1.1 200 OK\r\ndate: %b\r\n%b\r\n%b" % (self._date, b"".join(fields), ended.body)

    def _told(self) -> None:
        """Hear of one loan from the server."""
        data, numbers, _, _ = socket.recv_fds(self._lending, wire.PACKET, 1)
        if not data:  # it has gone; where its questions come from, that is seen, too
            self._poll.unregister(self._lending)
            return
        kind, number, _ = wire.LOAN.unpack_from(data)
        if kind == wire.LEND and numbers:
            connection = socket.socket(fileno=numbers[0])
            connection.setblocking(False)
            self._loans[connection.fileno()] = Loan(number, data[wire.LOAN.size :], connection)
            self._poll.register(connection, select.EPOLLIN)
            return
        for loan in [loan for loan in self._loans.values() if loan.number == number]:
            self._back(loan, wire.BACK)
            return
        self._lending.send(wire.LOAN.pack(wire.CLOSED, number, False))  # it is not here: it never came

    def _back(self, loan: Loan, kind: bytes, data: bytes = b"") -> None:
        """Give a connection back, with bytes that the server has to read or to send."""
        self._poll.unregister(loan.socket)
        del self._loans[loan.socket.fileno()]
        loan.socket.close()
        self._lending.send(wire.LOAN.pack(kind, loan.number, loan.served) + data)


@lru_cache(maxsize=256)
def _said(fields: bytes) -> Said | None:
    """What header fields say; nothing where one of them asks for more than is done here."""
    found: dict[bytes, bytes] = {}
    for line in fields.split(b"\r\n")[:-1]:
        name, _, value = line.partition(b":")
        name = name.lower()
        if name not in PLAIN or name in found:
            return None
        found[name] = value.strip(b" \t")
    if found.get(b"connection", b"keep-alive").lower() != b"keep-alive":
        return None
    wanted = accepted(found.get(b"accept", b"").decode("ascii"))
    body = found.get(b"content-type", b"").lower(), found.get(b"content-length", b"")
    return Said(found[b"host"], wanted, body) if b"host" in found else None
