"""Who can test this?"""

from typing import Literal

from pydantic import Field, model_validator

from kg.matching.closeness import Closeness
from kg.matching.requirement import Access, Purpose
from kg.queries.core import Question, Subject
from kg.queries.rows import Candidate, CapabilityParams
from kg.schema.core import Words


class Params(CapabilityParams):
    """At least one of standard, parameter, product, technique and classification. The first of them finds capabilities; all else is held against
    these, and what one does not state is unknown."""

    standard: str | None = Field(None, description="Designation of a standard, with its year or without.",
                                 examples=["GB/T 22239-2008"])  # fmt: skip
    match: Closeness = Field(
        "standard",
        description="How close a cited standard has to be: 'exact': itself; 'edition': also cited without a year; 'standard': "
        "any edition of it; 'current': also what replaced it under another number; 'equivalent': also identical "
        "adoptions, through any number of steps; 'comparable': also modified and former equivalent ones, and those "
        "whose degree is not stated. Each row says its path.",
        examples=["comparable"],
    )
    clause: str | None = Field(None, description="Clause of the standard that is wanted.", examples=["8.2"])
    parameter: str | None = Field(None, description="What is measured or tested for, by name.", examples=["抗拉强度"])
    product: str | None = Field(None, description="The material or object, by name.", examples=["金属材料"])
    technique: str | None = Field(None, description="By which technique, by name.", examples=["ICP-MS"])
    classification: list[str] | None = Field(
        None, max_length=20, description="By a standard of which class, or of a class below it: codes (or names) of the ICS or the CCS, "
        "or of services of the KCDB, of which one will do.", examples=[["77.040"]])  # fmt: skip
    instrument: str | None = Field(
        None, description="With which instrument, by name or id.", examples=["电子万能试验机"]
    )
    instrument_kind: str | None = Field(None, description="With an instrument of which kind or model, by name or id.",
                                        examples=["万能试验机"])  # fmt: skip
    instrument_range: str | None = Field(None, description="Range or value that the instrument has to have, with the unit.",
                                         examples=["100 kN"])  # fmt: skip
    instrument_access: Access | None = Field(None, description="On which terms others may use the instrument: 'open' to anyone, or "
                                             "'by-agreement' too.", examples=["open"])  # fmt: skip
    instrument_calibrated: bool | None = Field(None, description="Whether the calibration of the instrument has to hold on the day: made by "
                                               "then, and the next one not due before.", examples=[True])  # fmt: skip
    range: str | None = Field(None, description="Range, value or values of what is measured, with the unit: '10~100 kN', "
                              "'50 Hz, 60 Hz', '>= 0.01 mg/L'.", examples=["10~100 kN"])  # fmt: skip
    scale: Literal["linear", "logarithmic"] | None = Field(
        None, description="How the covered share of a range is measured; logarithmic over three decades when left out.",
        examples=["linear"])  # fmt: skip
    condition: list[str] | None = Field(None, max_length=10, description="Conditions that have to be covered: the name of an influence quantity, "
                                        "if it has one, and its range with the unit.", examples=[["frequency 50 Hz"]])  # fmt: skip
    uncertainty: str | None = Field(None, description="Expanded uncertainty at most, k = 2 unless it says another.",
                                    examples=["U=1 % (k=2)"])  # fmt: skip
    at: str | None = Field(None, description="Value at which the uncertainty is wanted; the ends of the range when left out.",
                           examples=["50 kN"])  # fmt: skip
    detection_limit: str | None = Field(None, description="Limit of detection at most.", examples=["0.01 mg/L"])
    quantification_limit: str | None = Field(
        None, description="Limit of quantification at most.", examples=["0.03 mg/L"]
    )
    region: str | None = Field(None, description="Where: a division or country, by name or code.", examples=["湖北省"])
    near: str | None = Field(
        None, description="A place, as latitude,longitude in degrees (WGS 84).", examples=["30.52,114.31"]
    )
    within_km: float | None = Field(None, gt=0, description="How far from 'near' at most, in km.", examples=[200])
    where: Literal["permanent", "on-site", "mobile"] | None = Field(
        None,
        description="At permanent premises, on the customer's site, or in a mobile facility.",
        examples=["on-site"],
    )
    scheme: list[str] | None = Field(
        None, max_length=20, description="Schemes of which one will do.", examples=[["CNAS", "CMA"]]
    )
    purpose: Purpose | None = Field(None, description="What a report is for: with the CNAS or CMA mark, proof before a court or an "
                                    "authority in China, or verification (检定).", examples=["cma-report"])  # fmt: skip
    kind: Literal["laboratory", "inspection-body", "pt-provider", "rm-producer", "institute", "unknown"] | None = Field(
        None, description="Kind of institution.", examples=["laboratory"]
    )
    include: list[str] | None = Field(None, max_length=200, description="Only these institutions, by id or name.",
                                      examples=[["云泽省材料检测中心"]])  # fmt: skip
    exclude: list[str] | None = Field(None, max_length=200, description="None of these institutions, by id or name.",
                                      examples=[["云泽省材料检测中心"]])  # fmt: skip

    facets: list[Literal["region", "standard", "parameter", "product", "technique", "classification", "scheme", "kind",
                         "activity"]] | None = Field(
        None, max_length=9, description="What to count beside the answer: capabilities and institutions by each value; a selection of "
        "its own does not narrow it.", examples=[["region"]])  # fmt: skip

    @model_validator(mode="after")
    def _something(self) -> "Params":
        if not any((self.standard, self.parameter, self.product, self.technique, self.classification)):
            raise ValueError("say at least one of standard, parameter, product, technique and classification")
        return self


WHO_CAN_TEST = Question(
    name="who-can-test",
    title=Words("Who can test this?", "谁能检测？"),
    doc=Words(
        "Capabilities for a standard, a parameter, a product, a technique or a class, each with its validity on the day, its evidence and the "
        "reasons why it answers; of a standard also whether the body is accredited for it as it was asked for.",
        "针对标准、参数、产品、技术或分类的能力，并附当日有效性、证据与理由；就标准另行说明是否按所问获得认可。",
    ),
    params=Params,
    row=Candidate,
    shape="capabilities",
    judged=frozenset(
        {
            "activity",
            "validity",
            "available_to",
            "by",
            "kind",
            "match",
            "clause",
            "instrument",
            "instrument_kind",
            "instrument_range",
            "instrument_access",
            "instrument_calibrated",
            "range",
            "scale",
            "condition",
            "uncertainty",
            "at",
            "detection_limit",
            "quantification_limit",
            "region",
            "near",
            "within_km",
            "where",
            "scheme",
            "purpose",
            "include",
            "exclude",
            "facets",
        }
    ),
    subjects=(
        Subject("standard", ("StandardEdition", "Standard"), "document"),
        Subject("parameter", ("Parameter",)),
        Subject("product", ("Product",)),
        Subject("technique", ("Technique",), ending="法"),
        Subject("classification", ("Classification",), "class", many=True),
        Subject("instrument", ("Instrument",)),
        Subject("instrument_kind", ("InstrumentModel",)),
        Subject("region", ("Region",), "region"),
        Subject("scheme", ("Accreditation",), "scheme", many=True),
        Subject("include", ("Institution",), many=True),
        Subject("exclude", ("Institution",), many=True),
    ),
    example={"standard": "GB/T 228.1-2021"},
    cypher="""
    CALL () {
      UNWIND $standard_ids AS id
      MATCH (:StandardEdition {id: id})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
      RETURN c
      UNION
      UNWIND $standard_ids AS id
      MATCH (:Standard {id: id})<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
      RETURN c
      UNION
      UNWIND CASE WHEN size($standard_ids) = 0 THEN $parameter_ids ELSE [] END AS id
      MATCH (:Parameter {id: id})<-[:MEASURES]-(c:Capability)
      RETURN c
      UNION
      UNWIND CASE WHEN size($standard_ids) + size($parameter_ids) = 0 THEN $product_ids ELSE [] END AS id
      MATCH (:Product {id: id})<-[:APPLIES_TO]-(c:Capability)
      RETURN c
      UNION
      UNWIND CASE WHEN size($standard_ids) + size($parameter_ids) + size($product_ids) = 0 THEN $technique_ids ELSE [] END AS id
      MATCH (:Technique {id: id})<-[:BY_TECHNIQUE]-(c:Capability)
      RETURN c
      UNION
      UNWIND CASE WHEN size($standard_ids) + size($parameter_ids) + size($product_ids) + size($technique_ids) = 0
                  THEN $classification_ids ELSE [] END AS id
      MATCH (:Classification {id: id})<-[:BROADER*0..4]-(k:Classification)<-[:CLASSIFIED_BY]-(d:StandardEdition|Standard)
      WHERE k.ended_run IS NULL AND d.ended_run IS NULL
      MATCH (d)-[:EDITION_OF*0..1]-(:StandardEdition|Standard)<-[:DEFINED_BY]-(:TestMethod)<-[:USES]-(c:Capability)
      RETURN c
      UNION
      UNWIND CASE WHEN size($standard_ids) + size($parameter_ids) + size($product_ids) + size($technique_ids) = 0
                  THEN $classification_ids ELSE [] END AS id
      MATCH (:Classification {id: id})<-[:BROADER*0..4]-(k:Classification)<-[:CLASSIFIED_BY]-(c:Capability)
      WHERE k.ended_run IS NULL
      RETURN c
    }
    WITH c WHERE c.ended_run IS NULL
    RETURN c.id AS capability
    ORDER BY capability
    LIMIT $most
    """,
)
