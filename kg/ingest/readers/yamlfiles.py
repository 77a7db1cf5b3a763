"""Folders and archives of YAML files: one object a file, as a row of cells."""

import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError
from kg.ingest.row import Row

Object = dict[str, Any]


def objects(
    path: Path, table: str, source: str, expects: str, cells: Callable[[Object], dict[str, str]]
) -> Iterator[Row]:
    """The objects of a folder of ``*.yaml``, or of a tar archive of them (or one in a folder), in the order of the files'
    names. A file that ``cells`` cannot take says so in a cell ``row length``, which ``Row.check`` refuses. ``DataError`` when
    there is none, when the first is no such object, or when the archive is broken."""
    number = 0
    for number, (name, text) in enumerate(_files(path), 1):
        said = _read(text, cells)
        if number == 1 and (fault := said.get("row length")):
            raise DataError(f"{name} is {fault}. {source} expects {expects}.")
        yield Row(name, number, table, said)
    if not number:
        raise DataError(f"no YAML file in '{path}'. {source} expects {expects}.")


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if not path.exists():
        raise DataError(f"no file '{path}'.")
    if path.is_dir() and (files := sorted(path.glob("*.yaml"))):
        yield from ((file.name, file.read_bytes()) for file in files)
        return
    for archive in sorted(path.glob("*.tar*")) if path.is_dir() else [path]:
        yield from _members(archive)


def _members(archive: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(archive) as opened:
            members = [each for each in opened if each.isfile() and each.name.endswith(".yaml")]
            for member in sorted(members, key=lambda each: each.name):
                if file := opened.extractfile(member):
                    yield member.name, file.read()
    except (tarfile.TarError, EOFError, OSError) as error:
        raise DataError(f"{archive.name} is no archive of files, or no whole one: {error}.") from error


def _read(text: bytes, cells: Callable[[Object], dict[str, str]]) -> dict[str, str]:
    try:
        return cells(yaml.load(text, yaml.CSafeLoader))
    except yaml.YAMLError as error:
        return {"row length": f"no YAML: {' '.join(str(error).split())[:120]}"}
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        return {"row length": f"no record as expected ({type(error).__name__}: {error})"}
