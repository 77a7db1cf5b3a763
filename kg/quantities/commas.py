"""Commas in numbers: of decimals (``0,5``), of thousands (``1,000``), or between values (``1,5,10``)."""

import re

# Stands for a comma that may be a decimal one and may be another: what it is in is read as no number.
UNSURE = "\u201a"

# Numbers with commas between them. A wide comma parts values, except after a lone 0.
_RUN = re.compile(r"(?<![\d.,，])(?:\d[\d.]*(?: ?, ?\d[\d.]*)+|0，\d+)(?![\d，])")
_PAIR = re.compile(r"(\d+)[,，](\d+)")
_LIST = re.compile(r" ?, +")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_AND_WHOLE = re.compile(r" ?(?:and|or|&|和|或|及|与|、) ?\d+(?![\d.,])")
_LOCANT = re.compile(r" ?- ?[A-Za-z(]")
_YEAR = re.compile(r"(?:19|20)\d\d")


def levelled(text: str) -> str:
    """The same, character for character, with a point for each comma that is a decimal one and ``UNSURE`` for each that may be; an
    interval in square brackets, whose comma parts its ends, as ``(1~10)``.

    ISO 80000-1, 7.3.2, has either sign. A lone pair of numbers is one where other than three digits follow the comma, or a 0 alone
    stands before it, and so are the pairs of a list with spaces (``0,5, 1,5``). Not sure are two values of two digits that rise
    (``50,60 Hz``), or any of three digits (``220,380 V``), a pair before "and" and a whole number (``10,20 and 30 mm``), ``1.234,5``, and
    ``1,000`` beside decimal commas.
    """
    text = _noted(text)
    out = list(text)
    decimal, thousand = [], []
    for run in _RUN.finditer(text):
        places = [run.start() + place for place, char in enumerate(run[0]) if char in ",，"]
        kind = _kind(run[0], text[run.end() : run.end() + 8])
        if kind == "decimal":
            decimal += [place for place in places if text[place + 1].isdigit()]
        elif kind == "thousand":
            thousand += places
        elif kind == "unsure":
            out[places[0]] = UNSURE
    for place in decimal:
        out[place] = "."
    for place in thousand if decimal else ():
        out[place] = UNSURE
    return "".join(out)


# Two ends of an interval in square brackets; an end that is outside has a round one, or one turned outwards (ISO 80000-2, 2-7.7).
_NOTED = re.compile(r"([\[(\]]) ?[+−–-]?\d[\d.]* ?([,;]) ?[+−–-]?\d[\d.]* ?([\])\[])")


def _noted(text: str) -> str:
    """The same with such an interval as ``(1~10)``, an open end by a sign: ``(1<10)``, ``>1~10)``."""
    if "[" not in text and "]" not in text:
        return text
    out = list(text)
    for found in _NOTED.finditer(text):
        if (found[1], found[3]) != ("(", ")"):
            out[found.start(1)] = "(" if found[1] == "[" else ">"
            out[found.start(2)] = "~" if found[3] == "]" else "<"
            out[found.start(3)] = ")"
    return "".join(out)


def _kind(run: str, after: str) -> str:
    if _GROUPED.fullmatch(run) or _hundreds(run.split(",")):
        return "unsure"
    pairs = [_PAIR.fullmatch(piece) for piece in _LIST.split(run)]
    kinds = {_of_pair(pair[1], pair[2]) if pair else "list" for pair in pairs}
    if _LOCANT.match(after) or len(kinds) > 1 or (len(pairs) > 1 and kinds != {"decimal"}):
        return "unsure" if any(pair and pair[1] == "0" for pair in pairs) else "list"
    (kind,) = kinds
    return "unsure" if kind == "decimal" and not run.startswith("0") and _AND_WHOLE.match(after) else kind


def _hundreds(numbers: list[str]) -> bool:
    """Whether they are all of three digits and rise, as values of a list do: ``220,380``; of ``100,000`` the second does not."""
    return all(len(number) == 3 for number in numbers) and numbers == sorted(set(numbers))


def _of_pair(whole: str, part: str) -> str:
    if whole == "0":
        return "decimal"
    if len(part) == 3 and len(whole) <= 3:
        return "thousand"
    if _YEAR.fullmatch(part):
        return "list"
    return "unsure" if len(whole) == len(part) == 2 and whole < part else "decimal"
