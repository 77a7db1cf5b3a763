"""What holds for any text, and for every string of the real files."""

import csv
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.standards import FAMILIES, PUBLISHERS, Reading, read
from kg.standards.family import DOUBTS
from kg.standards.level import level
from kg.standards.tables import table
from tests.standards.labelled.draw import LAYERS, cells

Data = Callable[[str], Path]

PIECES = (
    "GB", "GB/T", "ISO", "IEC", "ASTM", "IS", "DB42/T", "Q/", "TSG", "EN", "BS ", "WI", "-", "－", ":", "/", ".", " ", "\u00a0", "(", ")", "+A1",
    "Part", "Sec", "Clause", "Cl.", "No.", "22239", "1", "2008", "92", "A", "第", "版", ",",
    "、", "同上", "～", "变更", "能源之星", "CFR", "号", "\u202e", "😀",
    "4.17", "b)", "Table ", "Annex A", "&", "~", "第3章", "附录", "-2", "1.0", "Rev.", "10 CFR 430",
    "ENERGY STAR", "灯", "CAN/CSA-", "EPA ", "APHA 4500", "NH3",
    "\0", "MIL", "G", "and", "to", "O", "l", "国标", "[2015]", "〔", "令",
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


def holds(reading: Reading, text: str) -> None:
    """Citations stand in order in the text, each tells what it is, and nothing of the text is lost."""
    assert reading.text == text
    before = 0
    for citation in reading.citations:
        start, stop = citation.span
        assert 0 <= start < stop <= len(text)
        assert start >= before or citation.doubts or len(reading.citations) > 1
        assert citation.designation.strip()
        assert citation.key
        assert citation.work_key
        assert citation.printed.endswith(text[start:stop])
        assert 0 < citation.confidence <= 1
        assert citation.publisher == "" or citation.publisher in PUBLISHERS
        assert set(citation.doubts) <= set(DOUBTS)
        assert citation.kind == "in-house" or citation.designation.startswith(citation.work)
        before = start


@given(TEXTS)
def test_any_text_is_read_without_an_error(text: str) -> None:
    holds(read(text), text)


def test_a_hundred_thousand_texts_are_read_without_an_error() -> None:
    generator = random.Random(1)
    for _ in range(100_000):
        text = "".join(generator.choices(PIECES, k=generator.randint(1, 12)))
        holds(read(text), text)


@given(TEXTS)
def test_levelling_keeps_every_place(text: str) -> None:
    assert len(level(text)) == len(text)
    assert level(level(text)) == level(text)


def designations(text: str) -> list[str]:
    return [citation.designation for citation in read(text).citations]


NUMBERS = st.integers(1, 99_999)
YEARS = st.integers(1950, 2049)
CHINESE = st.sampled_from(["GB", "GB/T", "JB/T", "JGJ", "CJJ", "YD/T", "SN/T", "HG/T", "JJG", "DL/T"])
COLONED = st.sampled_from(["ISO", "IEC", "ISO/IEC", "EN", "IS", "BS EN", "EN ISO", "IS/IEC"])


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


@given(COLONED, st.integers(1300, 99_999), YEARS)
def test_an_international_designation_reads_to_itself(prefix: str, number: int, year: int) -> None:
    designation = f"{prefix} {number}:{year}"
    assert designations(designation) == [designation]
    assert designations(f"method of {designation}, clause 4") == [designation]


@pytest.mark.parametrize(
    "piece",
    [
        "GB/T 1-2008 ",
        "A",
        "1",
        "-",
        "GB ",
        "(",
        "Q/A-",
        "IS 302 (Part ",
        "A-",
        "WI-1",
        "1, ",
        "Cl. 1.",
        "第1",
        "IS 1+A1",
    ],
)
def test_a_megabyte_takes_less_than_a_second_and_its_time_is_linear(piece: str) -> None:
    def spent(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        began = time.process_time()
        read(text)
        return time.process_time() - began

    read(piece)
    short, middle, long = max(spent(20_000), 0.002), spent(160_000), spent(1_000_000)
    assert middle < 8 * 4 * short, f"{short:.4f} s for 20 kB, {middle:.4f} s for 160 kB"
    assert long < 3


def test_tables_are_sorted_and_whole() -> None:
    for name in ("publishers.tsv", "energy_star_products.tsv"):
        rows = table(name)
        first = [next(iter(row.values())) for row in rows]
        assert first == sorted(set(first)), name
        assert all(value.strip() == value for row in rows for value in row.values() if value is not None), name
    for acronym, publisher in PUBLISHERS.items():
        assert publisher.name_en, acronym
        assert any("\u4e00" <= character <= "\u9fff" for character in publisher.name_zh), acronym
        assert publisher.country is None or (len(publisher.country) == 2 and publisher.country.isupper()), acronym
    assert len(FAMILIES) >= 20


@pytest.fixture(scope="module")
def strings(data: Data) -> dict[str, Counter[str]]:
    """Every text of the layers that are labelled, with how often it stands there."""
    return {layer.name: Counter(cell.text for cell in cells(layer, data(""))) for layer in LAYERS}


def test_every_string_of_the_real_files_is_read(strings: dict[str, Counter[str]]) -> None:
    assert {name: len(found) for name, found in strings.items()} == {
        "ib": 7_746, "nabl": 15_002, "energystar": 643, "cma": 55, "rm": len(strings["rm"])
    }  # fmt: skip
    for found in strings.values():
        for text in found:
            holds(read(text), text)


def test_codes_of_the_inspection_bodies(strings: dict[str, Counter[str]]) -> None:
    """30,141 cells hold a code, of 7,746 kinds; what is not read are editions alone ("第60版, 2019") and titles."""
    codes = strings["ib"]
    unread = {code: count for code, count in codes.items() if not read(code).citations}
    kinds = Counter[str]()
    for code, count in codes.items():
        kinds.update({citation.kind: count for citation in read(code).citations[:1]})
    assert sum(codes.values()) == 30_307 - 166
    assert sum(unread.values()) <= 0.03 * sum(codes.values())
    assert len(unread) <= 0.04 * len(codes)
    assert kinds["dated"] >= 0.7 * sum(codes.values())


def test_reference_materials_cite_nothing(strings: dict[str, Counter[str]]) -> None:
    assert [text for text in strings["rm"] if read(text).citations] == []


def pairs(data: Path) -> Iterator[str]:
    with (data / "adoptions.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["adopting_designation"]
            yield row["adopted_designation"]


def test_designations_that_others_wrote_read_to_themselves(data: Data) -> None:
    """Those of the adoptions, but for years of four digits at ASTM's, a colon at ASME's, and amendments behind a stroke."""
    written = set(pairs(data("adoptions")))
    other = {
        text for text in written if ["+".join((c.designation, *c.supplements)) for c in read(text).citations] != [text]
    }
    assert len(other) <= 12, sorted(other)
