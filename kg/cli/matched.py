"""The answer to a demand on a terminal."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.asking.answer import counted
from kg.cli.show import counts, name


def show(found: dict[str, Any], lang: str) -> None:
    console = Console()
    table = Table(box=None, pad_edge=False)
    for column in ("requirement", "status", "institutions", "why"):
        table.add_column(column, overflow="fold")
    for item in found["requirements"]:
        table.add_row(item["id"], item["status"], counts(item["institutions"]), _why(item, lang))
    console.print(table)
    for item in found["requirements"]:
        for line in _missed(item, lang):
            console.print(Text(line), soft_wrap=True)
    chosen = found["smallest"]
    console.print(Text(_smallest(chosen, lang), style="bold"), soft_wrap=True)
    for each in chosen["institutions"]:
        console.print(Text(f"  {name(each['institution'], lang)}: {', '.join(each['covers'])}"), soft_wrap=True)


def _why(item: dict[str, Any], lang: str) -> str:
    if "parts" in item:
        return f"{item['joined']}: " + ", ".join(part["id"] for part in item["parts"])
    return str(item["why"][f"words_{lang}"])


def _missed(item: dict[str, Any], lang: str) -> Iterator[str]:
    for miss in item.get("misses", ()):
        failed = "; ".join(
            f"{reason['constraint']} {reason['status']}: {reason['words'][lang]}" for reason in miss["failed"]
        )
        yield f"{item['id']}: nearest {name(miss['institution'], lang)}: {failed}"
    for each in item.get("relaxed", ()):
        yield f"{item['id']}: without {each['constraint']} {each['institutions']} would do"


def _smallest(chosen: dict[str, Any], lang: str) -> str:
    number = len(chosen["institutions"])
    exact = {"en": "the fewest" if chosen["exact"] else f"found greedily; {chosen['at_least']} at least are needed",
             "zh": "最少" if chosen["exact"] else f"贪心所得；至少需要 {chosen['at_least']} 家"}[lang]  # fmt: skip
    missing = ", ".join(chosen["uncovered"])
    if lang == "zh":
        return f"{number} 家机构即可覆盖（{exact}）" + (f"；无法覆盖：{missing}" if missing else "")
    return f"{counted(number, 'institution covers', 'institutions cover')} it ({exact})" + (
        f"; nobody covers {missing}" if missing else ""
    )
