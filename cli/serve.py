"""`levergraph serve`: the web application and the SPARQL endpoint."""

from __future__ import annotations

import argparse


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from ..web.serve import serve
    from ..web.settings import Settings

    return serve(Settings(host=args.host, port=args.port, store=args.store, data=tuple(args.data)))
