"""``kg settings``: every setting, its value and its variable."""

import typer
from rich.console import Console
from rich.table import Table

from kg.settings import Settings


def register(app: typer.Typer) -> None:
    @app.command("settings")
    def settings() -> None:
        """Every setting: its variable, its value now, what it means."""
        now = Settings()
        table = Table("variable", "value", "meaning")
        for name, field in Settings.model_fields.items():
            table.add_row(f"KG_{name.upper()}", str(getattr(now, name)), field.description or "")
        Console().print(table)
