"""The state file: how other commands find the running engine. It is checked, never trusted."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class State:
    """A started engine: its process, when that process began (a reused pid began otherwise), its port."""

    pid: int
    began: str
    port: int
    version: str

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def alive(self) -> bool:
        """Whether that very process still runs."""
        began = process_start(self.pid)
        return began is not None and began == self.began

    def write(self, path: Path) -> None:
        half = path.with_suffix(".half")
        half.write_text(json.dumps(asdict(self)), "utf-8")
        half.replace(path)


def last_state(path: Path) -> State | None:
    """The engine that was started last, whether it lives or not; None when the file is absent or damaged."""
    try:
        state = State(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if isinstance(state.pid, int) and isinstance(state.port, int) else None


def process_start(pid: int) -> str | None:
    """When a process began, told apart from any other with its pid, across reboots too; None when it does not
    run (a zombie does not run)."""
    if not sys.platform.startswith("linux"):
        return _process_start_by_ps(pid)
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return None
    return None if fields[0] in "ZX" else f"{boot} {fields[19]}"


def _process_start_by_ps(pid: int) -> str | None:
    told = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    status, _, began = told.stdout.strip().partition(" ")
    return began.strip() if began and not status.startswith("Z") else None
