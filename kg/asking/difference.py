"""What changed between two answers to a question: what is new, gone, changed and the same, and which constraint made it so."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.asking.entries import Entry, Reason
from kg.asking.saved import Saved
from kg.errors import UsageError
from kg.matching.validity import STANDING, validity
from kg.schema.core import Words

CHANGES = ("new", "gone", "changed", "unknown", "same")
# How an answer is cut into pages is not what it is asked about.
_PAGING = frozenset({"limit", "cursor"})
Key = tuple[str | None, str]


def difference(before: Saved, after: Saved) -> dict[str, Any]:
    """The entries of both answers by how they changed; ``UsageError`` for answers to different questions. What is in one answer
    alone is ``unknown`` where the other holds only some of its entries."""
    if before.question != after.question:
        raise UsageError(
            f"two answers to one question are compared; these answer '{before.question}' and '{after.question}'."
        )
    found: dict[str, list[dict[str, Any]]] = {change: [] for change in CHANGES}
    old, new = ({entry.key: entry for entry in saved.entries} for saved in (before, after))
    for key in dict.fromkeys((*old, *new)):
        change, told = _compared(old.get(key), new.get(key), before, after)
        if change is not None:
            found[change].append(told)
    counts = {change: len(some) for change, some in found.items()}
    words = _words(counts, before, after)
    return {
        "question": before.question,
        "words": words._asdict(),
        "counts": counts,
        **found,
        "asked": _asked(before.asked, after.asked),
        "before": _of(before),
        "after": _of(after),
    }


def _of(saved: Saved) -> dict[str, Any]:
    parts = sorted(part or "all" for part in saved.part_of)
    return {"as_of": saved.as_of.isoformat(), "run": saved.run, "whole": not parts, "part_of": parts}


def _asked(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters that the two were not asked with alike."""
    names = sorted((set(before) | set(after)) - _PAGING)
    return {
        name: {"before": before.get(name), "after": after.get(name)}
        for name in names
        if before.get(name) != after.get(name)
    }


def _compared(old: Entry | None, new: Entry | None, before: Saved, after: Saved) -> tuple[str | None, dict[str, Any]]:
    """How one entry changed, and what is told of it; None of what answers in neither."""
    one = new or old
    assert one is not None, "a key is that of an entry"
    was, now = old is not None and old.answers, new is not None and new.answers
    if not was and not now:
        return None, {}
    changes = list(_changes(old, new)) if old and new else list(_by_dates(old, new, before, after))
    told = {"part": one.part, "id": one.id, "name_zh": one.name_zh, "name_en": one.name_en, "before": old and old.status,
            "after": new and new.status, "changes": changes}  # fmt: skip
    lacking = after if new is None else before
    if (old is None or new is None) and one.part in lacking.part_of:
        return "unknown", told
    if was and now:
        return ("changed" if changes or (old and new and old.status != new.status) else "same"), told
    return ("gone" if was else "new"), told


def _changes(old: Entry, new: Entry) -> Iterator[dict[str, Any]]:
    """Constraints whose status or what is offered for them changed; then what else did."""
    for name in dict.fromkeys((*old.reasons, *new.reasons)):
        one, other = old.reasons.get(name), new.reasons.get(name)
        if (old.near or new.near) and (one is None or other is None):
            known = one or other
            if known is None or known.status == "met":
                continue  # a miss tells what failed: the rest was met
        if (one and (one.status, one.offered)) != (other and (other.status, other.offered)):
            yield {"constraint": name, "before": _plain(one), "after": _plain(other)}
    if old.near or new.near:
        return
    for name in dict.fromkeys((*old.facts, *new.facts)):
        if old.facts.get(name) != new.facts.get(name):
            yield {"property": name, "before": old.facts.get(name), "after": new.facts.get(name)}


def _plain(reason: Reason | None) -> dict[str, Any] | None:
    return None if reason is None else {"status": reason.status, "offered": reason.offered, "words": reason.words}


def _by_dates(old: Entry | None, new: Entry | None, before: Saved, after: Saved) -> Iterator[dict[str, Any]]:
    """Why something is in one answer only, as far as the dates that it shows tell: it was not in date on the other day."""
    one, day = (old, after.as_of) if old else (new, before.as_of)
    shown = one.reasons.get("validity") if one else None
    if one is None or one.printed is None or shown is None or shown.offered not in STANDING:
        return
    other = validity(one.printed, day)
    if other.state in STANDING:
        return
    status = "unknown" if other.state == "unknown" else "unmet"
    told = {"status": status, "offered": other.state, "words": other.words._asdict()}
    first, second = (_plain(shown), told) if old else (told, _plain(shown))
    yield {"constraint": "validity", "before": first, "after": second}


def _words(counts: Mapping[str, int], before: Saved, after: Saved) -> Words:
    told = [name for name in CHANGES if counts[name] or name != "unknown"]
    en = ", ".join(f"{counts[name]} {_EN.get(name, name)}" for name in told)
    zh = "，".join(f"{counts[name]} 项{_ZH[name]}" for name in told)
    for saved, one, other in ((before, "the first answer", "前一答案"), (after, "the second answer", "后一答案")):
        if saved.part_of:
            en += f"; {one} is one page of several: what it lacks may be on another"
            zh += f"；{other}仅为多页之一：其所缺者可能在其他页"
    return Words(en, zh)


_EN = {"same": "the same"}
_ZH = {"new": "新增", "gone": "消失", "changed": "变化", "unknown": "未知", "same": "不变"}
