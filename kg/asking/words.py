"""The `why` of an answer, in words: never a bare empty list."""

from datetime import date
from typing import Any

from kg.asking.answer import Kind, Why, counted, listed
from kg.asking.lookup import Found
from kg.asking.summary import Summary
from kg.matching.requirement import Requirement
from kg.matching.validity import STANDING, State
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


# Who was left out although the rest fits, the nearest first: the kind of answer, and its words.
_NEAREST: dict[str, tuple[Kind, str, str]] = {
    "available_to": ("own-organisation", "nobody who serves others in the data held; {} of bodies that serve their own organisation only "
                     "(available_to=any shows them)", "所持数据中无对外服务者；另有 {} 项能力仅服务于所属组织（available_to=any 可列出）"),
    "kind": ("none-of-kind", "nobody of that kind in the data held; {} of other kinds of institution",
             "所持数据中无此类机构；其他类型机构有 {} 项能力"),
    "region": ("none-here", "nobody in that region in the data held; {} elsewhere", "所持数据中该区域无；其他区域有 {} 项能力"),
    "distance": ("none-here", "nobody so near in the data held; {} farther away", "所持数据中该距离内无；更远处有 {} 项能力"),
    "where": ("none-so", "nobody who works there in the data held; {} elsewhere than asked", "所持数据中无此工作地点类型；其他类型有 {} 项能力"),
    "range": ("none-so", "nobody covers the range in the data held; {} of other ranges", "所持数据中无覆盖该范围者；其他范围有 {} 项能力"),
    "condition": ("none-so", "nobody under such conditions in the data held; {} under others", "所持数据中无此条件者；其他条件下有 {} 项能力"),
    "uncertainty": ("none-so", "nobody states so small an uncertainty in the data held; {} with a larger one",
                    "所持数据中无如此小的不确定度；不确定度更大者有 {} 项能力"),
    "limit": ("none-so", "nobody states so low a limit in the data held; {} with a higher one", "所持数据中无如此低的限值；限值更高者有 {} 项能力"),
    "restriction": ("none-so", "nobody in the data held does that without a restriction that excludes it; {} restricted",
                    "所持数据中均有将其排除的限制；受限者有 {} 项能力"),
    "scheme": ("none-so", "nobody under that scheme in the data held; {} under others", "所持数据中该方案下无；其他方案下有 {} 项能力"),
    "purpose": ("none-so", "nobody whose report serves that purpose in the data held; {} under other schemes",
                "所持数据中无适用于该用途者；其他方案下有 {} 项能力"),
    "clause": ("none-so", "nobody for that clause in the data held; {} for others", "所持数据中无针对该条款者；针对其他条款者有 {} 项能力"),
    "technique": ("none-so", "nobody by that technique in the data held; {} by others", "所持数据中无采用该技术者；采用其他技术者有 {} 项能力"),
    "classification": ("none-so", "nobody by a standard of that class in the data held; {} by standards of others",
                       "所持数据中无依据该类标准者；依据其他类标准者有 {} 项能力"),
    "instrument": ("none-so", "nobody with such an instrument in the data held; {} with others",
                   "所持数据中无使用此类仪器者；使用其他仪器者有 {} 项能力"),
    "product": ("none-so", "nobody for that product in the data held; {} for others", "所持数据中无针对该产品者；针对其他产品者有 {} 项能力"),
    "parameter": ("none-so", "nobody for that parameter in the data held; {} for others", "所持数据中无针对该参数者；针对其他参数者有 {} 项能力"),
    "institution": ("none-so", "none of the institutions asked for in the data held; {} of others", "指定机构中无；其他机构有 {} 项能力"),
}  # fmt: skip


def of_capabilities(found: Summary, asked: Requirement) -> Why:
    """Why a question about capabilities has the answer it has."""
    facts: dict[str, Any] = {
        "institutions": found.institutions,
        "by_validity": dict(sorted(found.by_validity.items())),
        "by_activity": dict(found.by_activity),
        "by_closeness": dict(found.by_closeness),
        "restricted": found.restricted,
        "left_out": dict(sorted(found.left_out.items())),
    }
    kind, words = _of_capabilities(found, asked)
    return Why(kind=kind, words_en=words.en, words_zh=words.zh, **facts)


def _of_capabilities(found: Summary, asked: Requirement) -> tuple[Kind, Words]:
    if found.capabilities:
        return "answered", _answered(found)
    if found.apart and (not found.past or STANDING & found.by_validity.keys()):
        return "unknown-only", _unknown_only(found)
    if found.past:
        return "none-valid", _none_valid(found, asked.as_of)
    for reason, (kind, en, zh) in _NEAREST.items():
        if rows := found.left_out.get(reason):
            return kind, Words(en.format(counted(rows, "capability", "capabilities")), zh.format(rows))
    return _other_activities(found, asked.activity)


def _unknown_only(found: Summary) -> Words:
    n = counted(found.apart, "capability", "capabilities")
    past = sum(found.past.values())
    return Words(
        f"nobody is known to meet it all; {n} of which something is not known {'stands' if found.apart == 1 else 'stand'} apart"
        + (f"; {counted(past, 'institution is', 'institutions are')} not in date" if past else ""),
        f"无已知全部满足者；另列 {found.apart} 项有未知之处的能力" + (f"；{past} 家不在有效期内" if past else ""),
    )


def _other_activities(found: Summary, activity: str) -> tuple[Kind, Words]:
    one = _ACTIVITIES.get(activity, _ACTIVITIES["testing"])
    others = {name: n for name, n in found.by_activity.items() if name != activity}
    past = found.left_out.get("activity", 0)
    if past and others:
        en = ", ".join(f"{n} {_ACTIVITIES[name].en} it" for name, n in others.items())
        zh = "，".join(f"{n} 家从事{_ACTIVITIES[name].zh}" for name, n in others.items())
        return "other-activities", Words(
            f"nobody in the data held can {one.en} it; {en} (--activity)",
            f"所持数据中无机构从事{one.zh}；{zh}（见 --activity）",
        )
    tail = Words(
        f"; {counted(past, 'capability', 'capabilities')} of other activities ran out as printed (--activity, validity=any)",
        f"；其他活动 {past} 项所印有效期已届满（见 --activity、validity=any）",
    ) if past else Words("", "")  # fmt: skip
    return "none-offered", Words(
        f"it is known, and nobody in the data held can {one.en} it{tail.en}",
        f"已知，但所持数据中无机构从事{one.zh}{tail.zh}",
    )


def also(why: Why, near: list[dict[str, str]]) -> Why:
    """The explanation, with things that have the words of those that were asked for in their names."""
    if not near:
        return why
    return why.model_copy(update={
        "near": near, "words_en": f"{why.words_en}. Other names: {listed(near)}.",
        "words_zh": f"{why.words_zh}。其他名称：{listed(near)}。",
    })  # fmt: skip


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


def _answered(found: Summary) -> Words:
    en = f"; of {counted(found.apart, 'more', 'more')} something is not known" if found.apart else ""
    zh = f"；另有 {found.apart} 项有未知之处" if found.apart else ""
    rows = counted(found.capabilities, "capability", "capabilities")
    return Words(
        f"{counted(found.institutions, 'institution', 'institutions')} with {rows}{en}",
        f"{found.institutions} 家机构，{found.capabilities} 项能力{zh}",
    )


def _none_valid(found: Summary, as_of: date) -> Words:
    """``none in date: 79 ran out as printed, last read about May 2019, renewal not known``."""
    past, read = found.past, found.latest_reading
    told = read is not None and "ran-out" in past and read < as_of
    last_en = f", last read about {read:%B %Y}, renewal not known" if told and read else ""
    last_zh = f"，最近读取约为 {read:%Y 年 %m 月}，是否续期未知" if told and read else ""
    parts_en, parts_zh = [], []
    if gone := past.get("ran-out"):
        parts_en.append(f"{gone} ran out as printed{last_en}")
        parts_zh.append(f"{gone} 家所印有效期已届满{last_zh}")
    for state, chinese in _PAST.items():
        if some := past.get(state):
            parts_en.append(f"{some} {state}")
            parts_zh.append(f"{some} 家{chinese}")
    if found.apart_institutions:
        parts_en.append(f"{found.apart_institutions} unknown")
        parts_zh.append(f"{found.apart_institutions} 家未知")
    return Words(
        f"none in date: {'; '.join(parts_en)} (validity=any shows them)",
        f"无在有效期内者：{'；'.join(parts_zh)}（validity=any 可列出）",
    )


_PAST: dict[State, str] = {"suspended": "暂停", "withdrawn": "撤销", "not-yet": "尚未开始"}
