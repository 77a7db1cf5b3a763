"""How the files of the KCDB become records: vocabularies first, then the CMCs that refer to them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DataError
from kg.ingest.aside import Aside
from kg.ingest.capability import capability, restrict, scope
from kg.ingest.citations import methods
from kg.ingest.concepts import authority, concept, concept_id, country, country_name, names
from kg.ingest.notes import Note, read_note
from kg.ingest.readers.jsonarray import objects
from kg.ingest.row import Row, RowError
from kg.ingest.source import Crawl
from kg.ingest.sources.kcdb.extents import extents, influences
from kg.ingest.sources.kcdb.kinds import quantity_kind
from kg.ingest.sources.kcdb.markup import plain
from kg.ingest.sources.kcdb.services import SYSTEM, service, service_class, service_code
from kg.ingest.sources.kcdb.vocabulary import COLUMNS, VOCABULARIES, Vocabulary
from kg.schema.core import Words
from kg.schema.identity import readable
from kg.schema.record import Link, Record
from kg.standards import reading

if TYPE_CHECKING:
    from kg.ingest.run import Run

NAME = "kcdb"
CLASSES, CMCS = "kcdb_serviceclass.json", "kcdb_cmc_*.json"
EXPECTS = f"a folder with {CMCS}, {CLASSES} and the vocabularies kcdb_NAME.json: {', '.join(VOCABULARIES)}"
CIPM = Words("International Committee for Weights and Measures", "国际计量委员会")
SCHEME = "CIPM MRA"
_LEVELS = ("service", "subservice", "individualservice")
_CMC = ("id", "kcdbCode", "parameters", "quantity", "instrument", "instrumentmethod", "service", "baseUnit")
_CONCEPTS = {"quantity": "Parameter", "instrument": "Product", "instrumentmethod": "Technique"}
# Regional metrology organisation, area, country, number, version: SIM-EM-CA-000008LY-1.
_CODE = re.compile(r"[A-Z]+-(?P<area>[A-Z]+)-(?P<country>[A-Z]{2})-[0-9A-Z]{8}-[0-9]+")
_HERE, _THERE = re.compile(r"\bin-house\b", re.IGNORECASE), re.compile(r"\bon[- ]site\b", re.IGNORECASE)
_ONLY_A_PLACE = re.compile(r"(?:in-house|on[- ]site)(?: (?:and|or) (?:in-house|on[- ]site))?", re.IGNORECASE)
# Words of a comment that limit what is calibrated; others say how, or what the uncertainty is about.
_LIMIT = re.compile(r"\b(?:only|applicable to|limited to|restricted to|except)\b", re.IGNORECASE)


class Cmcs(Crawl):
    """A CMC is offered by an institute of its country: its file does not say which, so all of a country are one here."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._vocabulary, self._aside = Vocabulary(), Aside()
        self._classes: set[str] = set()
        self._named: dict[str, set[str]] = {level: set() for level in _LEVELS}
        self._read: dict[str, Callable[[Row], Record]] = {
            "area": self._area, "branch": self._branch, "serviceclass": self._class, "cmc": self._cmc,
            **dict.fromkeys(_CONCEPTS, self._concept),
        }  # fmt: skip

    def rows(self, path: Path) -> Iterator[Row]:
        files = sorted(path.glob(CMCS)) if path.is_dir() else []
        if not files:
            raise DataError(f"no {CMCS} in '{path}'. {NAME} expects {EXPECTS}.")
        for name in VOCABULARIES:
            for row in objects(path / f"kcdb_{name}.json", name, COLUMNS, NAME):
                self._vocabulary.learn(name, row)
                if name in self._read:
                    yield row
        yield from objects(path / CLASSES, "serviceclass", ("id", "area_id", "branch_id", *_LEVELS), NAME)
        for file in files:
            yield from objects(file, "cmc", _CMC, NAME, key="kcdbCode")

    def read(self, row: Row) -> Record:
        return self._read[row.table](row)

    def rest(self) -> Iterator[Record]:
        self._aside.tell(self.run)
        for level in _LEVELS:
            words = self._vocabulary.named(level)
            self.run.issue("field that the model has no place for", f"id of {level}: {len(words)} names")
            for name in sorted(words - self._named[level]):
                self.run.issue("service that no class has", f"{level}: {name}")
        return iter(())

    def _area(self, row: Row) -> Record:
        row.need("id")
        return service_class(row.need("label"), row.need("value"))

    def _branch(self, row: Row) -> Record:
        row.need("id")
        code = row.need("label")
        return service_class(code, row.need("value"), self._known("area", "label", code.partition("/")[0]))

    def _known(self, vocabulary: str, column: str, label: str, name: str | None = None) -> str:
        """The label of an area or a branch; ``RowError`` when its vocabulary lacks it, or names it otherwise."""
        words = self._vocabulary.words(vocabulary, label)
        if words is None or name not in (None, words):
            raise RowError(column, f"kcdb_{vocabulary}.json has no {label}{f' named {name}' if words else ''}")
        return label

    def _class(self, row: Row) -> Record:
        area = self._known("area", "area_id", row.need("area_id"), row.need("area"))
        branch = self._known("branch", "branch_id", row.need("branch_id"), row.need("branch"))
        id = row.need("id")
        if not (numbers := re.fullmatch(rf"{re.escape(f'{area}.{branch}.')}(\d+)\.(\d+)\.(\d+)", id)):
            raise RowError("id", f"'{id[:60]}' is not area.branch.number.number.number")
        self._classes.add(service_code(area, numbers.groups()))
        named = {level: row.need(level) for level in _LEVELS}
        for level, name in named.items():
            self._named[level].add(name)
        return service(self.run, area, branch, numbers.groups(), list(named.values()))

    def _concept(self, row: Row) -> Record:
        entity, number, printed = _CONCEPTS[row.table], row.need("id"), row.need("value")
        self._aside.put(row, ("label",))
        if (name := _name("value", printed)) != printed:
            self.run.issue("markup or white space in a name", printed)
        said: dict[str, Any] = {**names(name), "identifier": [f"{SYSTEM} {row.table} {number}"]}
        if entity == "Parameter":
            said["quantity_kind"] = quantity_kind(name)
        return Record(entity, concept_id(entity, name), said)

    def _cmc(self, row: Row) -> Record:
        owner, annex = self._offered(row)
        terms = {name: _name(f"{name}.value", self._vocabulary.term(row, name).words) for name in _CONCEPTS}
        code, service_name = self._service(row)
        parameters, comment = influences(row), row.take("comments")
        for extent in extents(self.run, row, terms["quantity"], parameters):
            self.run.state(extent)
        restrict(self.run, row, comment, Note(limits=bool(_LIMIT.search(comment or ""))))
        self._aside.put(row, ("uncertaintyBaseUnit",))
        for column in ("tags", "measurands"):
            if row.cells.get(column) == "[]":  # empty throughout; anything else is a column not read
                row.take(column)
        method = terms["instrumentmethod"]
        cited = [text for text in (method, *(plain(each.value or "") for each in parameters)) if _cites(text)]
        return capability(
            self.run, row, owner, annex, methods=[link for text in cited for link in methods(self.run, text)],
            use="method" if cited == [method] else "unknown", links=self._about(terms, code), activity="calibration",
            covers="items", where=_where(method), available_to="anyone", field=f"{code} {service_name}", cited="\n".join(cited) or None,
            note=comment, note_standard=list(read_note(comment).standards),
            identifier=[row.need("kcdbCode"), f"{SYSTEM} CMC {row.need('id')}"],
        )  # fmt: skip

    def _about(self, terms: dict[str, str], code: str) -> list[Link]:
        """What is measured, what is calibrated, by which technique (a term that only says where is none), in which class."""
        stated = [("MEASURES", "quantity"), ("APPLIES_TO", "instrument")]
        if not _ONLY_A_PLACE.fullmatch(terms["instrumentmethod"]):
            stated.append(("BY_TECHNIQUE", "instrumentmethod"))
        links = [
            concept(self.run, _CONCEPTS[name], terms[name])._replace(relation=relation) for relation, name in stated
        ]
        return [*links, Link("CLASSIFIED_BY", "Classification", service_class(code, "").id)]

    def _service(self, row: Row) -> tuple[str, str]:
        """Code and words of the service that a CMC is of. A class that the list of classes lacks is stated from the CMC."""
        area, branch = (self._vocabulary.term(row, name).label for name in ("area", "branch"))
        levels = [self._vocabulary.term(row, name) for name in _LEVELS]
        numbers, words = [level.label for level in levels], [level.words for level in levels]
        if (code := service_code(area, numbers)) not in self._classes:
            self.run.issue("class of services that the list lacks", f"{code} {words[-1]}")
            self.run.state(service(self.run, area, branch, numbers, words))
        return code, ": ".join(words)

    def _offered(self, row: Row) -> tuple[str, str]:
        """State who offers a CMC as far as its code says, and that it is recognised under the CIPM MRA; owner and scope."""
        code = row.need("kcdbCode")
        if not (found := _CODE.fullmatch(code)):
            raise RowError("kcdbCode", f"'{code[:40]}' is not like SIM-EM-CA-000008LY-1")
        if found["area"] != row.need("area.label"):
            raise RowError("kcdbCode", f"is of the area {found['area']}, its service of {row.need('area.label')}")
        where, name = country(self.run, found["country"]), country_name(found["country"])
        owner, certificate = readable(NAME, found["country"]), readable("cipm", "mra", found["country"])
        called = {
            "name_en": f"Metrology institutes of {name.en} (which one is not said)",
            "name_zh": f"{name.zh}计量机构（未说明是哪一家）",
        }
        self.run.state(Record("Institution", owner, {**called, "kind": "institute"}))
        at = (Link("HAS_SITE", "Institution", owner), where._replace(relation="LOCATED_IN"))
        self.run.state(Record("Site", readable(owner, "site"), {"address": name.en}, at))
        granted = authority(self.run, "CIPM", CIPM, None, arrangement=[SCHEME])._replace(relation="GRANTED_BY")
        said = {"scheme": SCHEME, "legal_kind": "recognition", "status": "unknown"}
        self.run.state(Record("Accreditation", certificate, said, (Link("HOLDS", "Institution", owner), granted)))
        return owner, scope(self.run, certificate, owner, language="en").id


def _name(column: str, printed: str) -> str:
    """A name without markup; ``RowError`` when nothing of it is left."""
    if not (name := plain(printed)):
        raise RowError(column, f"'{printed[:60]}' is no name")
    return name


def _cites(text: str) -> bool:
    """Whether a text names a standard; what looks like a number of an in-house procedure (ITS-90) is none here."""
    return any(citation.kind != "in-house" for citation in reading(text).citations)


def _where(method: str) -> list[str]:
    """Where a method is carried out, which some say in their words: at the institute, at the customer's, or both."""
    said = (("permanent", _HERE), ("on-site", _THERE))
    return [where for where, words in said if words.search(method)] or ["unknown"]
