"""What changed between two answers, on a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from kg.asking.difference import CHANGES
from kg.asking.terms import title, word
from kg.cli.show import as_of, cell, columns, name


def show(found: Mapping[str, Any], lang: str) -> None:
    """The counts in a sentence, then all but what is the same."""
    console = Console()
    console.print(Text(found["words"][lang], style="bold"))
    told = [(change, entry) for change in CHANGES if change != "same" for entry in found[change]]
    if told:
        table = columns("", "what", "of", "why", lang=lang)
        for change, entry in told:
            why = "\n".join((*_status(entry, lang), *(_line(each, lang) for each in entry["changes"])))
            table.add_row(*map(Text, (word(change, lang), name(entry, lang), title(entry["part"] or "", lang), why)))
        console.print(table)
    for parameter, values in found["asked"].items():
        otherwise = "问法不同" if lang == "zh" else "asked otherwise"
        line = (
            f"{otherwise}: {title(parameter, lang)}: {_value(values['before'], lang)} → {_value(values['after'], lang)}"
        )
        console.print(Text(line))
    console.print(Text(f"{_of(found['before'], lang)} → {_of(found['after'], lang)}", style="dim"))


def _of(side: Mapping[str, Any], lang: str) -> str:
    return f"{as_of(side['as_of'], lang)} ({side['run'] or {'en': 'no run', 'zh': '无运行'}[lang]})"


def _status(entry: Mapping[str, Any], lang: str) -> Iterator[str]:
    if entry["before"] and entry["after"] and entry["before"] != entry["after"]:
        yield f"{word(entry['before'], lang)} → {word(entry['after'], lang)}"


def _line(change: Mapping[str, Any], lang: str) -> str:
    """``validity: valid → ran-out (ran out on 2025-09-09)``."""
    if "property" in change:
        return f"{title(change['property'], lang)}: {_value(change['before'], lang)} → {_value(change['after'], lang)}"
    one, other = change["before"], change["after"]
    if (one and other and one["status"] == other["status"]) or change["constraint"] == "validity":
        ends = [word(side["offered"], lang) if side else "-" for side in (one, other)]
    else:
        ends = [word(side["status"], lang) if side else "-" for side in (one, other)]
    words = (other or one)["words"].get(lang)
    return f"{title(change['constraint'], lang)}: {ends[0]} → {ends[1]}" + (f" ({words})" if words else "")


def _value(value: Any, lang: str) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{number} {word(key, lang)}" for key, number in value.items() if number) or "-"
    return cell(value, lang) or "-"
