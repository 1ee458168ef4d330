"""A store as rdflib sees it: a Dataset for reading, whose default graph is the union of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from oxrdflib import OxigraphStore
from rdflib import Dataset

from ..errors import Refused
from ..ontology.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph


class ReadOnly(OxigraphStore):
    """An Oxigraph store that rdflib may read and ask, but not change."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise Refused("This view of the graph is for reading only: copy what you need into an rdflib.Graph.")

    add = addN = remove = update = add_graph = remove_graph = destroy = _refuse  # noqa: N815  (rdflib named it)

    def query(self, query: Any, *args: Any, **options: Any) -> Any:
        """Answer a query that does not reach outside."""
        from .guard import own_dataset

        if isinstance(query, str):
            own_dataset(query, lambda graph: True)
        return super().query(query, *args, **options)

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Leave the store open: it belongs to somebody else."""


def view(store: pyoxigraph.Store) -> Dataset:
    """View a store of this process."""
    dataset = Dataset(store=ReadOnly(store=store), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset
