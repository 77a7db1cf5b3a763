"""Where a designation may begin: one regular expression made of all families' heads."""

import re
from collections.abc import Iterable, Iterator

from kg.discovery import discover
from kg.standards import families
from kg.standards.family import Family

FAMILIES: dict[str, Family] = discover(families, Family)

# Families that may read what begins with a head; several may share one, and each refuses what is not its own.
OF: dict[str, tuple[Family, ...]] = {}
for _family in FAMILIES.values():
    for _head in _family.heads:
        OF[_head] = (*OF.get(_head, ()), _family)
    for _head in _family.small:
        OF[_head.lower()] = (*OF.get(_head.lower(), ()), _family)
        OF[_head.capitalize()] = (*OF.get(_head.capitalize(), ()), _family)

for _head, _families in OF.items():
    OF[_head] = tuple(sorted(_families, key=lambda family: (family.rank, family.name)))

# Families that know what begins with none by its shape, in the order of their ranks.
SHAPED = tuple(
    sorted((family for family in FAMILIES.values() if family.pattern), key=lambda family: (family.rank, family.name))
)
_SHAPES = tuple((re.compile(family.pattern), family) for family in SHAPED)


def shaped(text: str, at: int) -> Iterator[Family]:
    """Families whose shape fits at a place."""
    return (family for shape, family in _SHAPES if shape.match(text, at))


def _either(words: Iterable[str]) -> str:
    """A regular expression for the longest of the words, in which words that begin alike share their beginning."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    options = [re.escape(character) + _branches(below) for character, below in sorted(node.items()) if character]
    if not options:
        return ""
    whole = options[0] if len(options) == 1 and not ends else f"(?:{'|'.join(options)})"
    return f"{whole}?" if ends else whole


def _beginning(heads: Iterable[str], shapes: Iterable[Family]) -> re.Pattern[str]:
    """After a capital or a digit no head begins, nor behind the hyphen of a longer code; only behind a year may one be glued."""
    options = [f"({_either(heads)})", *(family.pattern for family in shapes)]
    return re.compile(rf"(?:(?<![A-Z0-9])(?<![A-Z0-9][-_&])|(?<=[-:](?:19|20)[0-9]{{2}}))(?:{'|'.join(options)})")


HEADS = _beginning(OF, SHAPED)
# For texts without any character beyond ASCII: what needs one is not looked for.
HEADS_ASCII = _beginning(
    (head for head in OF if head.isascii()), (family for family in SHAPED if family.pattern.isascii())
)
