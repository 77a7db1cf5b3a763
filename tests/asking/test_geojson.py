"""Answers as GeoJSON: longitude first, no geometry where no coordinates are stated, never a region's centre."""

import json
from datetime import date
from typing import Any

import httpx
import pytest

from kg.asking import ask
from kg.asking.geojson import features, placed_by
from kg.graph import Graph
from kg.queries import QUESTIONS
from kg.settings import Settings
from tests.conftest import Kg

DAY = date(2026, 11, 23)
SCALES = {"product": "数字指示秤", "activity": "calibration", "as_of": "2026-11-23"}
PLACED = [name for name, question in QUESTIONS.items() if placed_by(question)]
GEOJSON = "application/geo+json"


def asked(graph: Graph, settings: Settings, name: str, **given: Any) -> dict[str, Any]:
    return features(graph, ask(graph, settings, name, {"as_of": DAY, **given}), QUESTIONS[name])


def test_which_questions_have_places() -> None:
    assert set(PLACED) == {
        "who-can-test",
        "capabilities-of",
        "sites-in",
        "instruments",
        "institution",
        "holders-of-superseded",
    }


def test_a_feature_for_each_item_and_none_is_placed_where_nothing_is_stated(world: Graph, settings: Settings) -> None:
    found = asked(world, settings, "who-can-test", product="数字指示秤", activity="calibration", by="capability")
    known = [feature["properties"]["known"] for feature in found["features"]]
    assert (found["type"], found["total"]["value"], len(known)) == ("FeatureCollection", known.count(True), 3)
    places = {f["properties"]["institution"]["id"]: f["geometry"] for f in found["features"]}
    assert places["sample-yz-met"] == {"type": "Point", "coordinates": [115.04, 30.52]}
    assert places["sample-lh-met"] is None
    (unplaced,) = {tuple(f["properties"]["sites_without_coordinates"]) for f in found["features"] if not f["geometry"]}
    assert len(unplaced) == 1
    assert {"meta", "why", "next"} <= set(found)


def test_what_is_not_known_is_a_feature_that_says_so(world: Graph, settings: Settings) -> None:
    found = asked(
        world,
        settings,
        "who-can-test",
        product="数字指示秤",
        activity="calibration",
        near="30.51,115.02",
        within_km=200,
    )
    told = {
        (f["properties"]["institution"]["id"], f["properties"]["known"], f["geometry"] is None)
        for f in found["features"]
    }
    assert {("sample-yz-met", True, False), ("sample-lh-met", False, True)} <= told


def test_an_institution_of_several_sites_is_at_all_of_them(world: Graph, settings: Settings) -> None:
    (found,) = asked(world, settings, "institution", institution="云泽省材料检测中心")["features"]
    assert found["geometry"]["type"] == "MultiPoint"
    assert sorted(found["geometry"]["coordinates"]) == [[115.021, 30.512], [116.44, 29.87]]


@pytest.mark.parametrize("name", PLACED)
def test_every_collection_is_valid(name: str, world: Graph, settings: Settings) -> None:
    """RFC 7946: 3.1 positions in the bounds of WGS 84, 3.2 features, 3.3 a collection; ids tell features apart."""
    found = json.loads(json.dumps(asked(world, settings, name, **QUESTIONS[name].example), allow_nan=False))
    assert found["features"]
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        shape = feature["geometry"]
        positions = (
            [] if shape is None else shape["coordinates"] if shape["type"] == "MultiPoint" else [shape["coordinates"]]
        )
        assert all(73 < lon < 136 and 3 < lat < 54 for lon, lat in positions)  # China, so longitude comes first
    assert len({feature["id"] for feature in found["features"]}) == len(found["features"])
    assert any(feature["geometry"] for feature in found["features"])


@pytest.mark.parametrize(("accept", "form", "media"), [
    (GEOJSON, None, GEOJSON), ("*/*", "geojson", GEOJSON), (GEOJSON, "json", "application/json"), ("*/*", None, "application/json"),
    (f"{GEOJSON};q=0.5, application/json", None, "application/json"), (f"application/json;q=0.5, {GEOJSON}", None, GEOJSON),
    (f"{GEOJSON};q=0", None, "application/json"), (f"{GEOJSON};q=x", None, "application/json"),
])  # fmt: skip
def test_the_form_that_a_client_wants(api: httpx.Client, accept: str, form: str | None, media: str) -> None:
    params = SCALES | ({"format": form} if form else {})
    answer = api.get("/v1/ask/who-can-test", params=params, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"], answer.headers["vary"]) == (200, media, "Accept")
    assert ("features" in answer.json()) == (media == GEOJSON)
    same = api.get(
        "/v1/ask/who-can-test", params=params, headers={"Accept": accept, "If-None-Match": answer.headers["etag"]}
    )
    assert same.status_code == 304


def test_the_tag_of_one_form_is_not_that_of_the_other(api: httpx.Client) -> None:
    tags = {
        api.get("/v1/ask/who-can-test", params=SCALES, headers={"Accept": a}).headers["etag"] for a in (GEOJSON, "*/*")
    }
    assert len(tags) == 2


def test_a_question_without_places_is_answered_as_json(api: httpx.Client) -> None:
    params = {"standard": "GB/T 228.1"}
    answer = api.get("/v1/ask/editions-of", params=params, headers={"Accept": GEOJSON})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert api.get("/v1/ask/editions-of", params=params | {"format": "geojson"}).status_code == 422
    assert api.get("/v1/ask/who-can-test", params=SCALES | {"format": "kml"}).status_code == 422


@pytest.mark.usefixtures("world")
def test_by_the_command(kg: Kg) -> None:
    ran = kg("ask", "sites-in", "--region", "云泽省", "--geojson")
    found = json.loads(ran.stdout)
    assert (found["type"], {feature["geometry"] is None for feature in found["features"]}) == (
        "FeatureCollection",
        {True, False},
    )
    assert kg("ask", "editions-of", "--standard", "GB/T 228.1", "--geojson").returncode == 2
