"""What a command reads: texts, from its arguments or one a line from a file; a file whole; a day."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DataError, UsageError
from kg.ingest.readers.decode import encoding_of
from kg.queries.days import day

File = Annotated[Path | None, typer.Option("--file", help="A file with one text a line; - for the standard input.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="The day the answer is about; today when left out.")]


def day_of(text: str | None, option: str = "--as-of") -> date | None:
    """The day that an option says."""
    try:
        return day(text) if text is not None else None
    except ValueError as error:
        raise UsageError(f"{option}: {error}.") from None


def whole(file: Path) -> str:
    """The text of a file, whatever it is encoded in, with its line ends as they are; of ``-``, the standard input."""
    if file == Path("-"):
        return sys.stdin.read()
    if not file.is_file():
        raise DataError(f"no file '{file}'.")
    return file.read_bytes().decode(encoding_of(file))


def given(texts: list[str] | None, file: Path | None) -> Iterator[str]:
    """The texts of the command line, then those of the file; a Windows line end is none of a text."""
    if not texts and file is None:
        raise UsageError("say at least one text, or --file with one text a line.")
    yield from texts or ()
    if file == Path("-"):
        yield from (line.rstrip("\r\n") for line in sys.stdin)
    elif file is not None:
        if not file.is_file():
            raise DataError(f"no file '{file}'.")
        with file.open(encoding=encoding_of(file)) as lines:
            yield from (line.rstrip("\r\n") for line in lines)
