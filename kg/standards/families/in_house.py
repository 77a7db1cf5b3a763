"""In-house procedures: recognised, so that they are never taken for standards, and answer for their parameter."""

import re

from kg.standards.family import PROTECTION, Designation, Family, Found, lone

# Words that stand in the codes of work instructions and procedures.
_WORDS = r"WI|SOP|CSOP|OP|QP|CP|IP|GIP|IOP|STP|TP|SIP|GWI|IBWI|BWI|CMMWI|WG|WP|PC|INS|MAN|TOP|QTL|JYGC|ZYZD|SCGC"
_VERSION = re.compile(
    r"\s{0,90}[(:/,-]?\s?(?P<version>(?:(?:Issue|ISSUE|Ver(?:sion)?|Rev(?:ision)?|REV|Ed(?:ition)?)\.?\s?(?:No\.?|no\.?)?\s?:?\s?|[VvR]\.?\s?-?\s?|第)(?:[0-9一二三四五六七八九十]{1,2}(?:\.[0-9]{1,2}){0,2}|[A-Z](?![a-z]))版?|[A-Z]/[0-9])(?![0-9A-Za-z])\)?"
)
_YEAR = re.compile(r"\s?:\s?(?P<year>(?:19|20)[0-9]{2})(?![0-9])")
_MORE = re.compile(r"(?<=-[A-Z]) [0-9]{1,3}(?![0-9A-Za-z])|\((?:19|20)[0-9]{2}\)|\s?/\s?(?:19|20)[0-9]{2}(?![0-9])")
_DIGIT = re.compile("[0-9]")
_CODE = (
    r"(?:[0-9]{3}-[A-Z]{2}-[A-Z][0-9]{4}|[A-Z][A-Z0-9]{0,11}(?:\s?[-_]\s?|[/.&])(?=[A-Z0-9])(?:(?:[A-Z0-9&]{1,12}|[A-Z][a-z]{3,12})(?:\s?[-_]\s?|[/.])(?=[A-Z0-9])){0,7}[A-Z0-9]{1,14}"
    r"|(?:" + _WORDS + r")[ ]?[0-9]{1,6}(?:[-_./][0-9A-Z]{1,6}){0,4})(?![A-Za-z0-9])"
)
_MATCH = re.compile(_CODE)
_CLAUSE = re.compile(r"[A-Z]{1,2}(?:\.[0-9]{1,3}|-[0-9]{1,2}\.)|V[0-9]{1,2}\.")  # a clause of an annex, or a version
_TELLING = re.compile(rf"(?<![A-Z])(?:{_WORDS})(?![a-z])")


def read(text: str, start: int, _: int) -> Found | None:
    """A code of three parts or more, or of two of which one is a word for an instruction."""
    found = _MATCH.match(text, start)
    if not found:
        return None
    code, end, year = re.sub(r"\s?([-_])\s?", r"\1", found[0]), found.end(), None
    if cut := _NEXT.search(code):  # the next code, or a version, is glued to it
        code = code[: cut.start()]
        end = start + _place(found[0], code)
    if more := _MORE.match(text, end):
        code, end = code + more[0], more.end()
    if not _is_code(code):
        return None
    if dated := _YEAR.match(text, end):
        end, year = dated.end(), int(dated["year"])
    supplements: tuple[str, ...] = ()
    if version := _VERSION.match(text, end):
        end, supplements = version.end(), (" ".join(version["version"].split()),)
    return lone(
        Designation("", "in-house", code, None, code, ":YYYY", year=year, supplements=supplements, in_house=True),
        end,
        closed=True,
    )


_NEXT = re.compile(r"(?<=-(?:19|20)[0-9]{2})(?=[A-Z]{2})|(?<=[0-9])(?=V[0-9]{1,2}(?:\.[0-9])?$)")


def _place(printed: str, code: str) -> int:
    """How much of what is printed a code without inner spaces takes."""
    left, place = len(code), 0
    while left:
        left -= not printed[place].isspace()
        place += 1
    return place


def _is_code(code: str) -> bool:
    """Three parts with a digit; or two, of which one is a word for an instruction or the first a longer abbreviation."""
    parts = re.split(r"[-_/.&]+", code)
    if not _DIGIT.search(code) or _CLAUSE.match(code) or PROTECTION.match(code):
        return False
    return (
        len(parts) > 2
        or bool(_TELLING.search(code))
        or ("-" in code and len(parts[0]) >= 3 and bool(_DIGIT.search(parts[-1])))
    )


IN_HOUSE = Family("in-house", read, pattern=_CODE, rank=9)
