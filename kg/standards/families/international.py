"""ISO, IEC and CISPR, the European bodies, and the national bodies that adopt them under a prefix of their own."""

import re

from kg.standards.bodies import BODIES, FORMS
from kg.standards.family import Designation, Family, Found, lone
from kg.standards.parts import Parts, read_parts

_WORDS = "|".join(re.escape(word) for word in sorted({*BODIES, *FORMS}, key=lambda word: (-len(word), word)))
_WORD = re.compile(_WORDS, re.IGNORECASE)
_CHAIN = re.compile(rf"(?:(?:{_WORDS}|Guide|guide|iso|iec|Iso|Iec|en|cispr|IECEx|prEN|din|bs)(?![a-z])[\s/.-]{{0,3}})+")
_NUMBER = re.compile(
    r"[:.\s-]{0,3}(?:(?:No|NO|no|Pub(?:lication)?|PUB|Std|STD|STANDARD|Standard|standard)(?![A-Za-z])\.?:?\s?){0,2}(?P<letter>(?:[A-Z]|OD|ETF)\s?-?\s?(?=[0-9]))?"
    r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,3}(?![0-9.]))?(?:[A-Z](?![A-Za-z0-9]))?)(?![0-9])"
)


def read(text: str, start: int, _: int) -> Found | None:
    """A chain of bodies, a number, its parts."""
    chain = _CHAIN.match(text, start)
    if not chain:
        return None
    words = tuple(word.upper() for word in _WORD.findall(chain[0]))
    last = BODIES.get(words[-1])
    if (words[0] in FORMS and words[0] != "TS") or (len(words) == 1 and not (last and last.alone)):
        return None
    number = _NUMBER.match(text, chain.end())
    if not number or (number["letter"] and not (last and last.letters)):
        return None
    parts = _parts(words, number["number"], text, number.end())
    doubts = (*(("head left out",) if parts.listed else ()), *(("small letters",) if chain[0][:2].islower() else ()))
    digits = (
        (number["letter"] or "").strip(" -")
        + ("" if words[0] == "NF" else " " if number["letter"] else "")
        + number["number"]
    )
    if words == ("HD",) and (edition := _HARMONISED.match(text, parts.end)):
        found = _designation(words, digits, (), doubts)
        return lone(found._replace(work=f"{found.work} S{edition['edition']}"), edition.end())
    chains = (
        (words[:1], words[1:]) if words[0] in _BESIDE and words[1:2] and words[1] in _BESIDE[words[0]] else (words,)
    )
    return Found(tuple(_designation(each, digits, part, doubts) for each in chains for part in parts.parts), parts.end)


def _parts(words: tuple[str, ...], number: str, text: str, at: int) -> Parts:
    if number == "105" and words[-1] == "ISO":
        return _textile(text, at)
    if words == ("DIN",) and number.startswith("384") and (group := _GERMAN_WATER.match(text, at)):
        return Parts(((group["part"],),), group.end())
    return read_parts(text, at)


# Germany's methods for water stand in groups, whose letter precedes the part: DIN 38409-H18.
_GERMAN_WATER = re.compile(r"\s?-\s?[A-Z]\s?-?\s?(?P<part>[0-9]{1,2}(?:-[0-9])?)(?![0-9])")
_TEXTILE = re.compile(r"[\s:,-]{0,3}(?:[Pp]art\s?)?(?P<part>[A-Z][0-9]{2}|[A-Z](?![A-Za-z]))(?![0-9])")


def _textile(text: str, at: int) -> Parts:
    """The parts of ISO 105 are letters with digits, whatever stands before them."""
    found = _TEXTILE.match(text, at)
    return Parts(((found["part"],),), found.end()) if found else read_parts(text, at)


_HARMONISED = re.compile(r"\s?[-.]?\s?S\s?-?\s?(?P<edition>[0-9])(?![0-9A-Za-z])")

# Two standards of one number, as `IEC/BS EN 60811-508`: who stands first adopts nothing of the second.
_BESIDE = {"IEC": ("EN", "BS", "DIN"), "ISO": ("EN", "BS", "DIN"), "CISPR": ("EN", "BS")}


def _designation(words: tuple[str, ...], number: str, part: tuple[str, ...], doubts: tuple[str, ...]) -> Designation:
    if words[-1] == "IEC" and set(words) <= _RENUMBERED and number.isdigit() and int(number) < _LAST_OLD:
        number, doubts = str(60_000 + int(number)), (*doubts, "number of before 1997")
    type = written(words)
    return Designation(
        BODIES[words[0]].publisher, type, number, "-".join(part) or None, _work(type, number, part), ":YYYY",
        adopts=tuple(_adopted(words, number, part)), doubts=doubts
    )  # fmt: skip


# In 1997 IEC added 60000 to its numbers (IEC 34-1 is IEC 60034-1); joint publications with ISO and CISPR kept theirs.
_RENUMBERED = {"IEC", "IS", "BS", "EN", "NF", "DIN"}
_LAST_OLD = 1300


def _work(type: str, number: str, part: tuple[str, ...]) -> str:
    return "-".join((f"{type} {number}", *part))


_STROKE_AFTER = {
    "IS": {"ISO", "IEC", "CISPR"}, "IEC": {"IEEE", "CISPR", "ASTM", "ISO"}, "ISO": {"IEC", "IEEE", "ASTM", "CIE", "SAE", "HL7", *FORMS} - {"GUIDE"},
    "CEN": {"TS", "TR", "CLC", "CENELEC"}, "CLC": {"TS", "TR"}, "CENELEC": {"TS", "TR"}, "DS": {"EN", "ISO", "IEC"},
}  # fmt: skip
_DASH_AFTER = {body: {"EN", "ISO", "CEN"} for body in ("UNE", "SS", "PN", "NEN", "NS", "EVS", "NEK")}
_SPELLED = {"GUIDE": "Guide", "PREN": "prEN", "IECEX": "IECEx", "ONORM": "ÖNORM", "NCH": "NCh"}


def written(words: tuple[str, ...]) -> str:
    """A chain as its publishers write it: who publish together by a stroke, an adopter before what it adopts by a space."""
    if words[0] in ("ÖVE", "OVE") and words[1:2] and words[1] in ("ÖNORM", "ONORM"):
        return "ÖVE/" + written(words[1:])
    text, before = "", ""
    for word in words:
        joint = "ISO/IEC" in text and word in FORMS  # ISO/IEC TR, but ISO/TR
        sign = (
            "/"
            if word in _STROKE_AFTER.get(before, ()) and not joint
            else "-"
            if word in _DASH_AFTER.get(before, ())
            else " "
        )
        text += (sign if text else "") + _SPELLED.get(word, word)
        before = word
    return text


# CENELEC numbers its adoptions of IEC as IEC does, and those of CISPR 11 and so on as EN 55011.
_IEC_NUMBERS = range(60_000, 70_000)
_CISPR_NUMBERS = range(55_010, 55_040)


def _adopted(words: tuple[str, ...], number: str, part: tuple[str, ...]) -> list[tuple[str, str]]:
    """What a designation says by itself that it adopts, nearest first, and how that is dated where the year is kept."""
    found: list[tuple[str, str]] = []
    kept = True
    while len(words) > 1 and BODIES[words[0]].adopts if words[0] in BODIES else False:
        kept = kept and BODIES[words[0]].keeps_year
        words = words[1:]
        if words[0] in BODIES and not (len(words) == 1 and BODIES[words[0]].adopts):
            found.append((_work(written(words), number, part), ":YYYY" if kept else ""))
    if words[0] != "EN":
        return found
    if len(words) > 1:
        found.append((_work(written(words[1:]), number, part), ":YYYY" if kept and words[1] == "ISO" else ""))
    elif number.isdigit() and int(number) in _IEC_NUMBERS:
        found.append((_work("IEC", number, part), ""))
    elif number.isdigit() and int(number) in _CISPR_NUMBERS:
        found.append((_work("CISPR", str(int(number) - 55_000), part), ""))
    return found


_MORE = re.compile(r"-(?P<part>[0-9]{1,3}(?:-[0-9]{1,3})?)(?=\s?[:,;&)]|\s?$)")


def resume(text: str, at: int, before: Designation) -> Found | None:
    """A further part of a list: ``ISO 10993-5:2009 & -10:2021``."""
    found = _MORE.match(text, at)
    if not found or not before.part:
        return None
    words = tuple(word.upper() for word in _WORD.findall(before.type))
    return lone(_designation(words, before.number, (found["part"],), ("head left out",)), found.end())


INTERNATIONAL = Family(
    "international", read, heads=(*BODIES, "IECEx", "prEN", "NCh"), small=("ISO", "IEC", "CISPR"), resume=resume
)  # fmt: skip
