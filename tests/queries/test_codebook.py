"""The grades of findings follow the published codebook, and agreement of coders is Cohen's kappa."""

from __future__ import annotations

from decimal import Decimal

from levergraph.graph import LocalStore, Store
from levergraph.queries.execution import ask
from pyoxigraph import RdfFormat, Store as Oxigraph

PAIRS = [("Strong", "Strong"), ("Strong", "Weak"), ("Weak", "Weak"), ("Weak", "Weak")]
"""The first and the second coder's grade of four findings: 3 of 4 agree, 8 of 16 would by chance."""


def test_every_grade_is_the_one_that_the_codebook_gives(packaged: Store) -> None:
    answer = ask(packaged, "findings-by-codebook", {})
    by_rule, given, name = (answer.columns.index(column) for column in ("byRule", "given", "finding"))
    rows = list(answer)
    assert len(rows) > 180
    assert [row[name] for row in rows if row[by_rule] != row[given]] == []


def test_the_sheet_of_the_second_coder_is_a_third_and_shows_no_grade(packaged: Store) -> None:
    sheet = ask(packaged, "second-coder-sheet", {})
    columns = set(sheet.columns)
    share = len(list(sheet)) / len(list(ask(packaged, "findings-by-codebook", {})))
    assert 0.25 < share < 0.4
    assert not {"strength", "threats", "strengthNote", "direction"} & columns


def test_agreement_is_kappa_over_the_grades_before_they_were_resolved() -> None:
    store = Oxigraph()
    lines = "".join(
        f"<urn:f{number}> lg:firstStrength lg:{first} ; lg:secondStrength lg:{second} .\n"
        for number, (first, second) in enumerate(PAIRS)
    )
    prefix = "@prefix lg: <https://w3id.org/levergraph/ontology#> .\n"
    store.load(input=prefix + lines, format=RdfFormat.TURTLE)
    answer = ask(LocalStore(store, "two coders", "coders"), "agreement-of-coders", {})
    (row,) = answer
    told = dict(zip(answer.columns, row, strict=True))
    assert (told["codedTwice"], told["agreed"]) == (4, 3)
    assert Decimal(str(told["kappa"])) == Decimal("0.5")
