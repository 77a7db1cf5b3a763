"""What notes say of replacements: which standards, how far, which way round, in which words."""

import pytest

from kg.standards.replaced import partly, replaced

Said = tuple[str, str, bool]

NOTES: list[tuple[str, list[Said], str]] = [
    ("2005-03-01实施,代替GB/T 5606.1-1996", [("GB/T 5606.1-1996", "unknown", False)], "2005-03-01实施,"),
    ("部分代替GB/T 11-1996；全部代替GB/T 12-1997、GB 13-1998",
     [("GB/T 11-1996", "partial", False), ("GB/T 12-1997", "full", False), ("GB 13-1998", "full", False)], ""),
    ("代替标准：GB/T 1634.1-2004", [("GB/T 1634.1-2004", "unknown", False)], ""),
    ("代替GB/T 11-1990(部分代替)", [("GB/T 11-1990", "partial", False)], ""),
    ("代替GB/T 11-1990《独角兽》和GB/T 12-1990", [("GB/T 11-1990", "unknown", False), ("GB/T 12-1990", "unknown", False)], ""),
    ("被GB/T 12.1-2020代替", [("GB/T 12.1-2020", "unknown", True)], ""),
    ("被GB/T 12.1-2020全部代替", [("GB/T 12.1-2020", "full", True)], ""),
    ("部分被GB/T 6379.1-2004代替", [("GB/T 6379.1-2004", "partial", True)], ""),
    ("代替GB/T 11-1990,与GB/T 17-1991配套使用", [("GB/T 11-1990", "unknown", False)], ",与GB/T 17-1991配套使用"),
    ("代替：GB 11-1990 等同采用ISO 1:1989", [("GB 11-1990", "unknown", False)], "等同采用ISO 1:1989"),
    ("本部分代替GB/T 15-1990", [("GB/T 15-1990", "unknown", False)], "本部分"),
    ("代替相关标准", [], "代替相关标准"),
    ("已被新标准代替", [], "已被新标准代替"),
    ("", [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("note", "said", "rest"), NOTES, ids=[note for note, _, _ in NOTES])
def test_a_note_says(note: str, said: list[Said], rest: str) -> None:
    found, left = replaced(note)
    assert [(each.citation.designation, each.extent, each.by) for each in found] == said
    assert left == rest
    assert all(each.quote in note for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "部分代替GB 1-1990",
        "部分被GB 1-1990代替",
        "GB 1-1990(部分代替)",
        "GB 2-2000部分代替GB 1-1990",
        "partially supersedes ISO 1:1990",
    ],
)
def test_in_part(text: str) -> None:
    assert partly(text)


@pytest.mark.parametrize(
    "text",
    [
        "本部分代替GB 1-1990",
        "第2部分代替GB 1-1990",
        "第 12 部分代替GB 1-1990",
        "This part replaces GB 1-1990",
        "全部代替GB 1-1990",
        "Part 2 replaces ISO 1:1990",
    ],
)
def test_a_part_that_replaces_is_not_in_part(text: str) -> None:
    assert not partly(text)


def test_a_long_note_takes_no_long_time() -> None:
    for text in ("被" * 10_000, "代替" * 10_000, "部分被GB" * 4_000, "代替" + "GB 1-1990、" * 2_000):
        replaced(text)
