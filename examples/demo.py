"""The demo: load the sample world, ask three questions, print the answers, leave nothing running."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kg.asking import ask
from kg.cli import show
from kg.errors import KgError
from kg.graph import Server, connect
from kg.ingest.ingest import Request, ingest
from kg.ingest.registry import source
from kg.settings import Settings

T = TypeVar("T")

SAMPLE = Path(__file__).parent / "sample"
QUESTIONS = (
    ("Who can do tensile tests to GB/T 228.1-2021?", "who-can-test", {"standard": "GB/T 228.1-2021", "limit": 3}),
    (
        "谁能校准测力仪（JJG 139-2014）？",
        "who-can-test",
        {"standard": "JJG 139-2014", "activity": "calibration", "limit": 3},
    ),
    ("Which instruments are open to others?", "instruments", {"access": "open", "limit": 5}),
)
NEXT = """
What to type next (in this folder, with the sample world in .demo):

  export KG_HOME=.demo KG_CACHE=.cache/engine PATH="$PWD/.venv/bin:$PATH"
  kg ask --help                                                        every question
  kg ask who-can-test --parameter 盐雾试验 --lang zh                   by what is tested
  kg ask who-can-test --standard "ISO 6892-1" --region 云泽省          any edition, in a region
  kg ask coverage --standard "GB/T 228.1-2021" --standard "ISO 9227"   who holds what, by region
  kg template capability > my.csv                                      a table to fill in; then: kg ingest table my.csv
  kg serve                                                             the HTTP API
  kg db stop                                                           stop the engine that these commands start
"""


def main() -> None:
    """Run the demo; the engine is stopped whatever happens."""
    settings = Settings()
    server = Server(settings, lambda text: print(f"  {text}", flush=True))
    try:
        graph = step(
            "graph engine",
            lambda: connect(settings, say=lambda text: None if "stays" in text else print(f"  {text}", flush=True)),
        )
        with graph:
            summary = step("sample world", lambda: ingest(graph, settings, Request(source("table"), SAMPLE)))
            print(f"  {summary.rows['read']} rows of invented laboratories, as they would hand them in")
            for words, name, given in QUESTIONS:
                lang = "zh" if "？" in words else "en"
                options = " ".join(f"--{key.replace('_', '-')} {quoted(value)}" for key, value in given.items())
                print(f"\n{words}\n  $ kg ask {name} {options}{' --lang zh' if lang == 'zh' else ''}")
                show.answer(ask(graph, settings, name, given), lang)
    finally:
        server.stop()
    print(NEXT)


def step(words: str, work: Callable[[], T]) -> T:
    """Do a step, and say how long it took."""
    print(f"{words} ...", flush=True)
    began = time.monotonic()
    done = work()
    print(f"{words}: {time.monotonic() - began:.1f} s", flush=True)
    return done


def quoted(value: object) -> str:
    return f'"{value}"' if " " in str(value) else str(value)


if __name__ == "__main__":
    try:
        main()
    except KgError as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit("interrupted; nothing was left running")
