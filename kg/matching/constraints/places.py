"""Where it is worked."""

import math

from kg.matching.offer import Place, Region
from kg.matching.reason import Reason
from kg.matching.requirement import Near, Requirement
from kg.schema.core import Words

EARTH_RADIUS_KM = 6371.0088  # mean radius R1 of the GRS 80 ellipsoid

_NOT_STATED = Words("the place of work is not stated", "未说明工作地点")


def region(asked: Requirement, places: tuple[Place, ...]) -> Reason | None:
    """Whether one of its places lies inside the region."""
    wanted = asked.region
    if wanted is None:
        return None
    regions: tuple[Region, ...] = tuple(dict.fromkeys(each for place in places for each in place.regions))
    shown = " / ".join(map(str, regions))
    if not regions:
        return Reason("region", "unknown", wanted.asked, shown, _NOT_STATED)
    if any(each.id in wanted.ids for each in regions):
        return Reason("region", "met", wanted.asked, shown, Words("inside", "位于其内"))
    if not all(place.regions for place in places):
        return Reason(
            "region",
            "unknown",
            wanted.asked,
            shown,
            Words("where one of its sites is, is not stated", "其一场所的所在地未说明"),
        )
    return Reason("region", "unmet", wanted.asked, shown, Words("outside", "位于其外"))


def distance(asked: Requirement, places: tuple[Place, ...]) -> Reason | None:
    """Whether one of its places is near enough. A region's centre is no place: without coordinates it is unknown."""
    near = asked.near
    if near is None:
        return None
    required = f"within {near.within:g} km of {near.latitude:g}, {near.longitude:g}"
    known = [far for place in places if (far := kilometres(near, place)) is not None]
    if not known:
        return Reason("distance", "unknown", required, "", Words("its coordinates are not stated", "未载明坐标"))
    nearest = min(known)
    shown = f"{nearest:.1f} km"
    if nearest <= near.within:
        return Reason("distance", "met", required, shown, Words(f"{nearest:.1f} km away", f"相距 {nearest:.1f} km"))
    if len(known) < len(places):
        return Reason(
            "distance",
            "unknown",
            required,
            shown,
            Words("the coordinates of one of its sites are not stated", "其一场所未载明坐标"),
        )
    beyond = nearest - near.within
    words = Words(f"{nearest:.1f} km away, {beyond:.1f} km too far", f"相距 {nearest:.1f} km，超出 {beyond:.1f} km")
    return Reason("distance", "unmet", required, shown, words, gap=beyond)


def kilometres(near: Near, place: Place) -> float | None:
    """Great-circle distance by the haversine formula; None where a place has no coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    one, other = math.radians(near.latitude), math.radians(place.latitude)
    turn = math.radians(place.longitude - near.longitude)
    chord = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def where(asked: Requirement, offered: tuple[str, ...]) -> Reason | None:
    """Whether it is worked there: at permanent premises, on the customer's site, in a mobile facility."""
    if asked.where is None:
        return None
    shown = "; ".join(offered)
    if asked.where in offered:
        return Reason("where", "met", asked.where, shown, Words("as stated", "所述一致"))
    if not offered or "unknown" in offered:
        return Reason(
            "where", "unknown", asked.where, shown, Words("where it is worked is not stated", "未说明工作地点类型")
        )
    return Reason("where", "unmet", asked.where, shown, Words("worked elsewhere", "工作地点类型不同"))
