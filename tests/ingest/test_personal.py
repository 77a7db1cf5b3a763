"""Personal data is removed and counted; what is none stays. Names and numbers here are invented."""

from pathlib import Path

import pytest

from kg.ingest.personal import REMOVED, without_persons
from kg.ingest.run import Run
from kg.ingest.spool import Spool


@pytest.fixture
def run(tmp_path: Path) -> Run:
    spool = Spool(tmp_path / "spool.db")
    run = Run("run-1", "mine", spool)
    spool.close()
    return run


@pytest.mark.parametrize(
    ("text", "left", "removed"),
    [
        ("扩项, XY-0012345, XY-0012346,黄某某", "扩项, XY-0012345, XY-0012346", 1),
        ("扩项；电话：010-12345678", "扩项；电话：", 1),
        ("只做外观 13800000000", "只做外观", 1),
        ("see a.b@example.org for booking", "see  for booking", 1),
        ("a@example.org, b@example.org", ",", 2),
        ("a@example.org", None, 1),
        (None, None, 0),
    ],
)
def test_personal_data_is_removed_and_counted(run: Run, text: str | None, left: str | None, removed: int) -> None:
    assert without_persons(run, text) == left
    assert (run.issues[REMOVED].count if REMOVED in run.issues else 0) == removed


def test_an_issue_does_not_repeat_what_was_removed(run: Run) -> None:
    without_persons(run, "ask a.b@example.org")
    assert "example.org" not in repr(run.issues)


@pytest.mark.parametrize(
    "text",
    ["Contact and air discharge: 8 kV", "无绳电话", "JGJ 125-2016、GB/T 50375-2016", "10 Hz - 2000000000 Hz", "0512-2019",
     "LV Contactors: IS 13947", "不做第四级、第五级"],
)  # fmt: skip
def test_what_is_not_personal_stays(run: Run, text: str) -> None:
    assert without_persons(run, text) == text
    assert not run.issues
