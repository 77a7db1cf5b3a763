"""The stream of capabilities says what their cards say, and nothing that has ended."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kg.asking.card import card
from kg.asking.summary import Judge
from kg.graph import Graph
from kg.graph.offers import offers
from kg.graph.standing import Standing
from kg.matching.offer import Period
from kg.matching.requirement import Requirement
from kg.quantities.extent import Extent
from kg.quantities.interval import Interval
from kg.quantities.uncertainty import Limit, Uncertainty
from tests.graph.printed import PRINTED

DAY = date(2026, 11, 23)


def shown(found: dict[str, Any], card: dict[str, Any]) -> dict[str, Any]:
    """What the graph says, in the shape of a card."""
    inner = {name: found[name] for name in card["capability"]}
    evidence = {name: value for name, value in card["evidence"].items() if name.startswith("validity")} | found[
        "evidence"
    ]
    lists = {
        name: found[name] for name in ("institution", "methods", "parameters", "products", "restrictions", "regions")
    }
    defaults = {"kind": "unknown", "denies": False, "open": False}
    lists["restrictions"] = [
        {name: defaults.get(name) if value is None else value for name, value in each.items()}
        for each in found["restrictions"]
    ]
    return card | lists | {"capability": inner, "evidence": evidence}


def test_the_cards_say_what_the_graph_says(world: Graph) -> None:
    found = {offer.id: offer for offer in offers(world)}
    assert len(found) == 310
    rows = world.read(PRINTED, {"ids": sorted(found), "as_of": DAY, "most": 1000})
    assert len(rows) == len(found)
    asked, sources = Requirement(DAY), Standing.of(world).sources
    for row in rows:
        made = card(Judge(asked).candidate(found[row["id"]]), asked, sources)
        assert made == shown(row, made)


def test_the_stream_comes_in_the_order_of_ids_and_gives_those_that_are_named(world: Graph) -> None:
    everything = list(offers(world))
    assert [offer.id for offer in everything] == sorted(offer.id for offer in everything)
    some = everything[3:300:7]
    assert list(offers(world, [offer.id for offer in reversed(some)])) == some
    assert list(offers(world, ["no-such-capability"])) == []
    assert list(offers(world, [])) == []


def test_a_window_ends_nowhere_in_particular(world: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = list(offers(world))
    for size in (1, 31, 310, 311):
        monkeypatch.setattr("kg.graph.offers.WINDOW", size)
        assert list(offers(world)) == everything
        assert list(offers(world, [offer.id for offer in everything])) == everything


@pytest.fixture
def richer(graph: Graph, restored_world: Any) -> Iterator[Graph]:
    """The sample world with one capability that has everything a graph can hold of it."""
    restored_world()
    graph.write(
        """
        MATCH (c:Capability) WITH c ORDER BY c.id LIMIT 1
        MATCH (a:Accreditation)-[:HAS_SCOPE]->(s:Scope)-[:COVERS]->(c)
        SET s.valid_to = date('2031-01-02')
        CREATE (c)-[:HAS_EXTENT]->(:Extent {id: 'x-1', verbatim: '(0,5] kN', form: 'interval', role: 'measurand', variable: 'force',
                 lo: 0.0, hi: 5.0, lo_open: true, unit: 'kN', ucum: 'kN', dimension: 'D', si_lo: 0.0, si_hi: 5000.0,
                 quantity_kind: 'http://qudt.org/vocab/quantitykind/Force'}),
               (c)-[:HAS_EXTENT]->(:Extent {id: 'x-2', verbatim: '≤ 3', form: 'interval', hi: 3.0, si_hi: 3.0}),
               (c)-[:HAS_EXTENT]->(:Extent {id: 'x-3', verbatim: 'gone', ended_run: 'run-1'}),
               (c)-[:HAS_UNCERTAINTY]->(:Uncertainty {id: 'u-1', verbatim: 'U=0.05 % (k=2)', form: 'relative', role: 'CMC',
                 values: [0.05], unit: '%', si_values: [0.0005], relative: true, k: 2.0}),
               (c)-[:HAS_LIMIT]->(:Limit {id: 'l-1', verbatim: '0.01 mg/L', role: 'detection', value: 0.01, unit: 'mg/L',
                 si_value: 1e-5, matrix: 'water'}),
               (a)-[:HAS_STATUS]->(:StatusPeriod {id: 'p-1', status: 'suspended', from_date: date('2026-01-01'), to_date: date('2026-02-01')}),
               (c)-[:HAS_STATUS]->(:StatusPeriod {id: 'p-2', status: 'active', from_date: date('2020-01-01')})
        """
    )
    yield graph
    graph.write("MATCH (n) WHERE n.id IN ['x-1', 'x-2', 'x-3', 'u-1', 'l-1', 'p-1', 'p-2'] DETACH DELETE n")
    graph.write("MATCH (s:Scope {valid_to: date('2031-01-02')}) REMOVE s.valid_to")


def test_ranges_uncertainties_limits_and_states_come_with_their_capability(richer: Graph) -> None:
    first = next(iter(offers(richer)))
    assert [e for e in first.extents if e.variable == "force" or e.role == "unknown"] == [
        Extent("(0,5] kN", "interval", "measurand", "force", 0.0, 5.0, True, unit="kN", ucum="kN", dimension="D",
               kind="Force", si=Interval(0.0, 5000.0, True)),
        Extent("≤ 3", "interval", hi=3.0, si=Interval(hi=3.0)),
    ]  # fmt: skip
    assert (
        Uncertainty("U=0.05 % (k=2)", "relative", "CMC", (0.05,), "%", si_values=(0.0005,), relative=True, k=2.0)
        in first.uncertainties
    )
    assert first.limits == (Limit("0.01 mg/L", "detection", 0.01, "mg/L", si_value=1e-5, matrix="water"),)
    assert first.periods == (Period("active", date(2020, 1, 1), None),)
    assert first.grant is not None
    assert first.grant.periods == (Period("suspended", date(2026, 1, 1), date(2026, 2, 1)),)
    assert first.valid_to == date(2031, 1, 2)


def test_a_named_site_is_the_place_and_so_is_the_only_one(world: Graph) -> None:
    rows = world.read(
        """
        MATCH (i:Institution)-[:OFFERS]->(c:Capability)
        RETURN c.id AS id, COLLECT { MATCH (c)-[:AT]->(s:Site) RETURN s.id } AS named,
               COLLECT { MATCH (i)-[:HAS_SITE]->(s:Site) RETURN s.id } AS held ORDER BY id LIMIT 1000
        """
    )
    found = {offer.id: [place.site for place in offer.places] for offer in offers(world)}
    assert {len(row["held"]) for row in rows} >= {1, 2}
    for row in rows:
        expected = row["named"] or (row["held"] if len(row["held"]) == 1 else [])
        assert found[row["id"]] == sorted(expected)
