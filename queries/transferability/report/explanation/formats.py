"""An explanation as a page of text, Markdown or HTML, or as plain values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import escaped
from ...facts.facts import local
from ..team_total import total_record

if TYPE_CHECKING:
    from ...facts.facts import Cited
    from .explanation import Explanation


def text(told: Explanation) -> str:
    """Write it as plain text; the sources stand at the end, by number."""
    numbers: dict[Cited, int] = {}
    lines = [_headline(told), ""]
    for section in told.sections:
        lines.append(section.title)
        for sentence in section.sentences:
            marks = "".join(f" [{numbers.setdefault(cited, len(numbers) + 1)}]" for cited in sentence.sources)
            lines.append(f"  - {sentence.text}{marks}")
        lines.append("")
    lines.append("Sources")
    lines += [f"  [{number}] {cited.title} <{cited.url}>" for cited, number in numbers.items()]
    return "\n".join(lines) + "\n"


def markdown(told: Explanation) -> str:
    """Write it as Markdown, each sentence with its links."""
    lines = [f"# {escaped(_headline(told))}", ""]
    for section in told.sections:
        lines += [f"## {section.title}", ""]
        for sentence in section.sentences:
            links = "".join(f" ([{escaped(cited.title)}](<{_url(cited.url)}>))" for cited in sentence.sources)
            lines.append(f"- {escaped(sentence.text)}{links}")
        lines.append("")
    return "\n".join(lines)


def html(told: Explanation) -> str:
    """Write it as one HTML page that loads nothing."""
    from html import escape

    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(_headline(told))}</title>\n<style>{_STYLE}</style>\n</head>\n<body><main>\n"
        f"{body(told)}\n</main></body>\n</html>\n"
    )


def body(told: Explanation) -> str:
    """Write what stands on the page, everything in it escaped."""
    from html import escape

    parts = [f"<h1>{escape(_headline(told))}</h1>"]
    for section in told.sections:
        parts += [f"<h2>{escape(section.title)}</h2>", "<ul>"]
        for sentence in section.sentences:
            links = "".join(
                f' <a href="{escape(_url(cited.url))}" rel="noopener noreferrer">{escape(cited.title)}</a>'
                for cited in sentence.sources
            )
            parts.append(f"<li>{escape(sentence.text)}{links}</li>")
        parts.append("</ul>")
    return "\n".join(parts)


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = (
    "body{font:1.0625rem/1.55 system-ui,sans-serif;margin:0;color:#1b1b1b;background:#fff}"
    "main{max-width:42rem;margin:2rem auto;padding:0 1rem}li{margin:.35rem 0}a{color:#0b4f9c}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#16181b}a{color:#8ec1ff}}"
)


def json(told: Explanation) -> str:
    """Write it as JSON."""
    from json import dumps

    return dumps(record(told), ensure_ascii=False, indent=2) + "\n"


def record(told: Explanation) -> dict[str, object]:
    """Give it as plain values for JSON."""
    return {
        "intervention": told.intervention,
        "label": told.label,
        "to": local(told.region),
        "as_of": told.as_of,
        "verdict": told.verdict,
        **({"total": total_record(told.total)} if told.total else {}),
        "sections": [
            {
                "title": section.title,
                "sentences": [
                    {"text": sentence.text, "sources": [cited._asdict() for cited in sentence.sources]}
                    for sentence in section.sentences
                ],
            }
            for section in told.sections
        ],
    }


def _headline(told: Explanation) -> str:
    return f"{told.label} for {told.region_label}"


def _url(url: str) -> str:
    return url if url.startswith(("https://", "http://")) and not set(url) & set("<> \n") else "#"
