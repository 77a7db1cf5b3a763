"""Oxigraph: the documents as triples in a store on disk, asked by SPARQL in this process."""

import importlib
import math
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from benchmarks.asked import FACETS, PAGE, Answer, Asked, Wanted
from benchmarks.peers.documents import LATE, Document
from benchmarks.peers.peer import Unavailable
from kg.search.words import phrases

BASE = "urn:kg:"
_PREFIX = f"PREFIX : <{BASE}> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def iri(key: str) -> str:
    """A thing by its id, whatever characters that has."""
    return f"<{BASE}{quote(key, safe='')}>"


def triples(document: Document) -> Iterator[str]:
    """A document as N-Triples, but for the words of what it names."""
    this = f"<{BASE}c{document.number}>"
    things = (("institution", (document.institution,)), ("standard", document.standards), ("parameter", document.parameters),
              ("product", document.products), ("region", document.regions), ("named", [id for id, _ in document.names]))  # fmt: skip
    for name, keys in things:
        yield from (f"{this} <{BASE}{name}> {iri(key)} ." for key in keys)
    yield f"{this} <{BASE}activity> {iri(document.activity)} ."
    yield f'{this} <{BASE}best> "{document.best}"^^<{_XSD}integer> .'
    for name, day in (("starts", document.starts), ("ends", document.ends)):
        if day:
            yield f'{this} <{BASE}{name}> "{day}"^^<{_XSD}date> .'
    for place, each in enumerate(document.ranges):
        at = f"<{BASE}r{document.number}.{place}>"
        yield f"{this} <{BASE}range> {at} ."
        yield f'{at} <{BASE}dimension> "{each.dimension}" .'
        yield f'{at} <{BASE}kind> "{each.kind}" .'
        yield from (f'{at} <{BASE}{end}> "{_double(getattr(each, end))}"^^<{_XSD}double> .' for end in ("lo", "hi"))


def _double(number: float) -> str:
    return repr(number) if math.isfinite(number) else "INF" if number > 0 else "-INF"


def named(id: str, cut: str) -> Iterator[str]:
    """The words of a thing's names, and all of them in order: SPARQL has no phrases."""
    yield from (f'{iri(id)} <{BASE}word> "{word}" .' for word in dict.fromkeys(cut.split()) if word != "|")
    yield f'{iri(id)} <{BASE}words> " {cut} " .'


def pattern(asked: Asked, *more: str) -> str:
    """What has to hold of a capability ?c, of institution ?i. All triples come before any filter: Oxigraph puts triples that stand
    together in the best order, and evaluates what is set apart for the whole store."""
    day = f'"{asked.as_of}"^^xsd:date'
    triples = [*_subject(asked), f"?c :activity {iri(asked.activity)} ; :institution ?i ; :best ?own .", *more]
    if asked.region:
        triples.append(f"?c :region {iri(asked.region)} .")
    if asked.undated:
        rest = [f"OPTIONAL {{ ?c :ends ?ends }} OPTIONAL {{ ?c :starts ?starts }} FILTER (!BOUND(?ends) || ?ends >= {day})",
                f"BIND (IF(BOUND(?starts) && BOUND(?ends) && ?starts <= {day}, ?own, ?own + {LATE}) AS ?best)"]  # fmt: skip
    else:
        triples.append("?c :starts ?starts ; :ends ?ends .")
        rest = [f"FILTER (?starts <= {day} && ?ends >= {day}) BIND (?own AS ?best)"]
    if asked.wanted:
        triples.append(_ranged(asked.wanted))
    return "\n".join([*triples, *rest])


def _ranged(wanted: Wanted) -> str:
    return f"""?c :range ?r . ?r :dimension "{wanted.dimension}" ; :kind ?kind ; :lo ?lo ; :hi ?hi .
               FILTER (?kind IN ("{wanted.kind}", "") && ?lo <= {wanted.lo:.17e} && ?hi >= {wanted.hi:.17e})"""


def _subject(asked: Asked) -> list[str]:
    if asked.standard:
        return [f"?c :standard {iri(asked.standard)} ."]
    if asked.product:
        return [f"?c :product {iri(asked.product)} ."]
    each = enumerate(phrase for text in asked.words for phrase in phrases(text))
    return [line for number, phrase in each for line in _phrase(number, phrase)]


def _phrase(number: int, phrase: tuple[str, ...]) -> Iterator[str]:
    this = f"?v{number}"
    yield f"?c :named {this} ."
    yield from (f'{this} :word "{word}" .' for word in phrase)
    if len(phrase) > 1:
        yield f'{this} :words ?w{number} . FILTER CONTAINS(?w{number}, " {" ".join(phrase)} ")'


def page(asked: Asked) -> str:
    """All institutions, the best first: that there are so many has to be said too. A word may be met in several names, a range be covered by
    several."""
    count = "DISTINCT ?c" if asked.words or asked.wanted else "?c"
    return f"""{_PREFIX} SELECT ?i (COUNT({count}) AS ?n) (MIN(?best) AS ?first) WHERE {{ {pattern(asked)} }}
               GROUP BY ?i ORDER BY ?first"""


def facet(asked: Asked, field: str) -> str:
    """The commonest values of a field, of a question about a standard or a product."""
    return f"""{_PREFIX} SELECT ?value (COUNT(?c) AS ?n) (COUNT(DISTINCT ?i) AS ?institutions) WHERE {{
               {pattern(asked, f"?c :{field} ?value .")} }} GROUP BY ?value ORDER BY DESC(?n) ?value LIMIT {PAGE}"""


class Oxigraph:
    """An open store."""

    def __init__(self, folder: Path, library: Any) -> None:
        self.folder, self._library = folder, library
        self.version = f"Oxigraph {library.__version__}"
        self._store = library.Store(str(folder))
        self._named: set[str] = set()

    def add(self, documents: Sequence[Document]) -> None:
        lines = [line for document in documents for line in triples(document)]
        for id, cut in (each for document in documents for each in document.names):
            if id not in self._named:
                self._named.add(id)
                lines += named(id, cut)
        self._store.bulk_load("\n".join(lines).encode(), self._library.RdfFormat.N_TRIPLES)

    def settle(self) -> None:
        self._store.flush()
        self._store.optimize()

    def answer(self, asked: Asked) -> Answer:
        rows = [(_key(row["i"]), int(row["n"].value)) for row in self._store.query(page(asked))]
        facets = {field: self._facet(asked, field) for field in FACETS} if asked.facets else {}
        return Answer(rows[:PAGE], len(rows), Counter(dict(rows)).total(), facets)

    def _facet(self, asked: Asked, field: str) -> list[tuple[str, int, int]]:
        found = self._store.query(facet(asked, field))
        return [(_key(row["value"]), int(row["n"].value), int(row["institutions"].value)) for row in found]


def _key(node: Any) -> str:
    return unquote(str(node.value).removeprefix(BASE))


@contextmanager
def oxigraph() -> Iterator[Oxigraph]:
    """A store in a temporary folder; ``Unavailable`` where the library is missing."""
    try:
        library = importlib.import_module("pyoxigraph")
    except ImportError as error:
        raise Unavailable("no library of Oxigraph: install the package group 'bench'") from error
    with tempfile.TemporaryDirectory(prefix="kg-oxigraph-") as folder:
        yield Oxigraph(Path(folder), library)
