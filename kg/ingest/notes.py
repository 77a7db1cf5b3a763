"""Notes of Chinese scopes (说明, 限制范围): what part of a note limits a capability, who does the work, what
is neither.

A note limits unless it is known to be something else. Known are: marks of emptiness; words of change (变更,
扩项, 维持, 新增) with the standards that they are about; and phrases that say with whose means the work is
done. The words of a limit are not read here into something to compare: that a note limits is all that is
said.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.schema.folding import fold
from kg.standards import Citation, reading

EMPTY = frozenset({"", "/", "\\", "-", "--", "—", "——", "无", "暂无", "n/a", "na", "none", "nil"})
DITTO = frozenset({"同上", "〃", "″"})
WHOLE = frozenset({
    "全部参数", "全参数", "所有参数", "全部项目", "全项目", "所有项目", "全部检测项目", "全部",
    "allparameters", "alltests", "allitems",
})  # fmt: skip

# Words of a limit. Any other plain clause counts as a limit too: these decide only beside standards and
# phrases below.
_LIMIT = re.compile(
    r"仅|[只祇](?!要)|不(?!锈|同|完善|间断|燃|平衡|确定度|透|饱和|溶|定型|停电|含糖)"
    r"|限(?!公司|值|制性|定值)|除(?!尘|锈|草|外\w*剂|氧)|"
    r"范围|包括|包含|能[测做检]|可[测做检]|以[下上内外]|[<>≤≥＜＞]|小于|大于|详见|见\s*\d|以及|为主|自有"
)
# Words that say what happened to the scope.
_CHANGE = re.compile(
    r"变更|扩项|扩标|扩大|维持|新增|增加|更新|换版|更名|转版|已?作废|已?废止|代替|替代|名称变化|复评"
    r"|内部方法|说明|此项"
)
# With whose means. The first that is found stands: it is the furthest from the body's own work.
_PERFORMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("subcontract", re.compile(r"分包")),
    (
        "external-data",
        re.compile(
            r"外部[^。；;，,]{0,8}(?:数据|结果|报告)"
            r"|[利使采借]用[^。；;，,]{0,14}(?:数据|检[测验]结果|报告|公[用共开]信息|已知信息)"
            r"|(?:客户|委托方|工厂|企业|厂家)提供[^。；;，,]{0,6}(?:数据|结果|报告)"
            r"|公[用共开](?:的)?(?:信息|数据)|已知数据"
        ),
    ),
    (
        "customer-equipment",
        re.compile(
            r"[借使利采]用[^。；;，,]{0,4}(?:工厂|客户|企业|厂家|厂方|委托方|生产方|现场)"
            r"[^。；;，,]{0,8}(?:设备|仪器|设施|装置)"
            r"|(?:工厂|客户|企业|厂家|厂方|委托方)提供[^。；;，,]{0,6}(?:设备|仪器|设施|装置)"
        ),
    ),
)
_CLAUSES = re.compile(r"[。；;，,\n\r]|(?:^|(?<=[\s。；;，,]))[（(]?\d{1,2}[)）.、](?!\d)")
_TITLE = re.compile(r"《[^》]*》")
_CODE = re.compile(r"[A-Za-z]+(?:/[A-Za-z])?[\s\dA-Za-z/.\-]*")
_FILE_NUMBER = re.compile(r"\b[A-Z]{2,}-\d{5,}\b")
_FILLER = re.compile(r"[\s、/和及与等为\-—~～:：（）()\[\]【】“”\"'.．第共本\d一二两三四五六七八九十系]|年版|标准|规范")


@dataclass(frozen=True)
class Note:
    """``limits``: whether any of it limits the capability. ``applies_to``: the standards that its limit is
    about, when it is said to be about these alone. ``standards``: all that it names. ``performed_by``: None
    where it does not say."""

    limits: bool = False
    applies_to: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    performed_by: str | None = None


def is_empty(text: str | None) -> bool:
    """Whether the cell says that there is no note."""
    return text is None or fold(text) in EMPTY


def is_ditto(text: str | None) -> bool:
    """Whether the cell stands for the note of the row above."""
    return text is not None and fold(text) in DITTO


def is_all(item: str) -> bool:
    """Whether the cell says that all items are covered, instead of naming one."""
    return fold(item) in WHOLE


def covers(item: str | None, note: str | None, cited: str | None) -> str:
    """How much of what a row cites it covers: all of it only where the row names all items, and neither
    limits them nor cites a clause."""
    if item is None:
        return "unknown"
    if not is_all(item) or any(citation.clause for citation in reading(cited or "").citations):
        return "items"
    return "unknown" if note and read_note(note).limits else "whole"


@lru_cache(maxsize=4096)
def read_note(text: str | None) -> Note:
    """What a note says, clause by clause."""
    if text is None or is_empty(text):
        return Note()
    citations = reading(text).citations
    whole = _without(text, citations)
    performed = next((kind for kind, phrase in _PERFORMED if phrase.search(text)), None)
    limiting = [clause for clause in _CLAUSES.split(whole) if _limits(clause)]
    named = tuple(dict.fromkeys(c.designation for c in citations if c.kind != "in-house"))
    return Note(bool(limiting), _about(limiting, citations), named, performed)


# A citation is replaced by its number between these, so that clauses keep what they cite.
_OPEN, _CLOSE = "\ue000", "\ue001"
_CITED = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
# A clause is about the standards that it starts with, or that its limiting verb has as objects.
_ABOUT = re.compile(f"[\\s“（(]*(?:[仅只不][限做测检]?[采使]?用?[:：\\s]*)?{_OPEN}(?!.*[~～至])")


def _without(text: str, citations: tuple[Citation, ...]) -> str:
    parts, at = [], 0
    for number, citation in enumerate(citations):
        parts += [text[at : citation.span[0]], f"{_OPEN}{number}{_CLOSE}"]
        at = citation.span[1]
    return _TITLE.sub("", "".join([*parts, text[at:]]))


def _limits(clause: str) -> bool:
    """Whether a clause limits: it has words of a limit, or it is plain words of which nothing else is
    known."""
    cited = _CITED.search(clause)
    plain = _FILE_NUMBER.sub("", _CITED.sub("", clause))
    if not _FILLER.sub("", plain):
        return False
    if _LIMIT.search(plain):
        return True
    if cited or any(phrase.search(plain) for _, phrase in _PERFORMED):
        return False
    changed = _CHANGE.search(plain) is not None  # beside a word of change, Latin letters are a code not read
    return bool(_FILLER.sub("", _CODE.sub("", _CHANGE.sub("", plain)) if changed else plain))


def _about(limiting: list[str], citations: tuple[Citation, ...]) -> tuple[str, ...]:
    """The standards that all limiting clauses are about; none when one of them names none, or names them in
    another role (they changed, or they are excepted)."""
    found: dict[str, None] = {}
    for clause in limiting:
        numbers = [int(number) for number in _CITED.findall(clause)]
        if not numbers or not _ABOUT.match(clause) or _CHANGE.search(clause):
            return ()
        found |= dict.fromkeys(citations[number].designation for number in numbers)
    return tuple(found)
