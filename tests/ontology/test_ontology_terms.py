"""The names: one table of prefixes, short and long forms that give each other back."""

import subprocess
import sys

import pytest
from hypothesis import given, strategies as st
from levergraph import ontology
from levergraph.errors import UsageError
from levergraph.ontology import FILES, ID, KINDS, LG, PREFIXES, curie, expand, slug


@given(st.sampled_from(sorted(PREFIXES)), st.text(max_size=12))
def test_an_iri_comes_back_from_its_short_form(prefix: str, name: str) -> None:
    assert expand(curie(PREFIXES[prefix] + name)) == PREFIXES[prefix] + name


def test_short_forms_are_read_as_people_write_them() -> None:
    assert expand("lg:Region") == LG + "Region"
    assert curie(ID + "region/west-yorkshire") == "region:west-yorkshire"
    assert slug(ID + "region/west-yorkshire") == "west-yorkshire"
    assert slug(LG + "Region") == "Region"


@pytest.mark.parametrize("word", ["nonsense", "nowhere:region"])
def test_a_name_without_a_known_prefix_is_refused_in_words(word: str) -> None:
    with pytest.raises(UsageError, match=word):
        expand(word)


def test_every_kind_has_a_prefix_of_its_own() -> None:
    assert all(PREFIXES[kind] == f"{ID}{kind}/" for kind in KINDS)
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_the_public_face_is_what_all_says() -> None:
    assert list(ontology.__all__) == sorted(ontology.__all__, key=str)
    assert all(getattr(ontology, name) is not None for name in ontology.__all__)


def test_the_files_are_there() -> None:
    assert all(path.exists() for path in FILES.values())


def test_importing_the_names_costs_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); from levergraph.ontology import LG; "
        "print(*sorted(m for m in set(sys.modules) - before if not m.startswith('levergraph')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
