"""The zip archive that a workbook is: opened with care, for it can be damaged, locked or a bomb."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ...errors import DataError
from .raw import DENSEST, UNPACKED

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook with a password begins, and one of the old kind (.xls)."""
PARTS = 10_000
"""The parts that an archive may have."""
SMALL = 10 << 20
"""Up to this size a part may be as dense as it likes."""
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def opened(path: str, data: bytes) -> ZipFile:
    """The archive in a file. Raises DataError for what is locked, damaged, too large or no archive."""
    if data.startswith(OLE):
        raise DataError(
            f"{path} has a password, or is a workbook of the old kind (.xls): save it as .xlsx, without a "
            "password."
        )
    try:
        archive = ZipFile(BytesIO(data))
        parts = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DataError(
            f"{path} is damaged or is no workbook ({error}): open it in Excel or LibreOffice and save it "
            "again."
        ) from None
    if any(part.flag_bits & 1 for part in parts):
        raise DataError(f"{path} has a password: save it without one.")
    total = sum(part.file_size for part in parts)
    dense = [p for p in parts if p.file_size > SMALL and p.file_size > DENSEST * max(p.compress_size, 1)]
    if total > UNPACKED or len(parts) > PARTS or dense:
        raise DataError(
            f"{path} unpacks to {total / (1 << 20):,.0f} MB in {len(parts):,} parts: more than any sheet "
            "needs, so it is refused. Copy your rows into a new template."
        )
    return archive


def refuse_entities(path: str, archive: ZipFile) -> None:
    """Refuse an archive whose XML declares entities, which can grow without bound."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            try:
                with archive.open(part) as file:
                    start = file.read(4096)
            except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
                raise DataError(
                    f"{path} is damaged ({error}): save it again, or take an older copy."
                ) from None
            if DOCTYPE.search(start) or DOCTYPE.search(start.replace(b"\0", b"")):
                raise DataError(
                    f"{path} declares entities in {part.filename}, which no spreadsheet does: refused."
                )
