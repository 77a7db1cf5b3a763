import pytest

from kg.ingest.personal import without_personal


# Names and numbers here are invented.
@pytest.mark.parametrize(
    ("text", "left", "removed"),
    [
        ("扩项, XY-0012345, XY-0012346,黄某某", "扩项, XY-0012345, XY-0012346", ("name",)),
        ("扩项；联系人：李某 电话：010-12345678", "扩项", ("telephone number", "name")),
        ("只做外观, 13800000000", "只做外观", ("telephone number",)),
        ("see a.b@example.org for booking", "see  for booking", ("e-mail address",)),
        ("Contact person: Ann B. Example", "", ("name",)),
        ("Tel: +91 80 1234 5678; by appointment", "by appointment", ("telephone number",)),
    ],
)
def test_personal_data_is_removed_and_counted(text: str, left: str, removed: tuple[str, ...]) -> None:
    assert without_personal(text) == (left, removed)


@pytest.mark.parametrize(
    "text",
    [
        "GB 50010-2010, 黄铜", "GB/T 4756-2015,石油", "GB 50010,石膏", "SN/T 2389.10-2012，石蜡",
        "Contact and air discharge: 8 kV", "无绳电话", "JGJ 125-2016、GB/T 50375-2016",
        "10 Hz - 2000000000 Hz", "0512-2019", "LV Contactors: IS 13947",
    ],
)  # fmt: skip
def test_what_is_not_personal_stays(text: str) -> None:
    assert without_personal(text) == (text, ())
