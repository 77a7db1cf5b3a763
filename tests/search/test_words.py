"""Words as names are cut into them."""

import pytest

from kg.search.words import cut


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pH值测定", "ph | 值测 测定 | 值 测 定 |"), ("X射线", "x | 射线 | 射 线 |"), ("测pH", "测 | ph |"), ("GB 228.1-2021", "gb | 228.1 | 2021 |"),
        ("Tensile strengths", "tensil | strength |"), ("，。", ""),
    ],
)  # fmt: skip
def test_a_word_ends_where_its_script_does(text: str, words: str) -> None:
    assert cut(text) == words
