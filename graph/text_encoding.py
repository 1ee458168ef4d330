"""Text as people's programs save it, in UTF-8: without a byte order mark, and from UTF-16."""

from __future__ import annotations

from ..errors import DataError

UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""The marks with which PowerShell, Notepad and Excel begin a file in UTF-16."""


def utf8(data: bytes) -> bytes:
    """A text in UTF-8, without a byte order mark; bytes that are no text at all stay what they are."""
    if data[:2] in UTF16:
        return data.decode("utf-16", "replace").encode()
    return data.removeprefix(b"\xef\xbb\xbf")


def decoded(data: bytes, path: str, what: str) -> str:
    """The text of a file. Raises DataError where it is no text in UTF-8 or UTF-16: how it was saved instead.

    `what` says what was expected, such as "a CSV file".
    """
    try:
        if data[:2] in UTF16:
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data[:2] in UTF16 or b"\0" in data:
            raise DataError(f"{path} is no text in UTF-8: {what} was expected.") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{path} is no text in UTF-8 (line {line}): {what} was expected. It looks like Windows-1252 "
            f"(ANSI): save it as UTF-8; in Excel, as CSV UTF-8."
        ) from None
