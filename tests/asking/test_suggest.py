"""Suggestions come from the index, and without one they are the same from the graph."""

import shutil
from collections.abc import Iterator

import pytest

from kg.asking import ask
from kg.asking.suggest import FIELDS, suggest, suggest_at_once
from kg.errors import KgError, TooLargeError, UsageError
from kg.graph import Graph
from kg.search import Generations, build
from kg.settings import Settings


@pytest.fixture(scope="module")
def indexed(world: Graph, settings: Settings) -> Iterator[Graph]:
    build(Generations(settings.home), world)
    yield world
    shutil.rmtree(settings.home / "search")


def texts(graph: Graph) -> list[str]:
    """Names of things that capabilities have, whole and as far as they are typed."""
    rows = graph.read(
        "MATCH (n:Parameter|Product|Technique|Institution|Instrument) RETURN n.name_zh AS zh, n.name_en AS en ORDER BY n.id LIMIT 1000"
    )
    names = [name for row in rows for name in (row["zh"], row["en"]) if name][::17]
    typed = [name[: 1 + number % 7] for number, name in enumerate(names)] + [
        name[number % 3 :][:4] for number, name in enumerate(names) if len(name) > 4
    ]
    return [
        *names,
        *typed,
        "gb",
        "GB/T 228.1-2021",
        "gbt228",
        "6892",
        "g",
        "抗拉強度",
        "ＨＡＲＤ",
        "检测 中心",
        "，。",
        "()",
        "no such thing",
    ]


def test_without_an_index_the_rows_are_the_same(indexed: Graph, settings: Settings) -> None:
    plain = settings.model_copy(update={"search_index": False})
    told = 0
    for text in texts(indexed):
        found, slower = suggest(indexed, settings, text, limit=20), suggest(indexed, plain, text, limit=20)
        assert (found.meta.engine, slower.meta.engine) == ("index", "graph")
        assert (found.items, found.meta.run) == (slower.items, slower.meta.run), text
        told += bool(found.items)
    assert told > 50


def test_the_best_comes_first_in_either_language(indexed: Graph, settings: Settings) -> None:
    for text in ("抗拉", "抗拉強", "tensile", "TENSILE str", "ｔｅｎｓ"):
        first = suggest(indexed, settings, text).items[0]
        assert (first.field, first.name_zh, first.name_en) == ("parameter", "抗拉强度", "Tensile strength"), text
    (counted,) = indexed.read(
        "MATCH (:Parameter {name_zh: '抗拉强度'})<-[:MEASURES]-(c:Capability) WHERE c.ended_run IS NULL RETURN count(DISTINCT c) AS n"
    )
    assert suggest(indexed, settings, "抗拉").items[0].capabilities == counted["n"]
    hardness = suggest(indexed, settings, "硬度").items
    assert [each.fits for each in hardness] == sorted(
        (each.fits for each in hardness), key=("whole", "begins", "words").index
    )
    assert hardness[0].fits == "whole"
    assert hardness[-1].fits == "words"


def test_only_the_fields_that_are_named(indexed: Graph, settings: Settings) -> None:
    everything = {
        each.field for text in ("a", "检", "gb", "icp") for each in suggest(indexed, settings, text, limit=50).items
    }
    assert everything == set(FIELDS)
    for fields in (("product", "standard"), ("product,standard",), ("standard, product", "product")):
        assert {each.field for each in suggest(indexed, settings, "g", fields, 50).items} <= {"product", "standard"}
    assert {each.field for each in suggest(indexed, settings, "gb", ("standard",)).items} == {"standard"}


@pytest.mark.parametrize("text", ["，。！", "()", "---", "\u200b", "🙂"])
def test_a_text_without_a_letter_is_the_beginning_of_nothing(indexed: Graph, settings: Settings, text: str) -> None:
    assert suggest(indexed, settings, text).items == []


@pytest.mark.parametrize(
    ("text", "field", "limit", "error", "words"),
    [
        ("", (), 10, UsageError, "text is empty"), (" \t　", (), 10, UsageError, "text is empty"),
        ("抗" * 10_000, (), 10, TooLargeError, "10,000 characters; at most 1,000"),
        ("x", ("parametre",), 10, UsageError, "Did you mean 'parameter'"), ("x", ("",), 10, UsageError, "There are: parameter, product"),
        ("x", (), 0, UsageError, "from 1 to 50"), ("x", (), 51, UsageError, "from 1 to 50"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    indexed: Graph, settings: Settings, text: str, field: tuple[str, ...], limit: int, error: type[KgError], words: str
) -> None:
    with pytest.raises(error, match=words):
        suggest(indexed, settings, text, field, limit)


def test_a_thousand_characters_are_answered(indexed: Graph, settings: Settings) -> None:
    for text in ("抗" * 1000, "aq " * 333):
        assert suggest(indexed, settings, text).items == []
    assert suggest(indexed, settings, "GB/T 228.1、" * 80).items[0].name_en == "GB/T 228.1-2021"


def test_nothing_waits_for_the_graph_unless_it_has_to(world: Graph, settings: Settings) -> None:
    assert suggest_at_once(world, settings, "抗拉") is None  # the view is not kept warm


def test_an_answer_of_nobody_names_things_of_the_same_words(indexed: Graph, settings: Settings) -> None:
    plain = settings.model_copy(update={"search_index": False})
    asked = {"parameter": "硬度", "product": "生活饮用水", "standard": "GB/T 228.1-2021"}
    for each in (settings, plain):
        why = ask(indexed, each, "who-can-test", asked).why
        names = [thing["name"] for thing in why.near]
        assert {"洛氏硬度", "布氏硬度"} <= set(names), why
        assert "硬度" not in names
        assert "Other names: " in why.words_en
        assert "其他名称：" in why.words_zh
    assert ask(indexed, settings, "who-can-test", {"parameter": "抗拉强度"}).why.near == []
