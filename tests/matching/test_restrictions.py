"""What a note limits, and what that says to a request."""

import time
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.matching.offer import Limited
from kg.matching.restrictions import Wanted, judge, read_restrictions
from kg.quantities import read_extents

ORDER = ("unmet", "unknown", "partly", "met")


def read(text: str) -> list[tuple[str, ...]]:
    """Kind and terms of each limit; ``no`` before a kind that leaves its terms out."""
    return [
        (f"{'no ' if limited.denies and limited.kind != 'deny' else ''}{limited.kind}", *limited.terms)
        for limited in read_restrictions(text)
    ]


def status(text: str, **wanted: str) -> str:
    """The verdict on a request that names one of each."""
    extents = tuple(
        replace(extent, variable=wanted.get("variable")) for extent in read_extents(wanted.get("range", ""))
    )
    named = {
        key: (wanted[key],) for key in ("products", "parameters", "standards", "clauses", "levels") if key in wanted
    }
    reason = judge(read_restrictions(text), Wanted(**named, extents=extents))
    return reason.status if reason else "met"


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("不测：三相设备、点火器", [("deny", "三相设备", "点火器")]),
        ("仅做外观和尺寸", [("allow", "外观和尺寸")]),
        ("除钢瓶外", [("deny", "钢瓶")]),
        ("钢瓶除外", [("deny", "钢瓶")]),
        ("阀门、法兰不做", [("deny", "阀门", "法兰")]),
        ("只测外观，不测重量；限第3、5章", [("allow", "外观"), ("deny", "重量"), ("clause", "3", "5")]),
        ("1.扩项2.只测：A类钢、B类钢3.利用外部数据", [("allow", "A类钢", "B类钢")]),
        ("只用：4.1、4.3~4.6", [("clause", "4.1", "4.3~4.6")]),
        ("不做四、五级", [("no level", "四级", "五级")]),
        ("限A和B级", [("level", "A级", "B级")]),
        ("能做：第一、二类容器", [("level", "第一类", "第二类"), ("allow", "容器")]),
        ("只测：12V以下", [("bound", "12V以下")]),
        ("不测：3kW以上", [("no bound", "3kW以上")]),
        ("仅限特定客户", [("customer", "特定客户")]),
        ("Only ferrous metals, copper and lead.", [("allow", "ferrous metals", "copper and lead")]),
        ("Ferrous metals only", [("allow", "Ferrous metals")]),
        ("Limited to clauses 5, 6.2 and 7", [("clause", "5", "6.2", "7")]),
        (
            "Excluding nitrogen and oxygen. Not applicable to castings",
            [("deny", "nitrogen and oxygen"), ("deny", "castings")],
        ),
        ("Nitrogen not tested", [("deny", "Nitrogen")]),
        ("Only rated voltage up to 5 kV", [("bound", "rated voltage up to 5 kV")]),
        ("ISO 6892-1:2019 except annex A", [("deny", "annex A")]),
        ("只测：水分；灰分；挥发分。不测全硫", [("allow", "水分", "灰分", "挥发分"), ("deny", "全硫")]),
        ("只检查汽油、柴油、煤油的标签", [("allow", "标签"), ("allow", "汽油", "柴油", "煤油")]),
        ("汽油机、柴油机的功率不做", [("deny", "汽油机、柴油机的功率")]),
        ("只测钢（不测铸钢）、铁", [("allow", "钢", "铁"), ("deny", "铸钢")]),
    ],
)
def test_limits_are_read_with_their_terms(text: str, limits: list[tuple[str, ...]]) -> None:
    assert read(text) == limits


@pytest.mark.parametrize(
    "text",
    ["不测：除水泵、油泵以外的泵", "同上", "检验范围：见2.1", "一句谁也没见过的话", "只做上述项目", "除钢瓶外不做", "其他不测同 GB 1-2000"],
)  # fmt: skip
def test_what_is_nested_refers_elsewhere_or_is_not_understood_stays_unread(text: str) -> None:
    found = read_restrictions(text)
    assert [(limited.kind, limited.read, limited.terms) for limited in found] == [("unknown", False, ())]
    assert status(text, products="油泵", parameters="流量") == "unknown"


def test_an_unread_part_leaves_the_rest_read() -> None:
    assert read("不测：除水泵、油泵以外的泵、三相设备") == [("deny", "三相设备"), ("unknown",)]


@pytest.mark.parametrize("text", ["", "/", "变更", "扩项（GB/T 1-2000）", "借用工厂设备", "GB 50202-2018变更"])
def test_notes_of_something_else_limit_nothing(text: str) -> None:
    assert read_restrictions(text) == ()
    assert judge((), Wanted(products=("钢",))) is None


def test_a_column_of_limits_limits_whatever_it_says() -> None:
    assert read_restrictions("GB/T 1-2000", limiting=True) == (Limited("unknown", False, "GB/T 1-2000"),)
    assert read_restrictions("/", limiting=True) == ()


def test_a_note_that_names_a_standard_limits_only_that() -> None:
    text = "GB/T 228.1-2010只做第10章；GB/T 229-2007：不做侧膨胀"
    assert [limited.applies_to for limited in read_restrictions(text)] == [("GB/T 228.1-2010",), ("GB/T 229-2007",)]
    assert status(text, standards="GB/T 230.1-2018", parameters="侧膨胀") == "met"
    assert status(text, standards="GB/T 229-2007", parameters="侧膨胀") == "unmet"
    assert status(text, standards="GB/T 229-2007", parameters="吸收能量") == "partly"
    assert status(text, standards="GB/T 228.1-2010", clauses="10.2") == "met"
    assert status(text, standards="GB/T 228.1-2021", clauses="11") == "unknown"  # another edition: perhaps
    assert status(text, parameters="侧膨胀") == "unknown"


@pytest.mark.parametrize(
    ("standard", "verdict"),
    [
        ("SN/T 1795.1-2014", "unmet"),
        ("SN/T 1795", "unmet"),
        ("SN/T 17950-2014", "met"),
        ("SN/T 1645-2005", "met"),
        ("a standard in words", "unknown"),
    ],
)
def test_a_limit_on_a_series_is_one_on_its_parts(standard: str, verdict: str) -> None:
    assert status("SN/T 1795：不做电磁兼容", standards=standard, parameters="电磁兼容") == verdict


def test_a_limit_on_what_is_adopted_is_perhaps_one_on_the_adoption() -> None:
    assert status("ISO 9606-1:2017不做弯曲", standards="BS EN ISO 9606-1:2017", parameters="弯曲") == "unknown"


def test_the_part_that_is_limited_is_kept() -> None:
    (limited,) = read_restrictions("品质检验只做水分、粒度")
    assert (limited.within, limited.terms) == ("品质检验", ("水分", "粒度"))
    assert status("品质检验只做水分、粒度", parameters="水分") == "met"
    assert status("品质检验只做水分、粒度", products="矿石", parameters="重量") == "partly"


@pytest.mark.parametrize(
    ("text", "wanted", "verdict"),
    [
        ("只做：大米、玉米、小麦", {"products": "玉米"}, "met"),
        ("只做：大米、玉米、小麦", {"products": "煤炭", "parameters": "热值"}, "unmet"),
        ("只做：大米、玉米、小麦", {"products": "稻米"}, "unknown"),
        ("只做：大米、玉米、小麦", {"products": "rice"}, "unknown"),
        ("只做：大米、玉米、小麦", {}, "partly"),
        ("大米、玉米等", {"products": "煤炭", "parameters": "热值"}, "unknown"),
        ("只做：moisture、ash", {"parameters": "Moisture"}, "met"),
        ("only oil and gas pipelines", {"products": "oil"}, "unknown"),
        ("except nitrogen", {"parameters": "Nitrogen"}, "unmet"),
        ("except nitrogen", {"parameters": "氮"}, "unknown"),
        ("limited to clauses 5, 6.2 and 7", {"clauses": "clause 6.2.1"}, "met"),
        ("只测水分和粒度", {"parameters": "水分测定"}, "met"),
        ("只测玻璃幕墙", {"products": "幕墙"}, "partly"),
        ("只测金属", {"products": "非金属"}, "unknown"),
        ("只测甲苯", {"products": "二甲苯"}, "unknown"),
        ("只测主体结构和细部防水工程", {"products": "主体结构"}, "unknown"),
        ("不测无损检测", {"parameters": "无损检测"}, "unmet"),
        ("不测无损检测", {"parameters": "超声无损检测"}, "unknown"),
        ("不测抗灾能力试验", {"parameters": "桥梁抗灾能力"}, "unmet"),
        ("不测特种设备", {"products": "锅炉"}, "partly"),
        ("不测特种设备", {"products": "boiler"}, "unknown"),
        ("不测矿石的水分", {"products": "矿石", "parameters": "水分"}, "unmet"),
        ("不测矿石的水分", {"products": "矿石", "parameters": "粒度"}, "unknown"),
        ("只测PM10", {"products": "PM10监测仪"}, "unknown"),
        ("不测PM10", {"products": "PM10监测仪"}, "unmet"),
        ("只做6类线缆", {"products": "7类线缆"}, "unknown"),
        ("只做5.1声道音响", {"products": "7.1声道音响"}, "unknown"),
        ("只做混凝土（C30）", {"products": "混凝土"}, "unknown"),
        ("只做识别假币（5.2.9）", {"parameters": "识别假币"}, "met"),
        ("只限5.1质量等级要求检验", {"parameters": "质量等级要求"}, "met"),
        ("只做安全检验", {"parameters": "安全评价"}, "unknown"),
        ("只测汽油和柴油机", {"products": "汽油"}, "unknown"),
        ("只测矿石的水分、粒度", {"parameters": "粒度", "products": "煤"}, "unknown"),
        ("只做对饮料、糕点、速冻食品企业的工厂审核", {"products": "饮料"}, "unknown"),
        ("只做第6.1类物质", {"products": "爆炸品", "clauses": "6.1"}, "unknown"),
        ("不测1.5吨叉车", {"products": "叉车", "clauses": "2"}, "unknown"),
        ("限第4、5、7章", {"clauses": "5.2"}, "met"),
        ("限第4、5、7章", {"clauses": "6"}, "unmet"),
        ("限第4、5、7章", {"clauses": "5、6"}, "partly"),
        ("限第5.8章", {"clauses": "5"}, "partly"),
        ("限第1~8章", {"clauses": "8.3"}, "met"),
        ("限第1~8章", {"clauses": "附录A"}, "unknown"),
        ("不测：6.3 卷轴试验", {"clauses": "6.3"}, "unmet"),
        ("不测：6.3 卷轴试验", {"clauses": "6.4"}, "met"),
        ("不做四级、五级", {"levels": "第三级"}, "met"),
        ("不做四级、五级", {"levels": "第五级"}, "unmet"),
        ("不做四级、五级", {"products": "五级系统"}, "unmet"),
        ("不做四级、五级", {"products": "三级医院"}, "unknown"),
        ("仅做第一级~第三级", {"products": "三级医院"}, "unknown"),
        ("不测四级及以上", {"levels": "五级"}, "unknown"),
        ("仅做第一级~第三级", {"levels": "二级"}, "met"),
        ("限B和C级", {"levels": "二级"}, "unknown"),
        ("限B和C级", {"levels": "A级"}, "unmet"),
        ("不测：IPX9", {"levels": "IPX9"}, "unmet"),
        ("不测：IPX9", {"levels": "IPX7"}, "met"),
        ("输入电压仅限1000V以下", {"range": "220~380 V", "variable": "输入电压"}, "met"),
        ("输入电压仅限1000V以下", {"range": "220~380 V", "variable": "电压"}, "unknown"),
        ("仅检输入电压≤1000V", {"range": "220~380 V", "variable": "输入电压"}, "met"),
        ("仅检输入电压≤1000V", {"range": "0.5~10 kV", "variable": "输入电压"}, "partly"),
        ("仅检输入电压≤1000V", {"range": "10 kV", "variable": "输入电压"}, "unmet"),
        ("仅检输入电压≤1000V", {"range": "5 kN", "variable": "力"}, "partly"),
        ("不测：5000V以上交流耐压", {"range": "6~8 kV", "variable": "交流耐压"}, "unmet"),
        ("不测：5000V以上交流耐压", {"range": "1~3 kV", "variable": "交流耐压"}, "met"),
        ("仅限特定客户", {"products": "钢"}, "unknown"),
        ("只测钢（只测铸钢）", {"products": "钢"}, "unknown"),
    ],
)
def test_verdicts(text: str, wanted: dict[str, str], verdict: str) -> None:
    assert status(text, **wanted) == verdict


def test_the_worst_of_several_limits_stands_and_all_are_shown() -> None:
    reason = judge(read_restrictions("只测外观、尺寸；不测外观；一句谁也没见过的话"), Wanted(parameters=("外观",)))
    assert reason is not None
    assert (reason.constraint, reason.status) == ("restriction", "unmet")
    assert reason.offered == "只测外观、尺寸; 不测外观; 一句谁也没见过的话"
    assert reason.words.en
    assert reason.words.zh


WORDS = st.sampled_from([
    "只做", "仅限", "不测", "不做：", "除", "外", "以外", "除外", "、", "，", "；", "。", "（", "）", "：", "第", "5", "章", "4.3", "~", "四级",
    "及以上", "10kV", "以下", "≤", "和", "的", "等", "如", "水分", "钢", "玻璃", "GB/T 228.1-2010", "《", "》", "变更",
    "借用工厂设备", "同", "1.", "2.", "其他", "检验范围", "包括", "“", "”", "\n", " ", "A", "IPX7",
])  # fmt: skip
NOTES = st.lists(WORDS, max_size=24).map("".join)
NAMES = st.sampled_from(["水分", "钢", "玻璃", "铸钢", "外观", "steel", "四级", "GB", "", "5"])
REQUESTS = st.builds(
    Wanted,
    products=st.lists(NAMES, max_size=2).map(tuple),
    parameters=st.lists(NAMES, max_size=2).map(tuple),
    standards=st.sampled_from([(), ("GB/T 228.1-2010",), ("GB/T 228.1-2021",), ("ISO 1",)]),
    clauses=st.sampled_from([(), ("5",), ("4.3.1",), ("附录A",)]),
    levels=st.sampled_from([(), ("四级",), ("IPX7",)]),
    extents=st.sampled_from(["", "1~5 kV", "20 kV", "5 kN"]).map(read_extents),
)


@given(st.text() | NOTES, REQUESTS)
@example("（" * 2000 + "只做" + "）" * 2000, Wanted())
@example("\ue000\ue001只做\ue003", Wanted())
def test_any_text_is_read_and_judged(text: str, wanted: Wanted) -> None:
    found = read_restrictions(text)
    for limited in found:
        assert limited.read is (limited.kind != "unknown") is bool(limited.terms)
        assert limited.verbatim
        assert limited.verbatim in text
    reason = judge(found, wanted)
    assert (reason is None) is (not found)
    if reason and any(not limited.read and not limited.applies_to for limited in found):
        assert reason.status in ("unknown", "unmet")


@given(NOTES, REQUESTS, st.sampled_from(["水分", "铸钢", "IPX7", "4.3 外观", "一类"]))
def test_one_more_thing_left_out_never_makes_a_verdict_better(text: str, wanted: Wanted, term: str) -> None:
    for limited in read_restrictions(text):
        if limited.denies and limited.kind == "deny":
            less, more = (judge([each], wanted) for each in (limited, limited._replace(terms=(*limited.terms, term))))
            assert less
            assert more
            assert ORDER.index(more.status) <= ORDER.index(less.status)


@given(NOTES, NOTES, REQUESTS)
def test_one_more_limit_never_makes_a_verdict_better(text: str, more: str, wanted: Wanted) -> None:
    one, both = read_restrictions(text), (*read_restrictions(text), *read_restrictions(more))
    less, worse = judge(one, wanted), judge(both, wanted)
    assert less is None or (worse is not None and ORDER.index(worse.status) <= ORDER.index(less.status))


@pytest.mark.parametrize(
    "unit",
    [
        "只做A、",
        "只做A（不做B）、",
        "1、除",
        "（",
        "《",
        "不做：第1~5章，",
        "GB/T 1-2000只做A；",
        "A的B、",
        "1.",
        "等，如",
    ],
)
def test_a_long_text_takes_time_in_proportion(unit: str) -> None:
    took = []
    for length in (20_000, 80_000):
        text = (unit * length)[:length]
        began = time.process_time()
        read_restrictions(text)
        took.append(time.process_time() - began)
    assert took[1] < 12 * max(took[0], 0.02)
