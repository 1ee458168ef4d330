"""The packaged graph, prepared once per content: an on-disk store in the user's cache folder.

    CACHE/known/FINGERPRINT     the content of one state of the source files, which need not be read then
    CACHE/CONTENT/store/        the Oxigraph store of that content
    CACHE/CONTENT/complete      its files, their sizes, times and hashes; written last

An entry is made in a folder of its own beside the others and then renamed: it is there whole, or not at all.
Nothing depends on the cache: what is missing or damaged is made again, and where it cannot be kept it is made
in memory.
"""

from __future__ import annotations

import os
import sys

from ..errors import DataError
from .atomic_file import remove
from .building import FORMAT, build_from, content_key, contents, reason, sources, write
from .fingerprint import digest, listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph

    from .building import Paths, Source

KEPT = 4
"""How many contents the cache keeps."""


def opened(data: Paths = (), release: str = "") -> tuple[pyoxigraph.Store, str]:
    """The packaged graph with files of the user's laid over it, and the hash of that content.

    With the path of a release, that release in place of today's facts.
    """
    files = sources(data, release)
    folder = cache_folder()
    state = digest([FORMAT, *("\t".join(file) for file in files)])
    key = _known(folder, state)
    store = _entry(folder, key) if key else None
    if key and store:
        return store, key
    return _prepare(files, folder, state)


def prepared(data: Paths = ()) -> Path:
    """The folder of the prepared store in the cache; it is prepared first where needed."""
    from pathlib import Path

    store, key = opened(data)
    del store
    path = Path(cache_folder(), key, "store")
    if not path.is_dir():
        raise DataError(f"The prepared graph cannot be kept in {cache_folder()}. Set LEVERGRAPH_CACHE.")
    return path


def cache_folder() -> str:
    """Where prepared graphs are kept: $LEVERGRAPH_CACHE, or else the user's cache folder.

    A user without a home has a folder in the temporary one that nobody else can write to.
    """
    given = os.path.expanduser(os.environ.get("LEVERGRAPH_CACHE", ""))
    if given and not given.startswith("~"):
        return os.path.abspath(given)
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        home = os.path.expanduser("~/Library/Caches")
    else:
        home = os.environ.get("XDG_CACHE_HOME", "")  # a relative one is to be ignored, its standard says
        home = home if os.path.isabs(home) else os.path.expanduser("~/.cache")
    if os.path.isabs(home) and os.environ.get("HOME") != "":
        return _join(home, "levergraph")
    return _own_temporary_folder()


def _own_temporary_folder() -> str:
    """A folder of this user's own in the temporary one; where that is another's, one that cannot be made."""
    from tempfile import gettempdir

    try:
        folder = _join(gettempdir(), f"levergraph-{os.getuid()}")
    except (OSError, AttributeError):  # there is no temporary folder
        return _join(os.devnull, "levergraph")
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        stat = os.lstat(folder)
        if stat.st_uid != os.getuid() or stat.st_mode & 0o170077 != 0o040000:
            return _join(os.devnull, "levergraph")
    except OSError:
        pass
    return folder


def _prepare(files: list[Source], folder: str, state: str) -> tuple[pyoxigraph.Store, str]:
    """Prepare a content that no entry is known for, and keep it if possible."""
    from .progress import Progress

    read = contents(files)
    key = content_key(read)
    store = _entry(folder, key)
    if store is None:
        damaged = os.path.exists(_join(folder, key))
        with Progress("Preparing the graph") as progress:
            made = build_from(read, progress)
            progress("keeping it for the next time")
            try:
                store = _keep(made, folder, key)
            except (OSError, RuntimeError) as error:
                _warn(
                    f"the prepared graph cannot be kept in {folder} ({reason(error)}), so it is prepared "
                    "anew each time. Set LEVERGRAPH_CACHE to a folder that can be written."
                )
                return made, key
        if damaged:
            _warn(f"the prepared graph in {folder} was damaged and has been prepared again.")
    _learn(folder, state, key)
    return store, key


def _known(folder: str, state: str) -> str | None:
    try:
        with open(_join(folder, "known", state), encoding="ascii") as file:
            key = file.read()
    except (OSError, ValueError):
        return None
    return key if len(key) == 32 and key.isalnum() else None


def _learn(folder: str, state: str, key: str) -> None:
    """Remember which content this state of the files has, and forget what has not been used for long."""
    from contextlib import suppress

    with suppress(OSError):  # a cache that can only be read serves as well
        os.makedirs(_join(folder, "known"), exist_ok=True)
        part = _join(folder, f".{state}.{os.getpid()}")
        with open(part, "w", encoding="ascii") as file:
            file.write(key)
        os.replace(part, _join(folder, "known", state))
        _prune(folder, key)


def _entry(folder: str, key: str) -> pyoxigraph.Store | None:
    """Open an entry, if it is whole."""
    from pyoxigraph import Store

    path = _join(folder, key, "store")
    try:
        with open(_join(folder, key, "complete"), encoding="utf-8") as file:
            stats, _, hashes = file.read().partition("\n\n")
        if stats.split("\n") != listing(path) and not _same(path, hashes):
            return None
        return Store.read_only(path)
    except (OSError, RuntimeError, ValueError):
        return None


def _same(path: str, hashes: str) -> bool:
    """Whether the files have the right content though their times differ, as after a copy."""
    return bool(hashes) and hashes == _hashes(path)


def _hashes(path: str) -> str:
    lines = []
    for name in sorted(os.listdir(path)):
        with open(_join(path, name), "rb") as file:
            lines.append(f"{name}\t{digest([file.read()])}\n")
    return "".join(lines)


def _keep(store: pyoxigraph.Store, folder: str, key: str) -> pyoxigraph.Store:
    """Write a store into the cache, or use the one that another process has just put there."""
    from shutil import rmtree

    os.makedirs(folder, exist_ok=True)
    part = _join(folder, f".{key}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        os.mkdir(part)
        write(store, _join(part, "store"))
        stats, hashes = listing(_join(part, "store")), _hashes(_join(part, "store"))
        with open(_join(part, "complete"), "w", encoding="utf-8") as file:
            file.write("\n".join(stats) + "\n\n" + hashes)
        kept = _place(part, folder, key)
    finally:
        rmtree(part, ignore_errors=True)
    if kept is None:
        raise OSError("what was written cannot be read again")
    return kept


def _place(part: str, folder: str, key: str) -> pyoxigraph.Store | None:
    """Give a finished entry its name; what stands there and is whole stays, what is damaged goes."""
    place = _join(folder, key)
    for _ in range(3):
        try:
            os.rename(part, place)
            break
        except OSError:
            winner = _entry(folder, key)
            if winner:
                return winner
            aside = f"{part}.damaged"
            if not os.path.exists(place):
                raise
            os.rename(place, aside)
            remove(aside)
    return _entry(folder, key)


def _prune(folder: str, key: str) -> None:
    """Drop all but the newest contents, what was half written an hour ago, and what points to nothing.

    A process that has such a store open keeps its files: they only lose their names.
    """
    from time import time

    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            age = time() - entry.stat(follow_symlinks=False).st_mtime
            if entry.name.startswith("."):
                if age > 3600:
                    remove(entry.path)
            elif len(entry.name) == 32 and entry.name != key:
                found.append((age, entry.path))
    for _, path in sorted(found)[KEPT - 1 :]:
        remove(path)
    with os.scandir(_join(folder, "known")) as entries:
        for entry in entries:
            if not os.path.isdir(_join(folder, _known(folder, entry.name) or "?")):
                remove(entry.path)


def _join(*parts: str) -> str:
    return os.path.join(*parts)


def _warn(words: str) -> None:
    print(f"levergraph: {words}", file=sys.stderr)
