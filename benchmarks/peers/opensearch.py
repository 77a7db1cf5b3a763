"""OpenSearch on one node, from Maven's jars: a document a capability, one shard, merged to one segment, its ranges nested.

An answer is one search: institutions in the order of the smallest ``best`` of each, and how many there are, counted out, as its own
count of distinct values is approximate. The same jars start three nodes; here it is one, as everything else here is one process.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from benchmarks.asked import FACETS, PAGE, Answer, Asked
from benchmarks.engine import cache
from benchmarks.peers.documents import Document
from benchmarks.peers.peer import Unavailable
from kg.errors import EngineError
from kg.graph.embedded.jars import Jars
from kg.graph.embedded.java import command
from kg.search.words import phrases

LOCKS = Path(__file__).with_name("locks")
MAIN = "org.codelibs.opensearch.runner.OpenSearchRunner"
# All that is needed beside the core. The analyzers of languages would keep every index from being made: they ask the JVM for Thai, which
# ours comes without; words are cut before.
MODULES = "org.opensearch.transport.Netty4ModulePlugin"
HEAP = ("-Xms1g", "-Xmx1g")
START_SECONDS = 120
MOST = 1_000_000  # institutions of an answer, all of which are counted
_PORT = re.compile(r"HttpServerTransport\s*\] publish_address \{127\.0\.0\.1:(\d+)\}")

_WORD = {"type": "keyword", "eager_global_ordinals": True}
INDEX = {
    "settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": -1, "requests.cache.enable": False},
    "mappings": {"dynamic": "strict", "properties": {
        "id": {"type": "keyword"}, "institution": _WORD, "activity": {"type": "keyword"}, "starts": {"type": "date"},
        "ends": {"type": "date"}, "best": {"type": "long"}, "standard": {"type": "keyword"}, "parameter": _WORD, "product": _WORD,
        "region": _WORD, "words": {"type": "text", "analyzer": "whitespace", "norms": False},
        "ranges": {"type": "nested", "properties": {
            "dimension": {"type": "keyword"}, "kind": {"type": "keyword"}, "lo": {"type": "double"}, "hi": {"type": "double"}}},
    }},
}  # fmt: skip


def source(document: Document) -> dict[str, Any]:
    """A document as OpenSearch takes it; ends that are not stated are the farthest numbers that it knows."""
    farthest = sys.float_info.max
    ranges = [
        {"dimension": r.dimension, "kind": r.kind, "lo": max(r.lo, -farthest), "hi": min(r.hi, farthest)}
        for r in document.ranges
    ]
    said = {
        "id": document.id, "institution": document.institution, "activity": document.activity, "best": document.best,
        "starts": document.starts and document.starts.isoformat(), "ends": document.ends and document.ends.isoformat(),
        "standard": document.standards, "parameter": document.parameters, "product": document.products, "region": document.regions,
        "words": " | ".join(cut for _, cut in document.names), "ranges": ranges,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


def query(asked: Asked) -> dict[str, Any]:
    """What has to hold of a capability."""
    day = asked.as_of.isoformat()
    filters: list[dict[str, Any]] = [{"term": {"activity": asked.activity}}]
    filters += [
        {"term": {name: value}} for name in ("standard", "product", "region") if (value := getattr(asked, name))
    ]
    filters += [{"match_phrase": {"words": " ".join(phrase)}} for text in asked.words for phrase in phrases(text)]
    filters += [{"bool": {"must_not": {"range": {"ends": {"lt": day}}}}}] if asked.undated else _dated(day)
    if wanted := asked.wanted:
        inside = [{"term": {"ranges.dimension": wanted.dimension}}, {"terms": {"ranges.kind": [wanted.kind, ""]}},
                  {"range": {"ranges.lo": {"lte": wanted.lo}}}, {"range": {"ranges.hi": {"gte": wanted.hi}}}]  # fmt: skip
        filters.append({"nested": {"path": "ranges", "query": {"bool": {"filter": inside}}}})
    return {"bool": {"filter": filters}}


def _dated(day: str) -> list[dict[str, Any]]:
    return [{"range": {"starts": {"lte": day}}}, {"range": {"ends": {"gte": day}}}]


def search(asked: Asked) -> dict[str, Any]:
    """The whole of a search."""
    best = {"best": {"min": {"field": "best"}}}
    order: list[dict[str, str]] = [{"best": "asc"}]
    within: dict[str, Any] = dict(best)
    if asked.undated:
        within["dated"] = {"filter": {"bool": {"filter": _dated(asked.as_of.isoformat())}}, "aggs": best}
        order.insert(0, {"dated>best": "asc"})
    counted = {
        "page": {"terms": {"field": "institution", "size": PAGE, "order": order}, "aggs": within},
        **_distinct(),
    }
    if asked.facets:
        counted |= {name: {"terms": {"field": name, "size": PAGE, "order": [{"_count": "desc"}, {"_key": "asc"}],
                                     "collect_mode": "breadth_first"}, "aggs": _distinct()} for name in FACETS}  # fmt: skip
    return {"size": 0, "track_total_hits": True, "query": query(asked), "aggs": counted}


def _distinct() -> dict[str, Any]:
    return {
        "each": {"terms": {"field": "institution", "size": MOST}},
        "institutions": {"stats_bucket": {"buckets_path": "each>_count"}},
    }


_SHOWN = ",".join(("hits.total.value", "aggregations.page.buckets", "aggregations.institutions.count",
                   *(f"aggregations.{name}.buckets.{what}" for name in FACETS for what in ("key", "doc_count", "institutions.count"))))  # fmt: skip


class OpenSearch:
    """A node that answers, with an open connection to it."""

    def __init__(self, folder: Path, version: str, port: int) -> None:
        self.folder, self.version = folder, f"OpenSearch {version}"
        self._connection = HTTPConnection("127.0.0.1", port, timeout=600)
        self._call("PUT", "/_cluster/settings", {"persistent": {"search.max_buckets": MOST}})
        self._call("PUT", "/capability", INDEX)

    def add(self, documents: Sequence[Document]) -> None:
        head = '{"index":{}}\n'
        lines = "".join(f"{head}{json.dumps(source(document), ensure_ascii=False)}\n" for document in documents)
        if self._call("POST", "/capability/_bulk?filter_path=errors", lines)["errors"]:
            raise ValueError("OpenSearch did not take all documents.")

    def settle(self) -> None:
        self._call("POST", "/capability/_refresh")
        self._call("POST", "/capability/_forcemerge?max_num_segments=1")
        self._call("POST", "/capability/_refresh")

    def answer(self, asked: Asked) -> Answer:
        said = self._call("POST", f"/capability/_search?filter_path={_SHOWN}", search(asked))
        found = said.get("aggregations", {})
        page = [(each["key"], each["doc_count"]) for each in found.get("page", {}).get("buckets", ())]
        facets = {name: [(each["key"], each["doc_count"], each["institutions"]["count"])
                         for each in found.get(name, {}).get("buckets", ())] for name in FACETS} if asked.facets else {}  # fmt: skip
        return Answer(page, found.get("institutions", {}).get("count", 0), said["hits"]["total"]["value"], facets)

    def _call(self, verb: str, path: str, body: dict[str, Any] | str | None = None) -> Any:
        text = body if isinstance(body, str) else json.dumps(body) if body is not None else ""
        self._connection.request(verb, path, text.encode(), {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        said = json.loads(response.read())
        if response.status >= 400:
            raise ValueError(f"OpenSearch says {response.status} to {verb} {path}: {said}")
        return said


@contextmanager
def opensearch() -> Iterator[OpenSearch]:
    """A node of its own in a temporary folder; ``Unavailable`` where its jars cannot be had or it does not start."""
    jars = Jars("opensearch-3.3", cache(), LOCKS, "OpenSearch")
    try:
        if missing := jars.missing():
            jars.fetch(missing)
    except EngineError as error:
        raise Unavailable(str(error)) from error
    with tempfile.TemporaryDirectory(prefix="kg-opensearch-") as name:
        folder = Path(name)
        line = command(
            jars.paths,
            MAIN,
            ["-basePath", name, "-numOfNode", "1", "-clusterName", "kg-benchmark", "-moduleTypes", MODULES],
            [*HEAP],
        )
        with (folder / "log").open("wb") as log:
            node = subprocess.Popen(line, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield OpenSearch(folder, jars.version, _port(node, folder / "log"))
        finally:
            node.terminate()
            node.wait()


def _port(node: "subprocess.Popen[bytes]", log: Path) -> int:
    """Where a node answers, once it does: it takes the first free port from 9201."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and node.poll() is None:
        if found := _PORT.search(log.read_text("utf-8", "replace")):
            return int(found[1])
        time.sleep(0.2)
    raise Unavailable(f"OpenSearch did not start: {' '.join(log.read_text('utf-8', 'replace').splitlines()[-3:])}")
