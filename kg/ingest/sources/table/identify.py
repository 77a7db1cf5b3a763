"""The id of a row's thing: its own within the data set; of what is shared, what every source gives it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.ingest.concepts import concept_id
from kg.ingest.row import RowError
from kg.schema.core import EntityType
from kg.schema.folding import fold
from kg.schema.identity import hashed, readable
from kg.standards import Citation, reading

if TYPE_CHECKING:
    from kg.ingest.run import Run


def identify(
    run: "Run", entity: EntityType, said: Mapping[str, str], properties: Mapping[str, Any], owner: str | None
) -> str:
    """The id a row asks for, else one of its key, else one of all it says.

    What belongs to this data set alone gets an id that starts with the data set or hashes it, so that two
    owners who both number their rows from 1 do not meet. What is shared gets the id that every source gives
    it; the id that its row asks for is but a word by which the tables beside name it.
    """
    if entity.shared:
        return _shared(entity, said, properties)
    stem = run.dataset.partition(":")[2] or run.dataset
    if given := said.get("id"):
        return f"{stem}-{_readable('id', given)}"
    if entity.name == "Accreditation":
        number = said.get("number") or owner or ""
        return f"{stem}-{_readable('scheme', said['scheme'])}-{_readable('number', number)}"
    if not entity.key:
        return hashed(entity.slug, run.dataset, *(f"{column}={text}" for column, text in sorted(said.items())))
    raw = {**said, "name": said.get("name_zh") or said.get("name_en") or "", "institution": owner or ""}
    return hashed(entity.slug, run.dataset, *(raw.get(column, "") for column in entity.key))


def _shared(entity: EntityType, said: Mapping[str, str], properties: Mapping[str, Any]) -> str:
    if entity.key == ("designation",):
        citation = designation("designation", said.get("designation", ""))
        return citation.work_key if entity.name == "Standard" else citation.key
    if entity.name == "TestMethod":
        return hashed("method", fold(said.get("verbatim", "")))
    if entity.name == "Classification":
        return readable(_readable("system", said.get("system", "")), _readable("code", said.get("code", "")))
    if acronym := said.get("acronym"):
        return _readable("acronym", acronym)
    name = properties.get("name_zh") or properties.get("name_en")
    if entity.key in (("name",), ("acronym",)):
        if not name:
            raise RowError("name_zh", "is empty, and nothing else names the row's thing")
        return concept_id(entity.name, name)
    return hashed(entity.slug, *({**said, "name": name or ""}.get(column, "") for column in entity.key))


def _readable(column: str, text: str) -> str:
    id = readable(text)
    if not any(character.isalnum() for character in id):
        raise RowError(column, f"'{text[:60]}' has no letter and no digit to be known by")
    return id


def designation(column: str, text: str) -> Citation:
    """The one standard that a cell names; ``RowError`` for none and for several."""
    found = [citation for citation in reading(text).citations if citation.kind != "in-house"]
    if len(found) != 1:
        raise RowError(column, f"'{text[:60]}' does not name one standard; write it like GB/T 228.1-2021")
    return found[0]
