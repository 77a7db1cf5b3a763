"""How fast and how well designations are read and resolved: ``python -m benchmarks.standards [--quick] [--json]``.

Reading is measured on the distinct strings of the NABL files' standard column, one after the other with nothing remembered
between them, beside a plain regular expression: what one would write first. Quality is the share of the labelled cells (the
half that nobody looked at) of which the whole list is right. Resolving is measured in process, against a catalogue made of
what those strings cite.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kg.settings import Settings
from kg.standards import Catalogue, Known, read, resolve, suggest
from tests.standards.labelled.draw import LAYERS, cells
from tests.standards.test_labelled import labels

QUICK = 1_500
ROUNDS = 3

# Publisher, number with parts, year: the pattern that most projects begin with.
_PLAIN = re.compile(
    r"\b(?P<type>(?:BS |DIN |NF |UNE-)?(?:EN )?(?:ISO/IEC|ISO|IEC|EN|ASTM|IS|GB/T|GB|AS/NZS|BS|DIN|JIS|UL|ANSI|IEEE)(?:/[A-Z]+)?)\s*:?\s*"
    r"(?P<number>[A-Z]?\s?[0-9]+(?:[.-][0-9]+)*)(?:\s*[:-]\s*(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})\b)?"
)


def plain(text: str) -> list[str]:
    """Designations as the plain expression finds them, put together in the commonest form."""
    return [
        f"{found['type']} {found['number'].replace(' ', '')}"
        + (f"{'-' if found['type'].startswith('GB') else ':'}{found['year']}" if found["year"] else "")
        for found in _PLAIN.finditer(text)
    ]


def ours(text: str) -> list[str]:
    return [f"in-house: {c.designation}" if c.kind == "in-house" else c.designation for c in read(text).citations]


def texts(data: Path, most: int | None) -> list[str]:
    """The distinct strings of the NABL files' standard column, in the order in which they are met."""
    [layer] = [layer for layer in LAYERS if layer.name == "nabl"]
    return list(dict.fromkeys(cell.text for cell in cells(layer, data)))[:most]


def per_second(reader: Callable[[str], object], some: list[str]) -> float:
    """Strings a second of processor time: the best of some rounds, so that other work on the machine counts little."""
    best = min(_seconds(reader, some) for _ in range(ROUNDS))
    return len(some) / best


def _seconds(reader: Callable[[str], object], some: Iterable[str]) -> float:
    began = time.process_time()
    for text in some:
        reader(text)
    return time.process_time() - began


def right(reader: Callable[[str], list[str]], data: Path, half: str) -> dict[str, float]:
    """Share of the labelled cells whose list is exactly right: of the sure ones, and of all."""
    cells = labels(half, data)
    exact = [(cell.doubtful, reader(cell.text) == cell.designations) for cell in cells]
    sure = [fine for doubtful, fine in exact if not doubtful]
    return {"sure": sum(sure) / len(sure), "all": sum(fine for _, fine in exact) / len(exact)}


def catalogue(some: list[str]) -> Catalogue:
    """Every edition that the strings cite, with its standard."""
    things: dict[str, Known] = {}
    for text in some:
        for c in read(text).citations:
            if c.kind != "in-house":
                things.setdefault(c.work_key, Known(c.work_key, c.work, c.work_key))
                if c.kind == "dated":
                    things.setdefault(c.key, Known(c.key, c.designation, c.work_key, c.year))
    return Catalogue(things.values())


def percentiles(call: Callable[[str], object], some: list[str]) -> dict[str, float]:
    """Milliseconds of a call, each text asked once."""
    took = []
    for text in some:
        began = time.perf_counter()
        call(text)
        took.append((time.perf_counter() - began) * 1000)
    cuts = statistics.quantiles(took, n=100)
    return {"p50_ms": cuts[49], "p95_ms": cuts[94]}


def measure(data: Path, most: int | None) -> dict[str, Any]:
    some = texts(data, most)
    held = catalogue(some)
    slips = [text[:-1] + chr(ord("0") + (ord(text[-1]) + 1) % 10) for text in some if text[-1:].isdigit()]
    return {
        "strings": len(some),
        "reading": {
            name: {"strings_per_second": per_second(reader, some), **right(reader, data, "held_out")}
            for name, reader in (("kg", ours), ("plain", plain))
        },
        "catalogue": len(held),
        "resolving": {
            "as cited": percentiles(lambda text: resolve(held, text), some),
            "with a slip in the last digit": percentiles(lambda text: resolve(held, text), slips),
            "typing the first five characters": percentiles(lambda text: suggest(held, text[:5], 10), some),
        },
    }


def _print(found: dict[str, Any]) -> None:
    print(f"{found['strings']:,} distinct strings of the NABL files\n")
    print("| reader | strings/s | sure cells right | all cells right |\n|---|---|---|---|")
    for name, row in found["reading"].items():
        print(f"| {name} | {row['strings_per_second']:,.0f} | {row['sure']:.1%} | {row['all']:.1%} |")
    kg, plain = found["reading"]["kg"], found["reading"]["plain"]
    print(
        f"\nkg beside plain: speed {kg['strings_per_second'] / plain['strings_per_second']:.2f}, cells right {kg['all'] / plain['all']:.2f}\n"
    )
    print(f"| resolving among {found['catalogue']:,} | p50 ms | p95 ms |\n|---|---|---|")
    for name, row in found["resolving"].items():
        print(f"| {name} | {row['p50_ms']:.3f} | {row['p95_ms']:.3f} |")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.standards", description="Reading and resolving designations."
    )
    parser.add_argument("--quick", action="store_true", help=f"the first {QUICK:,} strings")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--data", type=Path, default=Settings().test_data, help="folder of the real data")
    given = parser.parse_args()
    if not given.data.is_dir():
        sys.exit(f"no folder '{given.data}'; say where the real data is with --data or KG_TEST_DATA")
    found = measure(given.data, QUICK if given.quick else None)
    print(json.dumps(found, indent=1)) if given.json else _print(found)


if __name__ == "__main__":
    main()
