"""Instruments of the Environmental Molecular Sciences Laboratory: its user office's list and its data system's list."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ingest.capability import institution
from kg.ingest.concepts import concept, country
from kg.ingest.lookup import Lookup
from kg.ingest.personal import clean
from kg.ingest.readers.pgdump import copied
from kg.ingest.row import Row
from kg.ingest.source import Crawl, Source
from kg.schema.core import Words
from kg.schema.identity import readable
from kg.schema.record import Link, Record

if TYPE_CHECKING:
    from kg.ingest.run import Run

OWNER = "Environmental Molecular Sciences Laboratory"
# Ways in which a description names a person: in brackets at its end, as a giver of data, as an owner or leader.
PERSONS = re.compile(
    r"\s*\((?!Broad|Johns)[A-Z][a-z]+ [A-Z][a-z]+\)$|(?<=\bfrom )[A-Z][a-z]+ [A-Z][a-z]+$"
    r"|\b(?:[A-Z][a-z]+ )?[A-Z][a-z]+'s\b(?= (?:[A-Z]{2,4} \(|[A-Z]?[a-z]+ projects?))"
)
CONDITION = Lookup(
    "condition of an instrument",
    {
        "Active": "in-use",
        "Inactive": "idle",
        "Offline": "idle",
        "PrepHPLC": "in-use",
        "1": "in-use",
        "Y": "in-use",
        "0": "unknown",
    },
)
_FILES = {
    "t_emsl_dms_instrument_mapping": "t_emsl_dms_instrument_mapping_Data.sql",
    "t_emsl_instruments": "t_emsl_instruments_Data.sql",
    "t_instrument_name": "t_instrument_name_Data.sql",
}
# What the data system keeps of how it stores files; it says nothing of the instrument.
_STORAGE = """
source_path_id storage_path_id capture_method usage tracking percent_emsl_owned max_simultaneous_captures
capture_exclusion_window auto_define_storage_path auto_sp_vol_name_client auto_sp_vol_name_server auto_sp_path_root
auto_sp_url_domain auto_sp_archive_server_name auto_sp_archive_path_root auto_sp_archive_share_path_root
default_purge_policy perform_calibration scan_source_dir default_purge_priority storage_purge_holdoff_months
service_center_eligible operations_role created
""".split()  # noqa: SIM905 a list of names reads better as lines


class Instruments(Crawl):
    """A device of both lists, where the mapping says so, is one instrument with all its identifiers."""

    def __init__(self, run: "Run") -> None:
        super().__init__(run)
        self._device_of: dict[str, str] = {}
        self._described: set[str] = set()

    def rows(self, path: Path) -> Iterator[Row]:
        mapping = "t_emsl_dms_instrument_mapping"
        for row in copied(path / _FILES[mapping], mapping, ["eus_instrument_id", "dms_instrument_id"]):
            self._device_of[row.need("dms_instrument_id")] = row.need("eus_instrument_id")
        yield from copied(
            path / _FILES["t_emsl_instruments"],
            "t_emsl_instruments",
            ["eus_instrument_id", "eus_display_name"],
        )
        yield from copied(
            path / _FILES["t_instrument_name"],
            "t_instrument_name",
            ["instrument_id", "instrument", "description"],
        )

    def read(self, row: Row) -> Record:
        stated = institution(self.run, OWNER, "institute", web="https://www.emsl.pnnl.gov")
        self.run.state(stated)
        self._site(stated.id)
        links = [Link("OWNS", "Institution", stated.id)]
        read = self._of_the_user_office if row.table == "t_emsl_instruments" else self._of_the_data_system
        device, properties, kind = read(row)
        if kind:
            links.append(concept(self.run, "InstrumentModel", kind)._replace(relation="INSTANCE_OF"))
        return Record("Instrument", readable("emsl", device), {**properties, "access": "unknown"}, tuple(links))

    def _site(self, owner: str) -> None:
        where = country(self.run, "US")._replace(relation="LOCATED_IN")
        site = {"address": "Richland, Washington, United States"}
        self.run.state(Record("Site", readable("emsl", "site"), site, (Link("HAS_SITE", "Institution", owner), where)))

    def _of_the_user_office(self, row: Row) -> tuple[str, dict[str, Any], str | None]:
        number = row.need("eus_instrument_id")
        for column in ("last_affected", "eus_available_hours", "eus_primary_instrument"):
            row.take(column)
        others = [row.take(column) for column in ("local_category_name", "local_instrument_name", "eus_display_name")]
        words = "; ".join(dict.fromkeys(text for text in others if text))
        properties = {
            "name_en": row.need("eus_instrument_name"),
            "identifier": [f"EUS {number}"],
            "condition": CONDITION.read(self.run, row.take("eus_active_sw")),
            "description": clean(self.run, words or None, names=PERSONS),
        }
        return f"eus-{number}", properties, None

    def _of_the_data_system(self, row: Row) -> tuple[str, dict[str, Any], str | None]:
        number, name = row.need("instrument_id"), row.need("instrument")
        for column in _STORAGE:
            row.take(column)
        description, room = (
            clean(self.run, row.take("description"), names=PERSONS),
            row.take("room_number"),
        )
        condition, kind = CONDITION.read(self.run, row.take("status")), row.take("instrument_class")
        row.take("instrument_group")
        identifier = [f"DMS {number}", f"DMS {name}"]
        device = self._device_of.get(number)
        if device is None:
            said = {
                "name_en": name,
                "identifier": identifier,
                "condition": condition,
                "description": description,
                "location": room,
            }
            return f"dms-{number}", said, kind
        return (
            f"eus-{device}",
            {"identifier": identifier, "location": None if device in self._described else room},
            self._once(device, kind),
        )

    def _once(self, device: str, kind: str | None) -> str | None:
        """A device that the data system lists several times (one a front end) has the room of the first."""
        self._described.add(device)
        return kind


EMSL_INSTRUMENTS = Source(
    name="emsl-instruments",
    title=Words("Instruments of the Environmental Molecular Sciences Laboratory", "环境分子科学实验室的仪器"),
    publisher="Pacific Northwest National Laboratory",
    licence="Apache-2.0",
    cadence="once",
    observed_on=date(2025, 11, 27),
    completeness="sample",
    coverage=Words("mass spectrometers and chromatographs of one facility", "一家机构的质谱与色谱仪器"),
    crawl=Instruments,
    expects="a folder with the dumps t_emsl_instruments, t_instrument_name and t_emsl_dms_instrument_mapping",
    rows_min={"t_emsl_instruments": 140, "t_instrument_name": 250},
)
