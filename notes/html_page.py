"""The brief as one HTML page that loads nothing and prints on A4."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..queries.wording import big, day
from .explanation import web

if TYPE_CHECKING:
    import jinja2

    from ..queries.transferability import Brief


def web_page(brief: Brief, address: str = "") -> str:
    """The brief as an HTML page; `address` is that of the page that says the same."""
    return _template().render(brief=brief, address=web(address))


@cache
def _template() -> jinja2.Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update({"big": big, "day": day, "web": web})
    return made.get_template("brief.html.jinja")
