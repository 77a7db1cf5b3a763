"""The stream of capabilities says what their cards say, and nothing that has ended."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kg.graph import Graph
from kg.graph.offers import offers
from kg.matching.offer import Grant, Offer, Period
from kg.quantities.extent import Extent
from kg.quantities.interval import Interval
from kg.quantities.uncertainty import Limit, Uncertainty
from kg.queries.card import CARD

DAY = date(2026, 11, 23)


def card(offer: Offer) -> dict[str, Any]:
    """What an offer says of what a card shows."""
    grant = offer.grant or Grant("")
    return {
        "id": offer.id,
        "institution": {"id": offer.institution.id, "name_zh": offer.institution.name_zh,
                        "name_en": offer.institution.name_en, "kind": offer.kind},
        "activity": offer.activity, "covers": offer.covers, "where": list(offer.where) or None,
        "performed_by": offer.performed_by, "available_to": offer.available_to, "flexible": offer.flexible,
        "range_text": offer.range_text, "uncertainty_text": offer.uncertainty_text,
        "valid_from": offer.valid_from or grant.valid_from, "valid_to": offer.valid_to or grant.valid_to,
        "first_granted": grant.first_granted, "observed_on": offer.observed_on,
        "methods": [(each.method, each.use, each.clause, each.document, each.designation) for each in offer.methods],
        "parameters": [each._asdict() for each in offer.parameters],
        "products": [each._asdict() for each in offer.products],
        "restrictions": [(each.kind, each.read, each.verbatim, each.applies_to) for each in offer.restrictions],
        "regions": sorted({region.id for place in offer.places for region in place.regions}),
        "evidence": (offer.source, grant.number, grant.scheme, grant.accreditation or None, grant.legal_kind,
                     grant.undated_rule, grant.edition_change_rule),
    }  # fmt: skip


def shown(found: dict[str, Any]) -> dict[str, Any]:
    """A card of the graph in the same shape."""
    evidence = found["evidence"]
    return found | {
        "methods": [(m["id"], m["use"], m["clause"], m["standard"], m["designation"]) for m in found["methods"]],
        "restrictions": [(r["kind"] or "unknown", r["read"], r["verbatim"], tuple(r["applies_to"] or ())) for r in found["restrictions"]],
        "regions": [region["id"] for region in found["regions"]],
        "evidence": tuple(evidence[name] for name in ("source", "accreditation", "scheme", "accreditation_id", "legal_kind",
                                                      "undated_rule", "edition_change_rule")),
    }  # fmt: skip


def test_the_stream_says_what_the_cards_say(world: Graph) -> None:
    found = {offer.id: offer for offer in offers(world)}
    assert len(found) == 310
    cards = world.read(CARD, {"ids": sorted(found), "as_of": DAY, "most": 1000})
    assert len(cards) == len(found)
    for each in cards:
        told = card(found[each["id"]])
        assert told == {name: value for name, value in shown(each).items() if name in told}


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
    assert first.extents == (
        Extent("(0,5] kN", "interval", "measurand", "force", 0.0, 5.0, True, unit="kN", ucum="kN", dimension="D",
               kind="Force", si=Interval(0.0, 5000.0, True)),
        Extent("≤ 3", "interval", hi=3.0, si=Interval(hi=3.0)),
    )  # fmt: skip
    assert first.uncertainties == (
        Uncertainty("U=0.05 % (k=2)", "relative", "CMC", (0.05,), "%", si_values=(0.0005,), relative=True, k=2.0),
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
