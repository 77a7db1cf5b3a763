"""The uncertainty that a certificate states with a result, against the CMC of the laboratory at that value: a smaller one is out of scope.

The rule is that of ``basic_isInCMC``, by which PTB checks digital calibration certificates, and of ILAC-P14:09/2020, 5.4: no
uncertainty on a certificate is smaller than the CMC. Numerically it is the comparison of a requirement, turned round in its words.
"""

import math
from collections.abc import Sequence

from kg.matching.reason import Status
from kg.quantities.uncertainty import Uncertainty
from kg.schema.core import Words


def lacking(stated: Uncertainty, k: float | None) -> Words | None:
    """What a result does not say of its uncertainty, so that it cannot be compared; None where it says enough."""
    if not stated.verbatim:
        return Words("the result states no uncertainty", "结果未给出不确定度")
    if k is None:
        return Words("the result states no coverage factor", "结果未给出包含因子")
    return None


def agreed(found: Sequence[tuple[Status, float | None]], *, unread: bool) -> tuple[Status, float | None]:
    """What all the CMCs say that are stated: which of several holds at the value is not said, nor what one that was not read says.
    The smallest end of one that runs from–to is no yes either."""
    statuses = {status for status, _ in found}
    if unread or len(statuses) > 1 or not statuses <= {"met", "unmet"}:
        return "unknown", None
    return found[0][0], max((ratio for _, ratio in found if ratio is not None), default=None)


def said(status: Status, ratio: float | None) -> Words:
    if status == "met":
        return Words("not smaller than the CMC", "不小于 CMC")
    if status == "unknown":
        return Words("what the CMC is at this value is not said", "该值处的 CMC 未说明")
    if ratio is None or not math.isfinite(ratio):
        return Words("smaller than the CMC", "小于 CMC")
    return Words(f"smaller than the CMC, which is {ratio:.3g} times as large", f"小于 CMC，后者为其 {ratio:.3g} 倍")
