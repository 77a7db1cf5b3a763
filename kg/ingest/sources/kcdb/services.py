"""The KCDB's classification of services: areas, branches, and below them services in three levels of numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.ingest.documents import classification_id
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

SYSTEM = "KCDB"


def service_class(code: str, name: str, above: str | None = None) -> Record:
    """A class by its code (``EM``, ``EM/HV``, ``EM/8.2.1``), below another."""
    links = (Link("BROADER", "Classification", classification_id(SYSTEM, above)),) if above else ()
    return Record(
        "Classification", classification_id(SYSTEM, code), {"system": SYSTEM, "code": code, "name_en": name}, links
    )


def service_code(area: str, numbers: Sequence[str]) -> str:
    """``EM/8.2.1``: numbers of service, subservice and individual service are unique in an area, whatever the branch."""
    return f"{area}/{'.'.join(numbers)}"


def service(run: "Run", area: str, branch: str, numbers: Sequence[str], names: Sequence[str]) -> Record:
    """The class of an individual service; states those above it, up to the branch, which is stated by its own row."""
    above = branch
    for depth in range(1, len(numbers)):
        level = service_class(service_code(area, numbers[:depth]), names[depth - 1], above)
        run.state(level)
        above = str(level.properties["code"])
    return service_class(service_code(area, numbers), names[-1], above)
