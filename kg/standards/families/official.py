"""Documents of ministries and treaties that scopes cite like standards: announcements, orders, letters, UN models."""

import re

from kg.standards.family import Family, Groups, Publisher, Written

_PATTERN = re.compile(
    r"(?P<letter>[\u4e00-\u9fff]{2,10}\s?[\[(]\s?(?:19|20)[0-9]{2}\s?[\])]\s?(?:第\s?)?[0-9]{1,4}(?:\s?号)?)"
    r"|(?P<order>[\u4e00-\u9fff]{2,16}(?:(?:19|20)[0-9]{2}年)?第?\s?[0-9]{1,4}\s?号?(?:公告|令)(?:第?\s?[0-9]{1,4}\s?号)?)"
    r"|(?P<un>ST/SG/A[CV]\.\s?10/[0-9]{1,2}/\s?Rev\.?\s?[0-9]{1,2})"
    r"|(?P<cfr>[0-9]{1,2}\s?CFR\s?(?:PART\s?|§\s?)?[0-9]{1,4}(?:\.[0-9]{1,4})?)",
    re.IGNORECASE,
)


def _write(groups: Groups) -> Written | None:
    if groups["un"]:
        return Written(
            "UN",
            "ST/SG/AC.10",
            "".join(groups["un"].upper().replace("SG/AV", "SG/AC").split()),
            work=_tight(groups["un"]),
        )
    if groups["cfr"]:
        return Written("US-CFR", "CFR", _tight(groups["cfr"]), work=_tight(groups["cfr"]))
    text = _tight(groups["letter"] or groups["order"])
    return Written("CN-MINISTRY", "公文", text, work=text)


def _tight(text: str | None) -> str:
    return "".join((text or "").upper().split()).translate(str.maketrans("()", "[]")).replace("SG/AV", "SG/AC")


OFFICIAL = Family(
    "official", _PATTERN, _write, rank=6,
    publishers=(
        Publisher("CN-MINISTRY", "Chinese ministry (named in the document number)", "中国部委（见文号）", "CN"),
        Publisher("UN", "United Nations", "联合国"),
        Publisher("US-CFR", "United States Code of Federal Regulations", "美国联邦法规", "US"),
    ),
)  # fmt: skip
