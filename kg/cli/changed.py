"""What changed between two answers, on a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.asking.difference import CHANGES
from kg.cli.show import cell, name


def show(found: Mapping[str, Any], lang: str) -> None:
    """The counts in a sentence, then all but what is the same."""
    console = Console()
    console.print(Text(found["words"][lang], style="bold"))
    told = [(change, entry) for change in CHANGES if change != "same" for entry in found[change]]
    if told:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for column in ("", "what", "of", "why"):
            table.add_column(column, overflow="fold")
        for change, entry in told:
            why = "\n".join((*_status(entry), *(_line(each, lang) for each in entry["changes"])))
            table.add_row(*map(Text, (change, name(entry, lang), entry["part"] or "", why)))
        console.print(table)
    for parameter, values in found["asked"].items():
        line = f"asked otherwise: {parameter}: {_value(values['before'], lang)} → {_value(values['after'], lang)}"
        console.print(Text(line))
    console.print(Text(f"{_of(found['before'])} → {_of(found['after'])}", style="dim"))


def _of(side: Mapping[str, Any]) -> str:
    return f"as of {side['as_of']} ({side['run'] or 'no run'})"


def _status(entry: Mapping[str, Any]) -> Iterator[str]:
    if entry["before"] and entry["after"] and entry["before"] != entry["after"]:
        yield f"{entry['before']} → {entry['after']}"


def _line(change: Mapping[str, Any], lang: str) -> str:
    """``validity: valid → ran-out (ran out on 2025-09-09)``."""
    if "property" in change:
        return f"{change['property']}: {_value(change['before'], lang)} → {_value(change['after'], lang)}"
    one, other = change["before"], change["after"]
    if (one and other and one["status"] == other["status"]) or change["constraint"] == "validity":
        ends = [side["offered"] if side else "-" for side in (one, other)]
    else:
        ends = [side["status"] if side else "-" for side in (one, other)]
    words = (other or one)["words"].get(lang)
    return f"{change['constraint']}: {ends[0]} → {ends[1]}" + (f" ({words})" if words else "")


def _value(value: Any, lang: str) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{number} {key}" for key, number in value.items() if number) or "-"
    return cell(value, lang) or "-"
