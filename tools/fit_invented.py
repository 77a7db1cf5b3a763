"""Write how the invented world is distributed: ``python tools/fit_invented.py [DATA]``. Needs the folder of real data (KG_TEST_DATA).

The real scopes are read by their sources, as an ingest would; of what they state only shares, counts and quantiles are kept, and the
names of units, publishers and provinces: no text of a person, an institution or a scope.
"""

import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

from kg.ingest.gazetteer import gazetteer_of
from kg.ingest.invented.figures import FILE, QUANTILES
from kg.ingest.registry import source
from kg.ingest.run import Run
from kg.ingest.spool import Spool
from kg.schema.record import Record
from kg.settings import Settings

DIVISIONS = "cn-divisions"
SCOPES = {
    "cnas-inspection": "cnas-scopes-2020", "nabl": "nabl-scopes/raw_csvs", "cnas-reference-materials": "cnas-scopes-2020",
    "cnas-energystar": "cnas-scopes-2020", "cma-annex": "cma-capability/sample-cma-data.csv",
}  # fmt: skip
SHIFTS = (0, 1, 2, 5, 10, 20, 40, 80, 160, 320)  # of Mandelbrot's q
MOST = 24  # values of one figure; the rarer ones are left out
MARKS = 20  # the fewest places at which the growth of a vocabulary is looked at

Line = tuple[str, str, float]
Stated = dict[str, dict[str, Record]]


def read(name: str, path: Path, regions: Iterable[Record]) -> Stated:
    """All that a source states, by type and id."""
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder) / "spool.db")
        manifest = source(name)
        run = Run("fit", name, spool, gazetteer=lambda: gazetteer_of(regions), observed_on=manifest.observed_on)
        crawl = manifest.crawl(run)
        for row in crawl.rows(path):
            run.read(crawl, row)
        run.finish(crawl)
        spool.settle()
        stated = {entity: {r.id: r for r, _ in spool.changed(entity, new=True)} for entity in spool.entities()}
        spool.close()
    return stated


def to(record: Record, relation: str) -> list[str]:
    return [link.id for link in record.links if link.relation == relation]


def shares(figure: str, found: Iterable[object]) -> Iterator[Line]:
    """The share of each value, the commonest first."""
    counts = Counter(found)
    for value, count in sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))[:MOST]:
        yield figure, str(value), round(count / counts.total(), 5)


def quantiles(figure: str, found: Iterable[float]) -> Iterator[Line]:
    ordered = sorted(found)
    for share in QUANTILES if ordered else ():
        yield figure, str(share), float(f"{ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.4g}")


def popularity(figure: str, named: Sequence[str]) -> Iterator[Line]:
    """The shares of the most popular as they are: a larger register of the same bodies cites them as often, and a law fitted to all
    ranks makes them too rare. Zipf's law with Mandelbrot's shift, f(r) ~ (r + q)^-s, for what comes after them, and Heaps' law of
    how many there are in so many, d(n) = k n^b."""
    counts = sorted(Counter(named).values(), reverse=True)
    yield from ((f"{figure}.head", str(rank), round(count / len(named), 5)) for rank, count in enumerate(counts[:MOST]))
    ranks = sorted({round(1.3**step) for step in range(60)} & set(range(1, len(counts) + 1)))
    fits = (
        (shift, _slope([math.log(r + shift) for r in ranks], [math.log(counts[r - 1]) for r in ranks]))
        for shift in SHIFTS
    )
    shift, (slope, _, _) = min(fits, key=lambda fit: fit[1][2])
    seen: set[str] = set()
    marks, distinct = [], []
    step = min(1000, max(1, len(named) // MARKS))
    for number, each in enumerate(Random(1).sample(named, len(named)), 1):  # as if the scopes came mixed
        seen.add(each)
        if number % step == 0:
            marks.append(math.log(number))
            distinct.append(math.log(len(seen)))
    growth, start, _ = _slope(marks, distinct)
    yield from ((f"{figure}.{name}", "", round(value, 4)) for name, value in
                (("zipf_s", -slope), ("zipf_q", shift), ("heaps_k", math.exp(start)), ("heaps_b", growth)))  # fmt: skip


def _slope(x: Sequence[float], y: Sequence[float]) -> tuple[float, float, float]:
    """Least squares: slope, start, and the mean square of what is left."""
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum((a - mean_x) ** 2 for a in x)
    start = mean_y - slope * mean_x
    return slope, start, sum((b - start - slope * a) ** 2 for a, b in zip(x, y, strict=True)) / len(x)


def scopes(name: str, stated: Stated) -> Iterator[Line]:
    """Of one source: how large its scopes are, and what a capability of it is like."""
    capabilities = list(stated["Capability"].values())
    yield "source", name, len(capabilities)
    yield from quantiles(f"{name}.scope_size", Counter(to(c, "OFFERS")[0] for c in capabilities).values())
    yield from shares(f"{name}.cited", (min(len(documents(stated, c)), 6) for c in capabilities))
    yield from standards(name, stated)
    for figure, default in (("activity", None), ("performed_by", None), ("available_to", None), ("covers", "unknown")):
        yield from shares(f"{name}.{figure}", (c.properties.get(figure) or default for c in capabilities))
    yield from shares(f"{name}.where", ("+".join(sorted(c.properties.get("where") or ())) for c in capabilities))
    yield from shares(f"{name}.has_product", (bool(to(c, "APPLIES_TO")) for c in capabilities))
    yield from shares(f"{name}.has_parameter", (bool(to(c, "MEASURES")) for c in capabilities))
    for figure, entity, relation in (("restricted", "Restriction", "RESTRICTED_BY"), ("extents", "Extent", "HAS_EXTENT"),
                                     ("uncertainties", "Uncertainty", "HAS_UNCERTAINTY"), ("limits", "Limit", "HAS_LIMIT")):  # fmt: skip
        of = Counter(to(each, relation)[0] for each in stated.get(entity, {}).values())
        yield from shares(f"{name}.{figure}", (min(of[c.id], 3) for c in capabilities))
    yield from shares(f"{name}.located", (bool(to(s, "LOCATED_IN")) for s in _sites(stated)))
    yield from validity(name, stated["Scope"].values())


def _sites(stated: Stated) -> list[Record]:
    """Each institution's site, or an empty record for one without."""
    owned = {to(site, "HAS_SITE")[0]: site for site in stated.get("Site", {}).values()}
    return [owned.get(id, Record("Site", "")) for id in stated["Institution"]]


def validity(name: str, found: Iterable[Record]) -> Iterator[Line]:
    periods = [(s.properties.get("valid_from"), s.properties.get("valid_to")) for s in found]
    yield from shares(f"{name}.dated", (bool(start and end) for start, end in periods))
    both = [(start, end) for start, end in periods if start and end]
    read_on = source(name).observed_on
    if read_on:
        yield from quantiles(f"{name}.age_days", ((read_on - start) / timedelta(days=1) for start, _ in both))
        yield from quantiles(f"{name}.period_days", ((end - start) / timedelta(days=1) for start, end in both))


def measures(all_stated: Sequence[Stated]) -> Iterator[Line]:
    """What ranges, uncertainties and limits are like, of all sources together."""
    extents, uncertainties, limits = (
        [record for stated in all_stated for record in stated.get(entity, {}).values()]
        for entity in ("Extent", "Uncertainty", "Limit")
    )
    yield from shares("extent.shape", (_shape(e.properties) for e in extents))
    read = [e.properties for e in extents if e.properties.get("form") == "interval" and e.properties.get("ucum")]
    measured = [p for p in read if (p.get("hi") or 0) > 0]
    units = [*shares("extent.unit", (p["unit"] for p in measured))]
    yield from units
    for _, unit, _ in units:
        ends = [p["hi"] for p in measured if p["unit"] == unit]
        yield from quantiles(f"extent.hi_log10.{unit}", (math.log10(end) for end in ends))
    spans = [p["hi"] / p["lo"] for p in measured if p.get("hi") and p.get("lo") and p["hi"] > p["lo"] > 0]
    yield from quantiles("extent.span_log10", map(math.log10, spans))
    yield from shares("uncertainty.form", (u.properties.get("form") for u in uncertainties))
    yield from shares("uncertainty.relative", (u.properties.get("relative") for u in uncertainties))
    yield from shares("uncertainty.k", (u.properties.get("k") for u in uncertainties))
    values = [abs(v) for u in uncertainties for v in u.properties.get("values", ())[:1] if v]
    yield from quantiles("uncertainty.value_log10", map(math.log10, values))
    yield from shares("limit.role", (each.properties.get("role") for each in limits))
    yield from quantiles(
        "limit.value_log10", (math.log10(v) for each in limits if (v := each.properties.get("value") or 0) > 0)
    )


def _shape(said: Mapping[str, object]) -> str:
    if said.get("form") != "interval":
        return str(said.get("form"))
    low, high = (said.get(end) is not None for end in ("lo", "hi"))
    return "two ends" if low and high else "low end" if low else "high end"


def documents(stated: Stated, capability: Record) -> list[str]:
    """What a capability cites that was read as a standard or an edition."""
    uses = to(capability, "USES")
    return [*dict.fromkeys(target for use in uses for target in to(stated["TestMethod"][use], "DEFINED_BY"))]


def standards(name: str, stated: Stated) -> Iterator[Line]:
    """Of one source, for registers of different countries hardly share a standard: how popular each is, who publishes them, and how
    many citations are dated, by age of the edition in years."""
    editions, works = (stated.get(entity, {}) for entity in ("StandardEdition", "Standard"))
    cited = [target for c in stated["Capability"].values() for target in documents(stated, c)]
    if not cited:
        return
    of = [editions.get(target) for target in cited]
    publishers = [
        works[to(edition, "EDITION_OF")[0] if edition else target] for target, edition in zip(cited, of, strict=True)
    ]
    years = [edition.properties.get("year") if edition else None for edition in of]
    yield from popularity(f"{name}.standard", cited)
    yield from shares(f"{name}.standard.type", (work.properties.get("type") or "none" for work in publishers))
    yield from shares(f"{name}.standard.years", (str(year // 5 * 5) if year else "undated" for year in years))


def figures(data: Path) -> Iterator[Line]:
    regions = read(DIVISIONS, data / DIVISIONS, ())["Region"]
    stated = {name: read(name, data / path, regions.values()) for name, path in SCOPES.items()}
    for name, each in stated.items():
        yield from scopes(name, each)
    yield from measures([*stated.values()])
    for figure, relation in (("parameter", "MEASURES"), ("product", "APPLIES_TO")):
        yield from popularity(
            figure, [id for each in stated.values() for c in each["Capability"].values() for id in to(c, relation)]
        )
    provinces = (
        id[:5]
        for each in stated.values()
        for site in _sites(each)
        for id in to(site, "LOCATED_IN")
        if id.startswith("cn-")
    )
    yield from (
        (f, f"{v} {regions[v].properties['name_zh']} {regions[v].properties['name_en']}", w)
        for f, v, w in shares("province", provinces)
    )


def main() -> None:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else Settings().test_data
    lines = [f"{figure}\t{value}\t{weight:g}\n" for figure, value, weight in figures(data)]
    head = "# Generated by tools/fit_invented.py from the real scopes: shares, quantiles, and laws of popularity. Do not edit.\n"
    FILE.write_text(f"{head}figure\tvalue\tweight\n{''.join(lines)}", "utf-8")
    print(f"{FILE.name}: {len(lines)} figures")


if __name__ == "__main__":
    main()
