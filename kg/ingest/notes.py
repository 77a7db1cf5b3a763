"""Notes of scopes: which limit a capability, which only record a change, and who performs the work.

Reading what a limit says comes with matching; here it is told from other notes, and kept verbatim. Erring this way is
safe: a note wrongly taken for a limit makes a verdict unknown, never a wrong yes.
"""

import re
from typing import NamedTuple

from kg.standards import read

_LIMITS = re.compile(
    "仅|只(?!读)|不做|不作|不测|不检|不含|不包|不涉及|不能|不进行|不开展|不从事|不适用|不评|不使用|除.{1,40}外|限[于:：]|除外|不予|不出具"
    r"|\bonly\b|\bexcept|\bexcluding\b|\bnot (?:including|applicable)",
    re.IGNORECASE,
)
_CUSTOMERS = re.compile(
    "借用.{0,4}(?:工厂|客户|企业|委托方|现场)?.{0,4}(?:设备|仪器)|使用.{0,6}(?:工厂|客户|委托方|企业).{0,8}(?:设备|仪器)"
)
_EXTERNAL = re.compile(
    "外部.{0,12}(?:数据|结果|报告)|利用.{0,12}(?:数据|结果|信息)|(?:客户|委托方|企业|工厂).{0,4}提供.{0,6}(?:数据|报告)"
    "|借用.{0,8}(?:报告|数据)|采用.{0,10}数据"
)
NOTHING = frozenset({"/", "无", "-", "—", "N/A"})


class Note(NamedTuple):
    """``limits``: it states a restriction; ``performed_by``: with whose means, where it says so; ``standards``:
    designations that it names (of a change, an extension or a limit)."""

    limits: bool
    performed_by: str | None
    standards: list[str]


def read_note(text: str | None) -> Note:
    """Tell what kind of note this is."""
    if text is None or text in NOTHING:
        return Note(False, None, [])
    performed = None
    if "分包" in text:
        performed = "subcontract"
    elif _EXTERNAL.search(text):
        performed = "external-data"
    elif _CUSTOMERS.search(text):
        performed = "customer-equipment"
    named = [c.designation for c in read(text).citations if c.kind != "in-house"]
    return Note(bool(_LIMITS.search(text)), performed, list(dict.fromkeys(named)))
