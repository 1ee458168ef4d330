"""The fork server's share: the store that its workers share, opened before they are forked.

`multiprocessing` only imports; so the place of the store, and the modules whose `warm(store)` fills caches,
come in an environment variable. A worker with another store opens its own.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
from importlib import import_module
from multiprocessing.util import _exit_function, get_temp_dir  # type: ignore[attr-defined]

from ...errors import LevergraphError
from ..settings import Settings
from .worker import opened

VARIABLE = "LEVERGRAPH_FORK_SERVER"
FORK_SERVER = "levergraph.web.work.fork_server"
"""The module that the fork server imports, and nobody else, whoever inherits the variable."""


def announce(settings: Settings, modules: tuple[str, ...]) -> None:
    """Tell a fork server that is started from now on what to prepare."""
    os.environ[VARIABLE] = json.dumps([settings.store, settings.data, modules])
    os.environ["PYTHONSAFEPATH"] = "1"  # or it would import from the current folder


def can_fork() -> bool:
    """Whether this system has a fork server and a folder for its socket."""
    try:
        return "forkserver" in multiprocessing.get_all_start_methods() and bool(get_temp_dir())
    except OSError:
        return False  # read-only, without a folder for temporary files


def forget() -> None:
    """Remove the folder of the fork server's socket: this process starts no more workers.

    `multiprocessing` does so when Python is taken down; a command does not wait for that.
    """
    _exit_function()


def prepare() -> None:
    """Open the store that was announced, and warm it."""
    from ...graph.store import LocalStore

    place, data, modules = json.loads(os.environ[VARIABLE])
    try:
        store = opened(place, tuple(data))
    except LevergraphError:
        return  # each worker will find the same, and say so
    if isinstance(store, LocalStore):
        if store.apart:
            opened.cache_clear()  # an engine on disk has threads, and they do not live through a fork
            return
        for module in map(import_module, modules):
            module.warm(store)
    gc.collect()
    gc.freeze()  # a worker's collector would touch, and thereby copy, what all share
