"""The generated files: current, the same byte for byte, and true to what they are derived from."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

from kg.schema import RELATIONS, SCHEMA
from kg.schema.core import CODE, EntityType, Property, Relation, Words
from kg.schema.derive import NOTICE
from kg.schema.derive.files import FOLDER, artefacts, stale, write
from kg.schema.derive.jsonld import context
from kg.schema.derive.owl import ontology
from kg.schema.prefixes import KG

ROOT = Path(__file__).parents[2]
HASHES = "from kg.schema.derive.files import artefacts; from hashlib import sha256; print(sha256(repr(artefacts()).encode()).hexdigest())"


def test_the_committed_files_are_current() -> None:
    assert stale(ROOT) == [], "run 'kg schema write'"


def test_they_are_the_same_whatever_the_order_of_hashes() -> None:
    def run(seed: str) -> str:
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-c", HASHES], env=environment, check=True, capture_output=True, text=True
        ).stdout

    assert run("1") == run("2")


def test_each_says_that_it_is_generated() -> None:
    silent = [path for path, text in artefacts().items() if NOTICE not in text]
    assert [path for path in silent if not path.endswith(".csv")] == []


def test_every_change_on_disk_is_noticed_and_repaired(tmp_path: Path) -> None:
    assert set(stale(tmp_path)) == set(artefacts())
    write(tmp_path)
    assert stale(tmp_path) == []
    (tmp_path / FOLDER / "ontology.ttl").write_text("edited")
    (tmp_path / FOLDER / "templates" / "forgotten.csv").write_text("id\n")
    (tmp_path / "docs/model.md").unlink()
    expected = ["docs/model.md", f"{FOLDER}/ontology.ttl", f"{FOLDER}/templates/forgotten.csv"]
    assert stale(tmp_path) == expected
    assert write(tmp_path) == expected
    assert stale(tmp_path) == []


@pytest.fixture(scope="module")
def owl() -> Graph:
    return Graph().parse(data=artefacts()[f"{FOLDER}/ontology.ttl"], format="turtle")


def declarations() -> Iterator[EntityType | Relation | Property]:
    yield from SCHEMA.values()
    yield from RELATIONS.values()
    for entity in SCHEMA.values():
        yield from entity.all_properties[1:]


def test_every_declaration_is_in_the_ontology_in_both_languages(owl: Graph) -> None:
    for declared in declarations():
        about = URIRef(declared.iri)
        assert set(owl.objects(about, RDFS.label)) == {
            Literal(text, lang) for lang, text in declared.label._asdict().items()
        }
        how = SKOS.definition if declared.iri.startswith(KG) else SKOS.scopeNote
        assert set(owl.objects(about, how)) == {Literal(text, lang) for lang, text in declared.doc._asdict().items()}


def test_the_meaning_of_published_terms_is_left_alone(owl: Graph) -> None:
    narrowing = (
        RDFS.domain,
        RDFS.range,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        SKOS.definition,
        RDFS.isDefinedBy,
    )
    touched = {about for how in narrowing for about in owl.subjects(how) if not str(about).startswith(KG)}
    assert touched == set()


def test_no_property_joins_things_and_holds_values(owl: Graph) -> None:
    assert not set(owl.subjects(RDF.type, OWL.ObjectProperty)) & set(owl.subjects(RDF.type, OWL.DatatypeProperty))


def test_a_relation_has_its_ends_as_domain_and_range(owl: Graph) -> None:
    def members(iri: str, how: URIRef) -> set[str]:
        (stated,) = owl.objects(URIRef(iri), how)
        union = owl.value(stated, OWL.unionOf)
        return {str(each) for each in (owl.items(union) if union else [stated])}

    for relation in RELATIONS.values():
        if relation.iri.startswith(KG):
            assert members(relation.iri, RDFS.domain) == {SCHEMA[ends.start].iri for ends in relation.ends}
            assert members(relation.iri, RDFS.range) == {SCHEMA[ends.end].iri for ends in relation.ends}


def test_turtle_loses_nothing(owl: Graph) -> None:
    assert len(owl) == len(ontology())


def test_property_shapes_have_names_that_stay() -> None:
    shapes = Graph().parse(data=artefacts()[f"{FOLDER}/shapes.ttl"], format="turtle")
    assert all(isinstance(shape, URIRef) for shape in shapes.objects(None, SH.property))


def test_the_shapes_are_well_formed_shacl() -> None:
    shapes = Graph().parse(data=artefacts()[f"{FOLDER}/shapes.ttl"], format="turtle")
    conforms, _, report = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, report


def test_the_context_types_only_what_json_has_no_form_for() -> None:
    terms = json.loads(artefacts()[f"{FOLDER}/context.jsonld"])["@context"]
    assert terms == context()["@context"]
    types = {term.get("@type", "").rpartition("#")[2] for term in terms.values() if isinstance(term, dict)}
    assert types == {"", "@id", "double", "date", "dateTime", "anyURI"}
    assert "@type" not in terms["year"]


def test_the_context_refuses_a_name_of_two_meanings(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words("year", "年")
    other = EntityType("Harvest", words, words, (Property("year", CODE, words, words, iri=f"{KG}harvestYear"),))
    monkeypatch.setitem(SCHEMA, "Harvest", other)
    with pytest.raises(ValueError, match=r"'year' means .* in one place and .*harvestYear.* in another"):
        context()


def test_the_page_has_a_chapter_for_every_entity_and_a_row_for_every_relation() -> None:
    page = artefacts()["docs/model.md"]
    assert [entity for entity in SCHEMA if f"\n## {entity}\n" not in page] == []
    assert [relation for relation in RELATIONS if f"\n| `{relation}` |" not in page] == []


def test_statements_of_the_database_schema_stand_one_a_line() -> None:
    notice, *statements = artefacts()[f"{FOLDER}/schema.cypher"].splitlines()
    assert notice == f"// {NOTICE}"
    names = [statement.split()[statement.split().index("IF") - 1] for statement in statements]
    assert len(set(names)) == len(names) > len(SCHEMA)
    assert all(" IF NOT EXISTS " in statement and statement.endswith(";") for statement in statements)
