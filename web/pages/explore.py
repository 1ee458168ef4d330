"""The explorer, served with the policy that it states for itself."""

from __future__ import annotations

import gzip
import html
import re
from typing import TYPE_CHECKING

from starlette.responses import Response

from ...queries.dates import today
from ..store_cache import kept

if TYPE_CHECKING:
    from ...graph.store import Store
    from .support.page_request import Visit

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def page(visit: Visit) -> Response:
    """Answer `/explore` as of today; the page itself reads what is asked, so that every view is one page."""
    home = visit.at("/")
    day = today()
    drawn: dict[str, tuple[bytes, bytes, str]] = kept(visit.store, f"explorer {home}", lambda _: {})
    if day not in drawn:
        drawn.clear()
        drawn[day] = _drawn(visit.store, home, day)
    plain, packed, policy = drawn[day]
    headers = {"content-security-policy": policy, "vary": "accept-encoding"}
    if "gzip" in visit.request.headers.get("accept-encoding", ""):
        return Response(
            packed, media_type="text/html; charset=utf-8", headers={**headers, "content-encoding": "gzip"}
        )
    return Response(plain, media_type="text/html; charset=utf-8", headers=headers)


def _drawn(store: Store, home: str, day: str) -> tuple[bytes, bytes, str]:
    from ...viz.explorer import page

    text = _with_way_back(page(store, day=day), home)
    found = _POLICY.search(text)
    policy = html.unescape(found[1]) if found else "default-src 'none'"
    data = text.encode("utf-8")
    return data, gzip.compress(data, 6, mtime=0), policy


def _with_way_back(text: str, home: str) -> str:
    """The explorer with a link to the site in its header, which the file that works offline cannot have."""
    link = f'<nav aria-label="Site"><p><a href="{html.escape(home)}">← Back to the home page</a></p></nav>'
    before, header, after = text.partition("</header>")
    return f"{before}{link}\n{header}{after}" if header else text
