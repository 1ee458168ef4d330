"""What a package hands on: the names that type checkers see are those that can be imported, and no others."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import levergraph
import pytest

ROOT = Path(levergraph.__file__).parent
PACKAGES = ("graph", "ontology", "queries", "viz", "web")


def seen_by_type_checkers(package: str) -> dict[str, str]:
    """The names that a package imports under TYPE_CHECKING, each with the module that it comes from."""
    tree = ast.parse((ROOT / package / "__init__.py").read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in guarded.body if isinstance(node, ast.ImportFrom)]
    assert imports
    return {alias.asname or "": node.module or "" for node in imports for alias in node.names}


@pytest.mark.parametrize("package", PACKAGES)
def test_type_checkers_and_programs_see_the_same_names(package: str) -> None:
    module = import_module(f"levergraph.{package}")
    seen = seen_by_type_checkers(package)
    assert sorted(seen) == module.__all__ == dir(module)
    for name, home in seen.items():
        assert getattr(module, name) is getattr(import_module(f"levergraph.{package}.{home}"), name)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = module.no_such_name


@pytest.mark.parametrize("package", PACKAGES)
def test_no_public_name_is_hidden_by_a_module_of_the_same_name(package: str) -> None:
    modules = {path.stem for path in (ROOT / package).glob("*.py")}
    assert not modules & set(seen_by_type_checkers(package)) - {
        "serve"
    }  # web.serve hands on its one function
