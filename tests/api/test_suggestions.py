"""Suggestions over HTTP: names with their counts, and what is wrong with a request."""

from typing import Any

import httpx
import pytest

from tests.api.test_api import problem


def test_what_is_typed_is_completed_with_counts(api: httpx.Client) -> None:
    told = api.get("/v1/suggest", params={"text": "tensile str"}).json()
    assert told["items"] == [
        {"field": "parameter", "id": "parameter-50d1d8f2b067da34", "name_zh": "抗拉强度", "name_en": "Tensile strength",
         "capabilities": 16, "fits": "begins"}
    ]  # fmt: skip
    assert told["meta"]["run"] == "table:sample-run-1"


def test_fields_are_repeated_or_have_commas_between(api: httpx.Client) -> None:
    told = [
        api.get("/v1/suggest", params=given).json()["items"]
        for given in ({"text": "硬", "field": ["parameter", "standard"]}, {"text": "硬", "field": "standard,parameter"})
    ]
    assert told[0] == told[1]
    assert {each["field"] for each in told[0]} == {"parameter"}
    assert len(api.get("/v1/suggest", params={"text": "硬", "limit": 2}).json()["items"]) == 2


def test_a_text_of_punctuation_begins_nothing(api: httpx.Client) -> None:
    assert api.get("/v1/suggest", params={"text": "，。（"}).json()["items"] == []


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({}, 422, "text"), ({"text": " "}, 422, "text is empty"), ({"text": "x" * 10_000}, 413, "at most 1,000"),
        ({"text": "x", "field": "parametre"}, 422, "Did you mean 'parameter'"), ({"text": "x", "limit": 0}, 422, "limit"),
        ({"text": "x", "limit": 51}, 422, "limit"), ({"text": "x\0"}, 422, "NUL"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(api: httpx.Client, given: dict[str, Any], status: int, words: str) -> None:
    assert words in problem(api.get("/v1/suggest", params=given), status)["detail"]
