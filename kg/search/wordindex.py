"""The index of words: which values of which fields have a word in their names. The only import of tantivy beside ``words``."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import tantivy
from tantivy import Query

from kg.search.fields import NAMED, Value
from kg.search.store import Array
from kg.search.words import cut

# A field and a value's number in one number.
_FIELD_BITS = 40
_MOST_VALUES = 1_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace")
    builder.add_unsigned_field("value", indexed=True, fast=True)
    return builder.build()


class Names:
    """Values found by words of their names."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        self._searcher = tantivy.Index(self._schema, str(folder)).searcher()

    def having(self, phrase: tuple[str, ...]) -> Mapping[str, Array]:
        """By field, the numbers of the values that have a word (see ``words.phrases``) in their names."""
        return self._values(self._query(phrase))

    def _query(self, words: tuple[str, ...]) -> Query:
        if len(words) == 1:
            return Query.term_query(self._schema, "words", words[0])
        return Query.phrase_query(self._schema, "words", list(words))

    def _values(self, query: Query) -> Mapping[str, Array]:
        hits = self._searcher.search(query, limit=_MOST_VALUES, count=False).hits
        found = np.array(self._searcher.fast_field_values("value", [at for _, at in hits]), np.int64)
        fields = found >> _FIELD_BITS
        return {name: found[fields == number] & ((1 << _FIELD_BITS) - 1) for number, name in enumerate(NAMED)}


def write(folder: Path, values: Iterable[tuple[str, int, Value]], *, replaced: bool = False) -> None:
    """Add the names of values (field, number, value) to the index in a folder, which is made where there is none;
    ``replaced``: they may be there under other names."""
    folder.mkdir(exist_ok=True)
    schema = _schema()
    index = tantivy.Index(schema, str(folder))
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    for name, number, value in values:
        key = NAMED.index(name) << _FIELD_BITS | number
        if replaced:
            writer.delete_documents_by_query(
                Query.term_query(schema, "value", key)
            )  # its deletion by term misses numbers
        words = cut(value.zh, value.en)
        if words:
            writer.add_document(tantivy.Document.from_dict({"words": words, "value": key}, schema))
    writer.commit()
    writer.wait_merging_threads()
