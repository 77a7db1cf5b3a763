import pytest

from kg.ingest.notes import Note, is_ditto, read_note

CHANGED, EXTENDED = ("GB 50202-2018",), ("JTG F80/1-2017", "JTS 147-2017")


@pytest.mark.parametrize("text", ["", "/", " / ", "无", "——", "N/A"])
def test_marks_of_emptiness_say_nothing(text: str) -> None:
    assert read_note(text) == Note()


def test_ditto() -> None:
    assert is_ditto(" 同上 ")
    assert not is_ditto("同上，不做第五级")
    assert not is_ditto(None)


@pytest.mark.parametrize(
    ("text", "standards"),
    [
        ("变更", ()),
        ("扩项", ()),
        ("维持", ()),
        ("新增", ()),
        ("标准变更：GB 50202-2018", CHANGED),
        ("GB 50202-2018", CHANGED),
        ("GB 50202-2018变更", CHANGED),
        ("JTG F80/1-2017变更，JTS 147-2017扩项", EXTENDED),
        ("GB 50202-2018标准变更，共1本标准变更。", CHANGED),
        ("《建筑地基基础工程施工质量验收标准》GB 50202-2018变更", CHANGED),
        ("扩项（GB/T 4756-2015石油液体手工取样法）", ("GB/T 4756-2015",)),
        ("说明：此项为“扩项”。", ()),
        ("内部方法变更", ()),
        ("扩项, XY-0013473, XY-0013474", ()),
    ],
)
def test_words_of_change_limit_nothing_and_keep_their_standards(text: str, standards: tuple[str, ...]) -> None:
    assert read_note(text) == Note(standards=standards)


@pytest.mark.parametrize(
    ("text", "performed_by"),
    [
        ("借用部分工厂设备", "customer-equipment"),
        ("使用工厂检验设备", "customer-equipment"),
        ("机械性能、功能、电气安全检查需使用工厂仪器设备", "customer-equipment"),
        ("部分品质检验采用外部实验室数据", "external-data"),
        ("利用检测结果", "external-data"),
        ("1.变更2.利用外部检测结果", "external-data"),
        ("客户提供数据", "external-data"),
        ("品质检验由分包实验室负责。", "subcontract"),
    ],
)
def test_who_does_the_work_is_no_limit(text: str, performed_by: str) -> None:
    note = read_note(text)
    assert (note.restrictions, note.performed_by) == ((), performed_by)


@pytest.mark.parametrize(
    "text",
    [
        "不做四级、五级", "第五级不做", "仅限防爆", "只测一、二级", "除天然气外", "检验范围：第三类易燃液体",
        "燃料油等", "包括：蜂蜜、酒、饲料", "“第四、五级基本要求”不做", "不包含第四级和第五级", "能测：原油",
        "扩项镍矿", "只做外观、尺寸、取样（变更）", "CJJ/T 233扩标准不做抗灾能力鉴定",
        "GB50348-2004已作废，仅对特定客户使用。", "借用部分工厂设备，材料为感观检验不含成分分析",
        "一句谁也没见过的话",
    ],
)  # fmt: skip
def test_what_limits_or_is_not_known_limits(text: str) -> None:
    assert read_note(text).restrictions


@pytest.mark.parametrize(
    ("text", "standards"),
    [
        ("JTG F80/1-2004仅限特定委托方", ("JTG F80/1-2004",)),
        ("SY/T 0087.1-2006限第4、5、7章；SY/T5919-2009限第6章。", ("SY/T 0087.1-2006", "SY/T 5919-2009")),
        ("只用TB10761-2013第9条", ("TB 10761-2013",)),
        ("不做第五级", ()),
        ("不做基桩检测GB50202-2018标准变更", ()),
        ("不做第五级；GB 50202-2018只做地基", ("GB 50202-2018",)),
        ("除GB 50202-2018外不做", ()),
        ("只做GB 30000.2-2013～GB 30000.29-2013", ()),
    ],
)
def test_a_limit_is_about_standards_only_when_it_says_so(text: str, standards: tuple[str, ...]) -> None:
    found = read_note(text).restrictions
    assert found
    assert tuple(dict.fromkeys(named for limited in found for named in limited.applies_to)) == standards
