"""The `why` of an answer, in words: never a bare empty list."""

from datetime import date
from typing import Any

from kg.asking.answer import Kind, Why, counted, listed
from kg.asking.judge import OWN_ONLY, Judged
from kg.asking.lookup import Found
from kg.matching.validity import State
from kg.schema.core import Words

_ACTIVITIES = {
    "testing": Words("test", "检测"), "calibration": Words("calibrate", "校准"), "inspection": Words("inspect", "检验"),
    "sampling": Words("sample", "抽样"), "pt": Words("give proficiency tests for", "能力验证"),
    "rm": Words("produce reference materials for", "标准物质"),
}  # fmt: skip


def not_found(parameter: str, text: str, found: Found) -> Why:
    """A name that the graph does not have, or that several regions bear."""
    near = [dict(thing) for thing in found.near]
    if found.ambiguous:
        return Why(
            kind="ambiguous", near=near, unknown={parameter: text},
            words_en=f"'{text}' names several regions: {listed(near)}. Say which, by its code or id.",
            words_zh=f"“{text}”对应多个区域：{listed(near)}。请用代码或标识指明。",
        )  # fmt: skip
    hint_en, hint_zh = (f" Near: {listed(near)}.", f"相近：{listed(near)}。") if near else ("", "")
    return Why(
        kind="not-in-graph", near=near, unknown={parameter: text},
        words_en=f"{parameter} '{text}' is not in the graph.{hint_en}", words_zh=f"图中没有“{text}”。{hint_zh}",
    )  # fmt: skip


# Who was left out although the activity fits, the nearest first: the kind of answer, and its words.
_NEAREST: dict[str, tuple[Kind, str, str]] = {
    OWN_ONLY: ("own-organisation", "nobody who serves others in the data held; {} of bodies that serve their own organisation only "
               "(available_to=any shows them)", "所持数据中无对外服务者；另有 {} 项能力仅服务于所属组织（available_to=any 可列出）"),
    "kind": ("none-of-kind", "nobody of that kind in the data held; {} of other kinds of institution",
             "所持数据中无此类机构；其他类型机构有 {} 项能力"),
    "region": ("none-here", "nobody in that region in the data held; {} elsewhere", "所持数据中该区域无；其他区域有 {} 项能力"),
}  # fmt: skip


def of_capabilities(judged: Judged, activity: str, as_of: date) -> Why:
    """Why a question about capabilities has the answer it has."""
    institutions = len({row["institution"] for row in judged.standing})
    facts: dict[str, Any] = {
        "institutions": institutions,
        "by_validity": dict(sorted(judged.by_validity.items())),
        "by_activity": {name: len(found) for name, found in sorted(judged.by_activity.items())},
        "restricted": sum(row["restricted"] for row in judged.standing),
        "left_out": dict(sorted(judged.left_out.items())),
    }
    if judged.standing:
        return Why(
            kind="answered",
            words_en=_answered_en(judged, institutions),
            words_zh=_answered_zh(judged, institutions),
            **facts,
        )
    if judged.unknown and not judged.past:
        n = counted(len(judged.unknown), "capability", "capabilities")
        return Why(kind="unknown-only", words_en=f"nobody is known to be valid; {n} of unknown validity or place stand apart",
                   words_zh=f"无已知有效者；另列 {len(judged.unknown)} 项有效性或地点未知的能力", **facts)  # fmt: skip
    if judged.by_validity:
        words = _none_valid(judged, as_of)
        return Why(kind="none-valid", words_en=words.en, words_zh=words.zh, **facts)
    for reason, (kind, en, zh) in _NEAREST.items():
        if rows := judged.left_out[reason]:
            some = counted(rows, "capability", "capabilities")
            return Why(kind=kind, words_en=en.format(some), words_zh=zh.format(rows), **facts)
    others = {name: n for name, n in facts["by_activity"].items() if name != activity}
    if judged.left_out["activity"] and others:
        en = ", ".join(f"{n} {_ACTIVITIES[name].en} it" for name, n in others.items())
        zh = "，".join(f"{n} 家从事{_ACTIVITIES[name].zh}" for name, n in others.items())
        one = _ACTIVITIES.get(activity, _ACTIVITIES["testing"])
        return Why(kind="other-activities", words_en=f"nobody in the data held can {one.en} it; {en} (--activity)",
                   words_zh=f"所持数据中无机构从事{one.zh}；{zh}（见 --activity）", **facts)  # fmt: skip
    past = judged.left_out["activity"]
    one = _ACTIVITIES.get(activity, _ACTIVITIES["testing"])
    tail_en, tail_zh = (
        f"; {counted(past, 'capability', 'capabilities')} of other activities ran out as printed (--activity, validity=any)",
        f"；其他活动 {past} 项所印有效期已届满（见 --activity、validity=any）",
    ) if past else ("", "")  # fmt: skip
    return Why(kind="none-offered", words_en=f"it is known, and nobody in the data held can {one.en} it{tail_en}",
               words_zh=f"已知，但所持数据中无机构从事{one.zh}{tail_zh}", **facts)  # fmt: skip


def less_close(why: Why, capabilities: int) -> Why:
    """The explanation, with how many capabilities cite the standard less closely than the question wants."""
    if not capabilities:
        return why
    n = counted(capabilities, "capability cites", "capabilities cite")
    return why.model_copy(update={
        "left_out": {**why.left_out, "match": capabilities},
        "words_en": f"{why.words_en}; {n} another edition or an adoption of it (--match)",
        "words_zh": f"{why.words_zh}；另有 {capabilities} 项能力引用其他版本或采用标准（见 --match）",
    })  # fmt: skip


def _answered_en(judged: Judged, institutions: int) -> str:
    unknown = (
        f"; {counted(len(judged.unknown), 'more is', 'more are')} of unknown validity or place"
        if judged.unknown
        else ""
    )
    rows = counted(len(judged.standing), "capability", "capabilities")
    return f"{counted(institutions, 'institution', 'institutions')} with {rows}{unknown}"


def _answered_zh(judged: Judged, institutions: int) -> str:
    unknown = f"；另有 {len(judged.unknown)} 项有效性或地点未知" if judged.unknown else ""
    return f"{institutions} 家机构，{len(judged.standing)} 项能力{unknown}"


def _none_valid(judged: Judged, as_of: date) -> Words:
    """``none in date: 79 ran out as printed, last read about May 2019, renewal not known``."""
    counts = judged.by_validity
    read = judged.latest_reading
    last_en = (
        f", last read about {read:%B %Y}, renewal not known" if read and counts["ran-out"] and read < as_of else ""
    )
    last_zh = f"，最近读取约为 {read:%Y 年 %m 月}，是否续期未知" if read and counts["ran-out"] and read < as_of else ""
    parts_en, parts_zh = [], []
    if gone := judged.past.get("ran-out"):
        parts_en.append(f"{len(gone)} ran out as printed{last_en}")
        parts_zh.append(f"{len(gone)} 家所印有效期已届满{last_zh}")
    for state, chinese in _PAST.items():
        if some := judged.past.get(state):
            parts_en.append(f"{len(some)} {state}")
            parts_zh.append(f"{len(some)} 家{chinese}")
    if unknown := len({row["institution"] for row in judged.unknown}):
        parts_en.append(f"{unknown} unknown")
        parts_zh.append(f"{unknown} 家未知")
    return Words(
        f"none in date: {'; '.join(parts_en)} (validity=any shows them)",
        f"无在有效期内者：{'；'.join(parts_zh)}（validity=any 可列出）",
    )


_PAST: dict[State, str] = {"suspended": "暂停", "withdrawn": "撤销", "not-yet": "尚未开始"}
