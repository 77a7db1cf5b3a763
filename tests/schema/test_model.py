"""The model as a whole: what one declaration cannot check about itself."""

from collections import Counter
from collections.abc import Iterable

import pytest

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import HOUSEKEEPING, TEXT, Ends, EntityType, Property, Relation, Words
from kg.schema.folding import has_chinese
from kg.schema.prefixes import KG, PREFIXES

# Who may be joined to whom, in reading order. A new relation, or a new pair of ends, is a line here.
TRIPLES = """
Institution       OFFERS          Capability
Institution       HAS_SITE        Site
Institution       OWNS            Instrument
Institution       HOLDS           Accreditation
Institution       HOLDS           Scope
Institution       PART_OF         Institution
Institution       SAME_AS         Institution
Site              LOCATED_IN      Region
Region            PART_OF         Region
Accreditation     GRANTED_BY      Authority
Accreditation     HAS_SCOPE       Scope
Accreditation     HAS_STATUS      StatusPeriod
Scope             AT              Site
Scope             COVERS          Capability
Capability        AT              Site
Capability        HAS_EXTENT      Extent
Capability        HAS_UNCERTAINTY Uncertainty
Capability        HAS_LIMIT       Limit
Capability        RESTRICTED_BY   Restriction
Capability        HAS_STATUS      StatusPeriod
Capability        USES            TestMethod
Capability        MEASURES        Parameter
Capability        APPLIES_TO      Product
Capability        BY_TECHNIQUE    Technique
Capability        PERFORMED_WITH  Instrument
Instrument        AT              Site
Instrument        PART_OF         Instrument
Instrument        INSTANCE_OF     InstrumentModel
TestMethod        DEFINED_BY      StandardEdition
TestMethod        DEFINED_BY      Standard
StandardEdition   EDITION_OF      Standard
StandardEdition   PUBLISHED_BY    Publisher
StandardEdition   CLASSIFIED_BY   Classification
StandardEdition   REPLACES        StandardEdition
StandardEdition   REPLACES        Standard
StandardEdition   REVISES         StandardEdition
StandardEdition   AMENDS          StandardEdition
StandardEdition   AMENDS          Standard
StandardEdition   ADOPTS          StandardEdition
StandardEdition   ADOPTS          Standard
StandardEdition   DEVELOPED_BY    Committee
StandardEdition   CITES           StandardEdition
StandardEdition   CITES           Standard
Standard          ADOPTS          Standard
Standard          PUBLISHED_BY    Publisher
Standard          CLASSIFIED_BY   Classification
Capability        CLASSIFIED_BY   Classification
Committee         PART_OF         Committee
Industry          NEEDS           Standard
Parameter         BROADER         Parameter
Product           BROADER         Product
Technique         BROADER         Technique
Industry          BROADER         Industry
Classification    BROADER         Classification
"""


def carried() -> Iterable[tuple[str, Property]]:
    for owner, properties in (
        *((entity.name, entity.all_properties) for entity in SCHEMA.values()),
        *((relation.name, relation.properties) for relation in RELATIONS.values()),
        ("every node", HOUSEKEEPING),
    ):
        for p in properties:
            yield owner, p


def repeated(words: Iterable[str]) -> list[str]:
    return sorted(word for word, count in Counter(words).items() if count > 1)


def test_the_allowed_triples_are_these() -> None:
    stated = {(ends.start, relation.name, ends.end) for relation in RELATIONS.values() for ends in relation.ends}
    shared = {(entity.name, "STATED_BY", "Source") for entity in SCHEMA.values() if entity.shared}
    pinned = {tuple(line.split()) for line in TRIPLES.strip().splitlines()}
    assert stated == pinned | shared


def test_a_property_name_has_one_meaning() -> None:
    meanings: dict[str, tuple[str, Property]] = {}
    for owner, p in carried():
        first_owner, first = meanings.setdefault(p.name, (owner, p))
        same = (p.label, p.doc, p.type, p.iri, p.within, p.many) == (
            first.label, first.doc, first.type, first.iri, first.within, first.many
        )  # fmt: skip
        assert same, f"{p.name} of {owner} is another than {p.name} of {first_owner}"


def test_an_iri_stands_for_one_thing() -> None:
    properties = {p.name: p.iri for _, p in carried()}
    of_entities = [entity.iri for entity in SCHEMA.values()]
    of_relations = [relation.iri for relation in RELATIONS.values()]
    assert repeated([*properties.values(), *of_entities, *of_relations]) == []


@pytest.mark.parametrize("entity", SCHEMA.values(), ids=lambda entity: entity.name)
def test_labels_differ_within_a_type(entity: EntityType) -> None:
    properties = (*entity.all_properties, *HOUSEKEEPING)
    assert repeated(p.label.en for p in properties) == []
    assert repeated(p.label.zh for p in properties) == []
    assert repeated(p.doc.en for p in properties) == []


def test_labels_differ_between_types() -> None:
    for kind in (SCHEMA, RELATIONS):
        labels = [declared.label for declared in kind.values()]
        assert repeated(label.en for label in labels) == []
        assert repeated(label.zh for label in labels) == []


def declarations() -> Iterable[tuple[str, EntityType | Relation | Property]]:
    yield from SCHEMA.items()
    yield from RELATIONS.items()
    for owner, p in carried():
        yield f"{owner}.{p.name}", p


def test_words_are_in_the_language_they_say() -> None:
    for name, declared in declarations():
        assert not has_chinese(declared.label.en + declared.doc.en), name
        assert has_chinese(declared.label.zh) or not declared.label.zh.isascii() or declared.label.zh.isupper(), name
        assert has_chinese(declared.doc.zh), name
        assert declared.doc.en.endswith("."), name
        assert declared.doc.zh.endswith("。"), name


def test_a_definition_says_more_than_its_label() -> None:
    for name, declared in declarations():
        label, doc = declared.label, declared.doc
        assert doc.en.rstrip(".").casefold() != label.en.casefold(), name
        assert doc.zh.rstrip("。") != label.zh, name


def test_terms_are_ours_or_of_a_namespace_we_name() -> None:
    for name, declared in declarations():
        for iri in (declared.iri, *declared.within):
            assert iri.startswith(tuple(PREFIXES.values())), iri
        assert not any(wider.startswith(KG) for wider in declared.within), name


def test_what_the_loader_keeps_is_not_declared_again() -> None:
    kept = {p.name for p in HOUSEKEEPING}
    assert not kept & {p.name for entity in SCHEMA.values() for p in entity.all_properties}


WORDS = Words("a thing", "某物")


def test_a_wrong_declaration_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="words are needed"):
        Property("name", TEXT, Words("name", " "), WORDS)
    with pytest.raises(ValueError, match="snake_case"):
        Property("Name", TEXT, WORDS, WORDS)
    with pytest.raises(ValueError, match="many and unique"):
        Property("name", TEXT, WORDS, WORDS, many=True, unique=True)
    with pytest.raises(ValueError, match="PascalCase"):
        EntityType("thing", WORDS, WORDS)
    with pytest.raises(ValueError, match="words are needed"):
        EntityType("Thing", WORDS, Words("", ""))
    with pytest.raises(ValueError, match="declared twice"):
        EntityType("Thing", WORDS, WORDS, (Property("name_zh", TEXT, WORDS, WORDS),))
    with pytest.raises(ValueError, match="not in its key"):
        EntityType("Thing", WORDS, WORDS, named_by="name")
    with pytest.raises(ValueError, match="UPPER_SNAKE"):
        Relation("joins", (Ends("Thing", "Thing"),), WORDS, WORDS)
    with pytest.raises(ValueError, match="ends are missing"):
        Relation("JOINS", (), WORDS, WORDS)
    with pytest.raises(ValueError, match="declared twice"):
        Relation("JOINS", (Ends("Thing", "Thing"), Ends("Thing", "Thing")), WORDS, WORDS)
