"""Reading scopes again from their verbatim text, without their files: what a better reader of citations reads otherwise.

Of a data set's capabilities only the methods they use change; a standard that no citation names any more is stated by the
data set no longer. What a table states of standards itself is not touched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.graph import load
from kg.graph.driver import Graph
from kg.ingest import citations, journal
from kg.ingest.ingest import Summary, batches
from kg.ingest.registry import source
from kg.ingest.run import named
from kg.ingest.spool import Spool
from kg.schema import SCHEMA
from kg.schema.record import Link, Record
from kg.settings import Settings

# What citations state, in the order in which it is written; only methods are made of citations alone.
_STATED = ("Publisher", "Standard", "StandardEdition", "TestMethod")
MOST_CHANGES = 50


@dataclass
class Change:
    """A capability whose citation is read otherwise: the text, and the designations read before and now."""

    capability: str
    cited: str
    before: list[str]
    now: list[str]


@dataclass
class Reread:
    """What reading a data set again changed. ``changes`` has the first of them; the run's list of issues has all."""

    run: str
    source: str
    capabilities: int = 0
    changed: int = 0
    records: dict[str, dict[str, int]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


@dataclass
class _Stated:
    """Takes what citations state, as a run does; what is not read was reported when it was loaded."""

    spool: Spool

    def state(self, record: Record) -> Link:
        self.spool.add(record)
        return Link("", record.entity, record.id)

    def issue(self, kind: str, detail: str) -> None:
        pass


_CAPABILITIES = """
MATCH (c:Capability {source: $dataset}) WHERE c.ended_run IS NULL AND c.cited IS NOT NULL
RETURN c.id AS id, c.cited AS cited, c.cited_title AS title,
       COLLECT { MATCH (c)-[u:USES]->(m:TestMethod) OPTIONAL MATCH (m)-[:DEFINED_BY]->(d)
                 RETURN {id: m.id, use: u.use, name_zh: m.name_zh, name_en: m.name_en, in_house: m.in_house_code,
                         standard: d.id, type: labels(d)[0], designation: d.designation} ORDER BY m.id } AS methods
ORDER BY id
"""


def data_sets(graph: Graph) -> list[str]:
    """Data sets that hold capabilities with a citation."""
    rows = graph.read(
        """
        MATCH (s:Source) WHERE s.ended_run IS NULL
          AND EXISTS { MATCH (c:Capability {source: s.id}) WHERE c.ended_run IS NULL AND c.cited IS NOT NULL }
        RETURN s.id AS id ORDER BY id LIMIT 1000
        """
    )
    return [row["id"] for row in rows]


def reread(graph: Graph, settings: Settings, dataset: str) -> Reread:
    """Read the citations of a data set again and write what differs."""
    said = {"options": '{"reread": "yes"}'}
    with journal.running(graph, settings, dataset, said) as entry:
        spool = Spool(entry.folder / journal.SPOOL)
        try:
            done = Reread(entry.id, dataset)
            uses, otherwise, gone = _read(graph, dataset, spool, done, entry)
            spool.settle()
            _write(graph, settings, spool, done, uses, otherwise, gone)
        finally:
            spool.close()
        rows = {"read": done.capabilities, "accepted": done.capabilities, "repeated": 0, "quarantined": 0}
        issues = {
            "citation read otherwise": {"count": done.changed, "examples": [str(asdict(c)) for c in done.changes]}
        }
        entry.finish(Summary(entry.id, dataset, rows, {}, done.records, issues if done.changed else {}))
    return done


Uses = dict[str, list[Link]]


def _read(
    graph: Graph, dataset: str, spool: Spool, done: Reread, entry: journal.Entry
) -> tuple[Uses, set[str], dict[str, set[str]]]:
    """The new uses of each capability that changed, the test methods that mean another standard, and by type what was used
    or named before and is no more."""
    stated, uses, otherwise = _Stated(spool), Uses(), set[str]()
    now = {"TestMethod": set[str](), "Standard": set[str](), "StandardEdition": set[str]()}
    before = {name: set[str]() for name in now}
    parts = source(dataset.partition(":")[0]).citations_of
    for row in graph.stream(_CAPABILITIES, {"dataset": dataset}):
        done.capabilities += 1
        methods = row["methods"]
        title = row["title"] or (_title(methods[0]) if len(methods) == 1 else None)
        links = [link for part in parts(row["cited"]) for link in citations.methods(stated, part, title)]
        now["TestMethod"] |= {link.id for link in links}
        for method in methods:
            before["TestMethod"].add(method["id"])
            if method["standard"]:
                before[method["type"]].add(method["standard"])
        known = {method["id"]: (method["standard"], method["in_house"]) for method in methods}
        means = {link.id: _means(spool, link.id) for link in links}
        if means == known:
            continue
        otherwise |= {id for id, meant in means.items() if id in known and known[id] != meant}
        if means.keys() != known.keys():
            use = methods[0]["use"] if methods else "unknown"
            uses[row["id"]] = [named(link, "USES", use=use) for link in dict.fromkeys(links)]
        _told(done, entry, row, [link.id for link in links], spool)
    now |= {name: set(spool.ids(name)) for name in ("Standard", "StandardEdition")}
    return uses, otherwise, {name: before[name] - now[name] for name in now}


def _means(spool: Spool, method: str) -> tuple[str | None, str | None]:
    """The standard, or the code of an in-house procedure, that a test method is read as."""
    record = spool.get("TestMethod", method)
    standard = next((link.id for link in record.links if link.relation == "DEFINED_BY"), None)
    return standard, record.properties.get("in_house_code")


def _title(method: Mapping[str, Any]) -> str | None:
    return " | ".join(filter(None, (method["name_zh"], method["name_en"]))) or None


def _told(done: Reread, entry: journal.Entry, row: Mapping[str, Any], ids: list[str], spool: Spool) -> None:
    """Report one change: in the run's list, and the first of them in the summary."""
    before = [method["designation"] or method["in_house"] or "not read" for method in row["methods"]]
    now = [_designation(spool, id) for id in ids]
    done.changed += 1
    entry.list_issue("citation read otherwise", row["id"], f"{row['cited']}: {', '.join(before)} → {', '.join(now)}")
    if len(done.changes) < MOST_CHANGES:
        done.changes.append(Change(row["id"], row["cited"], before, now))


def _designation(spool: Spool, method: str) -> str:
    record = spool.get("TestMethod", method)
    for link in record.links:
        if link.relation == "DEFINED_BY":
            return str(spool.get(link.entity, link.id).properties["designation"])
    return str(record.properties.get("in_house_code") or "not read")


def _write(
    graph: Graph,
    settings: Settings,
    spool: Spool,
    done: Reread,
    uses: Uses,
    otherwise: set[str],
    gone: Mapping[str, set[str]],
) -> None:
    """What was there is worded by whoever stated it; of that only the methods that mean another standard are written."""
    writing = load.Writing(done.run, done.source)
    for name in _STATED:
        spool.hold(name, load.held(graph, SCHEMA[name], done.source))
        count = spool.count(name) | {"ended": 0}
        for batch in batches(spool.changed(name, new=True), settings.batch_size):
            load.write_new(graph, SCHEMA[name], batch, writing)
        changed = (each for each in spool.changed(name, new=False) if name == "TestMethod" and each[0].id in otherwise)
        updated = 0
        for batch in batches(changed, settings.batch_size):
            load.write_changed(graph, SCHEMA[name], batch, writing)
            updated += len(batch)
        done.records[name] = count | {"unchanged": count["unchanged"] + count["updated"] - updated, "updated": updated}
    for ids in batches(iter(uses), settings.batch_size):
        load.replace_links(graph, "Capability", "USES", {id: uses[id] for id in ids}, writing)
    done.records["Capability"] = {
        "created": 0,
        "updated": len(uses),
        "unchanged": done.capabilities - len(uses),
        "ended": 0,
    }
    for name in ("TestMethod", "StandardEdition", "Standard"):
        ended = list(_unused(graph, name, gone[name], done.source))
        for ids in batches(iter(ended), settings.batch_size):
            load.end(graph, SCHEMA[name], ids, writing)
        done.records[name]["ended"] = len(ended)


def _unused(graph: Graph, name: str, ids: set[str], dataset: str) -> Iterator[str]:
    """Those that no living thing cites any more, and that no row of the data set states by itself."""
    for batch in batches(iter(sorted(ids)), 1000):
        rows = graph.read(
            f"""
            UNWIND $ids AS id
            MATCH (n:{name} {{id: id}})-[s:STATED_BY]->(:Source {{id: $dataset}})
            WHERE n.ended_run IS NULL AND s.ended_run IS NULL AND size(coalesce(s.record, [])) = 0
              AND NOT EXISTS {{ MATCH (n)<-[:USES|DEFINED_BY|EDITION_OF|ADOPTS|REPLACES|REVISES|AMENDS|CITES]-(m) WHERE m.ended_run IS NULL }}
            RETURN id ORDER BY id LIMIT $most
            """,
            {"ids": batch, "dataset": dataset, "most": len(batch)},
        )
        yield from (row["id"] for row in rows)
