"""From bytes to text: which encoding a file is in, and whether it is a text table at all.

The whole file is decoded once before its first row is read, so a file that is damaged in its last line is
refused before anything was done with its first.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import DataError

CHUNK = 1 << 18
LINE_END = b"\n"
ADVICE = "Save the table as CSV (UTF-8) or XLSX and hand that in."

# First bytes of what people hand in by mistake.
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (XLS or DOC)"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3", "a database file"),
    (b"{\\rtf", "a rich text document"),
)
_WEB_PAGE = (b"<!doctype", b"<html", b"<?xml", b"<table")
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
# Two Han characters do not come out of GB18030 read as UTF-8: a file with them is UTF-8, and damaged.
_HAN_TWICE = re.compile("[\u4e00-\u9fff].*?[\u4e00-\u9fff]", re.DOTALL)


class _Fault(NamedTuple):
    """Why a file is not text in an encoding, and whether it held Han characters until then."""

    words: str
    nul: bool = False
    han: bool = False


def kind_of(path: Path) -> str | None:
    """What the first bytes say the file is, when it is no text table; None when they do not say.
    ``DataError`` for a file that cannot be opened or is empty."""
    try:
        with path.open("rb") as stream:
            head = stream.read(1024)
    except OSError as error:
        words = f"cannot read '{path.name}': {error.strerror}. Name a file that can be read."
        raise DataError(words) from error
    if not head:
        raise DataError(f"{path.name} is empty (0 bytes). Get the file again from where it came from.")
    for mark, kind in _OTHER_KINDS:
        if head.startswith(mark):
            return kind
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:15].lower()
    return "a web page" if start.startswith(_WEB_PAGE) else None


def encoding_of(path: Path) -> str:
    """``utf-8``, ``utf-8-sig`` or ``utf-16`` (by their marks), or ``gb18030``. ``DataError`` for everything
    else, with the line of the first byte that does not fit."""
    if kind := kind_of(path):
        raise DataError(f"{path.name} is {kind}, not a CSV table. {ADVICE}")
    with path.open("rb") as stream:
        head = stream.read(4)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    fault = _fault(path, marked or "utf-8")
    if fault is None:
        return marked or "utf-8"
    if marked or fault.nul or fault.han or not _looks_chinese(path) or _fault(path, "gb18030"):
        words = f"{fault.words}. It is damaged, or neither UTF-8 nor GB18030"
        raise DataError(f"{path.name}: {words}. {ADVICE}")
    return "gb18030"


def _fault(path: Path, encoding: str) -> _Fault | None:
    decoder, line, han = codecs.getincrementaldecoder(encoding)(), 1, False
    for chunk in _chunks(path):
        if encoding != "utf-16" and (at := chunk.find(b"\0")) >= 0:
            return _Fault(f"NUL byte in line {line + chunk.count(LINE_END, 0, at)}", nul=True)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            before, byte = error.object[: error.start], error.object[error.start]
            han = han or bool(_HAN_TWICE.search(before.decode(encoding, "ignore")))
            if not chunk:
                return _Fault("it ends in the middle of a character: the file is cut off", han=han)
            line += before.count(LINE_END)
            return _Fault(f"line {line} holds a byte (0x{byte:02x}) that is not text", han=han)
        line += text.count("\n")
        han = han or bool(_HAN_TWICE.search(text))
    return None


def _looks_chinese(path: Path) -> bool:
    """Whether most bytes above ASCII come in pairs, as in GB18030 text; in Latin-1 text they stand alone."""
    paired = alone = 0
    for chunk in _chunks(path):
        for run in _HIGH.findall(chunk):
            paired += len(run) // 2
            alone += len(run) % 2
    return paired > alone


def _chunks(path: Path) -> Iterator[bytes]:
    """The file in pieces, and an empty piece at its end."""
    with path.open("rb") as stream:
        yield from iter(lambda: stream.read(CHUNK), b"")
    yield b""
