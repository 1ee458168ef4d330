"""The package as it is given away: one name, all resources, no tests, and it works where it is put."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from itertools import chain
from pathlib import Path
from shutil import copytree, ignore_patterns

import levergraph
import pytest

ROOT = Path(levergraph.__file__).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NOT_SHIPPED = ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "levergraph*.html")
PARTS = ("ontology", "graph", "queries", "notes", "viz", "web", "cli")
RESOURCES = (
    "py.typed",
    "CHANGELOG.md",
    "ontology/*.ttl",
    "ontology/rules/*.ru",
    "ontology/rules/*.rq",
    "graph/data/**/*.ttl",
    "graph/releases/*",
    "queries/**/*.rq",
    "queries/asking/phrasings.toml",
    "queries/open_problems.csv",
    "notes/*.jinja",
    "viz/*.jinja",
    "viz/css/*.css",
    "viz/js/*.js",
    "web/templates/*.jinja",
    "web/static/*",
)
BUILD = """
import sys
from setuptools import build_meta
folder = sys.argv[1]  # setuptools writes into sys.argv
build_meta.build_sdist(folder)
build_meta.build_wheel(folder)
"""


def started(*words: str | Path, cwd: Path | None = None) -> str:
    """Run a program that must succeed; what it printed."""
    done = subprocess.run([*words], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and a source archive, built from a copy so that nothing is left in the working tree."""
    folder = tmp_path_factory.mktemp("package")
    copytree(ROOT, folder / "copy", ignore=NOT_SHIPPED)
    started(sys.executable, "-c", BUILD, folder, cwd=folder / "copy")
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def shipped(wheel: Path) -> set[str]:
    """The files of the wheel below the package's own name."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    return {name.removeprefix("levergraph/") for name in names if name.startswith("levergraph/")}


def test_the_wheel_has_one_name_and_both_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    about = f"levergraph-{levergraph.__version__}.dist-info"
    assert {name.split("/")[0] for name in names} == {"levergraph", about}
    assert {f"{about}/licenses/LICENSE", f"{about}/licenses/LICENSE-DATA"} <= set(names)


def test_the_wheel_has_every_module_and_resource_and_no_test(shipped: set[str]) -> None:
    patterns = ("*.py", *(f"{part}/**/*.py" for part in PARTS), *RESOURCES)
    wanted = {path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern)}
    assert shipped == wanted


def test_the_source_archive_has_the_same_and_no_test(built: Path, shipped: set[str]) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert shipped <= names
    assert not [name for name in names if name.startswith(("tests", "bench", ".ci"))]


def test_the_wheel_works_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    """The dependencies are lent by this environment, so that the test needs no network."""
    fresh = tmp_path / "fresh"
    venv.create(fresh, with_pip=False)
    python, program = fresh / "bin" / "python", fresh / "bin" / "levergraph"
    started(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", wheel)
    home = Path(started(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (home / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    where = started(python, "-c", "import levergraph; print(levergraph.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(home)
    assert "A. Regions and powers" in started(program, "query", "--list", cwd=tmp_path)
    assert "lever/" in started(
        program, "query", "levers-of-region", "-p", "region=west-yorkshire", cwd=tmp_path
    )
    assert "West Yorkshire" in started(program, "show", "west-yorkshire", cwd=tmp_path)
    news = "from levergraph.web.pages.support.release_notes import latest; print(latest(1)[0].version)"
    assert started(python, "-c", news, cwd=tmp_path).strip() == levergraph.__version__
    assert started(program, "explore", cwd=tmp_path).strip() == str(tmp_path / "levergraph.html")


def test_the_version_is_said_once() -> None:
    assert PROJECT["version"] == levergraph.__version__
    assert f"## [{levergraph.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_dependency_is_pinned_and_no_address_is_named() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    pinned = {pin.partition("==")[0].lower().replace("_", "-") for pin in pins}
    wanted = chain(PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    assert not {re.split(r"[^\w-]", each)[0].lower() for each in wanted} - pinned


def test_every_module_that_is_named_as_slow_is_there(pytestconfig: pytest.Config) -> None:
    [conftest] = [
        plugin
        for plugin in pytestconfig.pluginmanager.get_plugins()
        if Path(getattr(plugin, "__file__", None) or "") == ROOT / "tests" / "conftest.py"
    ]
    assert {*conftest.SLOW, *conftest.LONGEST} <= {path.stem for path in (ROOT / "tests").rglob("test_*.py")}


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = ("rdflib", "pyoxigraph", "networkx", "pyvis", "owlready2", "pyshacl", "rich", "jinja2", "pandas")
    code = f"import sys, levergraph; print([name for name in {heavy} if name in sys.modules])"
    assert started(sys.executable, "-c", code).strip() == "[]"


def test_every_public_name_is_there() -> None:
    for name in levergraph.__all__:
        assert getattr(levergraph, name) is not None
    assert set(levergraph.__all__) <= set(dir(levergraph))
    with pytest.raises(AttributeError):
        _ = levergraph.no_such_name
