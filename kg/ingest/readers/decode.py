"""What a text file is written in: decided by its first bytes and the whole of it, never by trial per line."""

import codecs
from collections.abc import Iterable
from pathlib import Path

from kg.errors import DataError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = {
    b"PK\x03\x04": "an Office document or a ZIP archive (save the sheet as .xlsx or CSV)",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (save it as .xlsx or CSV)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file (unpack it first)",
}
_BLOCK = 1 << 20


def encoding_of(path: Path) -> str:
    """``utf-8-sig``, ``utf-16`` or ``gb18030``. ``DataError`` for an empty file and for one that is no text."""
    with path.open("rb") as file:
        head = file.read(4096)
        if not head:
            raise DataError(f"{path.name} is empty.")
        for sign, what in _NOT_TEXT.items():
            if head.startswith(sign):
                raise DataError(f"{path.name} is not a table of text but {what}.")
        marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
        if marked is None and b"\x00" in head:
            raise DataError(f"{path.name} holds NUL bytes: it is binary, or UTF-16 without its mark. Save it as UTF-8.")
        for encoding in (marked,) if marked else ("utf-8-sig", "gb18030"):
            file.seek(0)
            if _decodes(iter(lambda: file.read(_BLOCK), b""), encoding):
                return encoding
    if marked:
        raise DataError(
            f"{path.name} begins as {marked.removesuffix('-sig').upper()} and is not that to its end: is the file whole?"
        )
    raise DataError(f"{path.name} is neither UTF-8 nor GB18030, or is cut off. Save it as UTF-8.")


def _decodes(blocks: Iterable[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in blocks:
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
