"""The page: one HTML file with its script, its style and its data inside, and nothing from elsewhere."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCRIPTS = (
    "dom.js",
    "dates.js",
    "model.js",
    "marks.js",
    "holdings.js",
    "verdicts.js",
    "paths.js",
    "scene.js",
    "pathscene.js",
    "towards.js",
    "regions.js",
    "state.js",
    "focus.js",
    "glyphs.js",
    "combobox.js",
    "wrapping.js",
    "shapes.js",
    "cards.js",
    "strands.js",
    "tip.js",
    "picture.js",
    "facts.js",
    "sparql.js",
    "lens.js",
    "thing.js",
    "pathpanel.js",
    "panel.js",
    "table.js",
    "drawing.js",
    "save.js",
    "turtle.js",
    "filters.js",
    "legend.js",
    "main.js",
)
STYLES = ("tokens.css", "page.css", "print.css")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def render(data: dict[str, Any], *, title: str, edition: str = "", day: str = "") -> str:
    """Render the page around its data; `day` is told where it is another than that of the edition."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    script, style, drawing = _script(), _style(), _vis_network()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(drawing)} {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return environment.get_template("page.html.jinja").render(
        title=title,
        edition=edition,
        edition_words=_in_words(edition),
        day=day,
        day_words=_in_words(day),
        policy=Markup(policy),  # noqa: S704 - hashes and fixed words
        drawing=drawing,
        script=script,
        style=style,
        data=as_json(data),
    )


def _in_words(day: str) -> str:
    """Write 2026-11-24 as 24 November 2026; anything else stays as it is."""
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:
        return day
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def as_json(data: dict[str, Any]) -> Any:
    """Write data as JSON that can stand in a script block: nothing in it can end the block."""
    from markupsafe import Markup

    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.translate(ESCAPES))  # noqa: S704 - every character that HTML minds has been escaped


def _script() -> Any:
    parts = [(HERE / "js" / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return _inline("(() => {\n'use strict';\n" + "\n".join(parts) + "\n})();\n")


def _style() -> Any:
    return _inline("\n".join((HERE / "css" / name).read_text(encoding="utf-8") for name in STYLES))


def _vis_network() -> Any:
    """The vis-network that pyvis ships; its style sheet dresses controls that this page leaves out."""
    import pyvis

    versions = sorted((Path(pyvis.__file__).parent / "lib").glob("vis-9.1*/vis-network.min.js"))
    text = versions[-1].read_text(encoding="utf-8")
    kept = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL=")]
    return _inline("\n".join(kept) + "\n")


def _inline(text: str) -> Any:
    from markupsafe import Markup

    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ValueError("a script or style that would end its own block cannot be put into the page")
    return Markup(text.replace("\r\n", "\n").replace("\r", "\n"))  # noqa: S704 - our own files and pyvis's, never data


def _hash(text: str) -> Any:
    from markupsafe import Markup

    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Markup(f"'sha256-{digest}'")  # noqa: S704 - base64
