"""With ``--lang zh`` a terminal shows no English but what the data, or a command to be typed, has."""

import re
from pathlib import Path

import pytest

from kg.queries import QUESTIONS
from kg.settings import Settings
from tests.conftest import ROOT, Kg

WORD = re.compile(r"(?<![A-Za-z_])[A-Za-z_]{3,}")
DAY = ("--as-of", "2026-11-23")
LATER = ("--as-of", "2033-01-01")
# What is typed, or is a code in any language.
TYPED = {
    "kg", "index", "verify", "match", "activity", "validity", "any", "available_to", "UCUM", "csv", "table", "sample", "run", "capability",
    "CMC", "DimensionlessRatio",
}  # fmt: skip

ASKED: list[tuple[str, ...]] = [
    ("ask", "who-can-test", "--standard", "GB/T 228.1-2021", "--match", "comparable", "--clause", "10", "--facets", "scheme", *DAY),
    ("ask", "who-can-test", "--parameter", "抗拉强度", "--facets", "kind", "--facets", "activity", *DAY),
    ("ask", "who-can-test", "--parameter", "抗拉强度", "--limit", "1", *DAY),
    ("ask", "who-can-test", "--standard", "GB/T 228.1-2021", "--scheme", "CNSA", *DAY),
    ("ask", "who-can-test", "--standard", "GB/T 228.1-2010", *LATER),
    ("suggest", "抗拉"), ("suggest", "qqqq"),
    ("standards", "resolve", "GB/T 228.1-2021", "GB/T 2281.1"), ("standards", "show", "GB/T 228.1"), ("standards", "conflicts"),
    ("index", "status"), ("quantities", "read", "(20～600) kN", "U=0.05 % (k=2)", "0.10~0.20 %", "铁"),
    ("match", "examples/demand.toml", *DAY), ("match", "examples/nearest.toml", *DAY), ("match", "examples/temperature.toml", *DAY),
    ("check-scope", "云泽省材料检测中心", "examples/tender.csv", *DAY), ("in-scope", "云泽省计量科学研究院", "examples/results.csv", *DAY),
]  # fmt: skip


def data() -> set[str]:
    """The words of the sample's cells and of the files that are asked about, without their headers."""
    cells = [
        line
        for file in (ROOT / "examples" / "sample").glob("*.csv")
        for line in file.read_text("utf-8").splitlines()[1:]
    ]
    asked = [file.read_text("utf-8") for file in (ROOT / "examples").glob("*.*") if file.suffix in (".toml", ".csv")]
    return set(WORD.findall("\n".join((*cells, *asked)))) - {
        "testing",
        "calibration",
        "items",
        "own",
        "anyone",
        "active",
        "laboratory",
    }


# Ids and cursors are no words.
CODE = re.compile(r"\b[a-z]+-[0-9a-f]{16}\b|--cursor \S+")


def english(shown: str, known: set[str]) -> list[str]:
    shown = CODE.sub("", shown.replace("Tensile testing", ""))
    return sorted({word for word in WORD.findall(shown) if word not in known | TYPED})


@pytest.fixture(scope="module")
def known(settings: Settings) -> set[str]:
    return data() | set(WORD.findall(str(settings.home / "search")))


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_an_answer_in_chinese_has_no_english(words: tuple[str, ...], kg: Kg, known: set[str]) -> None:
    given = [str(ROOT / word) if word.startswith("examples/") else word for word in words]
    ran = kg(*given, "--lang", "zh", COLUMNS="400")
    assert ran.returncode == 0, ran.stderr
    assert english(ran.stdout, known | {word for each in words for word in WORD.findall(each)}) == [], ran.stdout


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_in_chinese_has_no_english(name: str, kg: Kg, known: set[str]) -> None:
    example = QUESTIONS[name].example
    options = [word for key, value in example.items() for one in (value if isinstance(value, list) else [value])
               for word in (f"--{key.replace('_', '-')}", str(one))]  # fmt: skip
    ran = kg("ask", name, *options, *DAY, "--lang", "zh", COLUMNS="600")
    assert ran.returncode == 0, ran.stderr
    assert english(ran.stdout, known) == [], ran.stdout


@pytest.mark.usefixtures("world")
def test_what_changed_in_chinese_has_no_english(kg: Kg, known: set[str], tmp_path: Path) -> None:
    files = []
    for day in (DAY, LATER):
        files.append(tmp_path / f"{day[1]}.json")
        files[-1].write_text(kg("match", ROOT / "examples" / "demand.toml", *day, "--json").stdout, "utf-8")
    asked: list[tuple[str | Path, ...]] = [("diff", *files), ("again", files[0], *LATER)]
    for words in asked:
        ran = kg(*words, "--lang", "zh", COLUMNS="400")
        assert ran.returncode == 0, ran.stderr
        assert english(ran.stdout, known) == [], ran.stdout
