"""The invented world: records of as many capabilities as are asked for, the same for the same seed, one after the other.

What is shared (regions, authorities, standards, parameters, products) comes first; then each institution with its scope. Memory holds
a name or an id of each shared thing and nothing of the capabilities.
"""

import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

from kg.errors import UsageError
from kg.ingest.concepts import authority, concept_id, country
from kg.ingest.invented import pools, words
from kg.ingest.invented.figures import Figures, Quantiles, Ranks, Shares
from kg.ingest.invented.pools import Part, Stated
from kg.schema.core import Words
from kg.schema.identity import hashed, readable
from kg.schema.record import Link, Record

DATASET = "invented"
READ_ON = date(2026, 1, 1)  # no clock: the same seed is the same world on any day
RESTRICTIONS = 2000


class Scheme(NamedTuple):
    """What the certificates of one real source are, and which kind of body holds them."""

    scheme: str
    legal_kind: str
    kind: str
    authority: str
    granted_by: Words
    country: str


_CNAS = (
    "CNAS",
    Words("China National Accreditation Service for Conformity Assessment", "中国合格评定国家认可委员会"),
    "CN",
)
SCHEMES = {
    "cnas-inspection": Scheme("CNAS", "accreditation", "inspection-body", *_CNAS),
    "cnas-energystar": Scheme("CNAS", "accreditation", "laboratory", *_CNAS),
    "cnas-reference-materials": Scheme("CNAS", "accreditation", "rm-producer", *_CNAS),
    "cma-annex": Scheme("CMA", "licence", "laboratory", "SAMR", Words("State Administration for Market Regulation", "国家市场监督管理总局"), "CN"),
    "nabl": Scheme("NABL", "accreditation", "laboratory", "NABL",
                   Words("National Accreditation Board for Testing and Calibration Laboratories", "印度国家检测和校准实验室认可委员会"), "IN"),
}  # fmt: skip
_CHOICES = ("cited", "activity", "performed_by", "available_to", "covers", "where", "has_product", "has_parameter", "restricted",
            "extents", "uncertainties", "limits", "located", "dated")  # fmt: skip


class World:
    """So many capabilities, by a seed."""

    def __init__(self, capabilities: int, seed: int, figures: Figures | None = None) -> None:
        if capabilities < 1:
            raise UsageError(f"--capabilities {capabilities}: a world has at least one.")
        self.capabilities, self.seed = capabilities, seed
        self._figures = figures or Figures()
        self._sources = _by_institution(self._figures)
        self._ranks = {name: self._figures.ranks(name, capabilities) for name in ("parameter", "product")}
        self._standards = {name: ranks for name in SCHEMES if (ranks := _standards(self._figures, name, capabilities))}
        self._methods: dict[str, list[str]] = {name: [] for name in self._standards}

    def records(self) -> Iterator[Record]:
        """All records, a thing once; what a record links to comes before it."""
        yield Record("Source", DATASET, {
            "name_en": "Invented world", "name_zh": "虚构世界", "publisher_name": "capability-graph", "licence": "none",
            "observed_on": READ_ON, "completeness": "sample", "coverage_en": "nothing that is real", "coverage_zh": "并非真实",
        })  # fmt: skip
        yield from self._shared()
        random, made, number = Random(f"{self.seed} institutions"), 0, 0
        while made < self.capabilities:
            name = self._sources.draw(random)
            kind = _kind(self._figures, name, self.seed)
            size = min(max(1, round(kind.size.draw(random))), self.capabilities - made)
            yield from self._institution(number, kind, size, made, random)
            made, number = made + size, number + 1

    def _shared(self) -> Iterator[Record]:
        stated = Stated()
        for code in ("CN", "IN"):
            country(stated, code)
        for scheme in SCHEMES.values():
            authority(stated, scheme.authority, scheme.granted_by, scheme.country)
        for id, names in _provinces(self._figures):
            stated.state(Record("Region", id, {"code": id[3:], "level": "province", "name_zh": names.zh, "name_en": names.en},
                                (Link("PART_OF", "Region", "cn"),)))  # fmt: skip
        yield from _once(stated)
        yield from self._methods_of_all()
        for entity, named in (("Parameter", words.parameter), ("Product", words.product)):
            for number in range(self._ranks[entity.lower()].number):
                names = named(number)
                yield Record(entity, _concept(entity, names), {"name_zh": names.zh, "name_en": names.en})

    def _methods_of_all(self) -> Iterator[Record]:
        """Test methods, with their standards; works and publishers that several have are stated once."""
        seen: set[tuple[str, str]] = set()
        each = [name for name, ranks in self._standards.items() for _ in range(ranks.number)]
        for number, name in enumerate(each):
            stated = Stated()
            self._methods[name].append(pools.cited(stated, number, self.seed, self._figures, name))
            for record in stated:
                if (key := (record.entity, record.id)) not in seen:
                    yield record
                    seen.add(key)

    def _institution(self, number: int, kind: "_Kind", size: int, made: int, random: Random) -> Iterator[Record]:
        """An institution with its site, its certificate and its scope, and what it covers."""
        scheme = kind.scheme
        china = scheme.country == "CN"
        region, place = _place(self._figures, random) if china else ("in", Words("India", "印度"))
        names = words.institution(number, scheme.kind, place)
        id, certificate, scope = (hashed(of, DATASET, str(number)) for of in ("institution", "accreditation", "scope"))
        yield Record("Institution", id, {"name_zh": names.zh, "name_en": names.en, "kind": scheme.kind})
        if kind.choices["located"].draw(random) == "True":
            where = (Link("HAS_SITE", "Institution", id), Link("LOCATED_IN", "Region", region))
            yield Record("Site", hashed("site", DATASET, str(number)), {"address": words.address(number, place)}, where)
        granted = Link("GRANTED_BY", "Authority", readable(scheme.authority))
        said = {"scheme": scheme.scheme, "legal_kind": scheme.legal_kind, "number": f"X{number + 1:07}"}
        yield Record("Accreditation", certificate, said, (Link("HOLDS", "Institution", id), granted))
        links = (Link("HAS_SCOPE", "Accreditation", certificate), Link("HOLDS", "Institution", id))
        yield Record("Scope", scope, {"language": "zh" if china else "en", **kind.period(random)}, links)
        for row in range(made + 1, made + size + 1):
            yield from self._capability(row, kind, id, scope, random)

    def _capability(self, row: int, kind: "_Kind", owner: str, scope: str, random: Random) -> Iterator[Record]:
        draw, id = (
            {name: choice.draw(random) for name, choice in kind.choices.items()},
            hashed("capability", DATASET, str(row)),
        )
        uses = dict.fromkeys(
            self._methods[kind.source][self._standards[kind.source].draw(random)] for _ in range(int(draw["cited"]))
        )
        links = [Link("OFFERS", "Institution", owner), Link("COVERS", "Scope", scope)]
        links += [Link("USES", "TestMethod", method, (("use", "unknown"),)) for method in uses]
        item = None
        if draw["has_product"] == "True":
            product = words.product(self._ranks["product"].draw(random))
            links.append(Link("APPLIES_TO", "Product", _concept("Product", product)))
        if draw["has_parameter"] == "True":
            parameter = words.parameter(self._ranks["parameter"].draw(random))
            links.append(Link("MEASURES", "Parameter", _concept("Parameter", parameter)))
            item = [parameter.zh if kind.scheme.country == "CN" else parameter.en]
        said: dict[str, Any] = {
            name: None if draw[name] == "None" else draw[name]
            for name in ("activity", "performed_by", "available_to", "covers")
        }
        said |= {
            "where": draw["where"].split("+") if draw["where"] else None,
            "item": item,
            "record": [f"invented:{row}"],
        }
        yield Record("Capability", id, said, tuple(links))
        for name, pool in kind.parts.items():
            for number in range(int(draw[name])) if pool else ():
                yield pool[int(random.random() * len(pool))].of(id, number)
        for number in range(int(draw["restricted"])):
            limit = {
                "kind_of_limit": "unknown",
                "read": False,
                "verbatim": words.restriction(int(random.random() * RESTRICTIONS)),
            }
            yield Part("Restriction", "RESTRICTED_BY", limit).of(id, number)


class _Kind(NamedTuple):
    """What the scopes of one real source are like."""

    source: str
    scheme: Scheme
    size: Quantiles
    choices: dict[str, Shares]
    parts: dict[str, list[Part]]
    days: tuple[Quantiles, Quantiles] | None

    def period(self, random: Random) -> dict[str, date]:
        """When a certificate is valid; nothing where its source says nothing."""
        if self.choices["dated"].draw(random) != "True" or not self.days:
            return {}
        age, length = (timedelta(days=round(days.draw(random))) for days in self.days)
        return {"valid_from": READ_ON - age, "valid_to": READ_ON - age + length}


@cache
def _kind(figures: Figures, name: str, seed: int) -> _Kind:
    days = tuple(figures.quantiles(f"{name}.{of}_days") for of in ("age", "period") if f"{name}.{of}_days" in figures)
    choices = {each: figures.shares(f"{name}.{each}") for each in _CHOICES}
    quality = "certified value" if SCHEMES[name].kind == "rm-producer" else "CMC"
    makers: dict[str, Callable[[Random, Figures, str], list[Part]]] = {
        "extents": pools.extents, "uncertainties": pools.uncertainties, "limits": pools.limits,
    }  # fmt: skip
    parts = {
        of: make(Random(f"{seed} {name} {of}"), figures, quality)
        for of, make in makers.items()
        if any(map(int, choices[of].values))
    }
    return _Kind(
        name,
        SCHEMES[name],
        figures.quantiles(f"{name}.scope_size"),
        choices,
        parts,
        (days[0], days[1]) if len(days) == 2 else None,
    )


def _standards(figures: Figures, name: str, capabilities: int) -> Ranks | None:
    """How popular standards are in the scopes of one source, where they cite any."""
    cited = figures.shares(f"{name}.cited").mean()
    share = figures.shares("source").share(name)
    return figures.ranks(f"{name}.standard", math.ceil(capabilities * share * cited)) if cited else None


def _by_institution(figures: Figures) -> Shares:
    """Sources by how many institutions each has: its capabilities, shared out in scopes of its usual size."""
    sources = figures.shares("source")
    return Shares([(name, share / figures.quantiles(f"{name}.scope_size").mean()) for name, share in sources.weighted])


@cache
def _provinces(figures: Figures) -> list[tuple[str, Words]]:
    split = (value.split(" ", 2) for value in figures.shares("province").values)
    return [(id, Words(english, chinese)) for id, chinese, english in split]


def _place(figures: Figures, random: Random) -> tuple[str, Words]:
    id, chinese, english = _place_shares(figures).draw(random).split(" ", 2)
    return id, Words(english, chinese)


@cache
def _place_shares(figures: Figures) -> Shares:
    return figures.shares("province")


def _concept(entity: str, names: Words) -> str:
    return concept_id(entity, names.zh)


def _once(records: list[Record]) -> Iterator[Record]:
    yield from {(record.entity, record.id): record for record in records}.values()
