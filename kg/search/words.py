"""Words of a text, as they are searched for: levelled, Chinese in pairs of characters, English by its stems.

Chinese is written without spaces. Cut into pairs, and looked for as a phrase, a word is found wherever it stands and
nothing else is: a dictionary cuts 抗拉强度 in one way in a name and in another way in a question.
"""

import re
import unicodedata
from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from kg.schema.folding import fold

_CHINESE = r"\u3400-\u9fff\U00020000-\U0003ffff"
_LATIN = rf"[^\W_{_CHINESE}]+"  # of any script but Chinese, and digits
_RUNS = re.compile(rf"[{_CHINESE}]+|{_LATIN}(?:\.{_LATIN})*")
_HAN = re.compile(rf"[{_CHINESE}]")

# More words than this of one text say nothing more about what is meant.
MOST = 40


@cache
def _stemmer() -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer("english")).build()


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    stems = _stemmer().analyze(word)
    return str(stems[0]) if stems else word


def _level(text: str) -> str:
    """A text levelled as names are for comparison, its spaces kept."""
    level = unicodedata.normalize("NFKC", text)
    return level.casefold() if level.isascii() else " ".join(map(fold, level.split()))


def spans(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text levelled, without spaces, and where each of its words begins and ends in that: a run of Chinese is one word."""
    letters, found = "", list[tuple[int, int]]()
    for piece in _level(text).split():
        found += [(len(letters) + run.start(), len(letters) + run.end()) for run in _RUNS.finditer(piece)]
        letters += piece
    return letters, found


def beginnings(name: str) -> tuple[str, list[int]]:
    """A name levelled, without spaces, and where something begins that it may be looked for by: a word, a Chinese character."""
    letters, found = spans(name)
    return letters, [
        at for start, end in found for at in (range(start, end) if _HAN.match(letters[start]) else (start,))
    ]


def phrases(text: str) -> list[tuple[str, ...]]:
    """The words of a text in order: a Latin word or a number by itself, a run of Chinese as its pairs of characters."""
    found: list[tuple[str, ...]] = []
    for run in _RUNS.findall(_level(text)):
        if not _HAN.match(run):
            found.append((_stem(run) if run.isalpha() else run,))
        elif len(run) == 1:
            found.append((run,))
        else:
            found.append(tuple(run[at : at + 2] for at in range(len(run) - 1)))
    return found[:MOST]


def cut(*texts: str | None) -> str:
    """Texts as the index holds them: words with a space between, and single characters beside pairs, to be found alone."""
    words: list[str] = []
    for text in filter(None, texts):
        for phrase in phrases(text):
            words += phrase
            words.append("|")  # no phrase reaches over the end of a run
            if _HAN.match(phrase[0]) and len(phrase[0]) > 1:
                words += dict.fromkeys("".join(phrase))
                words.append("|")
    return " ".join(words)
