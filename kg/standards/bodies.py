"""The bodies that publish under ISO's way of writing: their prefixes, and whether adopters keep the year of what they adopt.

The prefixes are those that the bodies' catalogues print.
"""

from typing import NamedTuple


class Body(NamedTuple):
    """``publisher``: its acronym. ``adopts``: its prefix stands before that of what it adopts. ``keeps_year``: with the year of the original.
    ``alone``: a number may follow its prefix directly. ``letters``: and a letter may stand between the two."""

    publisher: str
    adopts: bool = False
    keeps_year: bool = False
    alone: bool = True
    letters: bool = False


def _national(publisher: str, *, keeps_year: bool = False, alone: bool = True, letters: bool = False) -> Body:
    return Body(publisher, adopts=True, keeps_year=keeps_year, alone=alone, letters=letters)


BODIES: dict[str, Body] = {
    "ISO": Body("ISO"),
    "IEC": Body("IEC"),
    "CISPR": Body("IEC"),
    "IWA": Body("ISO"),
    "CIE": Body("CIE", letters=True),
    "IECEE": Body("IECEE", letters=True),
    "IECEX": Body("IECEX", letters=True),
    "EN": Body("CEN"),
    "ENV": Body("CEN"),
    "PREN": Body("CEN"),
    "CWA": Body("CEN"),
    "CEN": Body("CEN", alone=False),
    "HD": Body("CENELEC"),
    "CENELEC": Body("CENELEC", alone=False),
    "CLC": Body("CENELEC", alone=False),
    "IEEE": Body("IEEE", alone=False),
    "ASTM": Body("ASTM", alone=False),
    "SAE": Body("SAE", alone=False),
    "HL7": Body("HL7", alone=False),
    "BS": Body("BSI", adopts=True, keeps_year=True),
    "PD": Body("BSI", adopts=True, keeps_year=True),
    "DIN": Body("DIN", adopts=True, letters=True),
    "VDE": Body("DIN", adopts=True),
    "IS": Body("BIS", adopts=True, keeps_year=True, alone=False),
    "NF": _national("AFNOR", letters=True),
    "UNE": _national("UNE"),
    "UNI": _national("UNI"),
    "CEI": _national("CEI"),
    "SS": _national("SIS", keeps_year=True),
    "SFS": _national("SFS", keeps_year=True),
    "DS": _national("DS", keeps_year=True, alone=False),
    "NS": _national("SN", keeps_year=True, alone=False),
    "NEK": _national("NEK", keeps_year=True),
    "NEN": _national("NEN", keeps_year=True),
    "NBN": _national("NBN", keeps_year=True),
    "SN": _national("SNV", keeps_year=True, alone=False),
    "ONORM": Body("ASI", adopts=True, letters=True),
    "ÖNORM": Body("ASI", adopts=True, letters=True),
    "OVE": _national("OVE"),
    "ÖVE": _national("OVE"),
    "NM": Body("AMN", alone=False),
    "CSN": _national("UNMZ"),
    "ČSN": _national("UNMZ"),
    "KC": _national("KATS", alone=False),
    "NCH": _national("INN"),
    "PN": _national("PKN", letters=True),
    "MSZ": _national("MSZT", keeps_year=True),
    "SIST": _national("SIST", keeps_year=True),
    "STN": _national("UNMS"),
    "EVS": _national("EVS", keeps_year=True),
    "LST": _national("LST", keeps_year=True),
    "LVS": _national("LVS", keeps_year=True),
    "ILNAS": _national("ILNAS", keeps_year=True, alone=False),
    "SR": _national("ASRO", keeps_year=True, alone=False),
    "BDS": _national("BDS", keeps_year=True),
    "HRN": _national("HZN", keeps_year=True),
    "ELOT": _national("ELOT", keeps_year=True),
    "I.S.": _national("NSAI", keeps_year=True, alone=False),
    "TS": _national("TSE", keeps_year=True, alone=False),
    "DSTU": _national("DSTU"),
    "STB": _national("BELST"),
    "SANS": _national("SABS", keeps_year=True),
    "ABNT": Body("ABNT", adopts=True, alone=False),
    "NBR": Body("ABNT", adopts=True),
    "NTE": Body("INEN", adopts=True, alone=False),
    "INEN": Body("INEN", adopts=True),
    "NTC": _national("ICONTEC"),
    "NMX": _national("DGN", letters=True),
    "IRAM": _national("IRAM"),
    "SASO": _national("SASO"),
    "GSO": _national("GSO"),
    "UAE.S": _national("MOIAT"),
    "QS": _national("QS"),
    "KWS": _national("PAI"),
    "OS": _national("DGSM", alone=False),
    "MS": _national("DSM", keeps_year=True),
    "SNI": _national("BSN"),
    "TIS": _national("TISI"),
    "PNS": _national("BPS", keeps_year=True),
    "TCVN": _national("STAMEQ", keeps_year=True),
    "QCVN": _national("QCVN"),
    "SLS": _national("SLSI"),
    "PS": _national("PSQCA", alone=False),
    "ES": _national("EOS", alone=False),
    "KEBS": _national("KEBS", alone=False),
    "SI": _national("SII", alone=False),
    "KS": _national("KATS", alone=False),
    "TTS": _national("TTBS"),
}  # fmt: skip

# Kinds of deliverables: they stand between the body and the number.
FORMS = (
    "TS",
    "TR",
    "CR",
    "PAS",
    "SPEC",
    "GUIDE",
    "R",
    "ISP",
    "TTA",
    "DIS",
    "FDIS",
    "CD",
    "CDV",
    "AWI",
    "WD",
    "NP",
    "PRF",
    "DTS",
    "DTR",
    "DPAS",
    "SRD",
)
