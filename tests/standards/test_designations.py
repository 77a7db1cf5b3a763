"""Designations as they are printed, and how they are read: a table of spellings, laws for any text, the real files."""

import csv
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.standards import FAMILIES, PUBLISHERS, Citation, read
from kg.standards.level import level


def designations(text: str) -> list[str]:
    return [citation.designation for citation in read(text).citations]


SPELLINGS = {
    "GB/T 22239-2008": (
        "GB/T22239-2008", "GB/T 22239-2008", "gb/t 22239－2008", "GB/T\u00a022239- 2008", "ＧＢ／Ｔ　２２２３９—２００８", "GBT 22239-2008",
    ),
    "GB 50165-1992": ("GB 50165-92", "GB50165-1992"),
    "ISO/IEC 17025:2017": ("ISO/IEC 17025:2017", "ISO/IEC17025-2017", "ISO/IEC 17025：2017"),
    "IEC 60068-2-1:2007": ("IEC 60068-2-1:2007", "IEC60068-2-1: 2007"),
    "ASTM D638-22": ("ASTM D638-22", "ASTM D 638-2022"),
    "BS EN ISO 6892-1:2019": ("BS EN ISO 6892-1:2019",),
    "JTG F80/1-2017": ("JTG F80/1-2017", "JTG F80/1—2017"),
    "GB/T 5493-2008": ("GBT 5493-2008", "GB/T5493－2008"),
    "CNAS-CL01:2018": ("CNAS-CL01:2018",),
    "DB42/T 1234-2018": ("DB42/T 1234-2018", "DB42／T1234-2018"),
    "CECS 158-2015": ("CECS 158：2015", "CECS158-2015"),
    "GJB 150.3A-2009": ("GJB 150.3A-2009",),
    "TSG T7001-2009": ("TSG T7001-2009", "TSGT7001-2009"),
    "JGJ 94-2008": ("JGJ94-2008", "JGJ 94－2008"),
    "GB 50010-2010": ("GB50010-2010（2015年版）",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("designation", "text"), [(designation, text) for designation, texts in SPELLINGS.items() for text in texts]
)
def test_spellings_of_one_standard_are_one(designation: str, text: str) -> None:
    (citation,) = read(text).citations
    assert citation.designation == designation
    assert citation.kind == "dated"


def test_spellings_have_one_key() -> None:
    for texts in SPELLINGS.values():
        assert len({citation.key for text in texts for citation in read(text).citations}) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IS 15652, IEC 61111", ["IS 15652", "IEC 61111"]),
        ("家用和类似用途电器的安全 深油炸锅特殊要求GB 4706.56-2008", ["GB 4706.56-2008"]),
        ("ISO 6892-1", ["ISO 6892-1"]),
        ("GB/T 228.1-2021", ["GB/T 228.1-2021"]),
        ("DIN EN ISO 18254-1,BSEN ISO 18254-1: 2016", ["DIN EN ISO 18254-1", "BS EN ISO 18254-1:2016"]),
        ("temperature is 25 C", []),
        ("第60版, 2019", []),
        ("交公路发[2010]65号文", ["交公路发[2010]65号"]),
        ("", []),
        ("2019", []),
        ("this is 100 of 200", []),
    ],
)
def test_what_is_cited(text: str, found: list[str]) -> None:
    assert designations(text) == found


@pytest.mark.parametrize(
    ("text", "designation", "clause"),
    [
        ("LED光通量 IES LM-80-2015 3.8", "IES LM-80-2015", "3.8"),
        ("IEC 60598-1 (Clause 3)", "IEC 60598-1", "3"),
        ("IEC 60598-2-8 (Clause 8.6)", "IEC 60598-2-8", "8.6"),
        ("IS 8130:2013 Clause 7.3", "IS 8130:2013", "7.3"),
        ("GB/T 22239-2008", "GB/T 22239-2008", None),
        ("GB 4706.1-2005 220V", "GB 4706.1-2005", None),
    ],
)
def test_clauses(text: str, designation: str, clause: str | None) -> None:
    (citation,) = read(text).citations
    assert (citation.designation, citation.clause) == (designation, clause)


@pytest.mark.parametrize("code", ["CCIC-WI-009-03-2016", "SLYX-WI-009-03-2016"])
def test_in_house_codes_are_no_standards(code: str) -> None:
    (citation,) = read(code).citations
    assert (citation.kind, citation.publisher, citation.designation) == ("in-house", "", code)


def test_the_rest_is_the_title() -> None:
    assert read("灯具 第2-8部分：特殊要求 手提灯GB 7000.208-2008").rest == "灯具 第2-8部分：特殊要求 手提灯"


def test_a_dated_citation_tells_its_edition_from_its_work() -> None:
    (citation,) = read("GB/T 228.1-2021").citations
    assert (citation.work, citation.year, citation.part) == ("GB/T 228.1", 2021, "1")
    assert citation.key != citation.work_key


def test_every_publisher_has_names_in_two_languages() -> None:
    assert len(FAMILIES) >= 5
    for acronym, publisher in PUBLISHERS.items():
        assert acronym == publisher.acronym
        assert publisher.name_en.isascii() or publisher.name_en[0].isascii()
        assert any("\u4e00" <= character <= "\u9fff" for character in publisher.name_zh), acronym


PIECES = st.sampled_from(
    ["GB", "GB/T", "ISO", "IEC", "ASTM", "IS", "DB42/T", "Q/", "TSG", "EN", "WI", "-", "－", ":", "/", ".", " ", "\u00a0", "(", ")",
     "Part", "Clause", "22239", "1", "2008", "92", "A", "第", "版", ",", "同上", "～", "变更"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS)
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = read(text)
    assert reading.text == text
    end = 0
    for citation in reading.citations:
        start, stop = citation.span
        assert end <= start < stop <= len(text)
        assert citation.designation.strip()
        assert citation.key
        end = stop


@given(TEXTS)
def test_levelling_keeps_every_place(text: str) -> None:
    assert len(level(text)) == len(text)
    assert level(level(text)) == level(text)


def known(citation: Citation) -> tuple[str, str, int | None]:
    return citation.designation, citation.key, citation.year


@pytest.mark.parametrize("designation", SPELLINGS)
def test_a_canonical_designation_reads_to_itself(designation: str) -> None:
    (citation,) = read(designation).citations
    assert citation.designation == designation
    (work,) = read(citation.work).citations
    assert work.work_key == citation.work_key


NUMBERS = st.integers(1, 99_999)
YEARS = st.integers(1950, 2049)
CHINESE = st.sampled_from(["GB", "GB/T", "JB/T", "JGJ", "CJJ", "YD/T", "SN/T", "HG/T", "JJG", "DL/T"])
COLONED = st.sampled_from(["ISO", "IEC", "ISO/IEC", "EN", "IS"])


@given(CHINESE, NUMBERS, YEARS)
def test_a_chinese_designation_reads_to_itself_in_any_dress(prefix: str, number: int, year: int) -> None:
    designation = f"{prefix} {number}-{year}"
    spellings = (
        designation,
        designation.replace(" ", ""),
        designation.replace("-", "－"),
        designation.replace(" ", "\u00a0"),
    )
    for spelling in (*spellings, f"《标题》{designation}", f"{designation}变更"):
        assert designations(spelling) == [designation], spelling


@given(COLONED, st.integers(100, 99_999), YEARS)
def test_an_international_designation_reads_to_itself(prefix: str, number: int, year: int) -> None:
    designation = f"{prefix} {number}:{year}"
    assert designations(designation) == [designation]
    assert designations(f"method of {designation}, clause 4") == [designation]


@pytest.mark.parametrize("piece", ["GB/T 1-2008 ", "A", "1", "-", "GB ", "(", "Q/A-", "IS 302 (Part ", "A-", "WI-1"])
def test_a_megabyte_takes_no_longer_than_its_beginning(piece: str) -> None:
    """A cell beyond all measure is not read to its end; what is read of it is read in time linear in its length."""

    def spent(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        began = time.process_time()
        read(text)
        return time.process_time() - began

    read(piece)
    short, long = max(spent(5_000), 0.001), spent(1_000_000)
    assert long < 40 * short, f"{short:.4f} s for 5 kB, {long:.4f} s for 1 MB"


@pytest.fixture(scope="module")
def codes(data: Callable[[str], Path]) -> Counter[str]:
    with (data("cnas-scopes-2020") / "ib_capabilities.csv").open(encoding="utf-8-sig", newline="") as file:
        found = Counter(row["方法程序及编号"].strip() for row in csv.DictReader(file))
    del found[""]
    return found


def test_codes_of_the_inspection_bodies(codes: Counter[str]) -> None:
    """30,141 cells hold a code, of 7,746 kinds: at least 95 of 100 cells are read, and 92 of 100 kinds."""
    assert (sum(codes.values()), len(codes)) == (30_307 - 166, 7_746)
    unread = {code: count for code, count in codes.items() if not read(code).citations}
    assert sum(unread.values()) <= 0.05 * sum(codes.values())
    assert len(unread) <= 0.08 * len(codes)


def test_most_codes_of_the_inspection_bodies_are_standards_with_a_year(codes: Counter[str]) -> None:
    kinds: Counter[str] = Counter()
    for code, count in codes.items():
        kinds.update({citation.kind: count for citation in read(code).citations[:1]})
    assert kinds["dated"] >= 0.7 * sum(codes.values())
    assert kinds["in-house"] <= 0.2 * sum(codes.values())
