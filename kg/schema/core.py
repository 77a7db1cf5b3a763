"""What the graph is made of. Declarations are values, checked when built; nothing here does I/O."""

import re
import sys
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from kg.schema.prefixes import kg, term


class Words(NamedTuple):
    """The same words in English and in Chinese; both are required."""

    en: str
    zh: str


def require_words(owner: str, words: Words) -> None:
    """Raise ``ValueError`` when a declaration leaves one of its languages empty."""
    if not (words.en.strip() and words.zh.strip()):
        raise ValueError(f"{owner}: words are needed in en and in zh")


@dataclass(frozen=True)
class ValueType:
    """A kind of literal: its Python type, its XSD name, and what narrows it.

    ``pattern`` keeps to the subset that Python, pydantic-core (Rust) and XPath regular expressions read alike; one
    that ends in ``$`` admits no line break at all (Python's ``$`` alone would let a last one pass).
    ``lowest`` and ``highest`` are themselves allowed.
    """

    name: str
    python: type
    xsd: str
    pattern: str | None = None
    lowest: float | None = None
    highest: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def one_line(self) -> bool:
        """Whether a value holds no line break."""
        return self.pattern is not None and self.pattern.endswith("$")


# Something that can be read: text of white space alone is absence, and absence is None.
TEXT = ValueType("text", str, "string", pattern=r"[^\s]")
CODE = ValueType("code", str, "string", pattern=r"^[^\s]([^\r\n]*[^\s])?$")
# An identifier can stand in an address as it is: nothing in it has to be escaped.
IDENTIFIER = ValueType("identifier", str, "string", pattern=r"^[^\s%/?#<>{}|`\"\\^]+$")
IRI = ValueType("iri", str, "anyURI", pattern=r"^[a-z][a-z0-9+.-]*:[^\s<>]+$")
YEAR = ValueType("year", int, "integer", lowest=1800, highest=2199)
INTEGER = ValueType("integer", int, "integer", lowest=-(2**63), highest=2**63 - 1)
# Finite: an end that is not there is absent, not infinite.
NUMBER = ValueType("number", float, "double", lowest=-sys.float_info.max, highest=sys.float_info.max)
BOOLEAN = ValueType("boolean", bool, "boolean")
DATE = ValueType("date", date, "date")
# A day, or the month or year that alone is known: kept as it is known, and in order as text.
PARTIAL_DATE = ValueType(
    "day, month or year", str, "string", pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
)
# A point in time with its offset; kept as text, as ``datetime.isoformat`` writes it.
MOMENT = ValueType(
    "moment", str, "dateTime",
    pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$",
)  # fmt: skip


def number_between(lowest: float, highest: float) -> ValueType:
    """Numbers from ``lowest`` to ``highest``, both included."""
    return ValueType("number", float, "double", lowest=lowest, highest=highest)


def one_of(*choices: str) -> ValueType:
    """A closed list of words. What a source leaves open is absent; ``unknown`` is for one that says something unread."""
    return ValueType("choice", str, "string", choices=choices)


@dataclass(frozen=True)
class Property:
    """A named value that an entity or a relation carries. A name has one meaning wherever it is used.

    ``iri``: a published property of exactly this meaning, else one of our own, which may be ``within`` wider ones.
    ``derived``: worked out by the reading of a source, so no table asks for it.
    """

    name: str
    type: ValueType
    label: Words
    doc: Words
    required: bool = False
    many: bool = False
    unique: bool = False
    indexed: bool = False
    derived: bool = False
    iri: str = ""
    within: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.name):
            raise ValueError(f"property name {self.name!r} is not snake_case")
        require_words(self.name, self.label)
        require_words(self.name, self.doc)
        if self.many and (self.unique or self.indexed):
            raise ValueError(f"property {self.name!r} cannot be many and unique or indexed")
        object.__setattr__(self, "iri", self.iri or kg(self.name))


@dataclass(frozen=True)
class EntityType:
    """A class of things. Its name is its Neo4j label and its local IRI name.

    ``shared``: several sources may state the same thing (a standard, a parameter, a region); each of them
    is linked by STATED_BY, and the source that stated it first owns its wording. What is not shared belongs
    to the one source in its ``source`` property.
    ``within``: classes of published ontologies that include this one.
    ``key``: the columns (properties, relation columns, or ``name`` for whichever name there is) whose raw values make
    the id of a record that brings no identifier of its own; without a key the whole row does.
    ``named_by``: the column by which another table names such a thing (else its id does); where the other table has
    columns of the same name as the rest of its key, those count too (a capability names its site by name, and beside
    it the institution).
    ``leads``: the columns that its table begins with, after ``id``; the others follow as they are declared.
    ``derived``: kept by the loader, never handed in: it has no table.
    ``searched``: people look for it by words, so its names are in the full-text index.
    """

    name: str
    label: Words
    doc: Words
    properties: tuple[Property, ...] = ()
    iri: str = ""
    within: tuple[str, ...] = ()
    shared: bool = False
    named: bool = True
    key: tuple[str, ...] = ()
    named_by: str = ""
    leads: tuple[str, ...] = ()
    derived: bool = False
    searched: bool = False
    all_properties: tuple[Property, ...] = field(init=False)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"([A-Z][a-z0-9]*)+", self.name):
            raise ValueError(f"entity name {self.name!r} is not PascalCase")
        require_words(self.name, self.label)
        require_words(self.name, self.doc)
        object.__setattr__(self, "iri", self.iri or kg(self.name))
        names = (NAME_ZH, NAME_EN) if self.named else ()
        object.__setattr__(self, "all_properties", (ID, *names, *self.properties, SOURCE, RECORD))
        declared = [p.name for p in self.all_properties]
        if twice := {n for n in declared if declared.count(n) > 1}:
            raise ValueError(f"{self.name}: properties {sorted(twice)} are declared twice")
        if self.named_by and self.named_by not in self.key:
            raise ValueError(f"{self.name}: named by {self.named_by!r}, which is not in its key")

    @property
    def slug(self) -> str:
        """The name in addresses and file names: ``StandardEdition`` is ``standard-edition``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", self.name).lower()

    def property(self, name: str) -> Property:
        """The declared property of that name; ``KeyError`` when there is none."""
        for candidate in self.all_properties:
            if candidate.name == name:
                return candidate
        raise KeyError(f"{self.name} has no property {name!r}")


class Ends(NamedTuple):
    """One allowed pair of ends of a relation, by entity name."""

    start: str
    end: str


@dataclass(frozen=True)
class Relation:
    """A kind of link. Its name is global in Neo4j, so it is declared once with all its ends.

    ``stated_by``: the end whose record states the relation, and whose content hash covers it: the side with
    few of them (a capability states who OFFERS it; an institution with 2,000 capabilities does not list them).
    ``required`` and ``many`` are said of that end: it states at least one, it may state several.
    ``column``: its column in that end's table, else the name of the other end; None keeps it out of tables.
    ``claimed``: sources may contradict one another about it, so what each states of a shared thing stands beside the
    others' statements, with its source; other relations of a shared thing are those of the source that words it.
    ``told_as``: a property of the stating end that a column of the *other* end's table holds too, in place of a table
    of its own (the words of a restriction stand in the row of the capability that they limit).
    """

    name: str
    ends: tuple[Ends, ...]
    label: Words
    doc: Words
    properties: tuple[Property, ...] = ()
    iri: str = ""
    within: tuple[str, ...] = ()
    stated_by: Literal["start", "end"] = "start"
    required: bool = False
    many: bool = False
    claimed: bool = False
    column: str | None = ""
    told_as: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]+(_[A-Z]+)*", self.name):
            raise ValueError(f"relation name {self.name!r} is not UPPER_SNAKE")
        require_words(self.name, self.label)
        require_words(self.name, self.doc)
        if not self.ends or len(set(self.ends)) != len(self.ends):
            raise ValueError(f"{self.name}: ends are missing or declared twice")
        head, *rest = self.name.lower().split("_")
        object.__setattr__(self, "iri", self.iri or kg(head + "".join(word.capitalize() for word in rest)))

    def owner(self, ends: Ends) -> str:
        """The entity whose record states this pair."""
        return ends.start if self.stated_by == "start" else ends.end

    def other(self, ends: Ends) -> str:
        """The entity at the far end from the owner."""
        return ends.end if self.stated_by == "start" else ends.start


ID = Property(
    "id", IDENTIFIER, Words("id", "标识符"),
    Words("Stable identifier within its type; the last segment of its IRI.", "类型内的稳定标识符，即其 IRI 的最后一段。"),
    required=True, unique=True, iri=term("dcterms:identifier"),
)  # fmt: skip
NAME_ZH = Property(
    "name_zh", TEXT, Words("Chinese name", "中文名称"),
    Words("Name in Chinese, as the source prints it.", "来源所印的中文名称。"), within=(term("schema:name"),),
)  # fmt: skip
NAME_EN = Property(
    "name_en", TEXT, Words("English name", "英文名称"),
    Words("Name in English or another Latin script, as the source prints it.", "来源所印的英文或其他拉丁文字名称。"),
    within=(term("schema:name"),),
)  # fmt: skip
SOURCE = Property(
    "source", CODE, Words("source", "来源"),
    Words("Name of the source that states this thing (of a shared thing: that stated it first).",
          "陈述该事物的来源名称（共享事物：最先陈述它的来源）。"), derived=True,
)  # fmt: skip
RECORD = Property(
    "record", CODE, Words("record", "记录"),
    Words("Where in the source it stands: file and row numbers.", "在来源中的位置：文件与行号。"), many=True, derived=True,
)  # fmt: skip

HASH = Property(
    "hash", CODE, Words("content hash", "内容哈希"),
    Words("Hash of the record's properties and the relations that it states.", "记录属性及其所陈述关系的哈希。"),
)  # fmt: skip

# What the loader writes on every node beside the declared properties. Transaction time: see docs/model.md.
HOUSEKEEPING = (
    HASH,
    Property("key_zh", TEXT, Words("folded Chinese name", "折叠后的中文名"),
             Words("name_zh levelled for lookup (width, script, case, spaces).", "为检索而归一化的中文名称。")),
    Property("key_en", TEXT, Words("folded English name", "折叠后的英文名"),
             Words("name_en levelled for lookup (width, case, spaces).", "为检索而归一化的英文名称。")),
    Property("first_run", CODE, Words("first run", "首次运行"),
             Words("Ingest run that first stated it.", "首次陈述它的导入运行。")),
    Property("changed_run", CODE, Words("changed in run", "变更运行"),
             Words("Ingest run that last changed it.", "最近一次改变它的导入运行。")),
    Property("ended_run", CODE, Words("ended in run", "终止运行"),
             Words("Ingest run that found it no longer stated.", "发现其不再被陈述的导入运行。")),
)  # fmt: skip
