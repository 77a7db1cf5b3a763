"""A register of invented inspection bodies in the shape of cnas-inspection, for where the real files are not."""

import csv
from pathlib import Path

from kg.ingest.sources.cnas_inspection import INSTITUTIONS, SCOPE

BODIES, ITEMS = 6, 40


def write_register(folder: Path, *, later: bool = False) -> Path:
    """Write the files of 6 inspection bodies with 40 rows each. ``later``: some rows are gone, some reworded, and
    some bodies have moved."""
    folder.mkdir()
    institutions, scope = [], []
    for number in range(BODIES):
        name = f"虚构检验机构{number}"
        moved = "二" if later and number % 3 == 0 else "一"
        institutions.append(["", name, f"IB9{number:03}", "", "430000", "/", f"虚构路{moved}号", "2018/01/02", "2024/01/01", "",
                             "A类"])  # fmt: skip
        for item in range(ITEMS):
            if later and item % 5 == 0:
                continue
            note = "仅限现场" if item % 4 == 0 else "改" if later and item % 7 == 0 else ""
            scope.append(["", name, "2018/01/02 - 2024/01/01", "暂无分组", "1", f"产品{item % 9}", "1", f"项目{item % 31}", "1",
                          f"方法标题{item % 23}", f"GB/T {1000 + (item * 7 + number) % 90}-{2001 + item % 9}", note])  # fmt: skip
    for file, header, lines in (("ib_institutions", INSTITUTIONS, institutions), ("ib_capabilities", SCOPE, scope)):
        with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([header, *lines])
    return folder
