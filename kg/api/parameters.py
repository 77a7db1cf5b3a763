"""The parameters of an address: those that its route declares and no others, and what takes one value is given once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args, get_origin

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from kg.errors import did_you_mean

# The names of parameters, and whether each takes several values.
Taken = Mapping[str, bool]


class Others:
    """A dependency that gives the parameters of some names with their values: for a route that has too many to declare each."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    async def __call__(self, request: Request) -> dict[str, str]:
        return {name: value for name, value in request.query_params.items() if name in self.names}


def given(request: Request, taken: Taken) -> dict[str, Any]:
    """The parameters of a request by name, in lists those that take several values. ``RequestValidationError`` for those of another
    name, with the nearest right one, and for those of one value that are given twice."""
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in taken:
            wrong[name] = f"is not a parameter of this address.{did_you_mean(name, taken) or _all(taken)}"
        elif taken[name]:
            found.setdefault(name, []).append(value)
        elif name in found:
            wrong[name] = "takes one value, and is given twice"
        else:
            found[name] = value
    if wrong:
        raise RequestValidationError([{"loc": ("query", name), "msg": told} for name, told in wrong.items()])
    return found


def takes_many(annotation: Any) -> bool:
    """Whether values of a type are lists."""
    return any(get_origin(each) is list for each in (annotation, *get_args(annotation)))


def _all(taken: Taken) -> str:
    return f" It takes {', '.join(sorted(taken)) or 'none'}."


def _declared(of: Dependant) -> Iterator[tuple[str, bool]]:
    yield from ((field.alias, takes_many(field.field_info.annotation)) for field in of.query_params)
    if isinstance(of.call, Others):
        yield from ((name, False) for name in of.call.names)
    for inner in of.dependencies:
        yield from _declared(inner)


async def _check(request: Request) -> None:
    route: APIRoute = request.scope["route"]
    given(request, dict(_declared(route.dependant)))


Checked = Depends(_check)
