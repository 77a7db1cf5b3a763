"""Papers of Chinese ministries that scopes cite like standards: announcements, orders, letters."""

import re

from kg.standards.family import Designation, Family, Found, lone

_HAN = "\u4e00-\u9fff"
_BODIES = (
    "农业部|农业农村部|卫生部|国家卫生计生委|卫计委|质检总局|国家质检总局|国家质量监督检验检疫总局|"
    "市场监管总局|国家市场监督管理总局|海关总署|环境保护部|生态环境部|商务部|公安部|交通运输部|"
    "交通部|铁道部|建设部|住房和城乡建设部|国家认监委|认监委|食品药品监管总局|"
    "国家食品药品监督管理总局|国家食品药品监督管理局|工信部|工业和信息化部|国务院|国家发展改革委|"
    "发展改革委|国家能源局|国家安全监管总局|安全监管总局|应急管理部|信息产业部|民航局|劳动部|"
    "国家标准委|中华人民共和国主席"
)
_SHAPE = (
    rf"(?:[{_HAN}]{{2,14}}\s?[\[(]\s?(?:19|20)[0-9]{{2}}\s?[\])]\s?(?:第\s?)?[0-9]{{1,4}}(?:\s?号|(?![0-9]))"
    rf"|(?:{_BODIES})\s?(?:公告|令|通知)?\s?[\[(]?(?:(?:19|20)[0-9]{{2}}\s?年?)?[\])]?\s?第?\s?[0-9]{{1,4}}\s?号?"
    r"\s?(?:公告|令)?(?:\s?[-]\s?[0-9]{1,3}(?:\s?-\s?(?:19|20)[0-9]{2})?)?)"
)
_LETTER = re.compile(
    rf"(?P<who>[{_HAN}]{{2,14}})\s?[\[(]\s?(?P<year>(?:19|20)[0-9]{{2}})\s?[\])]\s?(?:第\s?)?(?P<number>[0-9]{{1,4}})(?:\s?号|(?![0-9]))"
)
_ORDER = re.compile(
    rf"(?P<who>{_BODIES})\s?(?P<kind>公告|令|通知)?\s?[\[(]?(?:(?P<year>(?:19|20)[0-9]{{2}})\s?年?)?[\])]?"
    r"\s?(?P<nth>第)?\s?(?P<number>[0-9]{1,4})\s?(?P<no>号)?\s?(?P<after>公告|令)?"
    r"(?:\s?-\s?(?P<item>[0-9]{1,3})(?:\s?-\s?(?P<dated>(?:19|20)[0-9]{2}))?(?![0-9]))?"
)


def read(text: str, start: int, _: int) -> Found | None:
    """A letter by its number and year, or an announcement or order by its number."""
    if letter := _LETTER.match(text, start):
        year = int(letter["year"])
        work = f"{letter['who']}〔{year}〕{letter['number']}号"
        return lone(
            Designation("CN-MINISTRY", "公文", letter["number"], None, work, "", year=year, edition=""), letter.end()
        )
    order = _ORDER.match(text, start)
    if not order or not (order["kind"] or order["after"]) or not (order["no"] or order["nth"] or order["item"]):
        return None
    kind = order["kind"] or order["after"]
    if item := order["item"]:
        work = f"{order['who']}{order['number']}号公告-{item}"
        return lone(
            Designation(
                "CN-MINISTRY",
                kind,
                order["number"],
                item,
                work,
                "-YYYY",
                year=int(order["dated"]) if order["dated"] else None,
            ),
            order.end(),
        )
    dated = f"{order['year']}年" if order["year"] else ""
    work = f"{order['who']}{kind}{dated}第{order['number']}号"
    return lone(Designation("CN-MINISTRY", kind, order["number"], None, work, ""), order.end())


CHINESE_DOCUMENT = Family(
    "chinese-document", read, pattern=_SHAPE, rank=3
)  # fmt: skip
