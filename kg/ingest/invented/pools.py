"""What many capabilities of an invented world share or say alike, read once by the readers that real sources are read by."""

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from kg.ingest.citations import methods
from kg.ingest.invented.figures import Figures
from kg.ingest.measures import measure
from kg.schema.identity import hashed
from kg.schema.record import Link, Record

SIZE = 2000  # different ranges; more would only be more of the same
NEWEST = 2025
_DASHED = (
    "GB",
    "JB",
    "HG",
    "SH",
    "YB",
    "DL",
    "JG",
    "TB",
    "CJ",
    "SY",
    "NB",
    "MT",
    "QB",
    "FZ",
    "TSG",
    "CB",
    "LY",
    "NY",
    "SN",
    "HJ",
)


class Stated(list[Record]):
    """Takes what readers state, as a run does; what they do not understand of invented words is nobody's concern."""

    def state(self, record: Record) -> Link:
        self.append(record)
        return Link("", record.entity, record.id)

    def state_all(self, records: Iterable[Record]) -> None:
        self.extend(records)

    def issue(self, kind: str, detail: str) -> None:
        pass


class Part(NamedTuple):
    """What hangs on a capability: a record without its id."""

    entity: str
    relation: str
    properties: dict[str, object]

    def of(self, capability: str, number: int) -> Record:
        """The record of a capability (by id), its ``number``-th of the type."""
        id = hashed(self.entity.lower(), capability, str(number))
        return Record(self.entity, id, self.properties, (Link(self.relation, "Capability", capability),))


def citation(number: int, seed: int, figures: Figures, source: str) -> str:
    """The designation of the standard of that number, as a source cites them. One in five is another edition of the one before."""
    random = Random(f"{seed} standard {number}")
    again = number > 0 and number % 5 == 4
    type = figures.shares(f"{source}.standard.type").draw(Random(f"{seed} standard {number - 1}") if again else random)
    years = figures.shares(f"{source}.standard.years").draw(random)
    designation = f"{type} {1000 + number - again}" if type != "none" else f"WI-{1000 + number - again}"
    if years == "undated" or type == "none":
        return designation
    year = min(int(years) + int(5 * random.random()), NEWEST)
    return f"{designation}{'-' if type.startswith(_DASHED) else ':'}{year}"


def cited(stated: Stated, number: int, seed: int, figures: Figures, source: str) -> str:
    """State the test method of that number with its standard; its id."""
    return methods(stated, citation(number, seed, figures, source))[0].id


def extents(random: Random, figures: Figures, quality: str) -> list[Part]:
    """Ranges of so many kinds, each of one variable."""
    shape, unit = figures.shares("extent.shape"), figures.shares("extent.unit")
    span = figures.quantiles("extent.span_log10")
    found = []
    for _ in range(SIZE):
        of = unit.draw(random)
        high = 10 ** figures.quantiles(f"extent.hi_log10.{of}").draw(random)
        found += _read(_range(shape.draw(random), high / 10 ** abs(span.draw(random)), high, of), None, quality)[:1]
    return [part for part in found if part.entity == "Extent"]


def _range(shape: str, low: float, high: float, unit: str) -> str:
    texts = {"two ends": f"({low:.3g}～{high:.3g}) {unit}", "low end": f"≥ {low:.3g} {unit}", "high end": f"≤ {high:.3g} {unit}",
             "points": f"{low:.3g} {unit}, {high:.3g} {unit}", "qualitative": "定性", "whole": "全部参数"}  # fmt: skip
    return texts.get(shape, f"见第 {high:.0f} 条")


def uncertainties(random: Random, figures: Figures, quality: str) -> list[Part]:
    """Statements of how well something is measured, in the forms in which they are met."""
    form, relative, k = (figures.shares(f"uncertainty.{name}") for name in ("form", "relative", "k"))
    value, unit = figures.quantiles("uncertainty.value_log10"), figures.shares("extent.unit")
    found = []
    for _ in range(SIZE):
        first = 10 ** value.draw(random)
        of = "%" if relative.draw(random) != "False" else unit.draw(random)
        factor = k.draw(random)
        ends = f" (k={float(factor):g})" if factor != "None" else ""
        said = {"interval": f"({first:.2g}～{first * (1 + 4 * random.random()):.2g}) {of}{ends}", "text": "见证书"}
        found += _read(None, said.get(form.draw(random), f"U={first:.2g} {of}{ends}"), quality)[:1]
    return [part for part in found if part.entity == "Uncertainty"]


def limits(random: Random, figures: Figures, quality: str) -> list[Part]:
    """Limits of detection, quantification and reporting."""
    role, value = figures.shares("limit.role"), figures.quantiles("limit.value_log10")
    heads = {"detection": "LOD", "quantification": "LOQ", "reporting": "reporting limit"}
    texts = (f"{heads.get(role.draw(random), 'LOD')}: {10 ** value.draw(random):.2g} mg/L" for _ in range(SIZE))
    return [part for text in texts for part in _read(text, None, quality) if part.entity == "Limit"]


def _read(range_text: str | None, uncertainty_text: str | None, quality: str) -> list[Part]:
    stated = Stated()
    measure(stated, "any", range_text, uncertainty_text, quality=quality)
    return [Part(record.entity, record.links[0].relation, dict(record.properties)) for record in stated]
