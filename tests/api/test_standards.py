"""Standards over HTTP: what a text means, what it may become, one standard with its editions, what sources contradict."""

import httpx
import pytest

from kg.graph import Graph
from tests.api.test_api import problem


def test_a_citation_is_resolved(api: httpx.Client) -> None:
    told = api.get("/v1/standards/resolve", params={"q": "GB/T 228.1-2010, GB/T 2281.1"}).json()
    first, second = told["items"]
    assert (first["found"], first["meant"]["id"], first["citation"]["key"]) == (
        "edition",
        "gb-228.1-2010",
        "gb-228.1-2010",
    )
    assert [each["designation"] for each in first["alternatives"]] == ["GB/T 228.1-2021"]
    assert (second["found"], second["meant"], [each["id"] for each in second["near"]]) == (
        "not-known",
        None,
        ["gb-228.1"],
    )


def test_ten_thousand_characters_are_no_citation(api: httpx.Client) -> None:
    assert "at most 1,000" in problem(api.get("/v1/standards/resolve", params={"q": "x" * 10_000}), 413)["detail"]
    problem(api.get("/v1/standards/resolve", params={"q": ""}), 422)


def test_what_is_typed_is_completed(api: httpx.Client) -> None:
    items = api.get("/v1/standards/suggest", params={"q": "gbt228", "limit": 2}).json()["items"]
    assert [each["designation"] for each in items] == ["GB/T 228.1", "GB/T 228.2"]


@pytest.mark.parametrize("address", ["gb-228.1", "gb-228.1-2021", "GB/T 228.1-2021", "GB%2FT%20228.1"])
def test_a_standard_is_shown_with_its_editions(api: httpx.Client, address: str) -> None:
    told = api.get(f"/v1/standards/{address}").json()
    assert (told["id"], told["designation"], told["entity"]) == ("gb-228.1", "GB/T 228.1", "Standard")
    old, new = told["editions"]
    assert (old["standing"], old["withdrawn"], [each["id"] for each in old["replaced_by"]]) == (
        "superseded",
        "2022-07-01",
        ["gb-228.1-2021"],
    )
    assert [(each["designation"], each["degree"], each["known"]) for each in new["adopts"]] == [
        ("ISO 6892-1:2019", "MOD", "stated")
    ]
    assert (new["institutions"], new["classification"][0]["code"]) == (2, "77.040.10")
    assert {group["relation"] for group in told["neighbours"]} >= {"EDITION_OF", "PUBLISHED_BY"}


def test_a_standard_that_is_not_known_has_near_ones(api: httpx.Client) -> None:
    assert "Did you mean GB/T 228.1" in problem(api.get("/v1/standards/GB/T 2281.1"), 404)["detail"]


def test_contradictions_are_listed_side_by_side(api: httpx.Client, world: Graph) -> None:
    assert api.get("/v1/standards/conflicts").json() == {"items": []}
    claim = {"degree": "IDT", "known": "stated", "source": "other"}
    world.write(
        "MATCH (a:StandardEdition {id: 'gb-228.1-2021'}), (b:StandardEdition {id: 'iso-6892-1-2019'}) CREATE (a)-[r:ADOPTS]->(b) SET r = $claim",
        {"claim": claim},
    )
    try:
        [conflict] = api.get("/v1/standards/conflicts", params={"limit": 5}).json()["items"]
        assert (conflict["standard"], conflict["relation"], conflict["about"]) == (
            "GB/T 228.1-2021",
            "ADOPTS",
            ["degree"],
        )
        assert sorted(each["degree"] for each in conflict["claims"]) == ["IDT", "MOD"]
    finally:
        world.write("MATCH ()-[r:ADOPTS {source: 'other'}]->() DELETE r")
