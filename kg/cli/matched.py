"""The answer to a demand on a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from kg.asking.answer import counted
from kg.asking.terms import title, word
from kg.cli.show import columns, counts, failing, name


def show(found: dict[str, Any], lang: str) -> None:
    console = Console()
    table = columns("requirement", "status", "institutions", "why", lang=lang, box=None)
    for item in found["requirements"]:
        table.add_row(item["id"], word(item["status"], lang), counts(item["institutions"], lang), _why(item, lang))
    console.print(table)
    for item in found["requirements"]:
        for line in _missed(item, lang):
            console.print(Text(line), soft_wrap=True)
    chosen = found["smallest"]
    divided = {item["id"]: item["divided"] for item in found["requirements"] if "divided" in item}
    console.print(Text(_smallest(chosen, divided, lang), style="bold"), soft_wrap=True)
    for each in chosen["institutions"]:
        id = each["institution"]["id"]
        covers = ", ".join(entry + _pieces_of(id, divided.get(entry), lang) for entry in each["covers"])
        console.print(Text(f"  {name(each['institution'], lang)}: {covers}"), soft_wrap=True)


def _why(item: dict[str, Any], lang: str) -> str:
    if "parts" in item:
        return f"{word(item['joined'], lang)}: " + ", ".join(part["id"] for part in item["parts"])
    return str(item["why"][f"words_{lang}"])


def _missed(item: dict[str, Any], lang: str) -> Iterator[str]:
    for miss in item.get("misses", ()):
        failed = "; ".join(failing(reason, lang) for reason in miss["failed"])
        nearest = "最接近者" if lang == "zh" else "nearest"
        yield f"{item['id']}: {nearest} {name(miss['institution'], lang)}: {failed}"
    for each in item.get("relaxed", ()):
        dropped, would = title(each["constraint"], lang), each["institutions"]
        told = f"若不要求{dropped}，则有 {would} 家" if lang == "zh" else f"without {dropped} {would} would do"
        yield f"{item['id']}: {told}"


def _pieces_of(institution: str, divided: Mapping[str, Any] | None, lang: str) -> str:
    """What of a divided range an institution covers; empty of what is not divided."""
    if divided is None:
        return ""
    return _ends([piece for piece in divided["pieces"] if institution in piece["institutions"]], divided["unit"], lang)


def _ends(pieces: Sequence[Mapping[str, Any]], unit: str | None, lang: str) -> str:
    """Pieces in order, those that touch as one: `` (-196 to 300, 660 to 1100 ℃)``."""
    joined: list[tuple[float, float]] = []
    for piece in pieces:
        if joined and joined[-1][1] == piece["lo"]:
            joined[-1] = (joined[-1][0], piece["hi"])
        else:
            joined.append((piece["lo"], piece["hi"]))
    between = "～" if lang == "zh" else " to "
    return f" ({', '.join(f'{lo:g}{between}{hi:g}' for lo, hi in joined)}{f' {unit}' if unit else ''})"


def _smallest(chosen: dict[str, Any], divided: Mapping[str, Any], lang: str) -> str:
    number = len(chosen["institutions"])
    exact = {"en": "the fewest" if chosen["exact"] else f"found greedily; {chosen['at_least']} at least are needed",
             "zh": "最少" if chosen["exact"] else f"贪心所得；至少需要 {chosen['at_least']} 家"}[lang]  # fmt: skip
    missing = ", ".join(
        entry + (_ends(divided[entry]["gaps"], divided[entry]["unit"], lang) if entry in divided else "")
        for entry in chosen["uncovered"]
    )
    nobody = (f"无机构覆盖：{missing}" if lang == "zh" else f"nobody covers {missing}") if missing else ""
    if nobody and not number:
        return nobody
    if lang == "zh":
        return f"{nobody}；其余由 {number} 家机构覆盖（{exact}）" if nobody else f"{number} 家机构即可覆盖（{exact}）"
    covers = f"{counted(number, 'institution covers', 'institutions cover')} {'the rest' if nobody else 'it'} ({exact})"
    return f"{nobody}; {covers}" if nobody else covers
