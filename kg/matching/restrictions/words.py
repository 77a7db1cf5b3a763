"""Words of Chinese notes: which limit, which tell that the scope changed, which tell with whose means the work is done.

Patterns are written for marked text (see ``kg.matching.restrictions.marked``), in which a standard is no word.
"""

import re

from kg.matching.restrictions.marked import CITED, INNER, MORE, TITLE
from kg.schema.folding import fold

EMPTY = frozenset({"", "/", "\\", "-", "--", "—", "——", "无", "暂无", "n/a", "na", "none", "nil"})
# Words of a limit. Any other plain clause counts as a limit too: these decide only beside standards and
# phrases below.
LIMIT = re.compile(
    r"仅|[只祇](?!要)|不(?!锈|同|完善|间断|燃|平衡|确定度|透|饱和|溶|定型|停电|含糖)"
    r"|限(?!公司|值|制性|定值)|除(?!尘|锈|草|外\w*剂|氧)|"
    r"范围|包括|包含|(?<![功性节职])能[测做检]|可[测做检]|以[下上内外]|[<>≤≥＜＞]|小于|大于|详见|见\s*\d|以及|为主|自有"
)
EXCEPT = re.compile(r"\s*除(?!尘|锈|草|外|氧|湿|臭|垢|霜|雪|冰|颤)")
# Words that say what happened to the scope.
CHANGE = re.compile(
    r"变更|扩项|扩标|扩大|维持|新增|增加|更新|换版|更名|转版|已?作废|已?废止|代替|替代|名称变化|复评"
    r"|内部方法|说明|此项"
)
# With whose means. The first that is found stands: it is the furthest from the body's own work.
PERFORMED: tuple[tuple[str, re.Pattern[str]], ...] = (
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
# Data that are known already: whose they are is told, and also that what nobody knows yet is left out.
_KNOWN_ONLY = re.compile(r"已知|公[用共开](?:的)?(?:信息|数据)")
_CITED = re.compile(f"{CITED}{MORE}*")
_MARKS = re.compile(f"{TITLE}|{INNER}")
_CODE = re.compile(r"[A-Za-z]+(?:/[A-Za-z])?[\s\dA-Za-z/.\-]*")
_FILE_NUMBER = re.compile(r"\b[A-Z]{2,}-\d{5,}\b")
_FILLER = re.compile(
    r"[\s、/和及与等为\-—~～:：（）()\[\]【】“”\"'.．第共本\d一二两三四五六七八九十系]|年版|标准|规范|其余无限制"
)


_ALL = re.compile(r"(?:[产本该]品?标准)?(?:全部|所有|全)(?:参数|项目|检测项目)(?:\|.*)?|all(?:parameters|items|tests)")


def is_empty(text: str) -> bool:
    """Whether a cell says that there is no note, or that all is done."""
    folded = fold(text)
    return folded in EMPTY or _ALL.fullmatch(folded) is not None


_MORE = re.compile(r"(?<!相|平|均|同|高|优|劣|中|对)等(?:产品|货物|项目|内容|设备|方面|检验)?$")


def more_follows(text: str) -> int | None:
    """Where a list says that there is more of it (等); None where it does not."""
    found = _MORE.search(text.rstrip("。. "))
    return found.start() if found else None


def performed_by(text: str) -> str | None:
    """With whose means a note says that the work is done; None where it does not say."""
    return next((kind for kind, phrase in PERFORMED if phrase.search(text)), None)


def filler(text: str) -> bool:
    """Whether marked text says nothing beside the standards that it names."""
    return not _FILLER.sub("", _MARKS.sub("", _CITED.sub("", text)))


def limits(clause: str) -> bool:
    """Whether a clause of marked text limits: it has words of a limit, or it is plain words of which nothing else is
    known."""
    cited = _CITED.search(clause)
    plain = _FILE_NUMBER.sub("", _MARKS.sub("", _CITED.sub("", clause)))
    if not _FILLER.sub("", plain):
        return False
    if LIMIT.search(plain):
        return True
    if any(phrase.search(plain) for _, phrase in PERFORMED):
        return _KNOWN_ONLY.search(plain) is not None
    if cited:
        return False
    changed = CHANGE.search(plain) is not None  # beside a word of change, Latin letters are a code not read
    return bool(_FILLER.sub("", _CODE.sub("", CHANGE.sub("", plain)) if changed else plain))
