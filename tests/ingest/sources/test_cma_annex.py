"""A CMA annex: the mess of the fixture (as CSV and as a workbook), and the figures of the real file."""

import csv
from pathlib import Path

import openpyxl
import pytest

from tests.ingest.sources.reading import Drive, Reading, ends, fixture_of, real

NAME = "cma-annex"


@pytest.fixture
def small(drive: Drive) -> Reading:
    return drive(NAME, fixture_of(NAME))


@pytest.fixture
def whole(drive: Drive) -> Reading:
    return drive(NAME, real("cma-capability", "sample-cma-data.csv"))


def test_rows_of_the_fixture(small: Reading) -> None:
    assert small.run.total() == {"read": 6, "accepted": 5, "repeated": 1, "quarantined": 0}
    licence = small.one("Accreditation", scheme="CMA")
    assert licence.properties["legal_kind"] == "licence"
    assert not {"number", "valid_from", "valid_to"} & licence.properties.keys()
    assert len(small.of("Institution")) == len(small.of("Site")) == 1


def test_title_and_code_are_told_apart_and_ditto_is_filled(small: Reading) -> None:
    method = small.one("TestMethod", verbatim="GB 4706.56-2008")
    assert method.properties["name_zh"] == "家用和类似用途电器的安全 油炸锅的特殊要求"
    heated = small.one("Capability", item=["发热"])
    assert ends(heated, "USES") == [method.id]
    assert ends(heated, "APPLIES_TO") == ends(small.one("Capability", item=["结构"]), "APPLIES_TO")


def test_limits_cover_and_who_performs(small: Reading) -> None:
    assert {r.properties["verbatim"] for r in small.of("Restriction")} == {"不测：三相器具", "只测：第4章"}
    covers = sorted(c.properties["covers"] for c in small.found("Capability", item=["全部参数"]))
    assert covers == ["unknown", "whole"]
    assert small.one("Capability", item=["辐射骚扰"]).properties["performed_by"] == "subcontract"


def test_a_workbook_states_the_same(small: Reading, drive: Drive, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["检验检测能力附表"])
    page.merge_cells("A1:J1")
    with fixture_of(NAME).open(encoding="utf-8-sig", newline="") as stream:
        for number, *cells in csv.reader(stream):
            page.append([float(number) if number.isdigit() else number, *cells])
    book.save(tmp_path / "annex.xlsx")
    found = drive(NAME, tmp_path / "annex.xlsx")
    assert found.run.total() == small.run.total()
    assert {r.id for r in found.all()} == {r.id for r in small.all()}


def test_figures_of_the_real_file(whole: Reading) -> None:
    assert whole.run.total() == {"read": 674, "accepted": 674, "repeated": 0, "quarantined": 0}
    assert len({c.properties["cited"] for c in whole.of("Capability")}) == 55
    methods = whole.of("TestMethod")
    assert len(methods) == 55
    for method in methods:
        assert ends(method, "DEFINED_BY")
        assert method.properties["verbatim"].startswith("GB")
        assert "GB" not in method.properties["name_zh"]
    assert len(whole.of("Restriction")) == 674 - 339
