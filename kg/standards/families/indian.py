"""Indian Standards: parts and sections are written in brackets, however a scope spells them."""

import re

from kg.standards.family import Family, Groups, Written

_PATTERN = re.compile(
    r"(?<![A-Za-z0-9])IS\s?[:-]?\s?(?P<number>[0-9]{2,6})(?![0-9])"
    r"(?:\s?[-:,(]{0,2}\s?(?:P(?:a|ta)?r?t?s?|[Pp]arts?|[Pp]t|PART)\s?\.?\s?[-:]?\s?(?P<part>[0-9]{1,3})(?![0-9])"
    r"(?:\s?[-:/,(]{0,2}\s?(?:Sec(?:tion)?s?|SEC(?:TION)?|sec(?:tion)?)\s?\.?\s?[-:]?\s?(?P<section>[0-9]{1,3}))?\s?\)?"
    r"|\s?-\s?(?P<dashed>[0-9]{1,2}(?![0-9]))(?:\s?-\s?(?P<second>[0-9]{1,3}(?![0-9])))?)?"
    r"(?:\s{0,2}[:,-]{1,2}\s{0,2}(?P<year>(?:19|20)[0-9]{2}))?",
)


def _write(groups: Groups) -> Written | None:
    part, section = groups["part"] or groups["dashed"], groups["section"] or groups["second"]
    number = groups["number"] or ""
    inside = (f"Part {part}" + (f"/Sec {section}" if section else "")) if part else None
    work = f"IS {number}" + (f" ({inside})" if inside else "")
    return Written("BIS", "IS", number, inside, groups["year"], work, "{work}:{year}")


INDIAN = Family("indian", _PATTERN, _write, rank=3)
