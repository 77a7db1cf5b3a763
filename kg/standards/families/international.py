"""ISO, IEC, CISPR, OIML, ITU, and the European and national bodies that adopt them under their own prefix."""

import re
from itertools import pairwise

from kg.standards.family import Family, Groups, Publisher, Written

_ADOPTER = r"BS|DIN|NF|UNE|SS|IS|SANS|PNS|SASO|GSO|NTE|INEN|CSN|PN|ONORM|UNI|NEN|SN|SIST"
_BODY = r"ISO|IEC|CISPR|CIE|OIML|ITU-T|ETSI|EN|CEN|CENELEC|HD|CLC"
_FORM = r"TS|TR|PAS|IWA|Guide|GUIDE|IEEE|ASTM|TC"

_PATTERN = re.compile(
    rf"(?<![A-Za-z0-9])(?P<type>(?:(?:{_ADOPTER})[\s/-]{{0,2}})?(?:(?:{_BODY})[\s/-]{{0,2}}){{1,3}}(?:(?:{_FORM})[\s/-]{{0,2}})?)"
    r"(?:Pub\.?\s?|No\.?\s?|:)?\s?(?P<number>[A-Z]{0,2}\s?-?\s?[0-9]{1,6}(?![0-9])(?:\.[0-9]{1,3})?)"
    r"(?P<part>\s?[-:,(]{0,2}\s?(?:Parts?|PART|Pt\.?)\s?[-:]?\s?[0-9]{1,3}\)?|\s?-?\s?[A-Z][0-9]{2}(?![0-9])"
    r"|(?:\s?-\s?(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{1,3}[A-Z]?(?![0-9])){0,3})"
    r"(?:\s?\((?P<edition>E|C|中英文)\))?"
    r"(?:\s{0,2}[:-]{1,2}\s{0,2}(?P<year>(?:19|20)[0-9]{2}))?",
)


_WORD = re.compile(rf"ITU-T|{_BODY}|{_FORM}|{_ADOPTER}")


def _write(groups: Groups) -> Written | None:
    bodies = _WORD.findall(groups["type"] or "")
    if bodies[0] in _NOT_ALONE and len(bodies) == 1:
        return None
    type = _join(bodies)
    part = "-".join(re.findall(r"[A-Z]?[0-9]+[A-Z]?", groups["part"] or "")) or None
    number = "".join((groups["number"] or "").split()).lstrip("-")
    work = f"{type} {number}" + (f"-{part}" if part else "")
    return Written(_PUBLISHERS.get(bodies[0], bodies[0]), type, number, part, groups["year"], work, "{work}:{year}")


_NOT_ALONE = frozenset({"CEN", "CENELEC", "CLC", "HD"})
_PUBLISHERS = {"IS": "BIS", "BS": "BSI", "NF": "AFNOR", "EN": "CEN", "NTE": "INEN", "CISPR": "IEC", "CEN": "CEN",
               "CLC": "CENELEC", "HD": "CENELEC", "SANS": "SABS", "PNS": "BPS", "CSN": "UNMZ", "PN": "PKN",
               "ONORM": "ASI", "SN": "SNV", "SS": "SIS", "ITU-T": "ITU", "ITU": "ITU"}  # fmt: skip


def _join(bodies: list[str]) -> str:
    """Bodies that publish together are joined by a stroke (ISO/IEC, IS/ISO, ISO/TS), adopters by a space (BS EN ISO)."""
    text = bodies[0]
    for before, word in pairwise(bodies):
        together = before == "IS" or (before == "ISO" and word == "IEC") or word in _FORM.split("|")
        text += ("/" if together else " ") + word
    return text


INTERNATIONAL = Family(
    "international", _PATTERN, _write, rank=4,
    publishers=tuple(
        Publisher(acronym, en, zh, country)
        for acronym, en, zh, country in (
            ("ISO", "International Organization for Standardization", "国际标准化组织", None),
            ("IEC", "International Electrotechnical Commission", "国际电工委员会", None),
            ("CIE", "International Commission on Illumination", "国际照明委员会", None),
            ("OIML", "International Organization of Legal Metrology", "国际法制计量组织", None),
            ("ITU", "International Telecommunication Union", "国际电信联盟", None),
            ("ETSI", "European Telecommunications Standards Institute", "欧洲电信标准协会", None),
            ("CEN", "European Committee for Standardization", "欧洲标准化委员会", None),
            ("CENELEC", "European Committee for Electrotechnical Standardization", "欧洲电工标准化委员会", None),
            ("BSI", "British Standards Institution", "英国标准协会", "GB"),
            ("DIN", "Deutsches Institut für Normung", "德国标准化学会", "DE"),
            ("AFNOR", "Association française de normalisation", "法国标准化协会", "FR"),
            ("UNE", "Asociación Española de Normalización", "西班牙标准化协会", "ES"),
            ("BIS", "Bureau of Indian Standards", "印度标准局", "IN"),
            ("SABS", "South African Bureau of Standards", "南非标准局", "ZA"),
            ("BPS", "Bureau of Philippine Standards", "菲律宾标准局", "PH"),
            ("SASO", "Saudi Standards, Metrology and Quality Organization", "沙特标准组织", "SA"),
            ("GSO", "GCC Standardization Organization", "海湾标准化组织", None),
            ("INEN", "Servicio Ecuatoriano de Normalización", "厄瓜多尔标准化局", "EC"),
            ("UNMZ", "Czech Office for Standards, Metrology and Testing", "捷克标准计量局", "CZ"),
            ("PKN", "Polish Committee for Standardization", "波兰标准化委员会", "PL"),
            ("ASI", "Austrian Standards International", "奥地利标准协会", "AT"),
            ("UNI", "Ente nazionale italiano di unificazione", "意大利国家标准化协会", "IT"),
            ("NEN", "Royal Netherlands Standardization Institute", "荷兰标准化协会", "NL"),
            ("SNV", "Swiss Association for Standardization", "瑞士标准化协会", "CH"),
            ("SIST", "Slovenian Institute for Standardization", "斯洛文尼亚标准化协会", "SI"),
            ("SIS", "Swedish Institute for Standards", "瑞典标准协会", "SE"),
        )
    ),
)  # fmt: skip
