"""Generations of the index: built beside the one in use, swapped in whole, removed when nobody reads them.

In the folder: ``generations/NUMBER`` (a whole index each), ``current`` (the number of the one in use), ``readers`` (a locked
file for each process that has one open: the operating system drops the lock when it dies) and ``build.lock``. Files are
synced before their generation gets its name, and the name before ``current`` tells it: a crash leaves the old one in use
and a folder that the next build removes. Files that do not change are shared between generations by hard links.
"""

import json
import os
import secrets
import shutil
import weakref
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import IndexUnusableError
from kg.graph.lock import Locked, exclusive
from kg.search.fields import layout

# How the files are laid out. What was written in another way, or of other parts, is built anew, never read.
FORMAT = f"5-{layout()}"

_TRIES = 20


@dataclass(frozen=True)
class Manifest:
    """What a generation holds: ``runs`` are those whose changes it has and when each began, ``run`` the latest of them;
    ``sources``: when each was last read; ``files``: size and CRC-32 of each."""

    format: str
    generation: int
    run: str
    runs: Mapping[str, str]
    sources: Mapping[str, date | None]
    capabilities: int
    tail: int
    files: Mapping[str, tuple[int, int]]


class Compared(NamedTuple):
    """When the files of a generation were compared with what was written (ISO 8601), and which of them were something else."""

    on: str
    wrong: tuple[str, ...]


# Of the file that says which generation is in use: its place on the disk, when it was written, its size.
Mark = tuple[int, int, int]


class Generations:
    """The index folder of one KG_HOME."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "search"
        self._current = str(self.folder / "current")
        self._seen: tuple[Mark, int] | None = None

    def number(self) -> int | None:
        """The generation in use; None where no index was ever built."""
        in_use = self.in_use()
        return in_use and in_use[1]

    def in_use(self) -> tuple[Mark, int] | None:
        """The same with a mark that no other has, not even one of its number in a folder that was removed and built anew. A question looks
        at the file that says it, and reads it when it is another one: it is never written, but replaced."""
        try:
            stat = os.stat(self._current)
            mark = stat.st_ino, stat.st_mtime_ns, stat.st_size
            if self._seen is None or self._seen[0] != mark:
                self._seen = mark, int(Path(self._current).read_text("ascii"))
        except FileNotFoundError:
            return None
        except ValueError:
            raise _damaged("its file 'current' names no generation") from None
        return self._seen

    def path(self, number: int) -> Path:
        return self.folder / "generations" / f"{number:08}"

    def manifest(self, number: int) -> Manifest:
        """What a generation says of itself; ``IndexUnusableError`` when that cannot be read or is of another version."""
        try:
            told = json.loads((self.path(number) / "manifest.json").read_text("utf-8"))
            if told["format"] != FORMAT:
                raise IndexUnusableError(
                    "the search index was written by another version; 'kg index build' makes it anew."
                )
            sources = {name: date.fromisoformat(day) if day else None for name, day in told["sources"].items()}
            files = {name: (size, crc) for name, (size, crc) in told["files"].items()}
            return Manifest(**{**told, "sources": sources, "files": files})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise _damaged(f"the manifest of generation {number} cannot be read") from error

    def check(self, manifest: Manifest) -> None:
        """Raise ``IndexUnusableError`` unless every file is there at its size, and was what was written when that was last compared."""
        for name, (size, _) in manifest.files.items():
            path = self.path(manifest.generation) / name
            if not path.exists() or path.stat().st_size != size:
                raise _damaged(f"'{name}' of generation {manifest.generation} is missing or not whole")
        if (compared := self.compared(manifest.generation)) and compared.wrong:
            first, on = compared.wrong[0], compared.on
            raise _damaged(f"'{first}' of generation {manifest.generation} was not what was written, as seen on {on}")

    def compare(self, manifest: Manifest) -> list[str]:
        """The files whose content is not what was written. It reads them all, so what it finds is kept for whoever only looks."""
        folder = self.path(manifest.generation)
        wrong = [
            name
            for name, (_, crc) in manifest.files.items()
            if not (folder / name).exists() or _crc(folder / name) != crc
        ]
        told = folder / f"compared-{secrets.token_hex(4)}"
        with suppress(
            OSError
        ):  # a full disk, or one that is only read: who asked is told, and the next one compares again
            told.write_text(
                json.dumps({"on": datetime.now(UTC).isoformat(timespec="seconds"), "wrong": wrong}), "utf-8"
            )
            told.replace(folder / "compared.json")
        return wrong

    def compared(self, number: int) -> Compared | None:
        """What ``compare`` last found of a generation; None where nobody has compared it."""
        try:
            told = json.loads((self.path(number) / "compared.json").read_text("utf-8"))
            return Compared(str(told["on"]), tuple(map(str, told["wrong"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A new folder to build in, for one process at a time; what earlier builds and readers left is removed."""
        (self.folder / "generations").mkdir(parents=True, exist_ok=True)
        try:
            with exclusive(self.folder / "build.lock"):
                self._sweep()
                folder = self.folder / f"building-{secrets.token_hex(4)}"
                folder.mkdir()
                try:
                    yield folder
                finally:
                    shutil.rmtree(folder, ignore_errors=True)
                self._sweep()
        except Locked:
            raise IndexUnusableError("another build of the search index is under way; wait for it.") from None

    def publish(
        self, built: Path, known: Mapping[str, tuple[int, int]], told: Callable[[int, dict[str, Any]], Manifest]
    ) -> Manifest:
        """Put what was built in use. ``known``: files shared with the generation before, with what its manifest says."""
        names = sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
        files = {}
        for name in names:
            if name not in known:
                _sync(built / name)
            files[name] = known.get(name) or ((built / name).stat().st_size, _crc(built / name))
        number = 1 + max((int(path.name) for path in (self.folder / "generations").iterdir()), default=0)
        manifest = told(number, files)
        (built / "manifest.json").write_text(json.dumps(asdict(manifest), default=str), "utf-8")
        for path in (built / "manifest.json", *(path for path in built.rglob("*") if path.is_dir()), built):
            _sync(path)
        built.rename(self.path(number))
        _sync(self.folder / "generations")
        following = self.folder / "current.new"
        following.write_text(str(number), "ascii")
        _sync(following)
        following.replace(self.folder / "current")
        _sync(self.folder)
        return manifest

    def hold(self, holder: object) -> int | None:
        """Keep the generation in use from being removed for as long as ``holder`` lives; its number, None where there is none."""
        (self.folder / "readers").mkdir(parents=True, exist_ok=True)
        for _ in range(_TRIES):
            number = self.number()
            if number is None:
                return None
            path = self.folder / "readers" / f"{number}~{os.getpid()}-{secrets.token_hex(4)}.lock"
            lock = ExitStack()
            try:
                lock.enter_context(exclusive(path))
            except Locked:  # a sweep took it for one that was left behind
                continue
            # Whoever removes generations looks at `current` first and at the readers after it.
            if self.number() == number and path.exists():
                weakref.finalize(holder, _release, lock, path)
                return number
            _release(lock, path)
        raise _damaged("generations are swapped faster than one can be opened")

    def _sweep(self) -> None:
        """Remove builds that were broken off, and generations that are not in use and that no process holds."""
        try:
            keep: set[int | None] = {self.number(), *self._held()}
        except IndexUnusableError:
            keep = {*self._held()}
        for path in self.folder.glob("building-*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in (self.folder / "generations").iterdir():
            if int(path.name) not in keep:
                shutil.rmtree(path, ignore_errors=True)  # where files in use cannot be removed, the next sweep does it

    def _held(self) -> set[int]:
        held = set()
        for path in (self.folder / "readers").glob("*.lock"):
            try:
                with exclusive(path):
                    left = True
            except Locked:
                left = False
            if left:
                path.unlink(missing_ok=True)
            else:
                held.add(int(path.name.partition("~")[0]))
        return held


def _release(lock: ExitStack, path: Path) -> None:
    lock.close()
    path.unlink(missing_ok=True)


def share(source: Path, target: Path) -> None:
    """Give a file a second name; a copy where the file system knows no such thing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _damaged(what: str) -> IndexUnusableError:
    return IndexUnusableError(f"the search index is damaged: {what}. 'kg index build' makes it anew.")


def _crc(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            crc = zlib.crc32(block, crc)
    return crc


def _sync(path: Path) -> None:
    """Have the operating system write a file, or the names in a folder, to the disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
