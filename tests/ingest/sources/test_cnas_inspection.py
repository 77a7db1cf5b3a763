"""CNAS inspection bodies: the mess of the fixture, and the figures of the real files."""

from datetime import date
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.standards import read
from tests.ingest.sources.reading import Drive, Reading, ends, fixture_of, real, rows_of

NAME = "cnas-inspection"


@pytest.fixture
def small(drive: Drive) -> Reading:
    return drive(NAME, fixture_of(NAME))


@pytest.fixture
def whole(drive: Drive) -> Reading:
    return drive(NAME, real("cnas-scopes-2020"))


def test_bodies_of_the_fixture(small: Reading) -> None:
    assert small.run.table("institutions") == {"read": 8, "accepted": 5, "repeated": 1, "quarantined": 2}
    nameless, reversed_ = small.run.quarantined[:2]
    assert (nameless.row, nameless.field) == (7, "机构名称")
    assert "ends on 2018-01-01, before it starts on 2019-01-01" in reversed_.reason
    body = small.one("Institution", name_zh="示例丙设备检验所")
    assert body.properties["record"] == ["ib_institutions.csv:5", "ib_institutions.csv:6"]
    named = small.one("Institution", name_zh="示例甲信息安全检验有限公司").properties
    assert (named["former_name"], named["web"]) == (["示例省信息检验中心"], "www.example.org")
    assert "web" not in small.one("Institution", name_zh="示例乙检验有限公司").properties


def test_one_number_of_two_branches_keeps_the_period_of_each(small: Reading) -> None:
    accreditation = small.one("Accreditation", number="IB9002")
    assert len(ends(accreditation, "HOLDS")) == 2
    assert not {"valid_from", "valid_to", "status"} & accreditation.properties.keys()
    scopes = [s for s in small.of("Scope") if ends(s, "HAS_SCOPE") == [accreditation.id]]
    periods = {(s.properties.get("valid_from"), s.properties.get("valid_to")) for s in scopes}
    assert periods == {(date(2017, 3, 4), date(2023, 3, 3)), (date(2017, 5, 6), None)}
    agreed = small.one("Accreditation", number="IB9003").properties
    assert (agreed["valid_from"], agreed["valid_to"]) == (date(2019, 1, 1), date(2024, 12, 31))


def test_a_lone_start_after_the_reading_is_an_issue_and_not_used(small: Reading) -> None:
    assert small.issues("start after the register was read") == 1
    accreditation = small.one("Accreditation", number="IB9005")
    assert "valid_from" not in accreditation.properties


def test_scope_of_the_fixture(small: Reading) -> None:
    assert small.run.table("scope") == {"read": 10, "accepted": 8, "repeated": 1, "quarantined": 1}
    assert "no row of 示例乙检验有限公司 for 2016-01-01 to 2016-12-31" in small.run.quarantined[-1].reason
    assert small.issues("row without a code") == 1
    assert small.issues("personal data removed") == 1
    assert len({ends(c, "COVERS")[0] for c in small.of("Capability")}) == 3


def test_ditto_takes_the_note_above(small: Reading) -> None:
    ditto = small.one("Capability", note="同上")
    assert ditto.properties["record"] == ["ib_capabilities.csv:3", "ib_capabilities.csv:4"]
    restrictions = small.found("Restriction", verbatim="不做第五级")
    assert len(restrictions) == 2
    assert ditto.id in {ends(r, "RESTRICTED_BY")[0] for r in restrictions}


def test_who_does_the_work_and_for_whom(small: Reading) -> None:
    borrowed = small.one("Capability", note="借用部分工厂设备").properties
    assert (borrowed["performed_by"], borrowed["item"]) == ("customer-equipment", ["外观、\n数量"])
    (limited,) = small.found("Capability", performed_by="subcontract")
    assert len([r for r in small.of("Restriction") if ends(r, "RESTRICTED_BY") == [limited.id]]) == 1
    own = small.one("Capability", available_to="own-organisation")
    assert ends(own, "OFFERS") == [small.one("Institution", name_zh="示例丙设备检验所").id]


def test_a_change_is_a_note_that_keeps_its_standard(small: Reading) -> None:
    changed = small.one("Capability", note="GB 50007-2011变更")
    assert changed.properties["note_standard"] == ["GB 50007-2011"]
    assert changed.id not in {ends(r, "RESTRICTED_BY")[0] for r in small.of("Restriction")}


def test_a_wrong_folder_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "ib_institution.csv").write_text("x", "utf-8")
    with pytest.raises(
        DataError, match=r"holds no ib_institutions\.csv\. Did you mean 'ib_institution\.csv'"
    ):
        list(rows_of(NAME, tmp_path))


def test_the_two_files_exchanged_are_told_so(tmp_path: Path) -> None:
    for name, other in (
        ("ib_institutions.csv", "ib_capabilities.csv"),
        ("ib_capabilities.csv", "ib_institutions.csv"),
    ):
        (tmp_path / name).write_bytes((fixture_of(NAME) / other).read_bytes())
    with pytest.raises(
        DataError, match=r"ib_institutions\.csv is not a table of institutions: its header lacks '注册编号'"
    ):
        list(rows_of(NAME, tmp_path))


def test_figures_of_the_bodies(whole: Reading) -> None:
    assert whole.run.table("institutions") == {"read": 563, "accepted": 556, "repeated": 6, "quarantined": 1}
    assert whole.run.quarantined[0].cells["注册编号"] == "IB0578"
    assert len(whole.of("Institution")) == 554
    # 552 register numbers are in the file; one of them is the nameless row's, which is in quarantine.
    assert len(whole.of("Accreditation")) == 551
    holders = {a.properties["number"]: len(ends(a, "HOLDS")) for a in whole.of("Accreditation")}
    assert {number: n for number, n in holders.items() if n > 1} == {"IB0058": 4, "IB0074": 3}
    scopes = whole.of("Scope")
    assert len(scopes) == 556
    assert sum("valid_to" not in s.properties for s in scopes) == 25
    assert whole.issues("start after the register was read") == 3
    assert sum(s.properties["independence_type"] == "B" for s in scopes) == 6
    assert not any("status" in a.properties for a in whole.of("Accreditation"))


def test_figures_of_the_scope(whole: Reading) -> None:
    table = whole.run.table("scope")
    assert (table["read"], table["repeated"]) == (30_307, 1_203)
    assert table["quarantined"] * 200 < table["read"]
    capabilities = whole.of("Capability")
    assert len(capabilities) == 29_104
    assert sum(len(c.properties["record"]) for c in capabilities) == 30_307
    coded = [c for c in capabilities if ends(c, "USES")]
    assert sum(len(c.properties["record"]) for c in capabilities if not ends(c, "USES")) == 166
    unread = {m.id for m in whole.of("TestMethod") if not m.links and "in_house_code" not in m.properties}
    rows = sum(len(c.properties["record"]) for c in coded if not unread.issuperset(ends(c, "USES")))
    assert rows >= 0.95 * (30_307 - 166)
    assert whole.issues("citation not read") > 0


def test_standard_of_the_issue(whole: Reading) -> None:
    """GB/T 22239-2008: 89 rows in date on a day, of 79 institutions, in five spellings, 83 of them
    restricted."""
    key, day = read("GB/T 22239-2008").citations[0].key, date(2019, 5, 15)
    methods = {m.id for m in whole.of("TestMethod") if ends(m, "DEFINED_BY") == [key]}
    inside = [
        c for c in whole.of("Capability")
        if methods & set(ends(c, "USES")) and c.properties["valid_from"] <= day <= c.properties["valid_to"]
    ]  # fmt: skip
    restricted = {ends(r, "RESTRICTED_BY")[0] for r in whole.of("Restriction")}
    assert sum(len(c.properties["record"]) for c in inside) == 89
    assert len({ends(c, "OFFERS")[0] for c in inside}) == 79
    assert len({c.properties["cited"].rpartition("GB")[2] for c in inside}) == 5
    assert sum(c.id in restricted for c in inside) == 83
