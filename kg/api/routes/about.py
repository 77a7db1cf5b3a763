"""``/v1/schema``, ``/v1/sources``, ``/v1/runs``: what the graph is made of, and where it comes from."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from kg.api.state import Tagged, TheGraph, TheSettings
from kg.asking.browse import TYPES
from kg.ingest import journal
from kg.ingest.registry import SOURCES
from kg.schema import RELATIONS, SCHEMA
from kg.settings import Settings


def router(_: Settings) -> APIRouter:
    routes = APIRouter(prefix="/v1", tags=["about"])
    routes.get("/schema", summary="Entities and relations.")(_schema)
    routes.get("/sources", summary="Sources.", dependencies=[Tagged])(_sources)
    routes.get("/runs", summary="Runs.", dependencies=[Tagged])(_runs)
    routes.get("/runs/{id}", summary="One run.", dependencies=[Tagged])(_run)
    return routes


def _schema() -> dict[str, Any]:
    """Every entity with its properties, and every relation with its ends, in both languages."""
    addresses = {entity.name: address for address, entity in TYPES.items()}
    return {
        "entities": [
            {"name": e.name, "iri": e.iri, "address": f"/v1/{addresses[e.name]}", "label": e.label._asdict(), "doc": e.doc._asdict(),
             "shared": e.shared, "properties": [
                 {"name": p.name, "type": p.type.name, "choices": list(p.type.choices), "required": p.required, "many": p.many,
                  "iri": p.iri, "label": p.label._asdict(), "doc": p.doc._asdict()} for p in e.all_properties]}
            for e in SCHEMA.values()
        ],
        "relations": [
            {"name": r.name, "iri": r.iri, "ends": [list(ends) for ends in r.ends], "label": r.label._asdict(), "doc": r.doc._asdict(),
             "properties": [p.name for p in r.properties]}
            for r in RELATIONS.values()
        ],
    }  # fmt: skip


def _sources(graph: TheGraph) -> dict[str, Any]:
    """The data sets that the graph holds, and the sources that this program can read."""
    readable = [{"source": s.name, "title": s.title._asdict(), "publisher": s.publisher, "licence": s.licence, "cadence": s.cadence,
                 "observed_on": s.observed_on, "completeness": s.completeness, "coverage": s.coverage._asdict(), "expects": s.expects}
                for s in SOURCES.values()]  # fmt: skip
    return {"items": journal.data_sets(graph), "readable": readable}


def _runs(
    graph: TheGraph,
    settings: TheSettings,
    dataset: Annotated[str | None, Query(description="Only the runs of a data set.", examples=["nabl"])] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most runs to list.", examples=[20])] = 50,
) -> dict[str, Any]:
    """The latest runs, newest first."""
    return {
        "items": [row["run"] for row in journal.runs(graph, dataset=dataset, most=min(limit, settings.page_size_max))]
    }


def _run(
    graph: TheGraph,
    settings: TheSettings,
    id: Annotated[str, Path(description="Id of a run.", examples=["nabl-run-1"])],
) -> dict[str, Any]:
    """One run, with its summary and issues where this machine kept them."""
    return journal.run_details(graph, settings, id)
