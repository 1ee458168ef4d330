"""The names in a query that nothing in the store bears: most are misspelt, and the query then has no rows."""

from __future__ import annotations

from ..ontology.terms import ID, KINDS, LG, PREFIXES, curie, slug
from .query_text import tokens
from .spelling import ALIKE_TERM, alike

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .store import Store

_SPACES = {PREFIXES[prefix]: prefix for prefix in ("rdf", "rdfs", "owl", "skos", "dcterms", "prov", "org")}
"""Vocabularies of others in which a name can be told from a misspelt one."""
MOST = 50
"""So many names of a query are looked up."""


def misspelt(store: Store, text: str) -> list[str]:
    """A sentence on each name in a query that the store does not know, with what comes near."""
    names = list(dict.fromkeys(_names(text)))[:MOST]
    if not names:
        return []
    unknown = set(names) - _known(store, names)
    if not unknown or not _terms(store):  # of a store without the ontology something else is to be said
        return []
    return [words for name in names if name in unknown and (words := _told(store, name))]


def _names(text: str) -> Iterator[str]:
    """The IRIs of a query that are in our namespaces or those of the usual vocabularies, written out."""
    prefixes = dict(PREFIXES)
    written = [token for token in tokens(text) if token[0] != "text"]
    for place, (kind, token) in enumerate(written):
        if kind == "word" and token.upper() == "PREFIX" and place + 2 < len(written):
            prefixes[written[place + 1][1][:-1]] = written[place + 2][1][1:-1]
        if kind == "iri":
            iri = token[1:-1]
        elif kind == "name":
            prefix, _, local = token.partition(":")
            iri = prefixes.get(prefix, "") + local.replace("\\", "")
        else:
            continue
        if (iri.startswith(LG) and iri != LG) or _kind(iri) or _vocabulary(iri):
            yield iri


def _known(store: Store, names: list[str]) -> set[str]:
    """Those of the names that stand in a statement."""
    values = " ".join(f"<{name}>" for name in names)
    asked = f"""SELECT DISTINCT ?name WHERE {{ VALUES ?name {{ {values} }}
        {{ ?name ?p1 ?o1 }} UNION {{ ?s2 ?name ?o2 }} UNION {{ ?s3 ?p3 ?name }} }}"""
    return {row["name"].value for row in store.select(asked)}


def _told(store: Store, name: str) -> str:
    """Advice on a name that the store does not know; nothing where it is right all the same."""
    if name.startswith(LG):
        what = "class" if slug(name)[:1].isupper() else "property"
        return f"{curie(name)}: no such {what}.{_near(name, LG, _terms(store), ALIKE_TERM)}"
    kind = _kind(name)
    if kind:
        space = f"{ID}{kind}/"
        near = _near(name, space, _things(store, space))
        return f"{curie(name)}: no {kind.replace('-', ' ')} is called so.{near}"
    space = _vocabulary(name)
    terms = _standard(space)
    if name in terms:
        return ""
    return f"{curie(name)}: no such term in that vocabulary.{_near(name, space, terms, ALIKE_TERM)}"


def _near(name: str, space: str, names: set[str], likeness: float = 0.6) -> str:
    local = name.removeprefix(space)
    known = sorted(each.removeprefix(space) for each in names)
    same = [each for each in known if each[:1].isupper() == local[:1].isupper()]  # a class for a class
    close = alike(local, same, limit=3, likeness=likeness) or alike(local, known, limit=3, likeness=likeness)
    return f" Did you mean {' or '.join(curie(space + each) for each in close)}?" if close else ""


def _terms(store: Store) -> set[str]:
    asked = f'SELECT DISTINCT ?term WHERE {{ ?term a ?class FILTER(STRSTARTS(STR(?term), "{LG}")) }}'
    return {row["term"].value for row in store.select(asked)}


def _things(store: Store, space: str) -> set[str]:
    asked = f'SELECT DISTINCT ?thing WHERE {{ ?thing a ?class FILTER(STRSTARTS(STR(?thing), "{space}")) }}'
    return {row["thing"].value for row in store.select(asked)}


def _kind(iri: str) -> str:
    """The kind of thing that an IRI of ours names; nothing for another's."""
    kind, _, name = iri.removeprefix(ID).partition("/")
    return kind if iri.startswith(ID) and kind in KINDS and name else ""


def _vocabulary(iri: str) -> str:
    """The namespace of a vocabulary whose terms are all known; nothing for another's."""
    return next((space for space in _SPACES if iri.startswith(space) and iri != space), "")


def _standard(space: str) -> set[str]:
    from .vocabulary_check import standard_terms

    return standard_terms(_SPACES[space])
