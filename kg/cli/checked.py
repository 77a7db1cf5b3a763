"""An institution held against items, on a terminal."""

from typing import Any

from rich.console import Console
from rich.text import Text

from kg.asking.terms import word
from kg.cli.show import as_of, columns, counts


def show(found: dict[str, Any], lang: str) -> None:
    console = Console()
    table = columns("item", "asked", "status", "why", "evidence", lang=lang, box=None)
    for number, item in enumerate(found["items"], 1):
        asked = "; ".join(
            f"k = {value}" if name == "k" else f"{value}" for name, value in item["asked"].items() if value
        )
        evidence = item["evidence"] or {}
        shown = f"{evidence.get('scheme') or ''} {evidence.get('accreditation') or ''} {', '.join(evidence.get('records') or [])}"
        cells = (item["id"] or str(number), asked, word(item["status"], lang), item["words"][lang], shown.strip())
        table.add_row(*map(Text, cells))
    console.print(table)
    console.print(Text(f"{counts(found['counts'], lang)}; {as_of(found['meta']['as_of'], lang)}", style="bold"))
