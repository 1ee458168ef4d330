"""What the server, the nursery and the workers say to each other: the forms of their messages.

The server tells the nursery to fork or to kill. A worker gets questions on a stream and writes how they
ended, in order. Connections are lent and given back as packets. While a worker is at a question, its token
lies in a socket that the server can empty, too: who takes the token goes on with the connections.
"""

from __future__ import annotations

import select
import socket
import struct

COMMAND = struct.Struct("<cI")
"""To the nursery: FORK, with the sockets of the new worker, or KILL and the number of its process."""
FORK, KILL = b"F", b"K"

QUESTION = struct.Struct("<I")
"""To a worker: the size of the question, which follows."""
ENDED = struct.Struct("<IIBB")
"""From a worker: the size of the body, which follows; the number of the loan, 0 for a question from the
server; the outcome; and whether it is a graph (1) and cut off (2).
"""

LOAN = struct.Struct("<cI?")
"""About a connection: what is said, the number of the loan, whether it was of use; more may follow."""
LEND = b"L"
"""To a worker, with the connection: it may answer there. The Host that the requests name follows."""
RECALL = b"R"
"""To a worker: give it back."""
BACK = b"B"
"""From a worker: given back, with what has been read and not answered."""
UNSENT = b"U"
"""From a worker: given back, with the rest of an answer."""
CLOSED = b"C"
"""From a worker: given back, closed by the client."""

TOKEN = struct.Struct("<III")
"""The number of the loan (0 for a question from the server), a count, the size of the request's bytes.

Of what came on a loan the bytes of the request follow, then the question as it is packed.
"""
EPOLL = hasattr(select, "epoll")
"""Whether one call tells which of many connections has something to read: only then are some lent."""
KIND = socket.SOCK_SEQPACKET if EPOLL else socket.SOCK_DGRAM
"""The kind of socket for packets; where none are lent, they are short."""
PACKET = 128 * 1024
"""No packet is larger."""
