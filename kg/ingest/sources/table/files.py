"""Which tables there are under a path, what each is a table of, and their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError, did_you_mean
from kg.graph.load import write_order
from kg.ingest.mapping import TableMapping
from kg.ingest.readers.sheet import DITTO, TABLES, Line, lines
from kg.ingest.row import Row
from kg.schema.core import EntityType
from kg.schema.derive.table import columns, header, tabled

ORDER = {name: place for place, name in enumerate(write_order())}


@dataclass(frozen=True)
class Table:
    """A file and what its rows are; with a mapping where its headers are its owner's."""

    path: Path
    entity: EntityType
    mapping: TableMapping | None = None

    def rows(self) -> Iterator[Row]:
        """Its rows under our column names; ditto marks are what stands above them."""
        given = _lines(self.path, self.mapping)
        names = next(given).cells
        above: dict[str, str] = {}
        for number, line in given:
            cells = _fitted(line, len(names), self.path)
            named = dict(zip(names, cells, strict=False))
            for column, text in named.items():
                named[column] = above.get(column, text) if text.strip().lower() in DITTO else text
            above = dict(named)
            if self.mapping:
                named = self.mapping.apply(named)
            if len(cells) != len(names):
                named["row length"] = f"{len(cells)} cells, where the header has {len(names)}"
            yield Row(self.path.name, number, self.entity.slug, named)


def find(path: Path, mapping: TableMapping | None) -> list[Table]:
    """The tables of a file or folder in the order in which they are read: what others name comes before them.

    ``DataError`` by the header for what is no table of ours.
    """
    if mapping:
        if path.is_dir():
            raise DataError(f"{mapping.file} maps one table, and '{path.name}' is a folder: name a file of it.")
        mapping.check_header(path, next(_lines(path, mapping)).cells)
        return [Table(path, mapping.entity, mapping)]
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in TABLES) if path.is_dir() else [path]
    if not files:
        raise DataError(
            f"'{path.name}' holds no table ({', '.join(TABLES)}). 'kg template capability' prints a header."
        )
    tables = [Table(file, entity_of(file, next(_lines(file, None)).cells)) for file in files]
    return sorted(tables, key=lambda table: ORDER[table.entity.name])


def _lines(path: Path, mapping: TableMapping | None) -> Iterator[Line]:
    """The header and what follows it. ``DataError`` for a file without one."""
    first = mapping.header_row if mapping else 1
    below = False
    try:
        for line in lines(path, mapping.encoding if mapping else None):
            if line.number < first:
                continue
            if not below:
                line = line._replace(cells=_header(path, line))
                below = True
            yield line
    except UnicodeError as error:
        what = (
            f"{mapping.file}: encoding: {path.name} is not {mapping.encoding}" if mapping else f"{path.name} is damaged"
        )
        raise DataError(f"{what}: {error}. Leave the encoding out, or save the table as UTF-8.") from error
    if not below:
        raise DataError(f"{path.name} is empty: it has no header.")


def _header(path: Path, line: Line) -> list[str]:
    names = [name.strip() for name in line.cells]
    while names and not names[-1]:
        names.pop()
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        raise DataError(f"{path.name}: its header has '{twice[0]}' twice; rename one of them.")
    return names


def _fitted(cells: list[str], width: int, path: Path) -> list[str]:
    """A row without the empty cells beyond its header; in a workbook missing cells are empty ones."""
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells + [""] * (width - len(cells)) if path.suffix.lower() == ".xlsx" else cells


def entity_of(path: Path, names: Sequence[str]) -> EntityType:
    """What the rows of a table are: what its file name says, else the one entity that its columns fit."""
    entities = {entity.slug: entity for entity in tabled()}
    named = entities.get(path.stem.lower().replace("_", "-"))
    if named:
        _check(path, names, named)
        return named
    fitting = [entity for entity in entities.values() if not _misfit(names, entity)]
    whole = [entity for entity in fitting if tuple(names) == header(entity)]
    if len(whole or fitting) == 1:
        return (whole or fitting)[0]
    if fitting:
        choice = " or ".join(f"{entity.slug}{path.suffix}" for entity in fitting)
        raise DataError(f"{path.name}: its columns fit several tables; name the file {choice}.")
    nearest = max(entities.values(), key=lambda entity: len(set(names) & set(header(entity))))
    if not set(names) & set(header(nearest)):
        raise DataError(
            f"{path.name}: its first row is no header of ours: {', '.join(names)[:300]}. 'kg template "
            f"capability' prints one; --mapping reads a table under its own headers."
        )
    _check(path, names, nearest)
    return nearest


def _misfit(names: Sequence[str], entity: EntityType) -> str:
    """Why a header is not one of this entity's table; empty when it is."""
    known = header(entity)
    for name in names:
        if name not in known:
            return f"its column '{name}' is not one of {entity.slug}'s.{did_you_mean(name, known)}"
    for column in columns(entity):
        if column.required and column.name not in names:
            return f"{entity.slug} needs a column '{column.name}', which its header lacks."
    return ""


def _check(path: Path, names: Sequence[str], entity: EntityType) -> None:
    if reason := _misfit(names, entity):
        raise DataError(
            f"{path.name}: {reason} 'kg template {entity.slug}' prints the header; --mapping reads a "
            f"table under its own headers."
        )
