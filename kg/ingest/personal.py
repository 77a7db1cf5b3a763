"""Personal data in free text: found, removed and counted; never stored, and never repeated in a message.

Personal are telephone numbers, e-mail addresses, and names of contacts. A name is found only by what stands
beside it (a label such as 联系人, a document number before it): a list of names would be personal data too.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ingest.run import Run

# The hundred most frequent family names of China; two of every hundred people have another.
_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_HAN_NAME = f"[{_FAMILY}][\\u4e00-\\u9fff]{{1,2}}"
# After a number of a file (AB-0012345: a dash and more digits than a year has).
_FILE_NUMBER = r"(?:(?<=-\d{5})|(?<=-\d{6})|(?<=-\d{7})|(?<=-\d{8}))"
_LATIN_NAME = r"(?:[A-Z][a-z]+|[A-Z]\.)(?:\s+(?:[A-Z][a-z]+|[A-Z]\.)){0,3}"

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "e-mail address",
        re.compile(r"(?:(?:e-?mail|邮箱|电子邮件)\s*[:：]\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE),
    ),
    (
        "telephone number",
        re.compile(
            r"(?:(?:tel|phone|mobile|fax|电话|手机|传真)\.?\s*[:：]\s*)[+\d][\d\s()\-－]{5,}\d"
            r"|(?<![\d.\-])1[3-9]\d{9}(?![\d.])|(?<![\d.\-])0\d{2,3}[-－]\d{7,8}(?![\d.])"
            r"|\+\d{1,3}[ -]?\d[\d -]{7,}\d",
            re.IGNORECASE,
        ),
    ),
    (
        "name",
        re.compile(
            rf"(?:联系人|负责人|联络人)\s*[:：]\s*[\u4e00-\u9fff·]{{2,4}}"
            rf"|(?:[Cc]ontact(?:\s+person)?|Attn)\.?\s*[:：]\s*{_LATIN_NAME}"
            rf"|{_FILE_NUMBER}\s*[,，;；]\s*{_HAN_NAME}\s*$"
        ),
    ),
)


def without_personal(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what is personal, and what kinds of it were removed (one for each removal)."""
    removed: list[str] = []
    for kind, pattern in _KINDS:
        text, count = pattern.subn("", text)
        removed += [kind] * count
    return (text.strip(" ,，;；") if removed else text), tuple(removed)


def clean(run: "Run", text: str | None, *, names: re.Pattern[str] | None = None) -> str | None:
    """The text without personal data, each removal counted as an issue of the run; None when nothing is left.
    ``names``: how else this source names persons."""
    if text is None:
        return None
    text, others = names.subn("", text) if names else (text, 0)
    left, removed = without_personal(text)
    removed += ("name",) * others
    for kind in removed:
        run.issue("personal data removed", kind)
    return left or None
