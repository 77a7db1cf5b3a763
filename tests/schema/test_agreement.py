"""One record, one verdict: by the pydantic models, by the shapes, and when a record is loaded.

Each entity has a good record here; the bad ones are a good one with one thing wrong. A new entity fails
``test_every_entity_has_a_good_record`` until it has its line in ``GOOD``.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from rdflib import RDF, SH, Graph, URIRef

from kg.ingest.row import RowError
from kg.ingest.run import _valid
from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import Ends, Relation
from kg.schema.derive import jsonld, models, rdf, shacl
from kg.schema.record import Link, Record

# rdflib's own JSON-LD reader still uses the class that it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

BASE = "https://capability-graph.example/"

GOOD: dict[str, dict[str, Any]] = {
    "Accreditation": {
        "scheme": "CNAS", "legal_kind": "accreditation", "number": "CNAS IB0741", "criteria": "ISO/IEC 17020:2012",
        "valid_from": date(2018, 5, 3), "valid_to": date(2024, 5, 2), "first_granted": None, "status": "unknown",
    },
    "Authority": {"acronym": "CNAS", "name_zh": "中国合格评定国家认可委员会", "country": "CN", "arrangement": ["ILAC MRA"]},
    "Capability": {
        "activity": "testing", "covers": "items", "item": ["5.1", "附录 A"], "where": ["permanent", "mobile"], "performed_by": "own",
        "note": "仅限：冷轧\n不测：铸件", "range_text": "(0~300) kN", "uncertainty_text": "U=0.5 % (k=2)", "record": ["a.csv:3"],
    },
    "Classification": {"system": "ICS", "code": "77.040.10", "name_en": "Mechanical testing of metals"},
    "Committee": {"designation": "ISO/TC 164/SC 1", "name_en": "Uniaxial testing", "committee_status": "active"},
    "Extent": {"role": "measurand", "variable": "force", "lo": 0.0, "hi": 300, "lo_open": True, "unit": "kN", "verbatim": "0~300 kN"},
    "Industry": {"code": "C", "name_en": "Manufacturing", "name_zh": "制造业"},
    "Institution": {"name_zh": "虚构检测中心", "kind": "laboratory", "ror": "https://ror.org/05a28rw58", "former_name": ["虚构站"]},
    "Instrument": {"name_en": "Universal testing machine", "identifier": ["A-1", "LIMS 7"], "commissioned": date(2015, 1, 31)},
    "InstrumentModel": {"name_en": "5967", "maker": "Instron"},
    "Limit": {"role": "detection", "value": 1.5e-3, "unit": "mg/L", "matrix": "水"},
    "Parameter": {"name_zh": "抗拉强度", "quantity_kind": "http://qudt.org/vocab/quantitykind/Stress"},
    "Product": {"name_zh": "金属材料"},
    "Publisher": {"acronym": "ISO", "name_en": "International Organization for Standardization"},
    "Region": {"code": "110105", "name_zh": "朝阳区", "level": "county"},
    "Restriction": {"read": True, "verbatim": "只测方法 A", "applies_to": ["GB/T 228.1"], "kind_of_limit": "allow", "terms": ["方法 A"],
                    "denies": False, "open": False},
    "Run": {"outcome": "finished", "started": "2026-11-23T08:00:00+00:00", "rows_read": 30307, "file_hash": ["ab12"]},
    "Scope": {"language": "zh", "independence_type": "C"},
    "Site": {"address": "虚构路 1 号", "lat": 39.9, "lon": -180.0},
    "Source": {"name_en": "Invented register", "observed_on": date(2019, 5, 22), "completeness": "sample"},
    "Standard": {"designation": "ISO 6892-1", "type": "ISO"},
    "StandardEdition": {"designation": "ISO 6892-1:2019", "year": 2019, "published": "2019-11", "document": "edition", "known_by": "catalogue"},
    "StatusPeriod": {"status": "suspended", "from_date": date(2020, 2, 29)},
    "Technique": {"name_en": "ICP-MS", "chmo": "CHMO:0000538"},
    "TestMethod": {"verbatim": "GB/T 228.1-2010\n方法 B", "clause": "10.3"},
    "Uncertainty": {"role": "CMC", "form": "linear", "values": [0.1, 2], "k": 2.0, "p": 1, "unit": "%"},
}  # fmt: skip

BAD: list[tuple[str, dict[str, Any], str]] = [
    ("Accreditation", {"scheme": None}, "a required property is missing"),
    ("Accreditation", {"legal_kind": "blessing"}, "a word that is not in the list"),
    ("Accreditation", {"legal_kind": "Accreditation"}, "lists know upper and lower case apart"),
    ("Accreditation", {"valid_to": "2024-05-02"}, "a day as text"),
    ("Accreditation", {"valid_to": datetime(2024, 5, 2, 1)}, "a moment for a day"),
    ("Accreditation", {"valid_from": 2018}, "a year for a day"),
    ("Accreditation", {"number": " IB0741"}, "a code with a space before it"),
    ("Accreditation", {"number": "IB0741\n"}, "a code with a line break after it"),
    ("Accreditation", {"number": "IB\n0741"}, "a code with a line break inside"),
    ("Accreditation", {"number": ""}, "an empty code"),
    ("Accreditation", {"number": 741}, "a number for a code"),
    ("Accreditation", {"nunber": "IB0741"}, "a property that is not declared"),
    ("Authority", {"arrangement": ["ILAC MRA", ""]}, "an empty text among several"),
    ("Capability", {"activity": None}, "a required word is missing"),
    ("Capability", {"note": " \n\t"}, "text of white space alone"),
    ("Capability", {"covers": ["whole", "items"]}, "two words where one may stand"),
    ("Capability", {"where": ["permanent", "somewhere"]}, "a word that is not in the list among several"),
    ("Capability", {"item": [5, 1]}, "numbers for texts"),
    ("Extent", {"hi": "300"}, "digits for a number"),
    ("Extent", {"hi": float("inf")}, "an end that is not finite"),
    ("Extent", {"hi": float("nan")}, "a number that is none"),
    ("Extent", {"hi": True}, "a truth value for a number"),
    ("Extent", {"lo_open": "yes"}, "a word for a truth value"),
    ("Extent", {"lo_open": 1}, "a number for a truth value"),
    ("Institution", {"kind": None}, "an institution of no kind"),
    ("Institution", {"ror": "05a28rw58"}, "an identifier that is no IRI"),
    ("Institution", {"ror": "https://ror.org/05a 28rw58"}, "an IRI with a space"),
    ("Institution", {"name_zh": ["甲", "乙"]}, "two names in one language"),
    ("Instrument", {"access": "sometimes"}, "terms of access that nobody declared"),
    ("Region", {"level": None}, "a region without its level"),
    ("Restriction", {"read": None}, "nobody says whether it was read"),
    ("Run", {"rows_read": 2.5}, "half a row"),
    ("Run", {"rows_read": 2**63}, "more than the graph can count"),
    ("Run", {"started": "2026-11-23 08:00"}, "a moment without its offset"),
    ("Run", {"started": "2026-11-23T24:00:00Z"}, "an hour that there is not"),
    ("Site", {"lat": 91}, "north of the pole"),
    ("Site", {"lat": -90.5}, "south of the pole"),
    ("Site", {"lon": 180.01}, "past the date line"),
    ("StandardEdition", {"published": "2019-13"}, "a month that there is not"),
    ("StandardEdition", {"published": date(2019, 11, 1)}, "a day of the calendar where a month may stand"),
    ("StandardEdition", {"published": "11.2019"}, "a month in another order"),
    ("StandardEdition", {"year": "2019"}, "a year as text"),
    ("StandardEdition", {"year": 19}, "a year of two digits"),
    ("StandardEdition", {"year": 2019.0}, "a year with a fraction"),
    ("StandardEdition", {"year": True}, "a truth value for a year"),
    ("Uncertainty", {"values": ["0.1"]}, "digits for numbers"),
    ("Uncertainty", {"p": 95}, "a probability in percent"),
]

BAD_IDS = ["a b", "a/b", "a#b", "50%", "", "a\nb", 'a"b', "a\\b"]


def whole(entity: str, **changes: Any) -> Record:
    """A good record of the entity with those changes, and one link of each relation that it must state."""
    links = (
        Link(relation.name, relation.other(ends), "other")
        for relation in RELATIONS.values()
        for ends in relation.ends
        if relation.required and relation.owner(ends) == entity
    )
    return Record(entity, changes.pop("id", "one"), GOOD[entity] | changes, tuple(links))


def by_pydantic(record: Record) -> bool:
    try:
        models.validate(record.entity, {"id": record.id, **record.properties})
    except ValidationError:
        return False
    return True


def by_load(record: Record) -> bool:
    try:
        _valid(record)
    except RowError:
        return False
    return True


@cache
def shapes() -> Graph:
    return Graph().parse(data=rdf.turtle(shacl.shapes()), format="turtle")


@cache
def context() -> Any:
    return jsonld.context()["@context"]


def triples(record: Record) -> Graph:
    document = {"@context": context(), **jsonld.document(record, BASE)}
    return Graph().parse(data=json.dumps(document), format="json-ld")


def by_shacl(record: Record) -> bool:
    """What is said of the record itself; what it links to is there by its class alone, and would be found wanting.
    A record whose id makes no IRI is lost in reading, and so not good."""
    data = triples(record)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes())
    assert isinstance(report, Graph)
    read = (focus(record), RDF.type, URIRef(SCHEMA[record.entity].iri)) in data
    return read and (None, SH.focusNode, focus(record)) not in report


def focus(record: Record) -> URIRef:
    return URIRef(jsonld.document(record, BASE)["id"])


def verdicts(record: Record) -> tuple[bool, bool, bool]:
    return by_pydantic(record), by_shacl(record), by_load(record)


def test_every_entity_has_a_good_record() -> None:
    assert GOOD.keys() == SCHEMA.keys()


@pytest.mark.parametrize("entity", GOOD)
def test_a_good_record_is_good_everywhere(entity: str) -> None:
    assert verdicts(whole(entity)) == (True, True, True)


@pytest.mark.parametrize("entity", GOOD)
def test_a_record_needs_no_more_than_what_is_required(entity: str) -> None:
    required = {p.name for p in SCHEMA[entity].all_properties if p.required}
    bare = dict.fromkeys(GOOD[entity].keys() - required)
    assert verdicts(whole(entity, **bare)) == (True, True, True)


@pytest.mark.parametrize(("entity", "change", "why"), BAD, ids=[f"{entity}: {why}" for entity, _, why in BAD])
def test_a_bad_record_is_bad_everywhere(entity: str, change: dict[str, Any], why: str) -> None:
    assert verdicts(whole(entity, **change)) == (False, False, False), why


@pytest.mark.parametrize("id", BAD_IDS)
def test_a_bad_id_is_bad_everywhere(id: str) -> None:
    assert verdicts(whole("Product", id=id)) == (False, False, False)


STRANGE_LINKS: list[tuple[str, tuple[Link, ...], str]] = [
    ("Capability", (), "a capability that nobody offers"),
    ("Capability", (Link("OFFERS", "Site", "s"),), "a capability that a place offers"),
    ("Capability", (Link("OFFERS", "Institution", "a"), Link("OFFERS", "Institution", "b")), "two that offer one capability"),
    ("Capability", (Link("OFFERS", "Institution", "a"), Link("MEASURES", "Product", "p")), "a product measured"),
    ("Capability", (Link("OFFERS", "Institution", "a"), Link("AT", "Site", "a"), Link("AT", "Site", "b")), "at two sites"),
    ("TestMethod", (Link("DEFINED_BY", "Institution", "a"),), "a method that an institution defines"),
    ("TestMethod", (Link("DEFINED_BY", "Standard", "a"), Link("DEFINED_BY", "StandardEdition", "b")), "defined twice"),
    ("Site", (Link("HAS_SITE", "Institution", "a"), Link("LOCATED_IN", "Site", "b")), "a site in a site"),
]  # fmt: skip


def links_by_model(record: Record) -> bool:
    try:
        models.validate_links(record)
    except models.LinkError:
        return False
    return True


def link_verdicts(record: Record) -> tuple[bool, bool, bool]:
    return links_by_model(record), by_shacl(record), by_load(record)


@pytest.mark.parametrize(("entity", "links", "why"), STRANGE_LINKS, ids=[why for _, _, why in STRANGE_LINKS])
def test_a_strange_link_is_refused_everywhere(entity: str, links: tuple[Link, ...], why: str) -> None:
    record = Record(entity, "one", GOOD[entity], links)
    assert link_verdicts(record) == (False, False, False), why


@pytest.mark.parametrize(
    ("relation", "ends"),
    [(r, ends) for r in RELATIONS.values() for ends in r.ends],
    ids=lambda x: str(getattr(x, "name", x)),
)
def test_every_declared_pair_of_ends_is_good_everywhere(relation: Relation, ends: Ends) -> None:
    own = relation.owner(ends)
    link = Link(relation.name, relation.other(ends), "other")
    record = Record(own, "one", GOOD[own], tuple({*whole(own).links, link}))
    assert link_verdicts(record) == (True, True, True)


def test_the_properties_of_a_link_are_checked() -> None:
    link = Link("ADOPTS", "Standard", "iso-6892-1", (("degree", "ALMOST"),))
    with pytest.raises(ValidationError, match="degree"):
        models.validate_links(Record("StandardEdition", "gb", GOOD["StandardEdition"], (link,)))


def choices() -> Iterator[tuple[str, str, Any]]:
    for entity in SCHEMA.values():
        for p in entity.all_properties:
            for choice in p.type.choices:
                yield entity.name, p.name, [choice] if p.many else choice


def test_every_word_of_a_list_is_good_everywhere() -> None:
    refused = [c for c in choices() if verdicts(whole(c[0], **{c[1]: c[2]})) != (True, True, True)]
    assert refused == []


# Control characters are no text that a record can hold: the readers take them out, and RDF cannot write some of them.
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\r\t"), max_size=12)
ANYTHING = st.one_of(
    TEXTS,
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.sampled_from(["2019", "5.5", "2019-05-22", "2026-11-23T08:00:00Z", "https://ror.org/05a28rw58", "testing"]),
)
PROPERTIES = [(entity.name, p) for entity in SCHEMA.values() for p in entity.all_properties[1:]]


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, str, Any]:
    """A value of any kind; one alone or several as declared (RDF does not know a list of one from the one)."""
    entity, p = draw(st.sampled_from(PROPERTIES))
    return entity, p.name, draw(st.lists(ANYTHING, max_size=3) if p.many else ANYTHING)


@settings(max_examples=200)
@given(change=changes())
def test_whatever_a_value_is_all_agree_on_it(change: tuple[str, str, Any]) -> None:
    entity, name, value = change
    assert len(set(verdicts(whole(entity, **{name: value})))) == 1


def test_the_document_says_the_class_and_every_value() -> None:
    record = whole("Capability")
    found = triples(record)
    assert (focus(record), RDF.type, URIRef(SCHEMA["Capability"].iri)) in found
    said = sum(len(value) if isinstance(value, list) else 1 for value in record.properties.values())
    links_and_classes = 3  # who offers it, that one's class, and its own
    assert len(found) == said + links_and_classes
