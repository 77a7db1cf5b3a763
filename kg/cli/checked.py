"""An institution held against items, on a terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.show import counts


def show(found: dict[str, Any], lang: str) -> None:
    console = Console()
    table = Table(box=None, pad_edge=False)
    for name in ("item", "asked", "status", "why", "evidence"):
        table.add_column(name, overflow="fold")
    for number, item in enumerate(found["items"], 1):
        asked = "; ".join(
            f"k = {value}" if name == "k" else f"{value}" for name, value in item["asked"].items() if value
        )
        evidence = item["evidence"] or {}
        shown = f"{evidence.get('scheme') or ''} {evidence.get('accreditation') or ''} {', '.join(evidence.get('records') or [])}"
        cells = (item["id"] or str(number), asked, item["status"], item["words"][lang], shown.strip())
        table.add_row(*map(Text, cells))
    console.print(table)
    console.print(Text(f"{counts(found['counts'])}; as of {found['meta']['as_of']}", style="bold"))
