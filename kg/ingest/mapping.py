"""A mapping file: how the columns of somebody's own table are called here. TOML, read before the table is.

entity = "capability"
header_row = 2                        # when the header is not the first row
encoding = "gb18030"                  # when it is not told from the file
ignore = ["序号"]                     # columns that are left unread on purpose
[columns]                             # our column = theirs; several are joined by a space
institution = "机构名称"
method = ["标准编号", "标准名称"]
[constants]                           # our column = what every row says
activity = "testing"
[values.status]                       # their word = ours
"正常" = "active"
"""

import codecs
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import DataError, did_you_mean
from kg.schema.core import EntityType
from kg.schema.derive.table import Column, columns, tabled

KEYS = ("entity", "header_row", "encoding", "ignore", "columns", "constants", "values")


@dataclass(frozen=True)
class TableMapping:
    """``columns``: ours to theirs; ``values``: by our column, their word to ours; ``header_row``: from 1."""

    file: str
    entity: EntityType
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()
    header_row: int = 1
    encoding: str | None = None

    def check_header(self, path: Path, found: Sequence[str]) -> None:
        """``DataError`` that names the key of this file whose column the table does not have."""
        for ours, theirs in self.columns.items():
            for name in theirs:
                if name not in found:
                    raise DataError(
                        f"{self.file}: columns.{ours} names '{name}', which row {self.header_row} of "
                        f"{path.name} lacks."
                        f"{did_you_mean(name, found)} It has: {', '.join(found)[:300]}. Is header_row right?"
                    )

    def apply(self, cells: Mapping[str, str]) -> dict[str, str]:
        """A row under our names, in our words; columns that are not mapped keep theirs."""
        used = {name for theirs in self.columns.values() for name in theirs} | self.ignore
        ours = {name: value for name, value in cells.items() if name not in used}
        for column, theirs in self.columns.items():
            text = " ".join(part for name in theirs if (part := cells.get(name, "").strip()))
            ours[column] = self.values.get(column, {}).get(text, text)
        return ours | dict(self.constants)


def entity_named(word: str, where: str) -> EntityType:
    """The entity that a word means: ``capability``, ``Capability``, ``test-method``; else ``DataError``."""
    known = {entity.slug: entity for entity in tabled()}
    folded = {name.replace("-", ""): entity for name, entity in known.items()}
    found = folded.get(word.lower().replace("-", "").replace("_", ""))
    if found is None:
        raise DataError(f"{where} '{word}' is no table.{did_you_mean(word.lower(), known)} Tables: {', '.join(known)}.")
    return found


def load_mapping(path: Path) -> TableMapping:
    """Read and check a mapping file. ``DataError`` names the key, and what was probably meant."""
    said = _toml(path)
    if strange := [key for key in said if key not in KEYS]:
        raise DataError(f"{path.name}: no key '{strange[0]}'.{did_you_mean(strange[0], KEYS)} Keys: {', '.join(KEYS)}.")
    if not isinstance(said.get("entity"), str):
        raise DataError(f'{path.name}: entity is missing: say what a row is, e.g. entity = "capability".')
    entity = entity_named(said["entity"], f"{path.name}: entity")
    ours = {column.name: column for column in columns(entity)}
    mapping = TableMapping(
        path.name, entity, _columns(path.name, said, ours), _constants(path.name, said, ours),
        _values(path.name, said, ours), frozenset(_texts(path.name, "ignore", said.get("ignore", []))),
        _header_row(path.name, said), _encoding(path.name, said),
    )  # fmt: skip
    _check_complete(mapping, ours)
    return mapping


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise DataError(f"no mapping file '{path}'.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name} is not UTF-8; save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name} is no TOML: {error}. Words of another script go in quotes.") from error


def _section(file: str, said: Mapping[str, Any], key: str, ours: Mapping[str, Column]) -> dict[str, Any]:
    section = said.get(key, {})
    if not isinstance(section, dict):
        raise DataError(f"{file}: {key} is a section: write [{key}] and its lines below.")
    for name in section:
        if name not in ours:
            raise DataError(f"{file}: {key}.{name}: there is no column '{name}'.{did_you_mean(name, ours)} "
                            f"Columns: {', '.join(ours)}.")  # fmt: skip
    return section


def _texts(file: str, key: str, value: Any) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not (isinstance(texts, list) and all(isinstance(text, str) for text in texts)):
        raise DataError(f"{file}: {key} is the name of a column, or a list of names, in quotes.")
    return tuple(text.strip() for text in texts)


def _columns(file: str, said: Mapping[str, Any], ours: Mapping[str, Column]) -> dict[str, tuple[str, ...]]:
    section = _section(file, said, "columns", ours)
    return {name: _texts(file, f"columns.{name}", theirs) for name, theirs in section.items()}


def _constants(file: str, said: Mapping[str, Any], ours: Mapping[str, Column]) -> dict[str, str]:
    section = _section(file, said, "constants", ours)
    for name, value in section.items():
        if isinstance(value, dict | list):
            raise DataError(f"{file}: constants.{name} is one value for every row, in quotes.")
        if name in said.get("columns", {}):
            raise DataError(f"{file}: constants.{name} and columns.{name} both say it; keep one.")
    return {name: str(value) for name, value in section.items()}


def _values(file: str, said: Mapping[str, Any], ours: Mapping[str, Column]) -> dict[str, dict[str, str]]:
    section = _section(file, said, "values", ours)
    for name, words in section.items():
        if not (isinstance(words, dict) and all(isinstance(word, str) for word in words.values())):
            raise DataError(f'{file}: values.{name} is a section of lines such as "their word" = "ours".')
        of = ours[name].property
        for theirs, word in words.items():
            if of and of.type.choices and word not in of.type.choices:
                raise DataError(
                    f"{file}: values.{name}: '{theirs}' becomes '{word}', which is none of "
                    f"{', '.join(of.type.choices)}.{did_you_mean(word, of.type.choices)}"
                )
    return section


def _header_row(file: str, said: Mapping[str, Any]) -> int:
    row = said.get("header_row", 1)
    if type(row) is not int or row < 1:
        raise DataError(f"{file}: header_row is a row number, the first row being 1; it is {row!r}.")
    return row


def _encoding(file: str, said: Mapping[str, Any]) -> str | None:
    encoding = said.get("encoding")
    try:
        return codecs.lookup(encoding).name if encoding is not None else None
    except (LookupError, TypeError) as error:
        raise DataError(f"{file}: encoding {encoding!r} is not known; write utf-8, gb18030 or leave it out.") from error


def _check_complete(mapping: TableMapping, ours: Mapping[str, Column]) -> None:
    said = mapping.columns.keys() | mapping.constants.keys()
    for column in ours.values():
        if column.required and column.name not in said:
            raise DataError(
                f"{mapping.file}: {mapping.entity.name} needs '{column.name}': give columns.{column.name} "
                f"(its header in your table) or constants.{column.name} (the same in every row)."
            )
