"""Where an institution works."""

from kg.schema.core import CODE, TEXT, EntityType, Words, number_between
from kg.schema.prefixes import term
from kg.schema.properties import prop

SITE = EntityType(
    "Site",
    Words("site", "场所"),
    Words("A place where an institution works.", "机构开展工作的场所。"),
    (
        prop("address", TEXT, "address", "地址", "Postal address as printed.", "所印通讯地址。", iri="schema:address"),
        prop("postcode", CODE, "postal code", "邮政编码", "Postal code of the address, as printed.", "地址的邮政编码（原文）。",
             iri="schema:postalCode"),
        prop("lat", number_between(-90, 90), "latitude", "纬度", "WGS 84 latitude in degrees; absent when not stated.",
             "WGS 84 纬度（度）；未说明则缺失。", iri="schema:latitude"),
        prop("lon", number_between(-180, 180), "longitude", "经度", "WGS 84 longitude in degrees; absent when not stated.",
             "WGS 84 经度（度）；未说明则缺失。", iri="schema:longitude"),
    ),
    within=(term("org:Site"), term("schema:Place")),
    key=("institution", "name", "address"),
    named_by="name",
    leads=("institution", "name_zh", "name_en", "address", "region"),
)  # fmt: skip
