"""A team's scores as Excel, Notepad, Numbers and PowerShell save them."""

from __future__ import annotations

from pathlib import Path

import pytest
from levergraph.errors import DataError
from levergraph.graph import Store, resolve
from levergraph.queries.transferability.facts.team_scores import read

HEAD = "intervention,criterion,score,who,as_of,comment"
LINE = "ulez-london,political-will,4,Team,2026-10-05,ok"
HABITS = {
    "plain": f"{HEAD}\n{LINE}\n".encode(),
    "CSV UTF-8": f"\ufeff{HEAD}\r\n{LINE}\r\n".encode(),
    "no end of line": f"{HEAD}\n{LINE}".encode(),
    "old Macintosh": f"{HEAD}\r{LINE}\r".encode(),
    "Unicode text": f"{HEAD}\r\n{LINE}\r\n".replace(",", "\t").encode("utf-16"),
    "semicolons": f"{HEAD}\r\n{LINE}\r\n".replace(",", ";").encode(),
    "a note on the delimiter": f"sep=;\r\n{HEAD}\r\n{LINE}\r\n".replace(",", ";").encode(),
    "empty columns": f"{HEAD},,\n{LINE},,\n".encode(),
    "empty rows": f"{HEAD}\n,,,,,\n{LINE}\n,,,,,\n,,\n\n".encode(),
    "short rows": f"{HEAD},region\n{LINE}\n".encode(),
    "large letters and blanks": f"{HEAD.title().replace('As_Of', 'As of')}\n{LINE}\n".replace(
        ",", " , "
    ).encode(),
    "no-break spaces": f"{HEAD}\n{LINE}\n".replace(",", ",\u00a0").encode(),
    "quotes": "\n".join(",".join(f'"{cell}"' for cell in row.split(",")) for row in (HEAD, LINE)).encode(),
    "a whole score as a decimal": f"{HEAD}\n{LINE}\n".replace(",4,", ",4.0,").encode(),
}
MISTAKES = {
    "ANSI": (f"{HEAD}\n{LINE} \u00a35m \u201cagreed\u201d".encode("cp1252"), "CSV UTF-8"),
    "a workbook": (b"PK\x03\x04\x00\x00\xff\xfe", "no text in UTF-8"),
    "a date as Excel writes it": (f"{HEAD}\n{LINE}".replace("2026-10-05", "05/10/2026").encode(), "Excel"),
    "more values than columns": (f"{HEAD}\n{LINE},more".encode(), "line 2: there are more values"),
    "an unknown column": (f"{HEAD},colour\n{LINE},red".encode(), "'colour' is not known"),
    "a column in between without a name": (f"{HEAD},,region\n{LINE},,".encode(), "'' is not known"),
    "nothing": (b"", "has no column"),
}


def scores(store: Store, path: Path) -> list[object]:
    return [reply for each in read(store, resolve(store, "west-yorkshire"), path).values() for reply in each]


@pytest.mark.parametrize("habit", HABITS)
def test_the_same_scores_are_read_from_every_file(packaged: Store, tmp_path: Path, habit: str) -> None:
    expected, path = tmp_path / "plain.csv", tmp_path / "habit.csv"
    expected.write_bytes(HABITS["plain"])
    path.write_bytes(HABITS[habit])
    read_scores = scores(packaged, path)
    assert len(read_scores) == 1
    assert read_scores == scores(packaged, expected)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_file_that_cannot_be_read_is_told_with_what_to_do(
    packaged: Store, tmp_path: Path, mistake: str
) -> None:
    data, said = MISTAKES[mistake]
    path = tmp_path / "scores.csv"
    path.write_bytes(data)
    with pytest.raises(DataError) as told:
        scores(packaged, path)
    assert said in str(told.value)
