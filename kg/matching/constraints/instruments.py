"""With which instrument: by its name, its kind, its range, whether others may use it, and whether its calibration holds."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kg.matching.constraints import spans
from kg.matching.offer import Device
from kg.matching.reason import STATUSES, Reason, Status
from kg.matching.requirement import ACCESSES, Equipped, Requirement
from kg.schema.core import Words

_SAME = Words("as asked", "符合要求")


class _Feature(NamedTuple):
    """What one instrument is to one feature that is asked for."""

    status: Status
    words: Words
    offered: str = ""
    gap: float | None = None


_OTHER = _Feature("unmet", Words("another is stated", "所述不同"))


def equipped(asked: Requirement, offered: tuple[Device, ...]) -> Reason | None:
    """One of the instruments of a capability has every feature that is asked for; the best of them is told, with the worst of its features.
    A feature that an instrument does not state is unknown, and so is everything of a capability that names no instrument."""
    wanted = asked.instrument
    if wanted is None:
        return None
    required = "; ".join(_required(wanted))
    if not offered:
        return Reason("instrument", "unknown", required, "", Words("none is stated", "未说明"))
    found = [(device, sorted(_features(wanted, device), key=_badness, reverse=True)) for device in offered]
    best, (worst, *others) = min(found, key=lambda each: _badness(each[1][0]))
    said = "; ".join(filter(None, (str(best), worst.offered, *(each.offered for each in others))))
    words = _SAME if worst.status == "met" else worst.words
    return Reason("instrument", worst.status, required, said, words, gap=worst.gap)


def _badness(feature: _Feature) -> int:
    return STATUSES.index(feature.status)


def _required(wanted: Equipped) -> Iterator[str]:
    yield from (named.asked for named in (wanted.name, wanted.kind) if named)
    yield from (text for text in (wanted.range.asked if wanted.range else None, wanted.access) if text)
    if wanted.calibrated is not None:
        yield f"calibrated on {wanted.calibrated}"


def _features(wanted: Equipped, device: Device) -> Iterator[_Feature]:
    if wanted.name is not None:
        yield _Feature("met", _SAME) if device.id in wanted.name.ids else _OTHER
    if wanted.kind is not None:
        yield _kind(wanted.kind.ids, device)
    if wanted.range is not None:
        own = [each for each in device.ranges if each.comparable(wanted.range.extent)]  # the others say nothing of it
        found = spans.held(wanted.range, own or device.ranges)
        words = Words(f"its range: {found.words.en}", f"其量程：{found.words.zh}")
        yield _Feature(found.status, words, found.offered, found.gap)
    if wanted.access is not None:
        yield _access(wanted.access, device.access)
    if wanted.calibrated is not None:
        yield _calibrated(wanted.calibrated, device.calibrated, device.calibration_due)


def _kind(ids: frozenset[str], device: Device) -> _Feature:
    shown = "; ".join(map(str, device.kinds))
    if not device.kinds:
        return _Feature("unknown", Words("its kind is not stated", "未说明其种类"))
    if any(kind.id in ids for kind in device.kinds):
        return _Feature("met", _SAME, shown)
    return _Feature("unmet", Words("of another kind", "种类不同"), shown)


def _access(wanted: str, stated: str | None) -> _Feature:
    if stated is None or stated == "unknown":
        return _Feature("unknown", Words("whether others may use it is not stated", "未说明是否开放"))
    if stated in ACCESSES[: ACCESSES.index(wanted) + 1]:
        return _Feature("met", _SAME, stated)
    return _Feature("unmet", Words("others may not use it on these terms", "不以此方式开放"), stated)


def _calibrated(on: date, last: date | None, due: date | None) -> _Feature:
    """How long a calibration holds is for its laboratory to say (ISO/IEC 17025:2017, 6.4.7 and 7.8.4.3): without a day by which the next
    one is due it is not known, nor is it before the last one, which need not be the first."""
    shown = "; ".join(f"{what} {day}" for what, day in (("calibrated", last), ("due", due)) if day)
    if due is not None and due < on:
        words = Words(
            f"its calibration ran out as printed on {due}; renewal not known",
            f"所印校准有效期已于 {due} 届满；是否重新校准未知",
        )
        return _Feature("unmet", words, shown)
    if last is None or due is None:
        return _Feature("unknown", Words("until when its calibration holds is not stated", "未说明校准有效期"), shown)
    if on < last:
        words = Words("whether it was calibrated before that is not stated", "此前是否经过校准未说明")
        return _Feature("unknown", words, shown)
    return _Feature("met", _SAME, shown)
