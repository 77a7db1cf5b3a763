"""Generations: swapped in whole, kept while they are read, and what is broken off or damaged is told and cleared away."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest

from kg.errors import IndexUnusableError
from kg.matching.offer import Offer
from kg.search import Generations, Index, Request
from kg.search.building import build_from
from kg.search.fields import PARTS
from kg.search.fields import offer as again
from kg.search.generations import FORMAT, Manifest
from tests.search.invented import SOURCES, World, standing

ROOT = Path(__file__).parents[2]
ALL = Request(date(2024, 1, 1))


def made(home: Path, number: int) -> Manifest:
    """A generation of so many capabilities."""
    return build_from(Generations(home), standing(f"alpha-run-{number}"), World(1).offers(range(number)))


def held(home: Path) -> int:
    """How many capabilities the index answers from."""
    return sum(Index(home).answer(ALL).by_state.values())


def python(home: Path, code: str) -> subprocess.Popen[str]:
    """A process of its own that reads or builds in the same folder."""
    head = (
        "from pathlib import Path; from tests.search.test_generations import *; import sys; home = Path(sys.argv[1]); "
    )
    return subprocess.Popen([sys.executable, "-c", head + code, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def generations(home: Path) -> list[int]:
    return sorted(int(path.name) for path in (home / "search" / "generations").iterdir())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made(tmp_path, 20)
    return tmp_path


def test_without_an_index_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match="'kg index build' makes one"):
        Index(tmp_path).answer(ALL)


def test_an_index_of_nothing_answers_nothing(tmp_path: Path) -> None:
    made(tmp_path, 0)
    found = Index(tmp_path).answer(ALL)
    assert (found.capabilities, found.institutions, found.groups, found.by_state) == (0, 0, (), {})


def test_an_open_index_takes_up_the_next_generation(home: Path) -> None:
    index = Index(home)
    assert (index.manifest().generation, index.manifest().run) == (1, "alpha-run-20")
    made(home, 30)
    assert (index.manifest().generation, index.manifest().run) == (2, "alpha-run-30")
    assert sum(index.answer(ALL).by_state.values()) == 30


def test_an_index_that_was_removed_and_built_anew_is_another(home: Path) -> None:
    """Its generations are counted from 1 again."""
    index = Index(home)
    assert sum(index.answer(ALL).by_state.values()) == 20
    shutil.rmtree(home / "search")
    with pytest.raises(IndexUnusableError, match="there is no search index"):
        index.answer(ALL)
    assert made(home, 30).generation == 1
    assert sum(index.answer(ALL).by_state.values()) == 30


def test_readers_never_see_half_of_a_generation(home: Path) -> None:
    index, seen, over = Index(home), set(), threading.Event()

    def read() -> None:
        while not over.is_set():
            found = index.answer(Request(date(2024, 1, 1), limit=10_000, members=10_000))
            assert sum(group.capabilities for group in found.groups) == found.capabilities
            seen.add(sum(found.by_state.values()))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(21, 27):
        made(home, number)
    over.set()
    for reader in readers:
        reader.join()
    assert seen <= set(range(20, 27))
    assert len(seen) > 1


def test_a_generation_lives_while_another_process_reads_it(home: Path) -> None:
    code = "index = Index(home); index.manifest(); print('open', flush=True); input(); print(len(index._opened()[1].offers([(0, 0)])))"
    reader = subprocess.Popen([sys.executable, "-c", f"from pathlib import Path; from kg.search import Index; home = Path({str(home)!r}); {code}"],
                              cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert reader.stdout is not None
    assert reader.stdout.readline() == "open\n"
    made(home, 21)
    made(home, 22)
    assert generations(home) == [1, 3]
    told, _ = reader.communicate("\n")
    assert told == "1\n"
    made(home, 23)
    assert generations(home) == [4]
    assert list((home / "search" / "readers").iterdir()) == []


def test_a_killed_reader_holds_nothing(home: Path) -> None:
    reader = python(home, "index = Index(home); index.manifest(); print('open', flush=True); time.sleep(60)")
    assert reader.stdout is not None
    assert reader.stdout.readline() == "open\n"
    reader.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    reader.communicate()
    made(home, 21)
    assert generations(home) == [2]


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.1, 0.2, 0.3])
def test_a_killed_build_leaves_the_old_index_and_is_cleared_away(home: Path, moment: float) -> None:
    builder = python(home, "print('go', flush=True); made(home, 600); print('done')")
    assert builder.stdout is not None
    builder.stdout.readline()
    time.sleep(moment)
    builder.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    builder.communicate()
    assert held(home) in (20, 600)
    made(home, 25)
    assert held(home) == 25
    assert len(generations(home)) == 1
    assert list((home / "search").glob("building-*")) == []


def test_two_builds_do_not_go_on_at_a_time(home: Path) -> None:
    with Generations(home).building(), pytest.raises(IndexUnusableError, match="another build"):
        made(home, 5)
    assert held(home) == 20


def test_a_build_that_fails_leaves_nothing(home: Path) -> None:
    def broken() -> Iterator[None]:
        yield from ()
        raise OSError("the engine went away")

    with pytest.raises(OSError, match="went away"):
        build_from(Generations(home), standing(), broken())  # type: ignore[arg-type]
    assert held(home) == 20
    assert list((home / "search").glob("building-*")) == []


@pytest.mark.parametrize(
    "harm", ["cut", "gone", "no manifest", "half a manifest", "other version", "current", "folder"]
)
def test_a_damaged_index_is_told_and_built_anew(home: Path, harm: str) -> None:
    folder = home / "search" / "generations" / "00000001"
    manifest = folder / "manifest.json"
    if harm == "cut":
        file = folder / "base" / "parts.npy"
        file.write_bytes(file.read_bytes()[:-7])
    elif harm == "gone":
        (folder / "parts" / "kind.keys.letters.npy").unlink()
    elif harm == "no manifest":
        manifest.unlink()
    elif harm == "half a manifest":
        manifest.write_text(manifest.read_text("utf-8")[:100], "utf-8")
    elif harm == "other version":
        manifest.write_text(manifest.read_text("utf-8").replace(FORMAT, "1-0"), "utf-8")
    elif harm == "current":
        (home / "search" / "current").write_text("x", "ascii")
    else:
        shutil.rmtree(folder)
    with pytest.raises(IndexUnusableError, match="'kg index build'"):
        Index(home).answer(ALL)
    made(home, 21)
    assert held(home) == 21


def test_a_changed_byte_is_found(home: Path) -> None:
    generations = Generations(home)
    manifest = generations.manifest(1)
    assert generations.compared(1) is None
    assert generations.compare(manifest) == []
    file = generations.path(1) / "base" / "parts.npy"
    file.write_bytes(file.read_bytes()[:-1] + b"\x7f")
    assert held(home) == 20  # a size says nothing of what is inside
    assert generations.compare(manifest) == ["base/parts.npy"]
    with pytest.raises(
        IndexUnusableError, match=r"'base/parts.npy' of generation 1 was not what was written, as seen on 20"
    ):
        held(home)  # and whoever opens it from now on knows
    (generations.path(1) / "compared.json").write_text("half", "utf-8")
    assert generations.compared(1) is None
    assert generations.compare(manifest) == ["base/parts.npy"]
    made(home, 21)
    assert held(home) == 21


def test_a_document_has_all_that_an_offer_has() -> None:
    names = {field.name for field in fields(Offer)}
    types = [hint for part in PARTS for hint in ({part.name: 0} if part.name in names else get_type_hints(part.type))]
    own = {"id", "observed_on"}  # the document's name; a table by source
    assert names - own == set(types)
    for offer in World(3).offers(range(50)):
        assert again(offer.id, {part.name: part.of(offer) for part in PARTS}, SOURCES) == offer


def test_a_file_of_the_same_size_that_is_not_what_was_written_is_found_in_the_background(home: Path) -> None:
    index = Index(home)
    index.prepare()
    assert sum(index.answer(ALL).by_state.values()) == 20
    number = generations(home)[-1]
    file = home / "search" / "generations" / f"{number:08}" / "parts" / "doing.letters.npy"
    letters = bytearray(file.read_bytes())
    letters[-1] ^= 1
    file.unlink()  # what is mapped stays as it is
    file.write_bytes(letters)
    afresh = Index(home)
    afresh.prepare()
    with pytest.raises(IndexUnusableError, match="not what was written"):
        afresh.answer(ALL)
    made(home, 30)
    assert sum(afresh.answer(ALL).by_state.values()) == 30


def test_what_cannot_be_kept_of_a_comparison_is_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest, found = made(tmp_path, 20), Generations(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert found.compare(manifest) == []
    assert found.compared(manifest.generation) is None
