"""Anybody's own tables: under the headers of our templates, or under their own with a mapping file."""

from kg.ingest.source import Source
from kg.ingest.sources.table.cells import several
from kg.ingest.sources.table.crawl import Tables
from kg.schema.core import Words

TABLE = Source(
    name="table",
    title=Words("A data owner's own tables", "数据所有者自有表格"),
    publisher="the owner of the tables",
    licence="as the owner says",
    cadence="when the owner hands in new tables",
    observed_on=None,
    completeness="sample",
    coverage=Words("what the owner put into the tables", "所有者填入表格的内容"),
    crawl=Tables,
    expects="a CSV or XLSX file with a header of 'kg template', a folder of those, or any with --mapping",
    quarantine_max=0.05,
    per_file=True,
    options=("mapping",),
    citations_of=several,
)
