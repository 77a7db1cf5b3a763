"""Where an institution works."""

from kg.schema.core import CODE, NUMBER, TEXT, EntityType, Words
from kg.schema.prefixes import term
from kg.schema.properties import prop

SITE = EntityType(
    "Site",
    Words("site", "场所"),
    Words("A place where an institution works.", "机构开展工作的场所。"),
    (
        prop("address", TEXT, "address", "地址", "Postal address as printed.", "所印通讯地址。", iri="schema:address"),
        prop("postcode", CODE, "postcode", "邮政编码", "Postal code as printed.", "所印邮政编码。", iri="schema:postalCode"),
        prop("lat", NUMBER, "latitude", "纬度", "WGS 84 latitude in degrees; absent when not stated.",
             "WGS 84 纬度（度）；未说明则缺失。", iri="schema:latitude"),
        prop("lon", NUMBER, "longitude", "经度", "WGS 84 longitude in degrees; absent when not stated.",
             "WGS 84 经度（度）；未说明则缺失。", iri="schema:longitude"),
    ),
    iri=term("org:Site"),
    key=("address",),
)  # fmt: skip
