"""Puts a store's graphs into an endpoint: by the Graph Store Protocol, or else by SPARQL Update.

The ontology is the mark of a whole graph: it is emptied first and comes last, so that a load that was cut off
can be told from one that was not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from ..errors import Refused
from ..ontology.terms import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY, GRAPH_YOURS
from .guard import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph

    from .progress import Progress
    from .remote import RemoteStore

ORDER = (GRAPH_FACTS, GRAPH_YOURS, GRAPH_INFERRED, GRAPH_ONTOLOGY)
BATCH = 1000
"""Statements in one INSERT DATA: endpoints limit the length of an update."""
PROTOCOL = ("store", "data", "rdf-graphs/service", "sparql-graph-crud")
"""Where the Graph Store Protocol lives, beside the query address: Oxigraph, Fuseki, RDF4J, Virtuoso."""
UPDATE = ("update", "statements", "sparql", "query")
"""Where SPARQL Update lives."""


def upload(store: pyoxigraph.Store, endpoint: RemoteStore, progress: Progress) -> None:
    """Replace the four graphs in the endpoint by those of the store."""
    if not _put(store, endpoint, progress):
        _update(store, endpoint, progress)


def _put(store: pyoxigraph.Store, endpoint: RemoteStore, progress: Progress) -> bool:
    """Put each graph; tell whether the endpoint understands the Graph Store Protocol at all."""
    parts = [(GRAPH_ONTOLOGY, b""), *((graph, _ntriples(store, graph)) for graph in ORDER)]
    addresses = _beside(endpoint.address, PROTOCOL)
    done: list[str] = []
    for graph, data in parts:  # the empty one finds out where it works
        progress(f"sending {graph}")
        answers = []
        for address in addresses:
            code, body = _send(
                endpoint,
                "PUT",
                f"{address}?{urlencode({'graph': graph})}",
                data,
                "application/n-triples",
            )
            if code < 300:
                addresses = [address]
                done.append(graph)
                break
            if code in (401, 403):
                raise endpoint.refusal(code, body)
            answers.append((code, body))
        else:
            if not done:
                return False
            code, body = answers[0]
            said = f"{code} {body[:300].decode('utf-8', 'replace')}".strip()
            raise Refused(
                f"{endpoint.url} refused {graph} ({said}) after it had taken {', '.join(done)}. "
                "Load again once it has room."
            )
    return True


def _update(store: pyoxigraph.Store, endpoint: RemoteStore, progress: Progress) -> None:
    """Fill graphs beside the four in batches, then move all four into place in one request."""
    aside = {graph: f"{graph}/loading" for graph in GRAPHS}
    drop = " ; ".join(f"DROP SILENT GRAPH <{each}>" for each in aside.values())
    address = _updates_at(endpoint, drop)
    try:
        for graph in GRAPHS:
            for batch in _batches(_ntriples(store, graph).decode()):
                progress(f"sending {graph}")
                _run(endpoint, address, f"INSERT DATA {{ GRAPH <{aside[graph]}> {{\n{batch}}} }}")
        moves = (
            f"DROP SILENT GRAPH <{graph}> ; MOVE SILENT GRAPH <{part}> TO GRAPH <{graph}>"
            for graph, part in aside.items()
        )
        _run(endpoint, address, " ; ".join(moves))
    except BaseException:
        _send(endpoint, "POST", address, drop.encode(), "application/sparql-update")
        raise


def _updates_at(endpoint: RemoteStore, harmless: str) -> str:
    """The address that takes updates, found by a harmless one."""
    for address in [*_beside(endpoint.address, UPDATE), endpoint.address]:
        code, body = _send(endpoint, "POST", address, harmless.encode(), "application/sparql-update")
        if code < 300:
            return address
        if code in (401, 403):
            raise endpoint.refusal(code, body)
    raise Refused(
        f"{endpoint.url} takes neither the Graph Store Protocol nor SPARQL Update. "
        "Give the address of its queries, and see that it may be written to."
    )


def _run(endpoint: RemoteStore, address: str, update: str) -> None:
    code, body = _send(endpoint, "POST", address, update.encode(), "application/sparql-update")
    if code >= 300:
        raise Refused(
            f"{address} refused a part of the graph. It says: {code} {body[:300].decode('utf-8', 'replace')}"
        )


def _send(endpoint: RemoteStore, method: str, address: str, body: bytes, kind: str) -> tuple[int, bytes]:
    reply = endpoint.send(method, address, body, {"Content-Type": kind})
    return reply.code, reply.body


def _beside(url: str, names: tuple[str, ...]) -> list[str]:
    """The addresses beside that of the queries."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    for end in ("/query", "/sparql"):
        path = path.removesuffix(end)
    return [urlunsplit((parts.scheme, parts.netloc, f"{path}/{name}", "", "")) for name in names]


def _ntriples(store: pyoxigraph.Store, graph: str) -> bytes:
    from pyoxigraph import NamedNode, RdfFormat

    return store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph)) or b""


def _batches(text: str) -> Iterator[str]:
    """Lines by the thousand; those with blank nodes stay together, for a label holds within one update."""
    lines = text.splitlines(keepends=True)
    blank = [line for line in lines if "_:" in line]
    if blank:
        yield "".join(blank)
    named = [line for line in lines if "_:" not in line]
    for start in range(0, len(named), BATCH):
        yield "".join(named[start : start + BATCH])
