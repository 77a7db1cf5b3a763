"""Quarantine: a row that cannot be read is shown, corrected and read again; and what a run leaves when it cannot write."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError, NotFoundError, UsageError
from kg.graph import Graph
from kg.graph.lock import exclusive
from kg.ingest import journal
from kg.ingest.ingest import Request, Summary, ingest
from kg.ingest.quarantine import Quarantine, datasets
from kg.ingest.registry import SOURCES
from kg.settings import Settings
from tests.conftest import empty

NAME = "cnas-inspection"
FIXTURE = Path(__file__).parent / "sources" / "fixtures" / NAME
BODIES, SCOPE = "ib_institutions.csv", "ib_capabilities.csv"

Run = Callable[..., Summary]


@pytest.fixture
def files(tmp_path: Path, settings: Settings) -> Path:
    shutil.rmtree(settings.home / "quarantine" / NAME, ignore_errors=True)
    return shutil.copytree(FIXTURE, tmp_path / "files")


@pytest.fixture
def run(graph: Graph, settings: Settings, files: Path) -> Run:
    empty(graph)

    def run(*, accept_shortfall: bool = True) -> Summary:
        return ingest(graph, settings, Request(SOURCES[NAME], files, accept_shortfall=accept_shortfall))

    return run


@pytest.fixture
def quarantine(settings: Settings) -> Quarantine:
    return Quarantine(settings.home, NAME)


def nameless(quarantine: Quarantine) -> str:
    (row,) = [row for row in quarantine.rows() if row.cells.get("注册编号") == "IB9004"]
    return row.id


def numbers(graph: Graph) -> set[str]:
    found = graph.read("MATCH (a:Accreditation) WHERE a.ended_run IS NULL RETURN collect(a.number) AS numbers")
    return set(found[0]["numbers"])


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode("utf-8-sig")
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))


def test_a_row_waits_whole_with_its_place_field_and_reason(
    run: Run, quarantine: Quarantine, settings: Settings
) -> None:
    run()
    assert NAME in datasets(settings.home)
    row = quarantine.get(nameless(quarantine))
    assert (row.file, row.row, row.table, row.field) == (BODIES, 7, "institutions", "机构名称")
    assert row.cells["单位地址"] == "吉林省长春市朝阳区示例路5号"
    assert row.digest.startswith(row.id)


def test_a_corrected_row_is_read_and_stays_read(run: Run, quarantine: Quarantine, graph: Graph) -> None:
    before = run()
    assert "IB9004" not in numbers(graph)
    quarantine.correct(nameless(quarantine), {"机构名称": "示例庚检验所"})
    after = run()
    assert after.rows["quarantined"] == before.rows["quarantined"] - 1
    assert after.rows["accepted"] == before.rows["accepted"] + 1
    assert "IB9004" in numbers(graph)
    assert after.records["Institution"] == {"created": 1, "updated": 0, "unchanged": 5, "ended": 0}
    again = run()
    assert {count["created"] for count in again.records.values()} == {0}
    assert "IB9004" in numbers(graph)


def test_a_later_correction_adds_to_the_first(run: Run, quarantine: Quarantine) -> None:
    run()
    id = nameless(quarantine)
    quarantine.correct(id, {"机构名称": "甲"})
    quarantine.correct(id, {"单位地址": "乙"})
    (cells,) = quarantine.corrections().values()
    assert cells == {"机构名称": "甲", "单位地址": "乙"}


def test_a_correction_of_a_column_that_is_not_there_is_refused(run: Run, quarantine: Quarantine) -> None:
    run()
    with pytest.raises(UsageError, match=r"has no column '机构名'\. Did you mean '机构名称'"):
        quarantine.correct(nameless(quarantine), {"机构名": "甲"})
    assert quarantine.corrections() == {}


def test_a_row_that_does_not_wait_is_told_with_the_nearest(run: Run, quarantine: Quarantine) -> None:
    run()
    near = nameless(quarantine)[:-1] + "x"
    with pytest.raises(NotFoundError, match="Did you mean"):
        quarantine.get(near)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 1}', '{"a": {"b": 2}}', "\x00"])
def test_corrupted_corrections_are_told_so_and_write_nothing(
    run: Run, settings: Settings, graph: Graph, content: str
) -> None:
    file = settings.home / "quarantine" / NAME / "corrections.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
    with pytest.raises(DataError, match=r"corrections\.json"):
        run()
    assert numbers(graph) == set()


@pytest.mark.parametrize("content", ["{", '{"id": "x"}', "[]"])
def test_a_corrupted_list_of_rows_is_told_so(quarantine: Quarantine, settings: Settings, content: str) -> None:
    file = settings.home / "quarantine" / NAME / "rows.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content + "\n", "utf-8")
    try:
        with pytest.raises(DataError, match=r"rows\.jsonl"):
            quarantine.rows()
    finally:
        file.unlink()


def test_two_runs_of_one_data_set_at_once_are_refused(run: Run, settings: Settings, graph: Graph) -> None:
    (settings.home / "runs").mkdir(parents=True, exist_ok=True)
    with (
        exclusive(settings.home / "runs" / f"{NAME}.lock"),
        pytest.raises(DataError, match=f"another run of {NAME} is under way"),
    ):
        run()
    assert numbers(graph) == set()
    assert run().rows["accepted"] > 0


def test_a_killed_run_is_marked_interrupted_by_the_next(run: Run, graph: Graph) -> None:
    graph.write("CREATE (:Run {id: 'dead-1', source: $name, outcome: 'running', started: '2026'})", {"name": NAME})
    run()
    outcomes = {each["run"]["id"]: each["run"]["outcome"] for each in journal.runs(graph, dataset=NAME)}
    assert outcomes.pop("dead-1") == "interrupted"
    assert set(outcomes.values()) == {"finished"}


def test_a_changed_row_is_updated_and_loses_what_it_no_longer_has(run: Run, files: Path, graph: Graph) -> None:
    run()
    edit(files / BODIES, "IB9001,示例省信息检验中心,100000,www.example.org,", "IB9001,,100000,,")
    summary = run()
    assert summary.records["Institution"]["updated"] == 1
    (found,) = graph.read(
        "MATCH (i:Institution {name_zh: $name}) RETURN i.web AS web, i.former_name AS former, i.changed_run AS run",
        {"name": "示例甲信息安全检验有限公司"},
    )
    assert found == {"web": None, "former": None, "run": summary.run}


GONE = (
    '4,示例乙检验有限公司,2017/03/04 - 2023/03/03,暂无分组,1,玩具,1,"外观、\n数量",1,内部检验规程,SLYX-WI-009-03-2016,'
    "借用工厂设备\r\n"
)


def test_a_row_that_is_gone_is_ended_and_comes_back(run: Run, files: Path, graph: Graph) -> None:
    first = run()
    before = (files / SCOPE).read_bytes()
    edit(files / SCOPE, GONE, "")
    ended = run()
    assert ended.records["Capability"]["ended"] == 1
    held = graph.read("MATCH (c:Capability {note: '借用工厂设备'}) RETURN c.ended_run AS ended, c.first_run AS first")
    assert held == [{"ended": ended.run, "first": first.run}]
    (files / SCOPE).write_bytes(before)
    back = run()
    assert back.records["Capability"]["created"] == back.records["Capability"]["ended"] == 0
    held = graph.read("MATCH (c:Capability {note: '借用工厂设备'}) RETURN c.ended_run AS ended, c.first_run AS first")
    assert held == [{"ended": None, "first": first.run}]


def test_too_few_rows_are_refused_and_nothing_is_written(run: Run, graph: Graph) -> None:
    with pytest.raises(DataError, match=r"9 rows of institutions, where at least 500 are expected"):
        run(accept_shortfall=False)
    assert numbers(graph) == set()
    assert [each["run"]["outcome"] for each in journal.runs(graph, dataset=NAME)] == ["failed"]


Damage = Callable[[Path], Any]

DAMAGED: dict[str, tuple[Damage, str]] = {
    "missing": (lambda file: file.unlink(), "no file"),
    "empty": (lambda file: file.write_bytes(b""), "is empty"),
    "binary": (lambda file: file.write_bytes(bytes(range(256)) * 9), "NUL bytes"),
    "a picture": (lambda file: file.write_bytes(b"\x89PNG\r\n\x1a\n"), "a picture"),
    "a workbook by another name": (lambda file: file.write_bytes(b"PK\x03\x04" + bytes(99)), "Office document"),
    "a NUL far down": (lambda file: file.write_bytes(file.read_bytes() + b"x" * 5_000 + b"\0\r\n"), "NUL byte"),
    "cut off in a quoted cell": (lambda file: file.write_bytes(file.read_bytes() + b'99,"half'), "cut off"),
    "cut off in a character": (
        lambda file: file.write_bytes(file.read_bytes() + "检".encode()[:2]),
        "is the file whole",
    ),
    "another header": (lambda file: file.write_text("a,b,c\n1,2,3\n", "utf-8"), "its first row lacks '机构名称'"),
    "a header alone": (lambda file: edit_away(file), "hold no rows"),
}


def edit_away(file: Path) -> None:
    for each in file.parent.glob("*.csv"):
        each.write_bytes(each.read_bytes().split(b"\r\n")[0] + b"\r\n")


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_is_told_so_and_writes_nothing(run: Run, files: Path, graph: Graph, damage: str) -> None:
    spoil, words = DAMAGED[damage]
    spoil(files / SCOPE)
    with pytest.raises(DataError, match=words):
        run(accept_shortfall=damage != "a header alone")
    assert numbers(graph) == set()
    assert [each["run"]["outcome"] for each in journal.runs(graph, dataset=NAME)] == ["failed"]


ODD = {
    "a cell beyond all measure": ("x" * 10_000_000, "holds 10,000,000 characters"),
    "an end before its start": ("2024/12/31 - 2019/01/01", "示例丙设备检验所' (institution"),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_cell_sends_its_row_alone_to_quarantine(run: Run, files: Path, quarantine: Quarantine, odd: str) -> None:
    cell, words = ODD[odd]
    before = run()
    edit(files / SCOPE, "2019/01/01 - 2024/12/31,,1,起重机械,1", f"{cell},,1,起重机械,1")
    after = run()
    assert after.rows["quarantined"] == before.rows["quarantined"] + 1
    assert after.rows["accepted"] == before.rows["accepted"] - 1
    (said,) = [row for row in quarantine.rows() if words in row.reason]
    assert max(len(value) for value in said.cells.values()) <= 10_000


def test_cells_that_look_like_formulas_stay_text(run: Run, files: Path, graph: Graph) -> None:
    edit(files / SCOPE, "定期检验", "=HYPERLINK(1+1)")
    run()
    assert graph.read("MATCH (p:Parameter {name_en: '=HYPERLINK(1+1)'}) RETURN count(p) AS n") == [{"n": 1}]


def test_a_full_disk_is_told_so_and_the_run_can_be_repeated(
    run: Run, graph: Graph, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        with pytest.raises(DataError, match=r"No space left.*run this again"):
            run()
    assert [each["run"]["outcome"] for each in journal.runs(graph, dataset=NAME)] == ["failed"]
    summary = run()
    assert summary.rows["accepted"] > 0
    kept = settings.home / "runs" / summary.run / "summary.json"
    assert json.loads(kept.read_text("utf-8"))["rows"] == summary.rows
