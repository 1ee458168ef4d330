"""Public names of a package that are imported when they are first asked for, to keep its start-up short."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def attach(
    package: str, modules: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """The __getattr__, __dir__ and __all__ of a package whose public names live in its modules.

    `modules` gives for each module the names that the package takes from it, parted by blanks. A type checker
    needs the same names imported under TYPE_CHECKING, each `as` itself; a test holds the two to each other.
    """
    homes = {name: module for module, names in modules.items() for name in names.split()}
    public = sorted(homes)

    def getattribute(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f".{homes[name]}", package), name)

    return getattribute, lambda: public, public
