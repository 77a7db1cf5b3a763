"""The command line: every module in ``commands/`` adds its own commands."""

import importlib
import pkgutil
import signal
import sys
from typing import Annotated

import typer
from pydantic import ValidationError

from kg import __version__
from kg.cli import commands
from kg.errors import KgError

INTERRUPTED = 130  # what a shell reports of a command that Ctrl-C ended; of one that SIGTERM ended too

app = typer.Typer(
    name="kg", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Capability Graph: who can test what, to which standard, with reasons.",
)  # fmt: skip


def _version(value: bool) -> None:
    if value:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def register(into: typer.Typer) -> None:
    """Let each module of ``commands/`` add itself: it has ``register(app)``."""
    for info in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
        importlib.import_module(info.name).register(into)


def main() -> None:
    """Run the command line; a known error is one line on stderr and its exit code, never a traceback."""
    register(app)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        app()
    except KgError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)
    except UnicodeEncodeError:
        typer.echo("error: a text holds what is no character; write it as UTF-8", err=True)
        sys.exit(2)
    except ValidationError as error:
        if error.title != "Settings":
            raise
        typer.echo(f"error: {_wrong_setting(error)}", err=True)
        sys.exit(2)
    except (KeyboardInterrupt, SystemExit) as end:
        if isinstance(end, SystemExit) and end.code != INTERRUPTED:  # Typer makes an exit of Ctrl-C
            raise
        typer.echo("interrupted; what was committed is kept, and the command can be run again", err=True)
        sys.exit(INTERRUPTED)


def _interrupt(*_: object) -> None:
    """SIGTERM ends a command as Ctrl-C does: what it started and has to end is ended first."""
    raise KeyboardInterrupt


def _wrong_setting(error: ValidationError) -> str:
    """The first variable that holds what a setting cannot be."""
    first = error.errors()[0]
    variable = f"KG_{str(first['loc'][0]).upper()}"
    return f"{variable} is '{first['input']}': {first['msg']}. 'kg settings' tells what each setting means."
