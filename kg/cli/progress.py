"""Progress of long work, on stderr."""

import sys
import time

import typer


class Progress:
    """Progress on stderr: on a terminal, for what takes longer than two seconds."""

    def __init__(self) -> None:
        self._began = self._told = time.monotonic()

    def __call__(self, stage: str, done: int) -> None:
        now = time.monotonic()
        if now - self._began > 2 and now - self._told > 0.5 and sys.stderr.isatty():
            self._told = now
            typer.echo(f"\r{stage}: {done:,}\033[K", err=True, nl=False)
