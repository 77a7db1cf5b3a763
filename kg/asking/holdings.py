"""Questions about who holds which standard: counted by region, and where only one does."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from kg.asking.answer import Kind, Why, counted
from kg.asking.judge import OWN_ONLY, Judged, Row
from kg.schema.core import Words

# What each text of each parameter was found to be: ids.
Subjects = Mapping[str, Mapping[str, tuple[str, ...]]]

UNKNOWN_REGION = "unknown"


def coverage(judged: Judged, found: Subjects) -> list[dict[str, Any]]:
    """Each standard asked for, in the order asked: institutions in all and by region; zero is an item too, and one
    that is not in the graph says so."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in judged.standing:
        held[row["standard"]].append(row)
    items = []
    for asked, ids in found["standards"].items():
        fitting = [row for id in ids for row in held[id]]
        regions: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        for row in fitting:
            regions[row["region"] or UNKNOWN_REGION, row["region_name"]].add(row["institution"])
        by_region = [{"region": region, "name": name, "institutions": len(some)}
                     for (region, name), some in sorted(regions.items(), key=lambda pair: (-len(pair[1]), pair[0][0]))]  # fmt: skip
        institutions = {row["institution"] for row in fitting}
        items.append({
            "standard": asked, "in_graph": bool(ids), "designations": sorted({row["designation"] for row in fitting}),
            "institutions": len(institutions), "capabilities": sum(row["capabilities"] for row in fitting),
            "by_region": by_region, "held": "in the data held",
        })  # fmt: skip
    return items


def sole_providers(judged: Judged, _: Subjects) -> list[dict[str, Any]]:
    """Standards (edition by edition) that one institution alone holds; ``perhaps_also`` counts the others whose
    validity or place is not known."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in judged.standing:
        held[row["standard"]].append(row)
    perhaps: dict[str, set[str]] = defaultdict(set)
    for row in judged.unknown:
        perhaps[row["standard"]].add(row["institution"])
    items = []
    for standard, rows in sorted(held.items()):
        if len({row["institution"] for row in rows}) == 1:
            first = rows[0]
            items.append({
                "standard": standard, "designation": first["designation"],
                "institution": {"id": first["institution"], "name": first["institution_name"]},
                "region": first["region"], "activities": sorted({row["activity"] for row in rows}),
                "capabilities": sum(row["capabilities"] for row in rows),
                "perhaps_also": len(perhaps[standard] - {first["institution"]}), "held": "in the data held",
            })  # fmt: skip
    return items


def why(judged: Judged, items: list[dict[str, Any]]) -> Why:
    """What was counted, and what was left out of the count."""
    past, unknown = judged.institutions_past(), len({row["institution"] for row in judged.unknown})
    absent = [item["standard"] for item in items if not item.get("in_graph", True)]
    nobody = (
        sum(1 for item in items if item["institutions"] == 0) - len(absent) if "in_graph" in (items or [{}])[0] else 0
    )
    own = judged.left_out[OWN_ONLY]
    parts = [
        Words(counted(len(items), "standard", "standards"), f"{len(items)} 项标准"),
        *([Words(f"{len(absent)} not in the graph", f"{len(absent)} 项不在图中")] if absent else []),
        *([Words(f"{nobody} with nobody in date", f"{nobody} 项无在有效期内的机构")] if nobody else []),
        *([Words(f"{counted(past, 'institution', 'institutions')} not in date, not counted (validity=any)",
                 f"{past} 家不在有效期内，未计入（validity=any）")] if past else []),
        *([Words(f"{unknown} of unknown validity or place, not counted", f"{unknown} 家有效性或地点未知，未计入")] if unknown else []),
        *([Words(f"{counted(own, 'capability serves', 'capabilities serve')} their own organisation only, not counted (available_to=any)",
                 f"{own} 项仅服务于所属组织，未计入（available_to=any）")] if own else []),
        Words("in the data held", "仅就所持数据而言"),
    ]  # fmt: skip
    kind: Kind = "answered" if judged.standing else "none-valid" if past or unknown else "nothing"
    if absent and len(absent) == len(items):
        kind = "not-in-graph"
    return Why(
        kind=kind, words_en="; ".join(part.en for part in parts), words_zh="；".join(part.zh for part in parts),
        by_validity=dict(sorted(judged.by_validity.items())), left_out=dict(sorted(judged.left_out.items())),
        by_activity={name: len(found) for name, found in sorted(judged.by_activity.items())},
    )  # fmt: skip


Arrange = Callable[[Judged, Subjects], list[dict[str, Any]]]
ARRANGED: Mapping[str, Arrange] = {"coverage": coverage, "sole-providers": sole_providers}
