"""Files of a source that comes as a folder."""

from pathlib import Path

from kg.errors import DataError, did_you_mean


def file_in(folder: Path, name: str) -> Path:
    """The file of that name. ``DataError`` when there is no such folder, or no such file in it."""
    if not folder.is_dir():
        raise DataError(f"'{folder.name}' is not a folder. Name the folder that holds {name}.")
    path = folder / name
    if not path.is_file():
        near = did_you_mean(name, sorted(each.name for each in folder.iterdir()))
        raise DataError(f"folder '{folder.name}' holds no {name}.{near} Name the folder that holds it.")
    return path
