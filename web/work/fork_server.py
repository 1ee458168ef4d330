"""The preloaded module of the fork server, imported by nobody else: opens the store for its workers."""

from __future__ import annotations

from .preload import prepare
from .worker import quiet

prepare()
quiet()  # a worker that is begun while the pool ends finds its locks gone, and would say so
