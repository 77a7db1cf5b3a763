"""Names of an invented world, in Chinese and English: put together of words that such names are made of, and numbered where these run out."""

import csv
from collections import defaultdict
from pathlib import Path

from kg.schema.core import Words

FILE = Path(__file__).with_name("words.tsv")


def _lists() -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = defaultdict(list)
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["list"]].append(Words(row["en"], row["zh"]))
    return dict(found)


_LISTS = _lists()


def _put(number: int, *lists: str) -> tuple[list[Words], int]:
    """One word of each list, and how often all of their combinations have been used before."""
    found = []
    for words in map(_LISTS.__getitem__, lists):
        number, place = divmod(number, len(words))
        found.append(words[place])
    return found, number


def _numbered(words: Words, again: int) -> Words:
    return Words(f"{words.en}, type {again + 1}", f"{words.zh}（{again + 1}型）") if again else words


def parameter(number: int) -> Words:
    """Name of the parameter of that number."""
    (what, of, when), again = _put(number, "quantity", "of", "when")
    return _numbered(Words(f"{what.en} of {of.en}, {when.en}", f"{of.zh}{what.zh}（{when.zh}）"), again)


def product(number: int) -> Words:
    """Name of the product of that number."""
    (material, form, use), again = _put(number, "material", "form", "use")
    return _numbered(Words(f"{material.en} {form.en}, {use.en}", f"{use.zh}{material.zh}{form.zh}"), again)


def institution(number: int, kind: str, place: Words) -> Words:
    """Name of the institution of that number, of a kind, at a place."""
    (field, body), _ = _put(number, "field", kind)
    return Words(f"{place.en} No. {number + 1} {field.en} {body.en}", f"{place.zh}第{number + 1}{field.zh}{body.zh}")


def address(number: int, place: Words) -> str:
    """A street that is nowhere, in the language of the place."""
    return (
        f"{place.zh}试金路{number + 1}号（虚构地址）"
        if place.zh != "印度"
        else f"{number + 1} Assay Road (invented), {place.en}"
    )


def restriction(number: int) -> str:
    """Words of a restriction, as Chinese scopes put them."""
    kinds = (
        "仅限{n}MPa以下",
        "只测{q}",
        "不测{q}",
        "除{q}外",
        "仅限第{n}章",
        "仅限DN{n}及以下",
        "不做现场试验{n}",
        "仅限A级{n}kV以下",
    )
    (what,), count = _put(number, "quantity")
    return kinds[number % len(kinds)].format(n=count + 1, q=what.zh)
