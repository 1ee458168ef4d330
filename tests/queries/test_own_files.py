"""What is the user's own is marked so on every face."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import levergraph
import pytest
from levergraph import Session
from levergraph.graph.store import Store

ROWS = """\
Name;Description;Region;Acts on;Status;Source
Our landlord scheme;A voluntary standard.;South Yorkshire;Poor housing conditions;running;\
Good Landlord Charter reaches half of all rented homes (GMCA)
"""


@pytest.fixture(scope="module")
def own(packaged: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = Path(tmp_path_factory.mktemp("own"), "our-schemes.csv")
    path.write_text(ROWS, encoding="utf-8")
    with levergraph.open(data=path) as session:
        yield session


def test_a_thing_of_a_sheet_is_shown_as_the_users_own_with_its_row(own: Session) -> None:
    shown = own.show("Our landlord scheme").to_text()
    assert "acts on: Poor housing conditions (yours)" in shown
    assert "our-schemes.csv, Interventions, row 2" in shown


def test_the_list_of_options_says_which_are_the_users_own(own: Session, packaged: Store) -> None:
    ranking = own.transferability.ranking("west-yorkshire")
    yours = [candidate.intervention.label for candidate in ranking.listed if candidate.intervention.yours]
    assert yours == ["Our landlord scheme"]
    assert "From your own files: Our landlord scheme." in ranking.notes
    plain = Session(packaged).transferability.ranking("west-yorkshire")
    assert not [candidate for candidate in plain.listed if candidate.intervention.yours]
    assert not [note for note in plain.notes if "own files" in note]
