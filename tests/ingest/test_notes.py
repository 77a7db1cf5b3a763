"""Notes of scopes: what limits is told from what only records a change, and from who does the work."""

import pytest

from kg.ingest.notes import Note, read_note


@pytest.mark.parametrize("text", [None, "/", "无", "—", "N/A"])
def test_marks_of_emptiness_say_nothing(text: str | None) -> None:
    assert read_note(text) == Note(False, None, [])


@pytest.mark.parametrize(
    ("text", "standards"),
    [
        ("变更", []),
        ("扩项", []),
        ("维持", []),
        ("标准变更：GB 50202-2018", ["GB 50202-2018"]),
        ("GB 50202-2018变更", ["GB 50202-2018"]),
        ("JTG F80/1-2017变更，JTS 147-2017扩项", ["JTG F80/1-2017", "JTS 147-2017"]),
        ("扩项（GB/T 4756-2015石油液体手工取样法）", ["GB/T 4756-2015"]),
        ("说明：此项为“扩项”。", []),
    ],
)
def test_words_of_change_limit_nothing_and_keep_their_standards(text: str, standards: list[str]) -> None:
    assert read_note(text) == Note(False, None, standards)


@pytest.mark.parametrize(
    ("text", "performed_by"),
    [
        ("借用工厂设备", "customer-equipment"),
        ("借用部分工厂设备", "customer-equipment"),
        ("使用工厂检验设备", "customer-equipment"),
        ("机械性能、功能、电气安全检查需使用工厂仪器设备", "customer-equipment"),
        ("部分品质检验采用外部实验室数据", "external-data"),
        ("1.变更2.利用外部检测结果", "external-data"),
        ("客户提供数据", "external-data"),
        ("品质检验由分包实验室负责。", "subcontract"),
        ("分包，并利用外部数据", "subcontract"),
    ],
)
def test_who_does_the_work_is_no_limit(text: str, performed_by: str) -> None:
    note = read_note(text)
    assert (note.limits, note.performed_by) == (False, performed_by)


@pytest.mark.parametrize(
    "text",
    ["不做四级、五级", "第五级不做", "仅限防爆", "只测一、二级", "除天然气外", "“第四、五级基本要求”不做", "不包含第四级和第五级",
     "只做外观、尺寸、取样（变更）", "JTG F80/1-2004仅限特定委托方", "excluding clause 25.14", "Only for cables"],
)  # fmt: skip
def test_what_limits_is_told_so(text: str) -> None:
    assert read_note(text).limits


def test_a_limit_keeps_the_standards_that_it_names() -> None:
    assert read_note("JTG F80/1-2004仅限特定委托方").standards == ["JTG F80/1-2004"]


def test_a_limit_and_a_subcontractor_are_both_kept() -> None:
    note = read_note("1.仅限民用建筑 2.品质检验由分包实验室负责")
    assert (note.limits, note.performed_by) == (True, "subcontract")
