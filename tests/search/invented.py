"""A world of capabilities made up at random, as messy as real ones: most of everything is missing somewhere."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TypeVar

from kg.graph.standing import Began, Standing, Told
from kg.matching.constraints.classes import Line, classified
from kg.matching.offer import Cited, Device, Grant, Limited, Offer, Period, Place, Printed, Region, Thing
from kg.quantities.extent import Extent, Role
from kg.quantities.interval import Interval

T = TypeVar("T")

FIRST = date(2018, 1, 1)
SOURCES = {"alpha": date(2022, 6, 1), "beta": date(2026, 1, 15), "gamma": None}
ACTIVITIES = ("testing", "testing", "testing", "calibration", "inspection")
KINDS = ("laboratory", "laboratory", "inspection-body", "unknown", None)
WORDS_ZH = ("抗拉", "强度", "硬度", "水质", "金属", "材料", "电压", "铅")
WORDS_EN = ("tensile", "strength", "hardness", "water", "metals", "voltage", "lead", "testing")
ROLES: tuple[Role, ...] = ("measurand", "measurand", "unknown", "influence")
LIMITS = (Limited("unknown", False, "不测：三相（同上）"), Limited("deny", True, "不测：水质", ("水质",), denies=True),
          Limited("allow", True, "仅限金属", ("金属",)))  # fmt: skip
LINES: dict[str, list[Line]] = {
    system: [
        (Thing(f"{system}-{n % 3}.{n}", f"类{n}"), Thing(f"{system}-{n % 3}", None, f"Class {n % 3}")) for n in range(7)
    ]
    for system in ("ics", "ccs", "kcdb")
}
FORCE, LENGTH = "A0E0L1I0M1H0T-2D0", "A0E0L1I0M0H0T0D0"


def day(random: random.Random) -> date | None:
    return FIRST + timedelta(days=random.randrange(3600)) if random.random() < 0.8 else None


def standing(*runs: str, sources: Mapping[str, date | None] = SOURCES) -> Standing:
    """A graph in which these runs have ended."""
    began = {run: Began("2024-01-01T00:00:00+00:00", "finished") for run in runs}
    return Standing(began, {name: Told(None, None, "register", day) for name, day in sources.items()})


class World:
    """Institutions, accreditations and things, and capabilities drawn from them; the same seed makes the same ones."""

    def __init__(self, seed: int, institutions: int = 40, things: int = 60, standards: int = 80) -> None:
        self.random = random.Random(seed)
        self.regions = self._regions()
        self.owners = [self._owner(number) for number in range(institutions)]
        self.things = {
            kind: [self._thing(kind, number) for number in range(things)]
            for kind in ("parameter", "product", "technique")
        }
        self.devices = [self._device(number) for number in range(things)]
        self.documents = [f"std-{number:05}" for number in range(standards)]
        self.classes = {document: self._classes(number) for number, document in enumerate(self.documents)}

    def some(self, things: list[T]) -> T:
        """One of them, the first ones far more often."""
        return things[min(int(self.random.paretovariate(0.6)) - 1, len(things) - 1)]

    def _regions(self) -> list[tuple[Region, ...]]:
        country = Region("cn", "中国", "China")
        return [
            (Region(f"cn-{p}-{c}", f"{p}市{c}"), Region(f"cn-{p}", f"{p}省"), country)
            for p in range(6)
            for c in range(3)
        ]

    def _owner(self, number: int) -> tuple[Thing, str | None, tuple[Place, ...], list[Grant]]:
        r = self.random
        sites = [
            Place(f"site-{number}-{n}", r.choice(self.regions) if r.random() < 0.85 else ())
            for n in range(r.choice((0, 1, 1, 2)))
        ]
        grants = [self._grant(f"{number}-{n}") for n in range(r.choice((1, 1, 2)))]
        return (
            Thing(f"lab-{number:05}", f"第{number}实验室", f"Laboratory {number}"),
            r.choice(KINDS),
            tuple(sites),
            grants,
        )

    def _grant(self, number: str) -> Grant:
        r = self.random
        start, end = day(r), day(r)
        if start and end and end < start:
            start, end = end, start
        periods = tuple(
            Period(r.choice(("suspended", "active", "withdrawn")), day(r), day(r))
            for _ in range(r.choice((0, 0, 0, 1, 2)))
        )
        scheme, kind = r.choice((("CNAS", "accreditation"), ("CMA", "licence"), ("NABL", "accreditation")))
        return Grant(f"acc-{number}", number, scheme, kind, scheme.lower(), valid_from=start, valid_to=end,
                     first_granted=day(r) if r.random() < 0.3 else None, status=r.choice((None, None, "active", "suspended")),
                     periods=periods)  # fmt: skip

    def _thing(self, kind: str, number: int) -> Thing:
        r = self.random
        zh = "".join(r.sample(WORDS_ZH, 2)) if r.random() < 0.7 else None
        en = " ".join(r.sample(WORDS_EN, 2)) if r.random() < 0.6 or zh is None else None
        return Thing(f"{kind}-{number:05}", zh, en)

    def _classes(self, number: int) -> list[Line]:
        """Of a standard: of one classification, of two, or of none; the wide class alone, or one in it."""
        r = random.Random(number)  # of its own, so that a standard has the same in every world
        return [
            line[r.choice((0, 0, 1)) :]
            for system in ("ics", "ccs")
            for line in r.sample(LINES[system], r.choice((0, 1, 1, 2)))
        ]

    def _device(self, number: int) -> Device:
        r = self.random
        kinds = tuple(Thing(f"model-{n}", f"型号{n}") for n in sorted(r.sample(range(4), r.choice((0, 1, 1, 2)))))
        return Device(*self._thing("instrument", number), kinds=kinds, ranges=self._extents() if r.random() < 0.6 else (),
                      access=r.choice((None, "open", "by-agreement", "closed", "unknown")),
                      calibrated=day(r), calibration_due=day(r))  # fmt: skip

    def _extents(self) -> tuple[Extent, ...]:
        r = self.random
        found = []
        for _ in range(r.choice((0, 0, 1, 1, 1, 2, 3))):
            lo, hi = sorted((float(r.randrange(20)), float(r.randrange(20))))
            dimension, kind = r.choice(((FORCE, "Force"), (FORCE, None), (LENGTH, "Length"), (None, None)))
            role = r.choice(ROLES)
            variable = r.choice(("温度", "frequency", None)) if role == "influence" else None
            if r.random() < 0.15:
                points = tuple(sorted({lo, hi}))
                found.append(
                    Extent(
                        f"{points}",
                        "points",
                        role,
                        variable,
                        points=points,
                        dimension=dimension,
                        kind=kind,
                        si_points=points,
                    )
                )
            elif r.random() < 0.1:
                found.append(Extent("N", "text", role, unit="N", dimension=dimension, kind=kind))
            elif dimension is None:
                found.append(Extent(f"{lo}–{hi}", "interval", role, variable, lo=lo, hi=hi))
            else:
                si = Interval(lo, hi, lo < hi and r.random() < 0.2, lo < hi and r.random() < 0.2)
                if r.random() < 0.2:
                    si = Interval(hi=si.hi, hi_open=si.hi_open)
                found.append(
                    Extent(
                        f"{lo}–{hi} SI", "interval", role, variable, lo=lo, hi=hi, dimension=dimension, kind=kind, si=si
                    )
                )
        return tuple(found)

    def offer(self, number: int) -> Offer:
        r = self.random
        institution, kind, sites, grants = self.some(self.owners)
        cited = [self.some(self.documents) for _ in range(r.choice((0, 1, 1, 1, 2, 3)))]
        where = tuple(sorted({r.choice(("permanent", "on-site")) for _ in range(r.choice((0, 1, 2)))}))
        place = sites if len(sites) == 1 else (r.choice(sites),) if sites and r.random() < 0.5 else ()
        limited = (r.choice(LIMITS),) if r.random() < 0.2 else ()
        methods = tuple(
            sorted(
                {Cited(f"m-{id}", id, id.upper()) for id in cited} | ({Cited("m-own")} if r.random() < 0.1 else set())
            )
        )
        services = [r.choice(LINES["kcdb"])] if r.random() < 0.1 else []
        own = (day(r), day(r)) if r.random() < 0.1 else (None, None)
        return Offer(
            f"capability-{number:08}", institution, kind, r.choice(ACTIVITIES), r.choice((None, "items", "whole")), where,
            r.choice((None, "own", "subcontract")), r.choice((None, "anyone", "anyone", "own-organisation")), places=place,
            grant=r.choice(grants) if r.random() < 0.9 else None, valid_from=own[0], valid_to=own[1],
            status=r.choice((None,) * 9 + ("withdrawn",)),
            periods=(Period("suspended", day(r), day(r)),) if r.random() < 0.05 else (),
            parameters=(self.some(self.things["parameter"]),) if r.random() < 0.9 else (),
            products=(self.some(self.things["product"]),) if r.random() < 0.8 else (),
            techniques=(self.some(self.things["technique"]),) if r.random() < 0.2 else (),
            instruments=tuple({self.some(self.devices) for _ in range(r.choice((0, 0, 1, 2)))}),
            methods=methods, classified=classified(services, [self.classes.get(each.document or "", []) for each in methods]),
            extents=self._extents(), restrictions=limited, source=(source := r.choice(list(SOURCES))), observed_on=SOURCES[source],
            printed=Printed(note=r.choice((None, "only what is small")), range_text=r.choice((None, "0–5 kN"))),
        )  # fmt: skip

    def offers(self, numbers: range) -> Iterator[Offer]:
        return map(self.offer, numbers)
