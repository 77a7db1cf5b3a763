"""The API's contract: one shape of answers, one of errors, tags, limits, pages."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import httpx
import pytest

from kg.asking import ask
from kg.asking.browse import TYPES
from kg.graph import Graph
from kg.queries import QUESTIONS
from kg.settings import Settings

AS_OF = {"as_of": "2026-11-23"}
Serving = Callable[[Settings, Graph], AbstractContextManager[httpx.Client]]
LISTS = sorted(set(TYPES) - {"sources", "runs"})


def problem(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of a response, after a look at its shape."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert set(body) == {"type", "title", "status", "detail", "instance", "errors"}
    assert (body["status"], body["type"]) == (status, "about:blank")
    assert body["title"]
    assert body["detail"]
    assert all(set(error) == {"field", "detail"} for error in body["errors"])
    assert "Traceback" not in response.text
    return body


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_over_http_is_the_answer(name: str, api: httpx.Client, world: Graph, settings: Settings) -> None:
    example = dict(QUESTIONS[name].example) | AS_OF
    response = api.get(f"/v1/ask/{name}", params=example)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    told, known = response.json(), ask(world, settings, name, example).model_dump(mode="json")
    assert set(told) == {"items", "unknown", "total", "why", "facets", "next", "meta"}
    for answer in (told, known):
        answer["meta"].pop("took_ms")
    assert told == known


def test_conditions_and_instruments_are_asked_for_over_http(api: httpx.Client) -> None:
    asked: dict[str, str | list[str]] = {"product": "标准测力仪", "activity": "calibration", "as_of": "2026-11-23"}
    conditions = ["环境温度 25 ℃", "ambient temperature 20~22 ℃"]
    both = {**asked, "condition": conditions, "instrument_range": "500 kN"}
    found = api.get("/v1/ask/who-can-test", params=both).json()
    reasons = {each["constraint"]: each for each in found["items"][0]["reasons"]}
    assert (reasons["condition"]["status"], reasons["condition"]["required"]) == ("met", "; ".join(conditions))
    assert reasons["instrument"]["status"] == "met"
    wrong = problem(api.get("/v1/ask/who-can-test", params={**asked, "condition": "frequency"}), 422)
    assert "states no range" in wrong["detail"]
    problem(api.get("/v1/ask/who-can-test", params={**asked, "instrument_access": "free"}), 422)


def test_the_questions_are_listed_with_examples_that_are_answered(api: httpx.Client) -> None:
    assert [question["name"] for question in api.get("/v1/ask").json()] == list(QUESTIONS)


@pytest.mark.parametrize("address", LISTS)
def test_pages_of_things_cover_each_once_and_each_has_a_page_of_its_own(address: str, api: httpx.Client) -> None:
    ids: list[str] = []
    given: dict[str, Any] = {"limit": 50}
    while True:
        page = api.get(f"/v1/{address}", params=given).json()
        assert set(page) == {"items", "total", "next"}
        ids += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        given["cursor"] = page["next"]
    assert ids == sorted(set(ids))
    assert page["total"] == {"value": len(ids), "exact": True}
    for id in ids[:1]:
        one = api.get(f"/v1/{address}/{id}").json()
        assert (one["id"], one["entity"]) == (id, TYPES[address].name)
        assert all(len(group["things"]) == min(group["total"], 100) for group in one["neighbours"])


@pytest.mark.parametrize(
    ("address", "filters", "count"),
    [
        ("institutions", {"kind": "institute"}, 4),
        ("institutions", {"name": "云泽电磁兼容實驗室"}, 1),
        ("institutions", {"name": "yunze  EMC laboratory"}, 1),
        ("institutions", {"former_name": "云泽省冶金产品质量检验站"}, 1),
        ("accreditations", {"valid_to": "2026-12-31"}, 1),
        ("accreditations", {"scheme": "CNAS", "status": "suspended"}, 1),
        ("institutions", {"web": "😀"}, 0),
    ],
)
def test_filters(api: httpx.Client, address: str, filters: dict[str, str], count: int) -> None:
    page = api.get(f"/v1/{address}", params=filters).json()
    assert (len(page["items"]), page["total"]["value"], page["next"]) == (count, count, None)


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/nowhere", 404, "/docs lists what there is"),
        ("/v1/institutions/none", 404, "no institution 'none'"),
        ("/v1/institutions/..%2f..%2fetc", 404, "no institution '../../etc'"),
        ("/v1/runs/none", 404, "no run 'none'"),
        ("/v1/ask/who-can-tst", 404, "/docs"),
        ("/v1/ask/who-can-test", 422, "say at least one of standard, parameter, product, technique and classification"),
        ("/v1/ask/who-can-test?standrad=x", 422, "Did you mean 'standard'?"),
        ("/v1/ask/who-can-test?standard=x&as_of=2026-02-30", 422, "query.as_of"),
        ("/v1/ask/who-can-test?standard=x&limit=501", 422, "limit is at most 500"),
        ("/v1/ask/who-can-test?standard=x&limit=ten", 422, "query.limit"),
        ("/v1/ask/who-can-test?standard=x&cursor=!", 422, "none of ours"),
        ("/v1/ask/who-can-test?standard=x&standard=y", 422, "query.standard: takes one value"),
        ("/v1/ask/coverage", 422, "query.standards"),
        ("/v1/ask/who-can-test?standard=a%00b", 422, "NUL"),
        ("/v1/institutions/a%00b", 422, "NUL"),
        ("/v1/institutions?kindd=x", 422, "Did you mean 'kind'?"),
        (
            "/v1/institutions?kind=labratory",
            422,
            "kind of institution is never 'labratory'. Did you mean 'laboratory'?",
        ),
        ("/v1/accreditations?status=lapsed", 422, "It is one of: active"),
        ("/v1/institutions?limit=501", 422, "query.limit"),
        ("/v1/institutions?cursor=%C3%A9", 422, "none of ours"),
        ("/v1/institutions?hash=x", 422, "query.hash: is not a parameter"),
        ("/v1/institutions?kind=x&kind=y", 422, "query.kind: takes one value"),
        ("/v1/runs?limit=0", 422, "query.limit"),
        (f"/v1/ask/who-can-test?standard={'x' * 1001}", 413, "KG_TEXT_LENGTH_MAX"),
    ],
)
def test_every_error_is_a_problem_document(api: httpx.Client, path: str, status: int, told: str) -> None:
    assert told in problem(api.get(path), status)["detail"]


def test_no_route_ignores_a_parameter_that_it_does_not_take(api: httpx.Client) -> None:
    tried = 0
    for path, methods in api.get("/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            address = path.replace("{id}", "cn-42")
            wrong = problem(api.request(method, address, params={"limmit": "1", "q1": "x"}), 422)
            told = {error["field"]: error["detail"] for error in wrong["errors"]}
            taken = {each["name"]: each["schema"] for each in operation.get("parameters", []) if each["in"] == "query"}
            assert ("Did you mean 'limit'?" in told["query.limmit"]) == ("limit" in taken), path
            assert "is not a parameter of this address" in told["query.q1"], path
            several = {name for name, schema in taken.items() if "array" in str(schema)}
            for name in taken.keys() - several:
                twice = problem(api.request(method, address, params=[(name, "1"), (name, "1")]), 422)
                assert {"field": f"query.{name}", "detail": "takes one value, and is given twice"} in twice["errors"]
            tried += 1
    assert tried > 40


def test_another_method_is_refused_and_told_which(api: httpx.Client) -> None:
    response = api.post("/v1/ask/who-can-test")
    problem(response, 405)
    assert response.headers["allow"] == "GET"


def test_a_body_that_is_too_large_is_refused(api: httpx.Client, settings: Settings) -> None:
    assert (
        "KG_BODY_SIZE_MAX" in problem(api.post("/v1/ask", content=b"x" * (settings.body_size_max + 1)), 413)["detail"]
    )


@pytest.mark.parametrize(
    "text", ["AND OR NOT", "NOT", "a AND", '"', "\\", "a*b?c~2^3", "[x TO y]", "{1}", "<b>", "😀", "' OR 1=1 //"]
)
def test_no_text_is_taken_for_a_statement(api: httpx.Client, text: str) -> None:
    response = api.get("/v1/ask/who-can-test", params={"parameter": text})
    assert (response.status_code, response.json()["why"]["kind"]) == (200, "not-in-graph")


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_without_the_engine_it_lives_and_says_503(settings: Settings, closed_port: int, serves: Serving) -> None:
    with Graph(f"bolt://127.0.0.1:{closed_port}", "neo4j", "x", "neo4j", settings.query_timeout, retry=settings.query_timeout * 0) as down, \
            serves(settings, down) as api:  # fmt: skip
        assert api.get("/health").json()["status"] == "alive"
        for path in ("/ready", "/v1/institutions", "/v1/ask/who-can-test?standard=x", "/v1/runs"):
            assert "does not answer" in problem(api.get(path), 503)["detail"]


def test_a_tag_is_answered_304_until_a_run_or_another_request(api: httpx.Client, graph: Graph) -> None:
    for each in (
        "/v1/suggest?text=a",
        "/v1/standards/suggest?q=gb",
        "/v1/standards/gb-228.1",
        "/v1/runs",
        "/v1/sources",
        "/v1/ask/instruments",
    ):
        assert "etag" in api.get(each).headers, each
    path = "/v1/institutions?limit=1"
    first = api.get(path)
    tag = {"If-None-Match": first.headers["etag"]}
    again = api.get(path, headers=tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert api.get("/v1/institutions?limit=2", headers=tag).status_code == 200
    graph.write("CREATE (:Run {id: 'later', source: 'x', outcome: 'running', started: '2999-01-01T00:00:00+00:00'})")
    try:
        assert api.get(path, headers=tag).status_code == 200
    finally:
        graph.write("MATCH (r:Run {id: 'later'}) DELETE r")
    assert api.get(path, headers=tag).status_code == 304


def test_metrics_count_requests_by_route_and_status(api: httpx.Client) -> None:
    api.get("/v1/institutions/none")
    text = api.get("/metrics").text
    assert 'kg_requests_total{route="/v1/institutions/{id:path}",status="404"}' in text
    assert "kg_request_seconds_bucket" in text
    assert "/v1/institutions/none" not in text


def test_ready_names_the_latest_run(api: httpx.Client) -> None:
    ready = api.get("/ready").json()
    assert (ready["status"], ready["engine"]) == ("ready", "up")
    assert api.get(f"/v1/runs/{ready['run']}").status_code == 200


def test_nothing_internal_leaks_from_an_unforeseen_error(settings: Settings, serves: Serving) -> None:
    class Broken:
        def read(self, *_: object, **__: object) -> None:
            raise RuntimeError("secret of the house")

    with serves(settings, Broken()) as api:  # type: ignore[arg-type]
        body = problem(api.get("/ready"), 500)
    assert "secret" not in str(body)


def test_half_a_character_is_refused(api: httpx.Client) -> None:
    body = b'{"requirements": [{"id": "a", "parameter": "\\ud800"}]}'
    wrong = problem(api.post("/v1/match", content=body, headers={"Content-Type": "application/json"}), 422)
    assert "half of a character" in wrong["detail"]
