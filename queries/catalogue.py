"""The catalogue of named queries: what each file's header says of it."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import UnknownQuery, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "named"

GROUPS = (
    "A. Regions and powers",
    "B. From levers to outcomes",
    "C. Interventions",
    "D. Transfer",
    "E. Opportunity",
    "F. Challenges and learning",
    "G. Monitoring",
    "H. National policy",
    "I. Trust",
    "J. Prioritising",
    "K. Law",
    "L. Need and evidence",
)

LONGEST = 100
"""A file's name can have so many characters on every disk."""

_LINE = re.compile(r"#\+\s*([a-z]+)(?:\s+([A-Za-z_]\w*))?\s*:\s*(.*)")
_PARAM = re.compile(r"(?P<kinds>[a-z|-]+)(?P<optional>\?)?\s*=\s*(?P<example>.*?)\s*\|\s*(?P<meaning>.*)")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Parameter:
    """One parameter of a named query: what kind of value it takes, and an example."""

    __slots__ = ("example", "kinds", "meaning", "name", "optional")

    def __init__(
        self, name: str, kinds: tuple[str, ...], example: str, meaning: str, optional: bool = False
    ) -> None:
        self.name = name
        self.kinds = kinds
        self.example = example
        self.meaning = meaning
        self.optional = optional

    @property
    def default(self) -> str | None:
        """The value where none is given: only a date has one, today."""
        return "today" if self.kinds == ("date",) and self.example == "today" else None

    @property
    def required(self) -> bool:
        """Whether the question cannot be asked without it."""
        return not self.optional and self.default is None

    def __repr__(self) -> str:
        mark = "?" if self.optional else ""
        return f"Parameter({self.name}: {'|'.join(self.kinds)}{mark} = {self.example})"


class NamedQuery:
    """One question: its header, and its text as it stands in the file."""

    __slots__ = ("description", "group", "name", "needs", "numbers", "params", "tags", "text", "title")

    def __init__(
        self,
        name: str,
        text: str,
        *,
        title: str = "",
        description: str = "",
        numbers: tuple[int, ...] = (),
        group: str = "",
        tags: tuple[str, ...] = (),
        params: tuple[Parameter, ...] = (),
        needs: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.text = text
        self.title = title
        self.description = description
        self.numbers = numbers
        self.group = group
        self.tags = tags
        self.params = params
        self.needs = needs

    @property
    def number(self) -> int | None:
        """The competency question that it answers; none for a query that only helps."""
        return self.numbers[0] if self.numbers else None

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The parameters that must be given."""
        return tuple(param for param in self.params if param.required)

    def example(self) -> dict[str, str]:
        """Values for every required parameter that give an answer: those of the header."""
        return {param.name: param.example for param in self.required}

    def __repr__(self) -> str:
        return f"NamedQuery({self.name!r})"


def parse(text: str, name: str = "query") -> NamedQuery:
    """Read the header of a query's text; a text without one gives a query without parameters."""
    words: dict[str, str] = {}
    params: list[Parameter] = []
    for line in text.splitlines():
        if not line.startswith("#+"):
            if line.strip() and not line.startswith("#"):
                break
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            raise UsageError(f"{name}: this header line is not `#+ word: value`: {line}")
        word, subject, value = found.groups()
        if word == "param":
            params.append(_parameter(name, subject, value))
        elif word in words:  # a long description goes over several lines
            words[word] += " " + value
        else:
            words[word] = value
    return NamedQuery(
        name,
        text,
        title=words.get("title", ""),
        description=words.get("description", ""),
        numbers=tuple(int(part) for part in re.findall(r"\d+", words.get("question", ""))),
        group=words.get("group", ""),
        tags=_listed(words.get("tags", "")),
        params=tuple(params),
        needs=_listed(words.get("needs", "")),
    )


def _listed(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip())


def _parameter(query: str, name: str | None, value: str) -> Parameter:
    found = _PARAM.fullmatch(value)
    if name is None or found is None:
        raise UsageError(
            f"{query}: a parameter line reads `#+ param NAME: KIND = EXAMPLE | MEANING`, not `{value}`"
        )
    kinds = tuple(found["kinds"].split("|"))
    return Parameter(name, kinds, found["example"], found["meaning"], found["optional"] is not None)


class Catalogue:
    """The named queries of one folder; a file is read when it is asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """Every name, in order of the alphabet, without reading a file."""
        return sorted(path.stem for path in self.folder.glob("*.rq"))

    def get(self, name: str) -> NamedQuery:
        """The query of that name; an unknown name gets the nearest ones."""
        if _NAME.fullmatch(name) and len(name) <= LONGEST:
            try:
                text = (self.folder / f"{name}.rq").read_text(encoding="utf-8")
            except FileNotFoundError:
                pass
            else:
                return parse(text, name)
        raise self._unknown(name)

    def _unknown(self, name: str) -> UnknownQuery:
        from ..graph.spelling import nearest

        name = name[:LONGEST]
        near = nearest(name, [(known, known) for known in self.names()], limit=4)
        return UnknownQuery(name, [known for known, _ in near])

    def __contains__(self, name: object) -> bool:
        return (
            isinstance(name, str)
            and len(name) <= LONGEST
            and bool(_NAME.fullmatch(name))
            and (self.folder / f"{name}.rq").is_file()
        )

    def __iter__(self) -> Iterator[NamedQuery]:
        for name in self.names():
            yield self.get(name)

    def __len__(self) -> int:
        return len(self.names())

    def by_group(self) -> dict[str, list[NamedQuery]]:
        """The queries under their group's title, both in the order of the competency questions."""
        groups: dict[str, list[NamedQuery]] = {title: [] for title in GROUPS}
        for query in sorted(self, key=lambda query: (query.number is None, query.number or 0, query.name)):
            groups.setdefault(query.group, []).append(query)
        return {title: queries for title, queries in groups.items() if queries}


def catalogue_graph(catalogue: Catalogue | None = None) -> str:
    """The catalogue as Turtle: each query an `sh:SPARQLExecutable`, each parameter an `sh:Parameter`."""
    from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

    from ..ontology.terms import ID, LG, PREFIXES

    sh, rdf = "http://www.w3.org/ns/shacl#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    rdfs, dct = "http://www.w3.org/2000/01/rdf-schema#", "http://purl.org/dc/terms/"
    xsd = "http://www.w3.org/2001/XMLSchema#"
    triples: list[Triple] = []

    def say(subject: NamedNode, predicate: str, value: NamedNode | BlankNode | Literal) -> None:
        triples.append(Triple(subject, NamedNode(predicate), value))

    def kind(name: str) -> str:
        plain = {"date": xsd + "date", "integer": xsd + "integer", "text": xsd + "string"}
        return plain.get(name, rdfs + "Resource")

    for query in Catalogue() if catalogue is None else catalogue:
        node = NamedNode(f"{ID}query/{query.name}")
        executable = "SPARQLConstructExecutable" if _is_construct(query.text) else "SPARQLSelectExecutable"
        say(node, rdf + "type", NamedNode(sh + "SPARQLExecutable"))
        say(node, rdf + "type", NamedNode(sh + executable))
        say(node, rdfs + "label", Literal(query.title, language="en"))
        say(node, rdfs + "comment", Literal(query.description, language="en"))
        say(node, dct + "identifier", Literal(query.name))
        say(node, dct + "isPartOf", Literal(query.group, language="en"))
        for tag in query.tags:
            say(node, dct + "subject", Literal(tag, language="en"))
        say(node, sh + ("construct" if "Construct" in executable else "select"), Literal(query.text))
        for param in query.params:
            child = NamedNode(f"{node.value}/{param.name}")
            say(node, sh + "parameter", child)
            say(child, rdf + "type", NamedNode(sh + "Parameter"))
            say(child, sh + "path", NamedNode(f"{LG}{param.name}"))
            say(child, sh + "name", Literal(param.name))
            say(child, sh + "description", Literal(param.meaning, language="en"))
            say(child, sh + "optional", Literal(not param.required))
            key = "datatype" if kind(param.kinds[0]).startswith(xsd) else "class"
            say(child, sh + key, NamedNode(kind(param.kinds[0])))
            if param.example != "today":
                say(child, dct + "description", Literal(f"for example {param.example}", language="en"))
    prefixes = {"sh": sh, "rdfs": rdfs, "dcterms": dct, **PREFIXES}
    data = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
    return (data or b"").decode("utf-8")


def _is_construct(text: str) -> bool:
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return re.search(r"^\s*CONSTRUCT\b", body, re.MULTILINE | re.IGNORECASE) is not None
