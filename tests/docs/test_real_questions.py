"""The questions of docs/matching-real.md are asked of the real files, loaded at once into an engine of their own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from kg.graph import Graph, Server, connect
from kg.ingest.bulk import bulk
from kg.ingest.ingest import Request
from kg.ingest.registry import source
from kg.search import Generations, update
from kg.settings import Settings
from tests.docs.fences import REAL, Fence, fences
from tests.docs.shell import Shell

# The sources that the page names, with their files.
FILES = {
    "cnas-energystar": "cnas-scopes-2020", "cnas-reference-materials": "cnas-scopes-2020",
    "cma-annex": "cma-capability/sample-cma-data.csv", "nabl": "nabl-scopes/raw_csvs", "kcdb": "kcdb-cmc",
}  # fmt: skip

EXAMPLES = list(fences(REAL))


@pytest.fixture(scope="module")
def own(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    ours = settings.model_copy(update={"home": tmp_path_factory.mktemp("real")})
    yield ours
    Server(ours).stop()


@pytest.fixture(scope="module")
def loaded(own: Settings, data: Callable[[str], Path]) -> Iterator[Graph]:
    """The real files as the page says: one bulk load, and the index."""
    requests = [Request(source(name), data(path)) for name, path in FILES.items()]
    with connect(own) as graph:
        bulk(graph, own, requests)
        update(Generations(own.home), graph)
        yield graph


@pytest.fixture(scope="module")
def address(
    loaded: Graph, own: Settings, serves: Callable[[Settings, Graph], AbstractContextManager[httpx.Client]]
) -> Iterator[str]:
    with serves(own, loaded) as client:
        yield str(client.base_url).rstrip("/")


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_question_to_the_real_files(
    example: Fence, own: Settings, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert example.language == "console"
    Shell.within(tmp_path, own, address, monkeypatch).holds(example)


def test_the_page_asks_the_nine_questions_by_command_and_over_http() -> None:
    assert len(EXAMPLES) == 9
    assert [str(each) for each in EXAMPLES if "$ kg " not in each.text or "curl " not in each.text] == []


def test_the_page_names_its_sources() -> None:
    text = REAL.read_text("utf-8")
    assert [name for name in FILES if f"`{name}`" not in text] == []
