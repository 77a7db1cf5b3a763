"""What a text may become: the index suggests what a loop over all names does, with the counts of a loop over all capabilities."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.matching.offer import Offer, Thing
from kg.schema.folding import fold, has_chinese
from kg.search import Index
from kg.search.beginnings import BEGINS, LETTERS, NOT, WHOLE, WORDS, Beginnings, Typed
from kg.search.building import build_from
from kg.search.fields import Value
from kg.search.generations import Generations
from kg.standards import Catalogue, Known, suggest
from tests.search.brute import VALUES
from tests.search.invented import World, standing
from tests.search.test_index_is_brute_force import change

THINGS = ("institution", "parameter", "product", "technique")
TEXTS = 300


def words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a levelled text without spaces begin and end, letter by letter. A full stop joins two."""
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end].isalnum() and has_chinese(text[end]) == has_chinese(text[at]):
            end += 1
            joined = text[end : end + 2]
            if not has_chinese(text[at]) and joined[:1] == "." and joined[1:].isalnum() and not has_chinese(joined[1:]):
                end += 1
        if end > at:
            yield at, end
        at = max(end, at + 1)


def levelled(text: str) -> tuple[str, list[tuple[int, int]]]:
    letters, found = "", list[tuple[int, int]]()
    for piece in text.split():
        found += [(len(letters) + start, len(letters) + end) for start, end in words(fold(piece))]
        letters += fold(piece)
    return letters, found


def fits(text: str, *names: str | None) -> int:
    """How well the better of some names fits a text, as slowly as one likes."""
    typed, wanted = levelled(text)
    if not wanted:
        return NOT
    told = [levelled(name) for name in names if name]
    firsts = [letters[found[0][0] :] for letters, found in told if found]
    whole = typed[wanted[0][0] :]
    if whole in firsts:
        return WHOLE
    if any(first.startswith(whole) for first in firsts):
        return BEGINS

    def has(word: str) -> bool:
        return any(
            letters[start:].startswith(word) or (has_chinese(word[0]) and word in letters[start:])
            for letters, found in told
            for start, _ in found
        )

    return WORDS if all(has(typed[start:end]) for start, end in wanted) else NOT


SOME = st.sampled_from(["抗拉", "強度", "强", "度", "中国石油化工股份", "ph", "pH值", "Ｘ", "X-ray", "tensile", "Strength", " ", " ", "　",
                        "-", ".", "（", "228.1", "228", "1", "é", "ß", "µ", "㎏", "a", "b", "ab", "国家质量监督检验中心", "乾", "𠮷"])  # fmt: skip
NAME = st.lists(SOME, max_size=8).map("".join)
NAMES = st.lists(st.tuples(st.none() | NAME, st.none() | NAME), min_size=1, max_size=12)


@given(NAMES, NAME | st.text(max_size=6), st.data())
def test_names_that_fit_are_found_as_one_by_one(
    names: list[tuple[str | None, str | None]], text: str, data: st.DataObject
) -> None:
    values = [Value(str(number), *pair) for number, pair in enumerate(names)]
    cut = data.draw(st.integers(0, len(values)))
    again = data.draw(st.lists(st.integers(0, max(cut - 1, 0)), max_size=3, unique=True)) if cut else []
    before = Beginnings.of(
        [(n, value._replace(zh="强", en="ab ab") if n in again else value) for n, value in enumerate(values[:cut])]
    )
    new = [(n, value) for n, value in enumerate(values) if n >= cut or n in again]
    found = Beginnings.of(new, before, again).fits(Typed(text), len(values), values.__getitem__)
    assert found.tolist() == [fits(text, *pair) for pair in names]
    assert found.tolist() == [Typed(text).fits(value) for value in values]


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("抗拉強度", "抗拉强度", WHOLE), ("ＴＥＮＳＩＬＥ  strength", "Tensile strength", WHOLE), ("tensile str", "Tensile strength", BEGINS),
        ("tensilestr", "Tensile strength", BEGINS), ("str", "Tensile strength", WORDS), ("strength t", "Tensile strength", WORDS),
        ("拉", "抗拉强度", WORDS), ("度强", "抗拉强度", NOT), ("ensile", "Tensile strength", NOT), ("值", "pH值", WORDS),
        ("测定", "X射线测定", WORDS), ("strengths", "Tensile strength", NOT), ("，。", "抗拉强度", NOT), ("", "抗拉强度", NOT),
        ("x" * LETTERS, "x" * LETTERS + "y", BEGINS), ("x" * LETTERS + "z", "x" * LETTERS + "y", NOT), ("x" * LETTERS, "x" * LETTERS, WHOLE),
    ],
)  # fmt: skip
def test_what_fits(text: str, name: str, how: int) -> None:
    assert fits(text, name) == how
    assert Beginnings.of([(0, Value("0", name))]).fits(Typed(text), 1, lambda _: Value("0", name)).tolist() == [how]


@pytest.fixture(scope="module", params=(3, 4, 5))
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Offer], Index]:
    """The last two are brought up to date several times after they were built."""
    made = World(request.param)
    offers = {offer.id: offer for offer in made.offers(range(150 * request.param))}
    generations = Generations(tmp_path_factory.mktemp("search"))
    manifest = build_from(generations, standing("alpha-run-1"), offers.values())
    for run in range(2, 5) if request.param > 3 else ():
        manifest = change(made, offers, generations, manifest, run)
    return list(offers.values()), Index(generations.folder.parent)


def test_the_best_are_suggested_with_exact_counts(world: tuple[list[Offer], Index]) -> None:
    offers, index = world
    counts = {name: Counter(key for offer in offers for key in set(VALUES[name](offer))) for name in THINGS}
    things = {thing.id: thing for o in offers for thing in (o.institution, *o.parameters, *o.products, *o.techniques)}
    drawn, told = random.Random(7), 0
    for _ in range(TEXTS):
        text, most, fields = typed(drawn, list(things.values())), drawn.choice((1, 3, 10)), drawn.sample(THINGS, 2)
        fitting = [
            (-how, -n, field, id)
            for field in fields
            for id, n in counts[field].items()
            if (how := fits(text, things[id].name_zh, things[id].name_en))
        ]
        found = index.suggest(fields, text, most)
        assert [(-each.fits, -each.capabilities, each.field, each.value.key) for each in found] == sorted(fitting)[
            :most
        ], text
        assert all(each.value == Value(*things[each.value.key]) for each in found)
        told += bool(found)
    assert told > TEXTS / 2  # else the texts would say little


def typed(drawn: random.Random, things: list[Thing]) -> str:
    """A name, the beginning of one, or some letters of one, as people type them."""
    thing = drawn.choice(things)
    name = drawn.choice([name for name in (thing.name_zh, thing.name_en) if name])
    start = drawn.choice((0, 0, drawn.randrange(len(name))))
    text = name[start : start + drawn.randrange(1, 12)]
    return drawn.choice((text, text.upper(), f" {text} ", " ".join(reversed(text.split())), f"{text}，"))


def test_standards_are_those_that_the_catalogue_suggests(world: tuple[list[Offer], Index]) -> None:
    offers, index = world
    counts = Counter(key for offer in offers for key in VALUES["standard"](offer))
    cited = Catalogue(Known(id, id.upper(), id) for id in counts)
    for text in ("std", "STD-0000", "std 0001", "0002", "STD-00003", "no such", "/"):
        known = [each.id for each in suggest(cited, text, len(counts))]
        exact = [id for id in known if id == text.lower()]
        rest = sorted((id for id in known if id not in exact), key=lambda id: (-counts[id], id))
        found = index.suggest(("standard",), text, 10)
        assert [(each.value.key, each.capabilities) for each in found] == [
            (id, counts[id]) for id in [*exact, *rest][:10]
        ], text
    assert index.suggest(("standard",), "STD-00003", 10)[0].fits == WHOLE
