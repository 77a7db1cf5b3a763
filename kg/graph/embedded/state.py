"""The state file: how other commands find the running engine. It is checked, never trusted."""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class State:
    """A started engine: its process, when that process began (a reused pid has another start), and its port."""

    pid: int
    began: float
    port: int
    version: str

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def alive(self) -> bool:
        """Whether that very process still runs."""
        return process_start(self.pid) == self.began

    def write(self, path: Path) -> None:
        half = path.with_suffix(".half")
        half.write_text(json.dumps(asdict(self)), "utf-8")
        half.replace(path)


def read_state(path: Path) -> State | None:
    """The state of a living engine; None when there is none, or the file is of a dead one or damaged."""
    try:
        state = State(**json.loads(path.read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return state if state.alive() else None


def process_start(pid: int) -> float | None:
    """When a process began, in the clock of the system; None when it does not run (a zombie does not run)."""
    if sys.platform.startswith("linux"):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return None
        return None if fields[0] in "ZX" else float(fields[19])
    try:
        os.kill(pid, 0)
    except OSError:
        return None
    return 0.0
