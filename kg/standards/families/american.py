"""American bodies, and others that write a letter group and a number: ASTM, UL, ANSI, IEEE, ASME, API, JIS, …"""

import re

from kg.standards.family import Family, Groups, Publisher, Written

_BODIES = {
    "ASTM": ("ASTM", "ASTM International", "美国材料与试验协会", "US"),
    "UL": ("UL", "UL Standards & Engagement", "美国保险商实验室", "US"),
    "ANSI": ("ANSI", "American National Standards Institute", "美国国家标准学会", "US"),
    "IEEE": ("IEEE", "Institute of Electrical and Electronics Engineers", "电气电子工程师学会", "US"),
    "ASME": ("ASME", "American Society of Mechanical Engineers", "美国机械工程师学会", "US"),
    "API": ("API", "American Petroleum Institute", "美国石油学会", "US"),
    "SAE": ("SAE", "SAE International", "国际自动机工程师学会", "US"),
    "NFPA": ("NFPA", "National Fire Protection Association", "美国消防协会", "US"),
    "AATCC": (
        "AATCC",
        "American Association of Textile Chemists and Colorists",
        "美国纺织化学家和染色家协会",
        "US",
    ),
    "AOAC": ("AOAC", "AOAC International", "国际分析化学家协会", "US"),
    "APHA": ("APHA", "American Public Health Association", "美国公共卫生协会", "US"),
    "EPA": ("EPA", "United States Environmental Protection Agency", "美国环境保护署", "US"),
    "MIL-STD": ("DOD", "United States Department of Defense", "美国国防部", "US"),
    "FCC": ("FCC", "Federal Communications Commission", "美国联邦通信委员会", "US"),
    "IES": ("IES", "Illuminating Engineering Society", "照明工程学会", "US"),
    "CEA": ("CTA", "Consumer Technology Association", "美国消费技术协会", "US"),
    "NEMA": ("NEMA", "National Electrical Manufacturers Association", "美国电气制造商协会", "US"),
    "ISTA": ("ISTA", "International Safe Transit Association", "国际安全运输协会", None),
    "CSA": ("CSA", "CSA Group", "加拿大标准协会", "CA"),
    "JIS": ("JISC", "Japanese Industrial Standards Committee", "日本工业标准调查会", "JP"),
    "KS": ("KATS", "Korean Agency for Technology and Standards", "韩国技术标准院", "KR"),
    "AS/NZS": ("SA-SNZ", "Standards Australia and Standards New Zealand", "澳大利亚与新西兰标准", None),
    "AS": ("SA", "Standards Australia", "澳大利亚标准协会", "AU"),
    "GOST": ("EASC", "Euro-Asian Council for Standardization", "欧亚标准化理事会", None),
    "BS": ("BSI", "British Standards Institution", "英国标准协会", "GB"),
    "DIN": ("DIN", "Deutsches Institut für Normung", "德国标准化学会", "DE"),
    "NF": ("AFNOR", "Association française de normalisation", "法国标准化协会", "FR"),
    "SASO": ("SASO", "Saudi Standards, Metrology and Quality Organization", "沙特标准组织", "SA"),
    "NACE": ("AMPP", "Association for Materials Protection and Performance", "材料保护与性能协会", "US"),
    "AWS": ("AWS", "American Welding Society", "美国焊接学会", "US"),
    "ECE": ("UNECE", "United Nations Economic Commission for Europe", "联合国欧洲经济委员会", None),
    "IPC": ("IPC", "IPC International", "国际电子工业联接协会", "US"),
    "JEDEC": ("JEDEC", "JEDEC Solid State Technology Association", "固态技术协会", "US"),
    "AIS": ("ARAI", "Automotive Research Association of India", "印度汽车研究协会", "IN"),
    "JSS": ("JSS", "Joint Services Specification (India)", "印度联合军用规范", "IN"),
    "UIC": ("UIC", "International Union of Railways", "国际铁路联盟", None),
    "BIFMA": (
        "BIFMA",
        "Business and Institutional Furniture Manufacturers Association",
        "美国办公家具制造商协会",
        "US",
    ),
}
_ORDER = sorted(_BODIES, key=lambda body: (-len(body), body))
_PREFIX = "|".join(re.escape(body) for body in _ORDER)

_PATTERN = re.compile(
    rf"(?<![A-Za-z0-9])(?P<type>(?:{_PREFIX})(?:\s?/\s?(?:{_PREFIX}))?"
    r"(?:\s?(?:MPMS|Spec|SPEC|Std\.?|STD|RP|TM|LM|RS|BPVC|Chapter|Method|TR|CISPR|PUB)){0,2})"
    r"\s?[-:.]?\s?(?:No\.?\s?)?"
    r"(?P<number>(?:[A-Z]{1,4}\s?[-.]?\s?)?[0-9]{1,6}(?:\.[0-9]{1,5}){0,2}[A-Z]?(?:/[A-Z]{0,2}\s?[0-9]{0,5}[A-Z]?)?"
    r"(?:-[0-9]{1,3}(?=\s?[-:]\s?(?:19|20)?[0-9]{2}(?![0-9])))?)(?![0-9])"
    r"(?:\s{0,2}[:-]{1,2}\s{0,2}(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})[a-z]?(?:e[0-9])?(?![0-9.]))?"
    r"(?:\s?\((?:R|Reapproved\s)?(?:19|20)?[0-9]{2}\))?(?:\s?e[0-9])?",
)


def _write(groups: Groups) -> Written | None:
    type = " ".join((groups["type"] or "").split())
    body = next(known for known in _ORDER if type.startswith(known))
    number = re.sub(r"\s+", "", groups["number"] or "")
    if body in _DIGITS_FIRST and not number[0].isdigit() and not groups["year"]:
        return None
    short = body in _TWO_DIGITS
    year = groups["year"]
    dated = "{work}-" + (year[-2:] if short and year else "{year}") if short else _DATED.get(body, "{work}-{year}")
    joined = "-" if (body in ("MIL-STD", "IES") and " " in type) or body == "MIL-STD" else " "
    return Written(_BODIES[body][0], type, number, None, year, f"{type}{joined}{number}", dated)


_TWO_DIGITS = frozenset({"ASTM"})
_DIGITS_FIRST = frozenset({"AS", "BS", "UL", "NF"})
_DATED = {"BS": "{work}:{year}", "NF": "{work}:{year}", "DIN": "{work}:{year}", "JIS": "{work}:{year}",
          "AS/NZS": "{work}:{year}", "AS": "{work}:{year}", "KS": "{work}:{year}", "SASO": "{work}:{year}"}  # fmt: skip

AMERICAN = Family(
    "american", _PATTERN, _write, rank=5,
    publishers=tuple({named[0]: Publisher(*named) for named in _BODIES.values()}.values()),
)  # fmt: skip
