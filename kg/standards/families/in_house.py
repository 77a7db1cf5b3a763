"""In-house procedures: recognised, so that they are never taken for standards, and answer for their parameter."""

import re

from kg.standards.family import Family, Groups, Written

_WORDS = r"WI|SOP|OP|QP|CP|IP|IOP|JC|JYGC|XZ|ZY|ZYZD|TM|CCP|WP|GIP|JL|QTL|SCGC|NCPGC|GZSC|MAN|GLOBAL|WG|CPP|QT|CID|IC|WE|INS|TR|IW|YW|HWI"

_PATTERN = re.compile(
    r"(?<![A-Za-z0-9])(?P<code>"
    # a code with a word for a work instruction among its parts
    rf"(?=[A-Z0-9][A-Z0-9._/()-]{{0,40}}?(?:(?<![A-Z])|(?<=IB)|(?<=PU)|(?<=CMM))(?:{_WORDS})(?![a-z]))"
    r"[A-Z]{1,12}[0-9]{0,4}(?:\s?[-_./–(&)]{1,2}\s?[A-Z0-9]{1,12}){1,8}\)?"
    # three or more parts joined by strokes, starting with letters that are no publisher's
    r"|[A-Z]{2,10}(?:[-_][A-Z0-9]{1,8}){2,7}"
    r"|(?:WI|SOP|QP|IOP|IBWI|GWI|CMMWI|BWI)[-_ ]?[A-Z0-9]{1,6}(?:[-_.][A-Z0-9]{1,6}){0,4}"
    r"|[A-Z]{2,6}[0-9]{0,2}[-_][A-Z]{0,4}[0-9]{2,5}(?![0-9])"
    r")"
    r"(?P<issue>\s?[(:/]?\s?(?:V|R|Rev\.?\s?|Ed\.?\s?|第)?[0-9.]{1,5}版?\)?)?",
)
_HAS_DIGIT = re.compile("[0-9]")


def _write(groups: Groups) -> Written | None:
    code = re.sub(r"\s+", " ", groups["code"] or "").strip()
    if not _HAS_DIGIT.search(code) and not groups["issue"]:
        return None
    return Written("", "in-house", code, work=code, in_house=True)


IN_HOUSE = Family("in-house", _PATTERN, _write, rank=8)
