"""What many sources state alike: names in two languages, concepts, citations, regions and countries."""

from typing import TYPE_CHECKING, Any

from babel import Locale

from kg.ingest.row import RowError
from kg.schema.core import Words
from kg.schema.folding import fold, has_chinese
from kg.schema.identity import hashed, readable
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.citations import Stating
    from kg.ingest.run import Run

SEPARATOR = " | "


def names(text: str) -> dict[str, str]:
    """``name_zh`` and ``name_en`` of a printed name. ``中文 | English`` gives both; else its script decides."""
    parts = [part.strip() for part in text.split(SEPARATOR) if part.strip()]
    found: dict[str, str] = {}
    for part in parts:
        if found.setdefault("name_zh" if has_chinese(part) else "name_en", part) != part:
            return {"name_zh" if has_chinese(text) else "name_en": text.strip()}
    return found


def concept(run: "Run", entity: str, text: str, **properties: Any) -> Link:
    """State a Parameter, Product or Technique by its printed name; the same name is the same concept."""
    return run.state(Record(entity, concept_id(entity, text), {**names(text), **properties}))


def concept_id(entity: str, text: str) -> str:
    """Concepts of one folded name are one: in two languages the Chinese name decides, else the only one."""
    named = names(text)
    return hashed(entity.lower(), fold(named.get("name_zh") or named["name_en"]))


def authority(run: "Stating", acronym: str, name: Words, country: str | None, **properties: Any) -> Link:
    """State an authority that grants accreditations, licences or authorisations; an international one has no country."""
    said = {"acronym": acronym, "name_en": name.en, "name_zh": name.zh, "country": country, **properties}
    return run.state(Record("Authority", readable(acronym), said))


def country(run: "Stating", code: str) -> Link:
    """State a country by its ISO 3166-1 alpha-2 code."""
    name = country_name(code)
    properties = {"name_en": name.en, "name_zh": name.zh, "code": code, "level": "country"}
    return run.state(Record("Region", code.lower(), properties))


def country_name(code: str) -> Words:
    """Names of a country in the Unicode CLDR, by its ISO 3166-1 alpha-2 code; ``RowError`` when it is none."""
    english, chinese = Locale("en").territories.get(code), Locale("zh").territories.get(code)
    if english is None or chinese is None or len(code) != 2:
        raise RowError("country", f"'{code}' is not an ISO 3166 code of two letters")
    return Words(english, chinese)


def region(run: "Run", address: str) -> Link | None:
    """The region of an address, as deep as it is certain; None, with an issue of the run, where it is not."""
    located = run.gazetteer().locate(address)
    if located.region_id is None:
        detail = f"{address}: {located.reason}"
        run.issue(
            "address without a region",
            detail + (f" ({', '.join(located.candidates)})" if located.candidates else ""),
        )
        return None
    return Link("LOCATED_IN", "Region", located.region_id)
