"""Chinese codes whose numbers carry letters or a region: highway, special equipment, local, group, enterprise."""

import re

from kg.standards.family import Family, Groups, Publisher, Written

_YEAR = r"(?:\s*[-:]\s*(?P<year>(?:19|20)[0-9]{2}|[5-9][0-9](?![0-9])))?"

_PATTERN = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?P<lettered>JTG|TSG|CNAS|CNCA|RZ|SHT)\s*(?P<form1>/\s?T)?\s*[-/]?\s*"
    r"(?P<number1>[A-Z]{0,3}\s?[0-9]{1,5}[A-Z]?(?:[./][0-9]{1,2})?(?:-[0-9]{1,3}(?=\s*[-:]\s*(?:19|20)[0-9]{2}))?)"
    r"|(?P<local>DBJ|DGJ|DG|DB)\s*(?P<form2>/?\s?TJ?|/?J)?\s*[-/]?\s*"
    r"(?P<number2>[0-9]{1,6}(?:/\s?T?J?[0-9]{0,5})?(?:/?\s?T)?(?:\s*[-/]?\s*(?!(?:19|20)[0-9]{2}(?![0-9])(?!\s*[-:]\s*(?:19|20)[0-9]{2}))[0-9]{1,5}(?![0-9])(?:\.[0-9]{1,2})?)?"
    r"(?:-[0-9]{1,4}(?=\s*[-:]\s*(?:19|20)[0-9]{2}))?)"
    r"|(?P<body>T|Q)\s?/\s?(?P<who>[A-Z]{2,8})\s*-?\s*(?P<number3>[A-Z]?[0-9]{1,6}(?:\.[0-9]{1,3})?"
    r"(?:-[0-9]{1,3}(?=\s*[-:]\s*(?:19|20)[0-9]{2}))?)"
    r")" + _YEAR,
    re.IGNORECASE,
)


def _write(groups: Groups) -> Written | None:
    if groups["lettered"]:
        code, form = groups["lettered"].upper(), "/T" if groups["form1"] else ""
        number = _tight(groups["number1"])
        join = "-" if code in ("CNAS", "CNCA") else " "
        dated = "{work}:{year}" if join == "-" else "{work}-{year}"
        return Written(_LETTERED.get(code, "CN-SECTOR"), code + form, number, None, groups["year"],
                       f"{code}{form}{join}{number}", dated)  # fmt: skip
    if groups["local"]:
        code, number = groups["local"].upper(), _tight(groups["number2"])
        form = _tight(groups["form2"]).lstrip("/")
        type = f"{code}/{form}" if form else code
        if code == "DB" and not form and "/" not in number and not groups["year"]:
            return None
        return Written("CN-LOCAL", type, number, None, groups["year"], _local(type, number))
    who = (groups["who"] or "").upper()
    body = (groups["body"] or "").upper()
    type = f"{body}/{who}"
    return Written(
        "CN-GROUP" if body == "T" else "CN-ENTERPRISE", type, _tight(groups["number3"]), None, groups["year"]
    )


def _local(type: str, number: str) -> str:
    """``DB11/T 243``: the region's digits belong to the code."""
    found = re.fullmatch(r"([0-9]{2,4})/?(T?J?)-?([0-9.]+(?:-[0-9]+)?)?", number)
    if type == "DB" and found and found[3]:
        return f"DB{found[1]}/{found[2] + ' ' if found[2] else ''}{found[3]}"
    return f"{type}{number}" if type.startswith("DB") and found and not found[3] else f"{type} {number}"


def _tight(text: str | None) -> str:
    return "".join((text or "").split()).upper()


_LETTERED = {"CNAS": "CNAS", "CNCA": "CNCA", "TSG": "SAMR"}

CHINESE_LETTERED = Family(
    "chinese-lettered", _PATTERN, _write, rank=2,
    publishers=(
        Publisher("CNAS", "China National Accreditation Service for Conformity Assessment", "中国合格评定国家认可委员会", "CN"),
        Publisher("CNCA", "Certification and Accreditation Administration of China", "国家认证认可监督管理委员会", "CN"),
        Publisher("CN-LOCAL", "Chinese local authority (by its code)", "中国地方标准主管部门（按代号）", "CN"),
        Publisher("CN-GROUP", "Chinese association (group standard, by its code)", "中国社会团体（团体标准，按代号）", "CN"),
        Publisher("CN-ENTERPRISE", "Chinese enterprise (by its code)", "中国企业（企业标准，按代号）", "CN"),
    ),
)  # fmt: skip
