"""Sections of sentences as a page of text, Markdown or HTML, each sentence with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....results.table import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...facts.records import Source
    from .sentence import Section


def text(title: str, sections: Iterable[Section]) -> str:
    """As plain text; the sources stand at the end, by number."""
    numbers: dict[Source, int] = {}
    lines = [title, ""]
    for section in sections:
        lines.append(section.title)
        for sentence in section.sentences:
            marks = "".join(f" [{numbers.setdefault(cited, len(numbers) + 1)}]" for cited in sentence.sources)
            lines.append(f"  - {sentence.text}{marks}")
        lines.append("")
    lines.append("Sources")
    lines += [f"  [{number}] {cited.title} <{cited.url}>" for cited, number in numbers.items()]
    return "\n".join(lines) + "\n"


def markdown(title: str, sections: Iterable[Section]) -> str:
    """As Markdown, each sentence with its links."""
    lines = [f"# {escaped(title)}", ""]
    for section in sections:
        lines += [f"## {section.title}", ""]
        for sentence in section.sentences:
            links = "".join(f" ([{escaped(cited.title)}](<{_url(cited.url)}>))" for cited in sentence.sources)
            lines.append(f"- {escaped(sentence.text)}{links}")
        lines.append("")
    return "\n".join(lines)


def html(title: str, sections: Iterable[Section]) -> str:
    """As one HTML page that loads nothing."""
    from html import escape

    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body><main>\n"
        f"{body(title, sections)}\n</main></body>\n</html>\n"
    )


def body(title: str, sections: Iterable[Section]) -> str:
    """The body of that page, everything in it escaped."""
    from html import escape

    parts = [f"<h1>{escape(title)}</h1>"]
    for section in sections:
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


def _url(url: str) -> str:
    return url if url.startswith(("https://", "http://")) and not set(url) & set("<> \n") else "#"
