"""The inspection bodies' real files on the real engine, end to end: every figure counted from the files, and the question
that they answer. The files are read three times in all: once, once more, and (two small pieces of them) for a replay."""

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.asking import ask
from kg.graph import Graph
from kg.ingest import journal
from kg.ingest.ingest import Request, Summary, ingest
from kg.ingest.quarantine import Quarantine
from kg.ingest.registry import SOURCES
from kg.settings import Settings

NAME = "cnas-inspection"
DAY = "2019-05-15"

Data = Callable[[str], Path]


@pytest.fixture(scope="module")
def loaded(data: Data, empty_graph: Graph, settings: Settings) -> Summary:
    shutil.rmtree(settings.home / "quarantine" / NAME, ignore_errors=True)
    return ingest(empty_graph, settings, Request(SOURCES[NAME], data("cnas-scopes-2020")))


def count(graph: Graph, cypher: str, **parameters: Any) -> int:
    (found,) = graph.read(cypher, parameters)
    return int(found["n"])


def test_rows_add_up(loaded: Summary) -> None:
    # 6 repeated + 1 quarantined + 556 accepted
    bodies, scope = loaded.tables["institutions"], loaded.tables["scope"]
    assert bodies == {"read": 563, "accepted": 556, "repeated": 6, "quarantined": 1}
    assert scope == {"read": 30_307, "accepted": 29_104, "repeated": 1_203, "quarantined": 0}
    assert scope["quarantined"] * 200 < scope["read"]
    assert loaded.rows == {name: bodies[name] + scope[name] for name in bodies}


def test_what_was_stated_is_in_the_graph(loaded: Summary, graph: Graph) -> None:
    for entity, counts in loaded.records.items():
        assert count(graph, f"MATCH (n:{entity}) RETURN count(n) AS n") == counts["created"], entity
        assert counts["updated"] == counts["unchanged"] == counts["ended"] == 0


def test_institutions_by_name_and_accreditations_by_number(loaded: Summary, graph: Graph) -> None:
    assert loaded.records["Institution"]["created"] == 554
    # The file has 552 register numbers. IB0578 is the nameless row's, and waits in quarantine with it.
    assert loaded.records["Accreditation"]["created"] == 551
    shared = graph.read(
        """MATCH (i:Institution)-[:HOLDS]->(a:Accreditation) WITH a.number AS number, count(i) AS branches
           WHERE branches > 1 RETURN number, branches ORDER BY number LIMIT 10"""
    )
    assert shared == [{"number": "IB0058", "branches": 4}, {"number": "IB0074", "branches": 3}]


def test_missing_ends_are_unknown_and_lone_starts_an_issue(loaded: Summary, graph: Graph) -> None:
    scopes = "MATCH (s:Scope) WHERE s.valid_to IS NULL RETURN count(s) AS n"
    assert count(graph, scopes) == 25
    assert loaded.issues["start after the register was read"]["count"] == 3
    assert count(graph, "MATCH (s:Scope) WHERE s.valid_from IS NULL AND s.valid_to IS NULL RETURN count(s) AS n") == 3


def test_the_empty_suspension_column_says_nothing(loaded: Summary, graph: Graph) -> None:
    assert "suspension stated, and not read" not in loaded.issues
    assert count(graph, "MATCH (n:StatusPeriod) RETURN count(n) AS n") == 0
    assert count(graph, "MATCH (a:Accreditation) WHERE a.status IS NOT NULL RETURN count(a) AS n") == 0


def test_bodies_of_type_b_serve_their_own_organisation(loaded: Summary, graph: Graph) -> None:
    assert loaded.records["Scope"]["created"] == 556
    assert count(graph, "MATCH (s:Scope {independence_type: 'B'}) RETURN count(s) AS n") == 6
    crossed = """MATCH (s:Scope)-[:COVERS]->(c:Capability)
                 WHERE (s.independence_type = 'B') <> (c.available_to = 'own-organisation') RETURN count(c) AS n"""
    assert count(graph, crossed) == 0


def test_every_row_of_the_scope_is_the_place_of_one_capability(loaded: Summary, graph: Graph) -> None:
    assert loaded.records["Capability"]["created"] == 29_104
    found = graph.read("MATCH (c:Capability) UNWIND c.record AS p RETURN count(p) AS n, count(DISTINCT p) AS each")
    assert found == [{"n": 30_307, "each": 30_307}]


def test_rows_without_a_code_are_kept_and_their_method_is_unknown(loaded: Summary, graph: Graph) -> None:
    assert loaded.rows["accepted"] > 0
    bare = "MATCH (c:Capability) WHERE NOT (c)-[:USES]->() UNWIND c.record AS p RETURN count(p) AS n"
    assert count(graph, bare) == 166


def test_at_least_95_of_100_codes_are_read_and_every_other_is_listed(
    loaded: Summary, graph: Graph, settings: Settings
) -> None:
    unread = """MATCH (c:Capability)-[:USES]->(m:TestMethod)
                WHERE m.in_house_code IS NULL AND NOT (m)-[:DEFINED_BY]->()
                UNWIND c.record AS p RETURN count(DISTINCT p) AS n"""
    assert count(graph, unread) <= 0.05 * (30_307 - 166)
    details = journal.run_details(graph, settings, loaded.run)
    listed = [json.loads(line) for line in Path(details["issues_listed"]).read_text("utf-8").splitlines()]
    texts = {each["detail"] for each in listed if each["kind"] == "citation not read"}
    kept = graph.read(
        """MATCH (m:TestMethod) WHERE m.in_house_code IS NULL AND NOT (m)-[:DEFINED_BY]->()
           RETURN collect(m.verbatim) AS texts"""
    )
    assert set(kept[0]["texts"]) <= texts
    assert (
        len([each for each in listed if each["kind"] == "citation not read"])
        == (loaded.issues["citation not read"]["count"])
    )


def test_a_second_run_writes_only_its_run(loaded: Summary, data: Data, graph: Graph, settings: Settings) -> None:
    sums = """MATCH (n) WHERE NOT n:Run AND NOT n:KgSchema
              RETURN count(n) AS nodes, count(n.ended_run) AS ended, count(CASE WHEN n.changed_run <> $run THEN 1 END) AS others,
                     COUNT { ()-->() } AS relations"""
    before = graph.read(sums, {"run": loaded.run})
    second = ingest(graph, settings, Request(SOURCES[NAME], data("cnas-scopes-2020")))
    assert graph.read(sums, {"run": loaded.run}) == before
    assert second.rows == loaded.rows
    assert {c[k] for c in second.records.values() for k in ("created", "updated", "ended")} == {0}
    assert before[0]["ended"] == 0


@pytest.mark.parametrize(
    "standard", ["GB/T 22239-2008", "GB/T22239-2008", "gb/t 22239－2008", "GB/T\u00a022239-2008"]
)  # fmt: skip
def test_who_inspects_to_a_standard_on_a_day(loaded: Summary, graph: Graph, settings: Settings, standard: str) -> None:
    asked = {"standard": standard, "activity": "inspection", "as_of": DAY, "limit": 500, "by": "capability"}
    answer = ask(graph, settings, "who-can-test", asked)
    assert len({item["institution"]["id"] for item in answer.items}) == 79
    assert answer.why.institutions == 79
    assert (answer.total.value, answer.total.exact) == (89, True)
    assert answer.why.restricted == 83
    for item in answer.items:
        assert all(place.startswith("ib_capabilities.csv:") for place in item["evidence"]["records"])
        assert item["evidence"]["accreditation"].startswith("IB")
        assert item["reasons"]
    assert loaded.source in {source.source for source in answer.meta.sources}


def test_three_of_four_restricted_capabilities_are_read_whole(loaded: Summary, graph: Graph) -> None:
    found = graph.read(
        """MATCH (c:Capability)-[:RESTRICTED_BY]->(r:Restriction)
           WITH c, collect(r.read) AS read, count(r) AS limits
           RETURN count(c) AS restricted, count(CASE WHEN all(each IN read WHERE each) THEN 1 END) AS read, max(limits) AS most"""
    )
    kinds = graph.read("MATCH (r:Restriction) RETURN r.kind_of_limit AS kind, count(r) AS n ORDER BY kind")
    assert sum(each["n"] for each in kinds) == loaded.records["Restriction"]["created"]
    assert found[0]["read"] >= 0.75 * found[0]["restricted"]
    assert {each["kind"] for each in kinds} == {"allow", "deny", "level", "clause", "customer", "bound", "unknown"}
    assert count(graph, "MATCH (r:Restriction) WHERE NOT r.read AND r.terms IS NOT NULL RETURN count(r) AS n") == 0


def test_its_rows_are_in_five_spellings_and_lead_back_to_the_file(
    loaded: Summary, graph: Graph, settings: Settings, data: Data
) -> None:
    with (data("cnas-scopes-2020") / "ib_capabilities.csv").open(encoding="utf-8-sig", newline="") as file:
        printed = {f"ib_capabilities.csv:{number}": row for number, row in enumerate(csv.DictReader(file), 2)}
    asked = {"standard": "GB/T 22239-2008", "activity": "inspection", "as_of": DAY, "limit": 500, "by": "capability"}
    items = ask(graph, settings, "who-can-test", asked).items
    codes = set()
    for item in items:
        for place in item["evidence"]["records"]:
            assert printed[place]["机构名称"].strip() == item["institution"]["name_zh"]
            assert printed[place]["方法程序及编号"].strip() in item["capability"]["cited"]
            codes.add(printed[place]["方法程序及编号"])
    assert len(items) == 89
    assert len(codes) == 5
    assert loaded.tables["scope"]["read"] == len(printed)


def test_without_an_activity_nobody_tests_it_and_79_inspect_it(
    loaded: Summary, graph: Graph, settings: Settings
) -> None:
    assert loaded.rows["read"] > 0
    answer = ask(graph, settings, "who-can-test", {"standard": "GB/T 22239-2008", "as_of": DAY})
    assert (answer.items, answer.why.kind) == ([], "other-activities")
    assert answer.why.by_activity == {"inspection": 79}


def test_today_all_have_run_out_and_the_answer_counts_them(loaded: Summary, graph: Graph, settings: Settings) -> None:
    assert loaded.rows["read"] > 0
    asked = {"standard": "GB/T 22239-2008", "activity": "inspection", "as_of": date(2026, 11, 23)}
    answer = ask(graph, settings, "who-can-test", asked)
    assert answer.items == []
    assert answer.why.kind == "none-valid"
    assert answer.why.by_validity["ran-out"] >= 79
    assert "May 2019" in answer.why.words_en


def test_the_nameless_row_is_corrected_and_its_accreditation_is_loaded(
    loaded: Summary, data: Data, graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    assert loaded.rows["quarantined"] == 1
    waiting = Quarantine(settings.home, NAME)
    (row,) = waiting.rows()
    assert (row.cells["注册编号"], row.row, row.field) == ("IB0578", 85, "机构名称")
    for name, most in (("ib_institutions.csv", 1_000), ("ib_capabilities.csv", 50)):
        lines = (data("cnas-scopes-2020") / name).read_text("utf-8-sig").splitlines(keepends=True)
        (tmp_path / name).write_text("".join(lines[:most]), "utf-8")
    waiting.correct(row.id, {"机构名称": "某检验机构", "单位地址": "北京市示例路1号"})
    replayed = ingest(graph, settings, Request(SOURCES[NAME], tmp_path, accept_shortfall=True))
    assert replayed.rows["quarantined"] == 0
    assert waiting.rows() == []
    held = graph.read(
        """MATCH (i:Institution)-[:HOLDS]->(a:Accreditation {number: 'IB0578'})
           WHERE a.ended_run IS NULL RETURN i.name_zh AS name"""
    )
    assert held == [{"name": "某检验机构"}]
    assert count(graph, "MATCH (a:Accreditation) WHERE a.ended_run IS NULL RETURN count(a) AS n") == 552
