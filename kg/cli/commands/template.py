"""``kg template``: the header of a table that ``kg ingest table`` reads."""

import csv
import sys
from typing import Annotated

import typer

from kg.errors import UsageError, did_you_mean
from kg.schema.derive.table import header, tabled


def register(app: typer.Typer) -> None:
    @app.command("template")
    def template(
        entity: Annotated[str, typer.Argument(help="What a row is: capability, institution, site, accreditation, …")],
    ) -> None:
        """Print the header of a table to fill in: kg template capability > my.csv"""
        known = {each.slug: each for each in tabled()}
        found = known.get(entity.lower().replace("_", "-"))
        if found is None:
            raise UsageError(f"no table '{entity}'.{did_you_mean(entity.lower(), known)} Tables: {', '.join(known)}.")
        csv.writer(sys.stdout, lineterminator="\n").writerow(header(found))
