"""The list of a run's issues: whole in its folder, while the summary has only the first examples."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.graph import Graph
from kg.ingest import journal
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import SOURCES
from kg.ingest.run import EXAMPLES
from kg.settings import Settings
from tests.conftest import empty

HEADER = "序号,场所名称,检验检测场所地址,领域,类别,检测对象,参数,依据的标准（方法）名称及编号（含年号）,限制范围,说明\n"
UNREAD = 3 * EXAMPLES


@pytest.fixture
def annex(tmp_path: Path, empty_graph: Graph) -> Iterator[Path]:
    path = tmp_path / "annex.csv"
    path.write_text(HEADER + "".join(f"{i},甲所,,食品,肉,肉,项目{i},某种方法{i},,\n" for i in range(UNREAD)), "utf-8")
    yield path
    empty(empty_graph)


def test_every_issue_is_in_the_list_and_the_first_are_in_the_summary(
    annex: Path, graph: Graph, settings: Settings
) -> None:
    summary = ingest(graph, settings, Request(SOURCES["cma-annex"], annex, "listed"))
    details = journal.run_details(graph, settings, summary.run)
    lines = Path(details["issues_listed"]).read_text("utf-8").splitlines()
    listed = [json.loads(line) for line in lines]
    assert {each["kind"] for each in listed} == {"citation not read"}
    assert [each["detail"] for each in listed] == [f"某种方法{i}" for i in range(UNREAD)]
    assert listed[0]["place"] == "annex.csv:2"
    assert details["summary"]["issues"]["citation not read"]["count"] == UNREAD
    assert len(details["summary"]["issues"]["citation not read"]["examples"]) == EXAMPLES


def test_a_run_that_met_nothing_and_failed_leaves_no_folder(annex: Path, graph: Graph, settings: Settings) -> None:
    annex.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(DataError, match="is not a file of cma-annex"):
        ingest(graph, settings, Request(SOURCES["cma-annex"], annex, "failed"))
    (run,) = journal.runs(graph, dataset="cma-annex:failed")
    assert run["run"]["outcome"] == "failed"
    assert "is not a file of cma-annex" in run["run"]["failure"]
    assert not (settings.home / "runs" / run["run"]["id"].replace(":", "~")).exists()
