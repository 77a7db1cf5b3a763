"""Calibration and measurement capabilities (CMCs) of the BIPM key comparison database, with its vocabularies."""

from datetime import date

from kg.ingest.source import Source
from kg.ingest.sources.kcdb.crawl import EXPECTS, NAME, Cmcs
from kg.schema.core import Words

KCDB = Source(
    name=NAME,
    title=Words("Calibration and measurement capabilities in the KCDB", "KCDB 中的校准测量能力"),
    publisher="BIPM, as collected by the National Research Council Canada",
    licence="CC BY-SA 4.0",
    cadence="once",
    observed_on=date(2024, 1, 1),  # the files bear no date; the notice beside them is of 2024
    completeness="sample",
    coverage=Words(
        "Canada's capabilities in seven areas (neither chemistry nor ionizing radiation); neither the measurands' ranges, nor "
        "uncertainties, nor the institute, nor dates; the KCDB's words for quantities, instruments, methods and services",
        "加拿大在七个领域的能力（不含化学与电离辐射）；无被测量范围、不确定度、所属机构与日期；KCDB 的量、仪器、方法与服务词表",
    ),
    crawl=Cmcs,
    expects=EXPECTS,
    rows_min={
        "area": 7,
        "branch": 32,
        "serviceclass": 600,
        "quantity": 1_750,
        "instrument": 3_250,
        "instrumentmethod": 3_350,
        "cmc": 300,
    },
    takes=frozenset({"Parameter", "Product", "Technique"}),
    citations_of=str.splitlines,
)
