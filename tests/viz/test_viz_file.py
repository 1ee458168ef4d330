"""The file that `explore` writes, before any browser opens it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import levergraph.viz
import pytest
from levergraph.errors import UnknownName, UsageError
from levergraph.viz import explore
from levergraph.viz.page import SCRIPTS, as_json
from viz_world import SMALL, store


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return explore(store(SMALL), tmp_path_factory.mktemp("page") / "x.html").read_text(encoding="utf-8")


class Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.found: list[tuple[str, str]] = []
        self.addresses: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = f"{tag} {given.get('type') or ''}".strip() if tag in ("script", "style") else ""
        self.addresses += [value for name, value in attrs if name in ("src", "href", "action") and value]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append((self.inside, data))


def parsed(text: str) -> Blocks:
    blocks = Blocks()
    blocks.feed(text)
    return blocks


def test_the_file_is_the_same_for_the_same_graph(tmp_path: Path, text: str) -> None:
    again = explore(store(SMALL), tmp_path / "again.html")
    assert again.read_bytes() == text.encode("utf-8")


def test_the_policy_allows_these_scripts_and_styles_and_nothing_else(text: str) -> None:
    blocks = parsed(text)
    assert blocks.policy.startswith("default-src 'none'; ")
    assert "unsafe" not in blocks.policy
    allowed = set(re.findall(r"'sha256-([^']+)'", blocks.policy))
    inline = [data for kind, data in blocks.found if kind in ("script", "style")]
    hashes = {base64.b64encode(hashlib.sha256(data.encode()).digest()).decode() for data in inline}
    assert len(inline) == 3
    assert hashes == allowed


def test_every_script_has_its_place_in_the_page() -> None:
    folder = Path(levergraph.viz.__file__).parent / "js"
    assert sorted(SCRIPTS) == sorted(path.name for path in folder.glob("*.js"))


def test_nothing_in_the_file_points_outside_it(text: str) -> None:
    assert set(parsed(text).addresses) == {"#tables", "data:,"}


def test_the_data_block_is_the_whole_graph(text: str) -> None:
    (block,) = (data for kind, data in parsed(text).found if kind == "script application/json")
    data = json.loads(block)
    assert [node["label"] for node in data["network"]["nodes"]].count("Bus franchising") == 1
    assert data["network"]["options"]["physics"] == {"enabled": False}


@pytest.mark.parametrize("letter", ["<", ">", "&", "\u2028", "\u2029"])
def test_letters_that_could_end_a_script_block_are_escaped(letter: str) -> None:
    written = str(as_json({"label": f"a{letter}b"}))
    assert letter not in written
    assert json.loads(written) == {"label": f"a{letter}b"}


@pytest.mark.parametrize(
    "name", [{"region": "nort"}, {"from_lever": "bus franchsing"}, {"to_outcome": "wellbeeing"}]
)
def test_an_unknown_name_is_refused_with_the_nearest_and_nothing_written(
    tmp_path: Path, name: dict[str, str]
) -> None:
    with pytest.raises(UnknownName):
        explore(store(SMALL), tmp_path / "x.html", **name)
    assert not list(tmp_path.iterdir())


def test_a_region_a_lever_and_an_outcome_may_be_named_by_slug_or_label(tmp_path: Path) -> None:
    made = explore(
        store(SMALL), tmp_path / "x.html", region="North", from_lever="buses", to_outcome="wellbeing"
    )
    assert (
        '"start":{"from":"lever/buses","region":"region/north","to":"outcome/wellbeing"}'
        in made.read_text(encoding="utf-8")
    )


def test_an_empty_store_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to explore"):
        explore(store(), tmp_path / "x.html")


def test_a_folder_that_is_not_there_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        explore(store(SMALL), tmp_path / "nowhere" / "x.html")
    assert not list(tmp_path.iterdir())


def test_a_file_that_stands_there_is_kept_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.html"
    target.write_text("before", encoding="utf-8")

    def full(part: str, path: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(UsageError, match="No space left"):
        explore(store(SMALL), target)
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]
    assert target.read_text(encoding="utf-8") == "before"
