"""Is a capability valid on a day? From what was printed, and when it was last read; never more than that.

The words are the design's: ``valid`` (inside the printed period, read on or after that day), ``in-date`` (inside it,
but last read before), ``ran-out``, ``suspended``, ``withdrawn``, ``not-yet``, ``unknown``.
"""

from datetime import date
from typing import Literal, NamedTuple, get_args

from kg.schema.core import Words

State = Literal["valid", "in-date", "ran-out", "suspended", "withdrawn", "not-yet", "unknown"]
STATES: tuple[State, ...] = get_args(State)

# States that answer a question; `unknown` stands in a group of its own, the others are counted.
STANDING: frozenset[State] = frozenset({"valid", "in-date"})


class Printed(NamedTuple):
    """What a source prints of a period, and when it was last read. A missing end is unknown, not open-ended."""

    valid_from: date | None = None
    valid_to: date | None = None
    first_granted: date | None = None
    status: str | None = None
    observed_on: date | None = None


class Validity(NamedTuple):
    """The state on a day, with the sentence that says why."""

    state: State
    words: Words


def validity(printed: Printed, as_of: date) -> Validity:
    """The state of a capability on ``as_of``."""
    read = printed.observed_on.isoformat() if printed.observed_on else None
    start, end = printed.valid_from, printed.valid_to
    if printed.first_granted is not None and as_of < min(printed.first_granted, start or printed.first_granted):
        first = printed.first_granted
        return Validity("not-yet", Words(f"first granted on {first}", f"首次授予于 {first}"))
    if printed.status in ("suspended", "withdrawn"):
        return _said(printed.status, read)
    if end is not None and end < as_of:
        return _ran_out(end, printed.observed_on)
    if start is not None and as_of < start:
        return _before(start)
    if start is None or end is None:
        which = Words("no dates", "起止日期") if start is end else Words("no start", "起始日期")
        if start is not None:
            which = Words("no end", "终止日期")
        return Validity("unknown", Words(f"the source prints {which.en}", f"来源未印{which.zh}"))
    if printed.observed_on is None or printed.observed_on < as_of:
        since = read or "an unknown day"
        return Validity("in-date", Words(
            f"in date until {end} as last read on {since}; later status not known",
            f"按 {read or '未知日期'} 最近一次读取，有效期至 {end}；此后状态未知",
        ))  # fmt: skip
    return Validity(
        "valid",
        Words(f"valid from {start} to {end}, read on {read}", f"有效期 {start} 至 {end}，读取于 {read}"),
    )


def _said(status: str, read: str | None) -> Validity:
    chinese = {"suspended": "暂停", "withdrawn": "撤销"}[status]
    state: State = "suspended" if status == "suspended" else "withdrawn"
    since = read or "an unknown day"
    return Validity(
        state,
        Words(f"{status} as last read on {since}", f"按 {read or '未知日期'} 最近一次读取，状态为{chinese}"),
    )


def _ran_out(end: date, observed_on: date | None) -> Validity:
    """On its last day a period still holds: only a reading after it knows that no renewal was printed."""
    if observed_on is not None and observed_on > end:
        return Validity("ran-out", Words(f"ran out on {end}", f"已于 {end} 到期"))
    read = observed_on.isoformat() if observed_on else "an unknown day"
    return Validity("ran-out", Words(
        f"ran out on {end} as printed, last read on {read}; renewal not known",
        f"所印有效期已于 {end} 届满，最近读取于 {observed_on or '未知日期'}；是否续期未知",
    ))  # fmt: skip


def _before(start: date) -> Validity:
    return Validity("unknown", Words(
        f"the printed period starts on {start}; what held before is not stated",
        f"所印有效期自 {start} 起；此前情况未说明",
    ))  # fmt: skip
