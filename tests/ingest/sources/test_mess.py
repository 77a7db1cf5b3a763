"""The mess of each source's fixture, piece by piece: what is kept, what is told apart, what is refused and why."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.ingest.places import Gazetteer
from tests.ingest.sources.reading import Reading, divisions, ends, fixture_of, places, reading

Small = Callable[[str], Reading]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return divisions(fixture_of("cn-divisions"), tmp_path_factory.mktemp("divisions"))


@pytest.fixture(scope="module")
def inspection(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    name = "cnas-inspection"
    with reading(name, fixture_of(name), tmp_path_factory.mktemp("spool"), gazetteer) as read:
        yield read


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    opened = []

    def read(name: str) -> Reading:
        opened.append(reading(name, fixture_of(name), tmp_path))
        return opened[-1].__enter__()

    yield read
    for each in opened:
        each.__exit__(None, None, None)


def region_of(read: Reading, institution: str) -> list[str]:
    owner = read.one("Institution", name_zh=institution)
    (site,) = [s for s in read.of("Site") if ends(s, "HAS_SITE") == [owner.id]]
    return ends(site, "LOCATED_IN")


def test_inspection_rows_that_cannot_be_read_wait_with_their_reason(inspection: Reading) -> None:
    said = {(row.file, row.row): (row.field, row.reason) for row in inspection.run.quarantined}
    bodies, scope = "ib_institutions.csv", "ib_capabilities.csv"
    assert said.keys() == {(bodies, 7), (bodies, 9), (bodies, 10), (scope, 12), (scope, 13), (scope, 14)}
    assert said[bodies, 7][0] == "机构名称"
    assert said[bodies, 9][1] == "ends on 2018-01-01, before it starts on 2019-01-01"
    assert said[bodies, 10][1] == "'2019/02/30' is no day of the calendar"
    assert "has the period 2016/01/01 - 2016/12/31" in said[scope, 12][1]
    assert said[scope, 13] == ("row length", "11 cells, where the header has 12")
    assert said[scope, 14] == ("row length", "13 cells, where the header has 12")


def test_inspection_a_repeated_row_is_one_record_of_two_places(inspection: Reading) -> None:
    body = inspection.one("Institution", name_zh="示例丙设备检验所")
    assert places(body) == ["ib_institutions.csv:5", "ib_institutions.csv:6"]
    twice = [c for c in inspection.of("Capability") if len(places(c)) == 2]
    assert [places(c) for c in twice] == [["ib_capabilities.csv:3", "ib_capabilities.csv:4"]]


def test_inspection_what_is_no_web_address_is_none(inspection: Reading) -> None:
    named = inspection.one("Institution", name_zh="示例甲信息安全检验有限公司").properties
    assert (named["former_name"], named["web"]) == (["示例省信息检验中心"], "www.example.org")
    assert [i.id for i in inspection.of("Institution") if "web" in i.properties] == [
        inspection.one("Institution", web="www.example.org").id
    ]


def test_inspection_branches_of_one_number_keep_the_period_of_each(inspection: Reading) -> None:
    certificate = inspection.one("Accreditation", number="IB9002")
    assert len(ends(certificate, "HOLDS")) == 2
    assert not {"valid_from", "valid_to"} & certificate.properties.keys()
    scopes = [s.properties for s in inspection.of("Scope") if ends(s, "HAS_SCOPE") == [certificate.id]]
    periods = {(s.get("valid_from"), s.get("valid_to")) for s in scopes}
    assert periods == {(date(2017, 3, 4), date(2023, 3, 3)), (date(2017, 5, 6), None)}


def test_inspection_a_scope_row_whose_end_is_missing_is_joined_and_open(inspection: Reading) -> None:
    branch = inspection.one("Institution", name_zh="示例乙检验有限公司南方分公司")
    (capability,) = [c for c in inspection.of("Capability") if ends(c, "OFFERS") == [branch.id]]
    assert capability.properties["valid_from"] == date(2017, 5, 6)
    assert "valid_to" not in capability.properties


def test_inspection_a_lone_start_after_the_reading_is_an_issue_and_not_used(inspection: Reading) -> None:
    assert inspection.issues("start after the register was read") == 1
    (scope,) = [s for s in inspection.of("Scope") if ends(s, "HAS_SCOPE") == ["cnas-ib9005"]]
    assert not {"valid_from", "valid_to"} & scope.properties.keys()


def test_inspection_an_unlisted_type_is_unknown_and_reported(inspection: Reading) -> None:
    assert inspection.run.issues["unlisted independence type"].examples == ["ib_institutions.csv:8: D类"]


def test_inspection_type_b_serves_its_own_organisation(inspection: Reading) -> None:
    own = inspection.found("Capability", available_to="own-organisation")
    assert {ends(c, "OFFERS")[0] for c in own} == {inspection.one("Institution", name_zh="示例丙设备检验所").id}
    assert len(inspection.found("Capability", available_to="anyone")) == len(inspection.of("Capability")) - len(own)


def test_inspection_as_above_takes_the_note_above(inspection: Reading) -> None:
    limits = inspection.found("Restriction", verbatim="不做第五级")
    assert len(limits) == 2
    assert {(r.properties["kind_of_limit"], *r.properties["terms"]) for r in limits} == {("level", "第五级")}
    assert len(inspection.found("Capability", note="不做第五级")) == 2
    assert inspection.found("Capability", note="同上") == []


@pytest.mark.parametrize(
    ("note", "performed_by", "limited"),
    [
        ("借用工厂设备", "customer-equipment", False),
        ("1.仅限民用建筑 2.品质检验由分包实验室负责", "subcontract", True),
        ("利用外部检测数据", "external-data", False),
        ("扩项", None, False),
        ("GB 50007-2011变更", None, False),
        ("/", None, False),
    ],
)
def test_inspection_notes(inspection: Reading, note: str, performed_by: str | None, limited: bool) -> None:
    capability = inspection.one("Capability", note=note)
    assert capability.properties.get("performed_by") == performed_by
    assert (capability.id in inspection.limited()) == limited


def test_inspection_a_change_keeps_its_standard(inspection: Reading) -> None:
    changed = inspection.one("Capability", note="GB 50007-2011变更")
    assert changed.properties["note_standard"] == ["GB 50007-2011"]


def test_inspection_widths_spaces_and_dashes_of_a_code_are_level_and_its_text_verbatim(inspection: Reading) -> None:
    (method,) = [m for m in inspection.of("TestMethod") if ends(m, "DEFINED_BY") == ["gb-20984-2007"]]
    assert method.properties["verbatim"] == "ＧＢ/Ｔ\u00a020984—2007"


def test_inspection_without_a_code_the_method_is_unknown(inspection: Reading) -> None:
    (bare,) = [c for c in inspection.of("Capability") if not ends(c, "USES")]
    assert (bare.properties.get("cited"), bare.properties["cited_title"]) == (None, "《产品质量监督条例》")


def test_inspection_a_code_that_is_none_stays_verbatim_and_is_listed(inspection: Reading) -> None:
    method = inspection.one("TestMethod", verbatim="第60版, 2019")
    assert not method.links
    assert ("citation not read", "ib_capabilities.csv:9", "第60版, 2019") in inspection.listed


def test_inspection_an_in_house_method_is_no_standard(inspection: Reading) -> None:
    method = inspection.one("TestMethod", in_house_code="SLYX-WI-009-03-2016")
    assert not ends(method, "DEFINED_BY")


def test_inspection_a_line_break_in_a_cell_stays(inspection: Reading) -> None:
    assert inspection.one("Capability", note="借用工厂设备").properties["item"] == ["外观、\n数量"]


def test_inspection_sites_lie_where_their_addresses_say(inspection: Reading) -> None:
    assert region_of(inspection, "示例甲信息安全检验有限公司") == ["cn-110105"]
    assert region_of(inspection, "示例乙检验有限公司") == ["cn-3405"]
    assert region_of(inspection, "示例乙检验有限公司南方分公司") == []
    told = inspection.run.issues["address without a region"].examples
    assert len(told) == 2
    assert "北京市朝阳区" in told[0]
    assert "吉林省长春市朝阳区" in told[0]


def test_energystar_a_register_number_regains_its_first_letter(small: Small) -> None:
    read = small("cnas-energystar")
    assert {a.id for a in read.of("Accreditation")} == {"cnas-l9001", "cnas-l9002"}
    assert read.one("Accreditation", number="L9001").properties["legal_kind"] == "accreditation"


def test_energystar_title_code_and_clause_of_one_cell_are_told_apart(small: Small) -> None:
    read = small("cnas-energystar")
    method = read.one("TestMethod", clause="3.8")
    assert ends(method, "DEFINED_BY") == ["ies-lm-80-2015"]
    assert method.properties["name_zh"] == "光通量维持测试方法"
    assert method.properties["verbatim"] == "IES LM-80-2015 3.8"


def test_energystar_whole_standards_unless_limited(small: Small) -> None:
    read = small("cnas-energystar")
    covers = {(c.properties["covers"], c.id in read.limited()) for c in read.of("Capability")}
    assert covers == {("whole", False), ("unknown", True), ("items", False)}


def test_energystar_a_name_that_ends_a_note_is_removed_and_counted(small: Small) -> None:
    read = small("cnas-energystar")
    assert read.issues("personal data removed") == 1
    assert read.one("Capability", note="扩项, MS-0000001")
    assert not [r for r in read.all() if "张某" in r.body()]
    assert not [detail for _, _, detail in read.listed if "张某" in detail]


def test_materials_that_look_alike_stay_two(small: Small) -> None:
    read = small("cnas-reference-materials")
    alike = read.found("Capability", uncertainty_text="U=0.02%，k=2")
    assert [c.properties["range_text"] for c in alike] == ["（0.1～5）%"] * 2
    assert len({c.id for c in alike}) == 2
    assert not read.of("Parameter")


def test_materials_techniques_are_told_apart_and_their_numbering_dropped(small: Small) -> None:
    techniques = {t.properties["name_zh"] for t in small("cnas-reference-materials").of("Technique")}
    assert techniques == {"形态学", "生化法", "血清型", "电感耦合等离子体法", "滴定法", "离子色谱法"}


def test_materials_of_a_state_that_is_not_listed_are_of_unknown_state(small: Small) -> None:
    read = small("cnas-reference-materials")
    states = Counter(c.properties["status"] for c in read.of("Capability"))
    assert states == {"active": 3, "suspended": 1, "unknown": 1}
    assert read.run.issues["unlisted status of a material"].examples == ["rm_capabilities.csv:6: 作废"]


def test_annex_title_and_code_without_a_separator_are_told_apart(small: Small) -> None:
    read = small("cma-annex")
    method = read.one("TestMethod", verbatim="GB 7000.208-2008")
    assert method.properties["name_zh"] == "灯具 第2-8部分：特殊要求 手提灯"
    assert ends(method, "DEFINED_BY") == ["gb-7000.208-2008"]


def test_annex_as_above_takes_the_cell_above(small: Small) -> None:
    read = small("cma-annex")
    (parameter,) = read.found("Parameter", name_zh="温升")
    (row,) = [c for c in read.of("Capability") if ends(c, "MEASURES") == [parameter.id]]
    assert row.properties["cited"] == "家用和类似用途电器的安全 油炸锅的特殊要求GB 4706.56-2008"
    assert row.properties["field"] == "产品质量检验 / 电子电气-家用电器"
    assert "valid_from" not in row.properties


def test_annex_limits_are_restrictions_and_read(small: Small) -> None:
    read = small("cma-annex")
    assert {r.properties["verbatim"] for r in read.of("Restriction")} == {"不测：三相器具", "只测：12V以下"}
    said = {
        (r.properties["kind_of_limit"], r.properties["denies"], *r.properties["terms"]) for r in read.of("Restriction")
    }
    assert said == {("deny", True, "三相器具"), ("bound", False, "12V以下")}
    covers = Counter((c.properties["covers"], c.id in read.limited()) for c in read.of("Capability"))
    assert covers == {("items", False): 1, ("items", True): 1, ("unknown", True): 1, ("whole", False): 1}


HOUSE = "EXAMPLE TEST HOUSE PVT. LTD..csv"


def test_nabl_sections_say_where_and_a_row_of_two_sections_is_one(small: Small) -> None:
    read = small("nabl")
    (both,) = [c for c in read.of("Capability") if len(places(c)) == 3]
    assert places(both) == [f"{HOUSE}:{row}" for row in (5, 6, 11)]
    assert both.properties["where"] == ["on-site", "permanent"]
    found = Counter(tuple(c.properties["where"]) for c in read.of("Capability"))
    assert found[("mobile",)] == found[("on-site",)] == 1
    assert read.run.issues["unlisted section of a NABL scope"].examples == ["Roadside Facility"]


def test_nabl_a_line_that_is_no_row_is_told(small: Small) -> None:
    (said,) = small("nabl").run.issues["line that is neither row nor section"].examples
    assert said.startswith(f"{HOUSE}:17: x | ")


def test_nabl_a_row_of_several_standards_is_one_capability(small: Small) -> None:
    several = small("nabl").one("Capability", item=["Bending Test"])
    assert len(ends(several, "USES")) == 2


def test_nabl_a_file_is_an_accreditation_without_number_dates_and_site(small: Small) -> None:
    read = small("nabl")
    assert len(read.of("Institution")) == len(read.of("Accreditation")) == 3
    said = {"number", "valid_from", "valid_to"}
    assert not [a for a in read.of("Accreditation") if said & a.properties.keys()]
    assert not read.of("Site")
    assert read.run.issues["file without rows"].examples == ["EXAMPLE TEST HOUSE PRIVATE LIMITED_1.csv"]


def test_nabl_like_names_are_candidates_and_not_merged(small: Small) -> None:
    read = small("nabl")
    said = [dict(link.properties) for i in read.of("Institution") for link in i.links if link.relation == "SAME_AS"]
    assert [(each["reviewed"], each["score"]) for each in said] == [(False, 0.95)]


def test_instruments_a_device_of_both_lists_is_one(small: Small) -> None:
    read = small("emsl-instruments")
    assert len(read.of("Instrument")) == 5
    joined = next(i for i in read.of("Instrument") if "EUS 9001" in i.properties["identifier"])
    assert joined.id == "emsl-eus-9001"
    assert joined.properties["identifier"] == ["DMS 1", "DMS 2", "DMS 7T_Aux", "DMS 7T_Main", "EUS 9001"]
    assert joined.properties["location"] == "EX 1"


def test_instruments_escapes_of_the_dump_are_undone(small: Small) -> None:
    trap = small("emsl-instruments").one("Instrument", identifier=["EUS 9002"])
    assert trap.properties["description"] == "Mass Spectrometry; Invented \\Trap\tB"


def test_instruments_no_person_is_kept(small: Small) -> None:
    read = small("emsl-instruments")
    for person in ("Ann", "Bea", "Carl", "Dora"):
        assert not [r for r in read.all() if person in r.body()], person
        assert not [said for said in read.listed if person in said[2]], person
    assert read.issues("personal data removed") == 4


def test_divisions_hang_together_up_to_the_country(small: Small) -> None:
    read = small("cn-divisions")
    above = {r.id: ends(r, "PART_OF") for r in read.of("Region")}
    assert above["cn-110105001"] == ["cn-110105"]
    assert above["cn-11"] == above["hk"] == above["mo"] == above["tw"] == ["cn"]
    assert above["cn"] == []
