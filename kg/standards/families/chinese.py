"""Chinese national, sector, local, group and enterprise standards, and the technical codes written like them.

Codes of the sectors: the register of sector standard codes kept by the national standards administration.
"""

import re

from kg.standards.family import Family, Groups, Publisher, Written

NATIONAL = "GB GBJ GBZ GBN GSB JJG JJF GJB GJBZ WSB"
SECTOR = (
    "AQ BB BMB CB CBM CECS CH CJ CJJ CY DA DL DLGJ DY DZ EJ FZ GA GC GD GF GH GM GY GYJ HAD HAF HB HBZ HG HGJ HJ HS HY "
    "JB JBJ JC JCJ JG JGJ JGT JR JT JTJ JTS JY JYJ KA LB LD LS LY MH MHJ MT MZ NB NY PB QB QBJ QC QGD QJ QX RB RF RFJ SB SBJ "
    "SC SD SDJ SF SH SHJ SHS SJ SJJ SJG SJZ SL SLJ SN SW SY SYJ TB TBJ TD TY WB WH WJ WM WS WW XB XF YB YBJ YC YD YDJ YJ YS YSJ "
    "YY YZ ZB ZBN ZY CNS CGC CCGF JJ YDC YDN YDB"
)
_CODES = "|".join(sorted({*NATIONAL.split(), *SECTOR.split()}, key=lambda code: (-len(code), code)))

_YEAR = r"(?:\s*[-:]\s*(?P<year>(?:19|20)[0-9]{2}|[5-9][0-9](?![0-9])|0[0-9](?![0-9.])))?(?:年)?"

_PATTERN = re.compile(
    rf"(?<![A-Za-z0-9])(?P<code>{_CODES})(?P<form>\s?/?\s?[TZJ])?(?P<sub>/[A-Z]{{1,2}})?\s*[-/:]?\s*(?:NO\.?\s*)?"
    r"(?P<letter>[A-Z]\s?)?(?P<number>[0-9]{1,7}(?:\.[0-9]{1,4}){0,3}(?:/[0-9]{1,2})?[A-Z]?(?![a-z]))"
    r"(?P<more>-[0-9]{1,3}(?=\s*-\s*(?:19|20)[0-9]{2}))?" + _YEAR,
    re.IGNORECASE,
)


def _write(groups: Groups) -> Written | None:
    code = (groups["code"] or "").upper()
    form = (groups["form"] or "").replace(" ", "").replace("/", "").upper()
    number = (groups["letter"] or "").upper().strip() + (groups["number"] or "").upper() + (groups["more"] or "")
    type = f"{code}/{form}" if form else code
    if groups["sub"] and not form:
        type += groups["sub"].upper()
    if code in _SHORT and not groups["year"] and not form:
        return None  # two letters and a number, without a year, are more often something else
    part = number.partition(".")[2] or None
    return Written(_PUBLISHERS.get(code, "CN-SECTOR"), type, number, part, groups["year"], f"{type} {number}")


_SHORT = frozenset(code for code in SECTOR.split() if len(code) == 2)
_PUBLISHERS = dict.fromkeys(("GB", "GBN", "GSB"), "SAC") | {
    "JJG": "SAMR", "JJF": "SAMR", "GJB": "CMC", "CECS": "CECS", "GBZ": "NHC", "GBJ": "MOHURD", "CNS": "BSMI",
}  # fmt: skip

CHINESE = Family(
    "chinese", _PATTERN, _write, rank=3,
    publishers=(
        Publisher("SAC", "Standardization Administration of China", "国家标准化管理委员会", "CN"),
        Publisher("SAMR", "State Administration for Market Regulation", "国家市场监督管理总局", "CN"),
        Publisher("CMC", "Equipment Development Department of the Central Military Commission", "中央军委装备发展部", "CN"),
        Publisher("CECS", "China Association for Engineering Construction Standardization", "中国工程建设标准化协会", "CN"),
        Publisher("NHC", "National Health Commission", "国家卫生健康委员会", "CN"),
        Publisher("MOHURD", "Ministry of Housing and Urban-Rural Development", "住房和城乡建设部", "CN"),
        Publisher("BSMI", "Bureau of Standards, Metrology and Inspection", "标准检验局", "TW"),
        Publisher("CN-SECTOR", "Chinese sector authority (by its code)", "中国行业主管部门（按代号）", "CN"),
    ),
)  # fmt: skip
