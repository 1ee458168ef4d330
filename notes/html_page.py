"""The brief and the plan as HTML pages that load nothing and print on A4."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..queries.wording import big, day
from . import plan_words
from .explanation import web

if TYPE_CHECKING:
    import jinja2

    from ..queries.transferability import Brief, Plan


def web_page(brief: Brief, address: str = "") -> str:
    """The brief as an HTML page; `address` is that of the page that says the same."""
    return _template("brief").render(brief=brief, address=web(address))


def plan_page(plan: Plan, address: str = "") -> str:
    """The plan as an HTML page; `address` is that of the page that says the same."""
    return _template("plan").render(plan=plan, words=plan_words, address=web(address))


@cache
def _template(name: str) -> jinja2.Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update({"big": big, "day": day, "web": web})
    return made.get_template(f"{name}.html.jinja")
