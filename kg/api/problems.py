"""Errors as RFC 9457 problem documents: one shape for all, and nothing internal in them."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from kg.errors import KgError

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("kg.api")


class FieldProblem(BaseModel):
    """What is wrong with one field of a request."""

    field: str = Field(description="The field.", examples=["query.limit"])
    detail: str = Field(description="What is wrong with it.", examples=["Input should be greater than or equal to 1"])


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str = Field("about:blank", description="Kind of the problem.", examples=["about:blank"])
    title: str = Field(description="Kind of the problem in words.", examples=["Not found"])
    status: int = Field(description="HTTP status.", examples=[404])
    detail: str = Field(description="What is wrong, where, and what to do.", examples=["no institution 'x'."])
    instance: str = Field(description="The request's path.", examples=["/v1/institutions/x"])
    errors: list[FieldProblem] = Field([], description="The fields that are wrong.")


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {}}}
    for status in (404, 413, 422, 503, 504)
}


def problem(
    request: Request, status: int, title: str, detail: str, errors: Sequence[FieldProblem] = ()
) -> JSONResponse:
    """A problem document as a response."""
    body = Problem(title=title, status=status, detail=detail, instance=request.url.path, errors=list(errors))
    return JSONResponse(body.model_dump(), status_code=status, media_type=MEDIA_TYPE)


def _known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, KgError)
    return problem(request, error.status, error.title, str(error))


def _unencodable(request: Request, _: Exception) -> JSONResponse:
    return problem(
        request, 422, "Wrong request", "a text holds half of a character (a lone surrogate); send it as UTF-8"
    )


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields = [
        FieldProblem(field=".".join(map(str, e["loc"])), detail=e["msg"].removeprefix("Value error, "))
        for e in error.errors()
    ]
    return problem(request, 422, "Wrong request", f"{fields[0].field}: {fields[0].detail}", fields)


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    answer = problem(
        request,
        error.status_code,
        HTTPStatus(error.status_code).phrase,
        _DETAIL.get(error.status_code, str(error.detail)),
    )
    answer.headers.update(error.headers or {})  # Allow, of 405
    return answer


_DETAIL = {
    404: "nothing is at this address; /docs lists what there is.",
    405: "this address does not take that method; the header Allow says which it takes.",
}


def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    log.error("unforeseen error at %s", request.url.path, exc_info=error)
    return problem(request, 500, "Internal error", "something went wrong here; it has been logged")


def install(app: FastAPI) -> None:
    """Answer every error as a problem document."""
    for kind, handler in (
        (KgError, _known),
        (RequestValidationError, _invalid),
        (UnicodeEncodeError, _unencodable),
        (HTTPException, _http),
        (Exception, _unforeseen),
    ):
        app.add_exception_handler(kind, handler)
    _document(app)


def _document(app: FastAPI) -> None:
    """Say in the OpenAPI document that a problem is of its own media type: FastAPI files every model under JSON."""
    written = app.openapi

    def openapi() -> dict[str, Any]:
        document = written()
        for methods in document["paths"].values():
            for operation in methods.values():
                for answer in operation["responses"].values():
                    if MEDIA_TYPE in (content := answer.get("content", {})) and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
        return document

    app.openapi = openapi  # type: ignore[method-assign]
