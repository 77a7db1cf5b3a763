"""The OpenAPI document: words and examples everywhere, and what it says holds for requests nobody thought of."""

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

PROBLEM = "#/components/schemas/Problem"


@pytest.fixture(scope="module")
def document(api: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = api.get("/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{method} {path}": one for path, methods in document["paths"].items() for method, one in methods.items()}


def test_every_operation_has_a_summary_and_a_description(operations: dict[str, dict[str, Any]]) -> None:
    assert [name for name, one in operations.items() if not (one.get("summary") and one.get("description"))] == []


def test_every_parameter_has_a_description_and_an_example(operations: dict[str, dict[str, Any]]) -> None:
    bare = [
        f"{name} {parameter['name']}"
        for name, one in operations.items()
        for parameter in one.get("parameters", [])
        if not parameter.get("description") or not ("example" in parameter or parameter["schema"].get("examples"))
    ]
    assert bare == []


def test_every_error_in_the_document_is_our_problem(operations: dict[str, dict[str, Any]]) -> None:
    for name, one in operations.items():
        errors = {status: answer for status, answer in one["responses"].items() if not status.startswith("2")}
        assert {"404", "413", "422", "503", "504"} <= set(errors), name
        for answer in errors.values():
            assert {media: content["schema"]["$ref"] for media, content in answer["content"].items()} == {
                "application/problem+json": PROBLEM
            }, name


# Lists and pages of things are one function for all types: some stand for all.
TRIED = ("/v1/ask", "/v1/institutions", "/v1/capabilities", "/v1/runs", "/v1/sources", "/v1/suggest", "/ready")


def test_requests_nobody_thought_of_are_answered_as_documented(api: httpx.Client, document: dict[str, Any]) -> None:
    """A few made-up requests for each operation: no 500, no status that the document does not have."""
    schema: Any = schemathesis.openapi.from_dict(document)
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        if not operation.path.startswith(TRIED):
            continue
        tried += 1
        documented = frozenset(document["paths"][operation.path][operation.method]["responses"])

        @settings(max_examples=3, database=None, derandomize=True, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(operation.as_strategy(), st.just(documented))
        def answered(case: Any, documented: frozenset[str]) -> None:
            request = case.as_transport_kwargs(base_url=str(api.base_url))
            response = api.request(request["method"], request["url"], params=request.get("params"))
            assert str(response.status_code) in documented, f"{response.request.url}: {response.text[:300]}"

        answered()
    assert tried > 15
