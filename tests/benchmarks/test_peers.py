"""What peers are given and asked: the document of a capability, and a question in SQL, SPARQL, Cypher and JSON."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.asked import FACETS, Answer, Asked, Wanted
from benchmarks.peers import cypher, opensearch, oxigraph, postgres
from benchmarks.peers.documents import Document, documents
from benchmarks.peers.peer import BATCH, load
from kg.graph.embedded.jars import Jars
from kg.matching.offer import Cited, Grant, Limited, Offer, Place, Region, Thing
from kg.quantities import Extent, Interval

FORCE = "A0E0L1I0M1H0T-2D0"
OFFER = Offer(
    "c1", Thing("i1", "某院", "Some Institute"), "inspection-body", "inspection", source="s", observed_on=date(2026, 1, 1),
    places=(Place("p", (Region("cn-44"), Region("cn"))),), grant=Grant("a", valid_from=date(2024, 1, 2), valid_to=date(2030, 1, 1)),
    valid_to=date(2029, 1, 1), parameters=(Thing("q", "硬度", "hardness"),), products=(Thing("p", "钢板", "steel plate"),),
    methods=(Cited("m", "gb-1-2020", "GB 1-2020"), Cited("n", "gb-1-2020", "GB 1-2020"), Cited("o")),
    extents=(Extent("1 to 2 kN", "interval", "measurand", dimension=FORCE, kind="Force", si=Interval(1e3, 2e3)),
             Extent("≥ 1 N", "interval", "measurand", dimension=FORCE, si=Interval(1.0)), Extent("20 °C", role="influence")),
)  # fmt: skip
RESTRICTED = replace(OFFER, id="c2", restrictions=(Limited("deny", False, "不测"),))
ASKED = Asked("popular", "inspection", date(2026, 5, 1), standard="gb-1-2020", region="cn-44", facets=True)
RANGED = Asked(
    "ranged", "testing", date(2026, 5, 1), standard="gb-1-2020", wanted=Wanted(FORCE, "Force", 1.5, 2.5), undated=True
)
WORDED = Asked("words", "inspection", date(2026, 5, 1), words=("抗拉强度", "steel plates"))


def test_a_document_has_what_questions_need() -> None:
    one, other = documents([OFFER, RESTRICTED])
    assert one[:7] == (0, "c1", "i1", "inspection", date(2024, 1, 2), date(2029, 1, 1), 0)
    assert (one.standards, one.parameters, one.products, one.regions) == (
        ("gb-1-2020",),
        ("q",),
        ("p",),
        ("cn-44", "cn"),
    )
    assert [tuple(each) for each in one.ranges] == [(FORCE, "Force", 1e3, 2e3), (FORCE, "", 1.0, float("inf"))]
    assert dict(one.names)["q"].split() == ["硬度", "|", "硬", "度", "|", "hard", "|"]
    assert other.best > 2**32 > one.best


@pytest.mark.parametrize("strange", [
    replace(OFFER, status="suspended"), replace(OFFER, observed_on=date(2025, 1, 1)), replace(OFFER, grant=Grant("a", status="withdrawn")),
])  # fmt: skip
def test_what_peers_are_not_taught_is_refused(strange: Offer) -> None:
    with pytest.raises(ValueError, match="peers know"):
        list(documents([OFFER, strange]))


class Taking:
    """Counts what it is given."""

    version, folder = "taking", Path("-")

    def __init__(self) -> None:
        self.given: list[int] = []

    def add(self, documents: Sequence[Document]) -> None:
        self.given.append(len(documents))

    def settle(self) -> None:
        self.given.append(-1)

    def answer(self, asked: Asked) -> Answer:
        raise AssertionError(f"nobody asks {asked}")


def test_peers_are_given_all_documents_and_settle_once() -> None:
    peers = [Taking(), Taking()]
    seconds = load(peers, documents([OFFER] * (BATCH + 1)), lambda *_: None)
    assert [peer.given for peer in peers] == [[BATCH, 1, -1]] * 2
    assert min(seconds) >= 0


def test_sql_names_what_is_given_and_only_that() -> None:
    said = postgres.statement(ASKED)
    assert "c.standards @> ARRAY[%(standard)s]" in said
    assert "c.regions @> ARRAY[%(region)s]" in said
    assert said.count("UNION ALL") == len(FACETS)
    assert "stretch" not in said
    ranged = postgres.statement(RANGED)
    assert "c.ends IS NULL OR" in ranged
    assert "UNION ALL" not in ranged
    assert {"dimension", "kind", "lo", "hi", "standard", "as_of"} <= postgres.parameters(RANGED).keys()


def test_words_are_places_and_phrases_in_sql() -> None:
    assert postgres.tsvector([("a", "硬度 | hard |"), ("b", "plate |")]) == "'硬度':1 'hard':3 'plate':6"
    assert postgres.tsquery(WORDED.words) == "('抗拉' <-> '拉强' <-> '强度') & ('steel') & ('plate')"


def test_sparql_names_what_is_given_and_only_that() -> None:
    said = oxigraph.page(ASKED)
    assert "?c :standard <urn:kg:gb-1-2020> ." in said
    assert "?c :region <urn:kg:cn-44> ." in said
    assert '"2026-05-01"^^xsd:date' in said
    assert ":range" not in said
    assert "OPTIONAL" in oxigraph.page(RANGED)
    assert '?kind IN ("Force", "")' in oxigraph.page(RANGED)
    assert '?v0 :words ?w0 . FILTER CONTAINS(?w0, " 抗拉 拉强 强度 ")' in oxigraph.page(WORDED)
    assert oxigraph.iri("a b/抗") == "<urn:kg:a%20b%2F%E6%8A%97>"


def test_a_document_in_triples() -> None:
    (document,) = documents([OFFER])
    said = list(oxigraph.triples(document))
    assert "<urn:kg:c0> <urn:kg:standard> <urn:kg:gb-1-2020> ." in said
    assert '<urn:kg:r0.1> <urn:kg:hi> "INF"^^<http://www.w3.org/2001/XMLSchema#double> .' in said
    assert sum("<urn:kg:region>" in line for line in said) == 2


def test_json_names_what_is_given_and_only_that() -> None:
    said = opensearch.search(ASKED)
    assert {"term": {"standard": "gb-1-2020"}} in said["query"]["bool"]["filter"]
    assert {"page", "each", "institutions", *FACETS} == said["aggs"].keys()
    assert said["aggs"]["page"]["terms"]["order"] == [{"best": "asc"}]
    ranged = opensearch.search(RANGED)
    assert ranged["aggs"]["page"]["terms"]["order"] == [{"dated>best": "asc"}, {"best": "asc"}]
    assert "nested" in ranged["query"]["bool"]["filter"][-1]
    phrases = [
        each["match_phrase"]["words"] for each in opensearch.query(WORDED)["bool"]["filter"] if "match_phrase" in each
    ]
    assert phrases == ["抗拉 拉强 强度", "steel", "plate"]


def test_a_document_in_json_has_no_infinite_numbers() -> None:
    (document,) = documents([OFFER])
    said = opensearch.source(document)
    assert said["ranges"][1]["hi"] > 1e308
    assert said["words"].startswith("某院")
    assert (said["starts"], said["best" if document.best else "id"]) == ("2024-01-02", "c1")


def test_cypher_names_what_is_given_and_only_that() -> None:
    assert "$region" in cypher.page(ASKED)
    assert "$lo" not in cypher.page(ASKED)
    assert "$lo" in cypher.page(RANGED)
    assert "$words[1]" in cypher.page(WORDED)
    assert "value:Product" in cypher.facet(ASKED, "product")


def test_the_lock_of_opensearch_names_its_version(tmp_path: Path) -> None:
    jars = Jars("opensearch-3.3", tmp_path, opensearch.LOCKS, "OpenSearch")
    assert jars.version.startswith("3.3.")
    assert "://" not in (opensearch.LOCKS / "opensearch-3.3.toml").read_text("utf-8")
