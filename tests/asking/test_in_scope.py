"""Results of certificates against a scope of the sample world: by the graph, the command and HTTP."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.asking.in_scope import in_scope
from kg.errors import NotFoundError, UsageError
from kg.graph import Graph
from kg.settings import Settings
from tests.conftest import Kg

DAY = date(2026, 11, 23)
INSTITUTE = "云泽省计量科学研究院"
FORCE = {"product": "标准测力仪", "parameter": "力值"}
RESULTS: list[dict[str, Any]] = [
    {"id": "1", **FORCE, "value": "100 kN", "uncertainty": "0.02 kN", "k": "2"},
    {"id": "2", **FORCE, "value": "100 kN", "uncertainty": "0.005 kN", "k": 2},
    {"id": "3", **FORCE, "value": "2000 kN", "uncertainty": "0.5 kN", "k": "2"},
    {"id": "4", **FORCE, "value": "100 kN", "uncertainty": "0.02 kN"},
    {"id": "5", "product": "砝码", "parameter": "质量", "value": "1 kg", "uncertainty": "1 mg", "k": "2"},
    {"id": "6", "product": "环境试验设备", "parameter": "温度", "value": "50 %RH", "uncertainty": "2 %RH", "k": "2"},
    {"id": "7", "parameter": "引力", "value": "1 N", "uncertainty": "1 N", "k": "2"},
]
STATUSES = ["met", "unmet", "unmet", "unknown", "unknown", "met", "unmet"]


def check(graph: Graph, *results: dict[str, Any], as_of: date = DAY) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = in_scope(graph, Settings(), INSTITUTE, results, as_of, DAY)["items"]
    return found


def test_results_are_checked_one_by_one_with_their_evidence(world: Graph) -> None:
    found = check(world, *RESULTS)
    assert [item["status"] for item in found] == STATUSES
    assert (found[0]["words"], found[0]["evidence"]["accreditation"]) == (
        {"en": "in scope", "zh": "在范围内"},
        "YZ-L0007",
    )
    assert found[1]["words"]["en"] == "uncertainty: smaller than the CMC, which is 2 times as large"
    assert found[2]["words"]["zh"].startswith("范围：")
    assert {reason["constraint"]: reason["required"] for reason in found[0]["reasons"]}[
        "uncertainty"
    ] == "0.02 kN (k=2)"
    assert "not in the graph" in found[6]["words"]["en"]


def test_a_cmc_that_was_not_valid_that_day(world: Graph) -> None:
    early = check(world, RESULTS[0], as_of=date(2001, 1, 1))[0]
    assert (early["status"], "validity" in early["words"]["en"]) == ("unmet", True)
    before = check(world, RESULTS[0], as_of=date(2020, 1, 1))[0]
    assert (before["status"], "not stated" in before["words"]["en"]) == ("unknown", True)


def test_the_activity_is_calibration_unless_it_is_said(world: Graph) -> None:
    assert check(world, {**RESULTS[0], "activity": ""})[0]["status"] == "met"
    assert check(world, {**RESULTS[0], "activity": "testing"})[0]["status"] == "unmet"


@pytest.mark.parametrize(("result", "told"), [
    ({**FORCE}, "result 2: it has no value"), ({**FORCE, "value": "5"}, "result 2: value '5' is not read: it has no unit"),
    ({**FORCE, "value": "5 kX"}, "unit 'kX' is not known"), ({**FORCE, "value": "5 kN", "uncertainty": "1 mm", "k": 2}, "different quantities"),
    ({**FORCE, "value": "5 kN", "k": 2}, "it states none"), ({"value": "5 kN"}, "result 2: say at least one of"),
    ({**FORCE, "valeu": "5 kN"}, "result 2: a result has no 'valeu'. Did you mean 'value'"),
    ({**FORCE, "range": "5 kN"}, "'range' is not a result's"),
    ({**FORCE, "value": "5 kN", "as_of": "2020-01-01"}, "'as_of' is not a result's"),
])  # fmt: skip
def test_a_wrong_result_says_which_and_why(world: Graph, result: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError) as raised:
        check(world, RESULTS[0], result)
    assert told in str(raised.value)


def test_what_cannot_be_checked_at_all(world: Graph) -> None:
    with pytest.raises(UsageError, match="nothing is measured yet on 2026-11-25"):
        check(world, RESULTS[0], as_of=DAY + timedelta(days=2))
    assert check(world, RESULTS[0], as_of=DAY + timedelta(days=1))
    with pytest.raises(UsageError, match="1 to 1000 results; there are 0"):
        check(world)
    with pytest.raises(NotFoundError, match="Near"):
        in_scope(world, Settings(), "云泽省计量科学研究", RESULTS, DAY, DAY)


TABLE = "id,product,parameter,value,uncertainty,k\n1,标准测力仪,力值,100 kN,0.02 kN,2\n2,标准测力仪,力值,100 kN,0.005 kN,2\n,,,,,\n"


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("end", "encoding"), [("\n", "utf-8"), ("\r\n", "utf-8-sig"), ("\r\n", "gb18030"), ("\n", "utf-16")]
)
def test_a_table_however_it_is_saved(kg: Kg, tmp_path: Path, end: str, encoding: str) -> None:
    file = tmp_path / "results.csv"
    file.write_bytes(TABLE.replace("\n", end).encode(encoding))
    ran = kg("in-scope", INSTITUTE, file, "--as-of", "2026-11-23", "--json")
    assert ran.returncode == 0, ran.stderr
    assert [item["status"] for item in json.loads(ran.stdout)["items"]] == ["met", "unmet"]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("content", "code", "told"), [
    (b"", 3, "is empty"), (b"id,parameter,value\n", 3, "has no rows"), (b"id,value\n1\n", 3, "results.csv:2 has not as many cells"),
    (b'id,value\n1,"a\nb"\n,c\n2,d\n1,e\n', 3, "results.csv:3 and "), (b'id,value\n1,"a\nb"\n1,e\n', 3, "results.csv:4 have one id, '1'"),
    (b'id,parameter\n1,"a\n2,b\n', 3, "Is a quote not closed?"), (b"id,value,value\n1,2,3\n", 3, "the column 'value' twice"),
    (b"id;value\n1;2\n", 3, "commas stand between cells"),
    ("id,parameter,value\n1,力值,5\n".encode(), 2, "result 1: value '5' is not read: it has no unit"), (b"PK\x03\x04", 3, "Office document"),
    ("id,value\n1,力".encode("utf-16")[:-1], 3, "is the file whole?"),
])  # fmt: skip
def test_a_file_that_is_no_table_of_results(kg: Kg, tmp_path: Path, content: bytes, code: int, told: str) -> None:
    file = tmp_path / "results.csv"
    file.write_bytes(content)
    ran = kg("in-scope", INSTITUTE, file)
    assert (ran.returncode, ran.stderr.startswith("error: "), told in ran.stderr) == (code, True, True), ran.stderr


def test_over_http(api: httpx.Client) -> None:
    body = {"institution": INSTITUTE, "as_of": "2026-11-23", "results": RESULTS}
    answer = api.post("/v1/in-scope", json=body)
    assert (answer.status_code, [item["status"] for item in answer.json()["items"]]) == (200, STATUSES)
    wrong = api.post("/v1/in-scope", json={**body, "results": [{**FORCE, "value": "5"}]})
    assert (wrong.status_code, wrong.json()["detail"][:14]) == (422, "result 1: valu")
    assert api.post("/v1/in-scope", json={**body, "institution": "nobody"}).status_code == 404
    assert api.post("/v1/in-scope", json={**body, "as_of": "2999-01-01"}).status_code == 422
    assert api.post("/v1/check-scope", json={"institution": INSTITUTE, "items": [FORCE]}).status_code == 200
