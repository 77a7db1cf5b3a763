"""Questions about who holds which standard: counted by region, and where only one does."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from kg.asking.answer import Why, counted
from kg.asking.judge import Judged, Row

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
    """Standards (edition by edition) that one institution alone holds."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in judged.standing:
        held[row["standard"]].append(row)
    items = []
    for standard, rows in sorted(held.items()):
        if len({row["institution"] for row in rows}) == 1:
            first = rows[0]
            items.append({
                "standard": standard, "designation": first["designation"],
                "institution": {"id": first["institution"], "name": first["institution_name"]},
                "region": first["region"], "activities": sorted({row["activity"] for row in rows}),
                "capabilities": sum(row["capabilities"] for row in rows), "held": "in the data held",
            })  # fmt: skip
    return items


def why(judged: Judged, items: list[dict[str, Any]]) -> Why:
    """What was counted, and what was left out of the count."""
    past, unknown = len(judged.past), len({row["institution"] for row in judged.unknown})
    en, zh = counted(len(items), "standard", "standards"), f"{len(items)} 项标准"
    if past:
        en, zh = (
            f"{en}; {past} institutions whose period ran out are not counted (validity=any)",
            f"{zh}；{past} 家有效期届满，未计入",
        )
    if unknown:
        en, zh = (
            f"{en}; {unknown} of unknown validity are not counted",
            f"{zh}；{unknown} 家有效性未知，未计入",
        )
    return Why(
        kind="answered" if judged.standing else "none-valid" if past or unknown else "nothing",
        words_en=f"{en}; in the data held", words_zh=f"{zh}；仅就所持数据而言",
        by_validity=dict(sorted(judged.by_validity.items())), left_out=dict(sorted(judged.left_out.items())),
        by_activity={name: len(found) for name, found in sorted(judged.by_activity.items())},
    )  # fmt: skip


Arrange = Callable[[Judged, Subjects], list[dict[str, Any]]]
ARRANGED: Mapping[str, Arrange] = {"coverage": coverage, "sole-providers": sole_providers}
