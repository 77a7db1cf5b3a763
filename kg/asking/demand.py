"""A demand: several requirements at once, joined by ALL, ANY and NOT, as it is written in JSON or TOML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from kg.asking.ask import parameters
from kg.asking.ids import shared
from kg.errors import UsageError, did_you_mean
from kg.matching.formula import Formula, Joint, Leaf, Node
from kg.queries.days import day
from kg.queries.named.who_can_test import WHO_CAN_TEST

MOST = 50
DEEPEST = 4

Accepts = Literal["met", "partly"]
_JOINTS: Mapping[str, Joint] = {"all_of": "all", "any_of": "any", "none_of": "none"}
_KNOWN = ("name", "as_of", "accept", "candidates", "requirements")
# What a requirement of a demand may say beside the parameters of who-can-test; what it may not, since the demand says it.
_OWN = frozenset({"id", "divisible"})
_DEMANDS = frozenset({"as_of", "limit", "cursor", "by", "facets"})


@dataclass(frozen=True)
class Needed:
    """A requirement of a demand: parameters of ``who-can-test``. ``divisible``: several laboratories may share its range."""

    id: str
    params: Any
    divisible: bool = False
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """One entry of a demand: a requirement, or several joined."""

    id: str
    formula: Formula


@dataclass(frozen=True)
class Demand:
    """``accept``: whether what is partly met covers an entry. ``candidates``: institutions shown for each requirement. ``said``: the
    demand as it was written, but for its day."""

    items: tuple[Item, ...]
    needed: tuple[Needed, ...]
    as_of: date
    name: str | None = None
    accept: Accepts = "met"
    candidates: int = 5
    said: Mapping[str, Any] = field(default_factory=dict)


def demand(said: Mapping[str, Any], as_of: date | None = None) -> Demand:
    """The demand that plain values state; ``as_of`` overrides theirs. ``UsageError`` says where something is wrong."""
    if not isinstance(said, Mapping):
        raise UsageError("a demand is an object with 'requirements'.")
    if strange := sorted(set(said) - set(_KNOWN)):
        raise UsageError(f"a demand has no '{strange[0]}'.{did_you_mean(strange[0], _KNOWN)}")
    entries = said.get("requirements")
    if not isinstance(entries, list) or not entries:
        raise UsageError("a demand has at least one requirement, in a list 'requirements'.")
    accept = said.get("accept", "met")
    if accept not in get_args(Accepts):
        raise UsageError(f"accept is 'met' or 'partly'; it was '{accept}'.")
    candidates = said.get("candidates", 5)
    if not isinstance(candidates, int) or isinstance(candidates, bool) or not 0 <= candidates <= 100:
        raise UsageError("candidates is a whole number from 0 to 100: the institutions shown for each requirement.")
    reader = _Reader()
    items = tuple(reader.item(entry, number) for number, entry in enumerate(entries, 1))
    if told := shared(reader.ids):
        raise UsageError(told)
    written = {name: value for name, value in said.items() if name != "as_of" and value is not None}
    return Demand(
        items, tuple(reader.needed), as_of or _day(said.get("as_of")), said.get("name"), accept, candidates, written
    )


def _day(value: Any) -> date:
    try:
        return date.today() if value is None else day(value)
    except ValueError as error:
        raise UsageError(f"as_of: {error}.") from None


class _Reader:
    """Reads entries; remembers the requirements in the order in which they stand."""

    def __init__(self) -> None:
        self.needed: list[Needed] = []
        self.ids: list[tuple[str, str]] = []

    def item(self, entry: Any, number: int) -> Item:
        where = f"requirement {number}"
        formula = self._formula(entry, where, 1)
        if isinstance(formula, Leaf):
            return Item(self.needed[formula.number].id, formula)
        return Item(self._id(entry, f"e{number}", where), formula)

    def _formula(self, entry: Any, where: str, depth: int) -> Formula:
        if not isinstance(entry, Mapping):
            raise UsageError(f"{where} is no object.")
        joints = [name for name in _JOINTS if name in entry]
        if not joints:
            return self._leaf(entry, where)
        if len(joints) > 1 or set(entry) - {"id", joints[0]}:
            raise UsageError(f"{where}: '{joints[0]}' stands alone beside an id.")
        parts = entry[joints[0]]
        if not isinstance(parts, list) or not parts:
            raise UsageError(f"{where}: '{joints[0]}' is a list of requirements.")
        if depth == DEEPEST:
            raise UsageError(f"{where}: requirements are joined {DEEPEST} deep at most.")
        inner = (self._formula(part, f"{where}, {joints[0]} {n}", depth + 1) for n, part in enumerate(parts, 1))
        return Node(_JOINTS[joints[0]], tuple(inner))

    def _leaf(self, entry: Mapping[str, Any], where: str) -> Leaf:
        if len(self.needed) == MOST:
            raise UsageError(f"a demand has at most {MOST} requirements.")
        if said := sorted(_DEMANDS & set(entry)):
            raise UsageError(f"{where}: '{said[0]}' is not a requirement's to say.")
        if not isinstance(entry.get("divisible", False), bool):
            raise UsageError(f"{where}: divisible is true or false.")
        given = {name: value for name, value in entry.items() if name not in _OWN}
        try:
            params = parameters(WHO_CAN_TEST, given)
        except UsageError as error:
            raise UsageError(f"{where}: {str(error).removeprefix('who-can-test: ')}") from error
        if entry.get("divisible") and params.range is None:
            raise UsageError(f"{where}: divisible is said of a range, and it has none.")
        number = len(self.needed)
        name = self._id(entry, f"r{number + 1}", where)
        self.needed.append(Needed(name, params, bool(entry.get("divisible")), given))
        return Leaf(number)

    def _id(self, entry: Mapping[str, Any], default: str, where: str) -> str:
        name = str(entry.get("id") or default)
        self.ids.append((where, name))
        return name
