"""Specifications of vehicle makers and large buyers, which scopes cite by their codes alone."""

import re
from typing import NamedTuple

from kg.standards.family import Designation, Family, Found, lone


class Code(NamedTuple):
    """A maker's code: what number follows it, and how the two are joined."""

    publisher: str
    number: str
    join: str = " "
    name: str = ""
    dated: str = ":YYYY"


_DIGITS = r"[0-9]{3,6}"
_FORD_METHOD = r"[A-Z]{2}\s?[0-9]{3}\s?-\s?[0-9]{1,2}"

CODES: dict[str, Code] = {
    "FLTM": Code("FORD", _FORD_METHOD),
    "CETP": Code("FORD", r"[0-9]{2}\.[0-9]{2}\s?-\s?[A-Z]\s?-\s?[0-9]{3,4}", ":"),
    "WSS": Code("FORD", r"M\s?[0-9]{1,2}\s?[A-Z]\s?[0-9]{1,4}(?:\s?-\s?[A-Z][0-9]?)?", "-"),
    "WSK": Code("FORD", r"M\s?[0-9]{1,2}\s?[A-Z]\s?[0-9]{1,4}(?:\s?-\s?[A-Z][0-9]?)?", "-"),
    "GMW": Code("GM", r"[0-9]{4,5}", dated="-YYYY"),
    "GME": Code("GM", r"[0-9]{5,6}"),
    "VW": Code("VW", r"[0-9]{5}(?:-[0-9]{1,2})?"),
    "PV": Code("VW", r"[0-9]{4}(?![0-9])"),
    "TL": Code("VW", r"[0-9]{3,5}(?:-[0-9]{1,2})?"),
    "DBL": Code("MERCEDES", r"[0-9]{4}(?:\.[0-9]{2})?"),
    "MBN": Code("MERCEDES", r"[0-9]{5}(?:-[0-9]{1,2})?"),
    "SES": Code("SUZUKI", r"[A-Z]\s?[0-9]{4}"),
    "JASO": Code("JSAE", r"[A-Z]\s?[0-9]{3}"),
    "TSM": Code("TOYOTA", r"[0-9]{4}[A-Z]"),
    "TSH": Code("TOYOTA", r"[0-9]{4}[A-Z]"),
    "NES": Code("NISSAN", r"[A-Z]\s?[0-9]{4}"),
    "RNES": Code("RENAULT", r"-?\s?[A-Z]\s?-?\s?[0-9]{5}", "-"),
    "HES": Code("HONDA", r"[A-Z]\s?[0-9]{4}(?:-[0-9]{2})?"),
    "MES": Code("MAZDA", r"[A-Z]{2}\s?[0-9]{3,5}[A-Z]?"),
    "EDS": Code("CUMMINS", r"T\s?[0-9]{4}"),
    "TPJLR": Code("JLR", r"\.?[0-9]{2}\.[0-9]{3}"),
    "FMVSS": Code("NHTSA", r"[0-9]{3}[A-Z]?"),
    "CMVSS": Code("TC", r"[0-9]{3}"),
    "AEC": Code("AEC", r"Q\s?-?\s?[0-9]{3}(?:\s?-\s?[0-9]{3})?", "-"),
    "ASU": Code("BVL", r"[A-Z]\s?[0-9]{2}\.[0-9]{2}[.-]{0,2}\s?[0-9]{1,3}(?:/[0-9]{1,2})?"),
    "ECSS": Code("ECSS", r"[A-Z]\s?-\s?[A-Z]{2}-[0-9]{2}(?:-[0-9]{2})?[A-Z]?(?:\s?Rev\.?\s?[0-9])?", "-"),
    "GEOSPEC": Code("HK-CEDD", r"[0-9]"),
    "ICC": Code("ICC", r"(?:(?:Method|Standard)\s?(?:No\.?\s?)?)?[0-9]{3}(?:/[0-9])?"),
    "KN": Code("RRA", r"[0-9]{2,5}(?:-[0-9]{1,2}){0,2}"),
    "LV": Code("VDA", r"[0-9]{3}(?:-[0-9]{1,2})?"),
    "M&S": Code("MARKS-SPENCER", r"[PC]\s?[0-9]{1,3}[A-Z]?"),
    "MRTS": Code("TMR", r"[0-9]{2,3}[A-Z]?", ""),
    "NASM": Code("AIA", r"[0-9]{4,5}(?:-[0-9]{1,2})?", ""),
    "NIEA": Code("NIEA", r"[A-Z]\s?[0-9]{3}\.[0-9]{2}[A-Z]"),
    "STAS": Code("ASRO", r"[0-9]{2,5}(?:/[0-9]{1,2})?(?:-[0-9]{1,2}){0,2}"),
    "VDI": Code("VDI", r"[0-9]{3,4}(?:\s?(?:Blatt|Bl\.?|Part|Sheet)\s?[0-9]{1,2}(?:\.[0-9])?)?"),
    "BJS": Code("SAMR", r"20[0-9]{4}"),
    "BSS": Code("BOEING", r"[0-9]{4}"),
    "CLG": Code("USDA", r"[A-Z]{2,4}\s?[0-9]{0,2}\s?\.\s?[0-9]{1,2}|[A-Z]{2,4}[0-9]?\s[0-9]{1,2}", "-"),
    "ES": Code("NIER", r"0[0-9]{4}\.[0-9][a-z]?"),
    "Euronorm": Code("CEN", r"[0-9]{2,3}", name="Euronorm"),
    "HACH": Code("HACH", r"[0-9]{4,5}", name="Hach"),
    "LFGB": Code("BVL", r"L\s?[0-9]{2}\.[0-9]{2}[.-]{0,2}\s?[0-9]{1,3}(?:/[0-9]{1,2})?", name="ASU"),
    "MDHS": Code("HSE", r"[0-9]{1,3}(?:/[0-9])?"),
    "MLG": Code("USDA", r"[0-9]{1,2}[A-Z]?(?:\.[0-9]{1,2})?"),
    "NIOSH": Code("NIOSH", r"[0-9]{4}"),
    "NMKL": Code("NMKL", r"[0-9]{1,3}"),
    "NMX": Code("DGN", r"[A-Z]{1,2}-[0-9]{2,5}(?:/[0-9]{1,2})?(?:-[0-9]{1,2}(?=-[A-Z]))?(?:-[A-Z]{4,8}(?:-[A-Z]{3,8})?)?", "-", dated="-YYYY"),
    "NOM": Code("DGN", r"[0-9]{3}(?:-[A-Z]{2,8}[0-9]?){1,2}", "-", dated="-YYYY"),
    "NT": Code("NORDTEST", r"(?:BUILD|ENVIR|FIRE|POLY|ELEC|MECH|ACOU|CONS|VVS|CHEM)\s[0-9]{3}"),
    "OSHA": Code("OSHA", r"(?:ID|PV)?-?\s?[0-9]{1,4}(?:SG)?"),
    "SCAQMD": Code("SCAQMD", r"[0-9]{3,4}(?:\.[0-9])?"),
    "BVL": Code("BVL", r"[A-Z]\s?[0-9]{2}\.[0-9]{2}[.-]{0,2}\s?[0-9]{1,3}"),
    "GR": Code("TELCORDIA", r"[0-9]{2,4}(?:\s?-?\s?CORE)?", "-"),
    "RSS": Code("ISED", r"(?:GEN|[0-9]{3})", "-"),
    "ICES": Code("ISED", r"[0-9]{3}", "-"),
    "CPSC": Code("CPSC", r"CH\s?-\s?[CE][0-9]{4}(?:\s?-\s?[0-9]{2}(?:[.-][0-9])?)?", "-"),
    "SOR": Code("CA-GOV", r"[0-9]{2,4}-[0-9]{1,4}", "/"),
    "FSSAI": Code("FSSAI", r"[0-9]{2}\s?\.\s?[0-9]{3}"),
    "IACS": Code("IACS", r"(?:UR\s?)?[A-Z]\s?[0-9]{1,3}(?:_Req\.?\s?[0-9]{4})?(?:[\s/]{0,2}Rev\.?\s?[0-9]{1,2})?"),
    "ISTA": Code("ISTA", r"[0-9]\s?[A-Z]?(?![A-Za-z])|[0-9](?=\s)"),
    "QM": Code("BSNL", r"333"),
    "NAS": Code("AIA", r"[0-9]{3,4}"),
    "UIC": Code("UIC", r"[0-9]{3}(?:-[0-9]{1,2}(?![0-9]))?"),
    "GAFTA": Code("GAFTA", r"[0-9]{1,3}"),
    "FOSFA": Code("FOSFA", r"[0-9]{1,3}"),
    "EMTAC": Code("EMTAC", r"P\s?-?\s?[0-9]{1,4}", " "),
    "AFPS": Code("AFPS", r"GS\s?[0-9]{4}\s?:\s?[0-9]{2}(?:\s?PAK)?", name="AfPS"),
    "NMI": Code("NMI", r"[MRV]\s?[0-9]{1,2}(?:-[0-9]{1,2})?"),
    "XP": Code("AFNOR", r"(?:CEN/T[SR]\s?)?[A-Z]?\s?[0-9]{2,5}(?:[\s-][0-9]{3})?"),
    "FD": Code("AFNOR", r"(?:CEN/T[SR]\s?|CR\s?)[0-9]{4,5}|[A-Z][0-9]{2}[\s-][0-9]{3}"),
    "TPM": Code("FCA", r"[0-9]{4,5}"),
}  # fmt: skip

_NUMBER = {
    head: re.compile(
        rf"[\s:/._-]{{0,3}}(?:(?:Method|METHOD|No|no|Nr)\.?\s?){{0,2}}(?P<number>{code.number})(?![0-9A-Za-z])"
    )
    for head, code in CODES.items()
}


def read(text: str, start: int, end: int) -> Found | None:
    """A code and what number its maker puts behind it."""
    head = text[start:end] if text[start:end] in CODES else text[start:end].upper()
    found = _NUMBER[head].match(text, end)
    if not found:
        return None
    code = CODES[head]
    number = re.sub(r"\s?([-.:/])\s?", r"\1", " ".join(found["number"].split())).strip(" -.")
    name = code.name or head
    return lone(Designation(code.publisher, name, number, None, f"{name}{code.join}{number}", code.dated), found.end())


MAKERS = Family("makers", read, heads=tuple(CODES))
