"""Closeness: by which path a cited standard answers for the one asked for, and that no path is better than it is."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.matching.closeness import CLOSENESS, LONGEST, Claim, Closeness, Document, Family, fits
from kg.matching.constraints import citing
from kg.matching.offer import Cited, Grant
from kg.matching.requirement import Cites, Requirement

AS_OF = date(2026, 11, 23)


def documents(*designations: str, **said: dict[str, str]) -> dict[str, Document]:
    """Works and editions: `ISO 1:2019` is one of `ISO 1`."""
    found = {}
    for name in designations:
        work = name.rpartition(":")[0] or name
        found[name] = Document(name, name, work, **said.get(name, {}))
        found.setdefault(work, Document(work, work, work))
    return found


TENSILE = Family(
    documents("ISO 1:2009", "ISO 1:2016", "ISO 1:2019", "GB 2:2010", "GB 2:2021", "EN 1:2019", "JIS 3:2020",
              **{"ISO 1:2019": {"standing": "current", "published": "2019-11"}}),
    [
        Claim("REPLACES", "ISO 1:2016", "ISO 1:2009", extent="full"),
        Claim("REPLACES", "ISO 1:2019", "ISO 1:2016", extent="full", effective="2019-11"),
        Claim("ADOPTS", "GB 2:2021", "ISO 1:2019", degree="MOD"),
        Claim("ADOPTS", "GB 2:2010", "ISO 1:2009", degree="MOD"),
        Claim("ADOPTS", "EN 1:2019", "ISO 1:2019", degree="IDT"),
        Claim("ADOPTS", "JIS 3:2020", "ISO 1:2019", degree="NEQ"),
    ],
)  # fmt: skip


def close(family: Family, asked: str, match: Closeness = "comparable", as_of: date = AS_OF) -> dict[str, str]:
    return {id: fit.closeness for id, fit in fits(family, [asked], as_of, match).items()}


def test_each_document_is_as_close_as_its_best_path() -> None:
    assert close(TENSILE, "ISO 1:2019") == {
        "ISO 1:2019": "exact", "ISO 1": "edition", "ISO 1:2016": "standard", "ISO 1:2009": "standard",
        "EN 1:2019": "equivalent", "GB 2:2021": "comparable", "EN 1": "comparable", "GB 2": "comparable", "GB 2:2010": "comparable",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ("exact", {"ISO 1:2019"}),
        ("edition", {"ISO 1:2019", "ISO 1"}),
        ("standard", {"ISO 1:2019", "ISO 1", "ISO 1:2016", "ISO 1:2009"}),
        ("current", {"ISO 1:2019", "ISO 1", "ISO 1:2016", "ISO 1:2009"}),
        ("equivalent", {"ISO 1:2019", "ISO 1", "ISO 1:2016", "ISO 1:2009", "EN 1:2019"}),
    ],
)
def test_a_match_takes_all_that_is_as_close_or_closer(match: Closeness, expected: set[str]) -> None:
    assert set(close(TENSILE, "ISO 1:2019", match)) == expected


def test_sentences_tell_the_path() -> None:
    told = {id: fit.words for id, fit in fits(TENSILE, ["ISO 1:2019"], AS_OF, "comparable").items()}
    assert told["ISO 1:2016"].en == "holds ISO 1:2016, replaced by ISO 1:2019 on 2019-11"
    assert told["ISO 1:2016"].zh == "持有 ISO 1:2016，已被 ISO 1:2019 代替（2019-11）"
    assert told["GB 2:2021"].en == "holds GB 2:2021, which adopts ISO 1:2019 with modifications"
    assert told["ISO 1"].en == "holds ISO 1, without a year, of which ISO 1:2019 is an edition"


def test_without_a_year_the_edition_in_force_is_the_closest() -> None:
    found = close(TENSILE, "ISO 1", "standard")
    assert found == {"ISO 1": "exact", "ISO 1:2019": "edition", "ISO 1:2016": "standard", "ISO 1:2009": "standard"}


def test_an_identical_adoption_of_another_edition_is_comparable_only() -> None:
    assert close(TENSILE, "ISO 1:2016")["EN 1:2019"] == "comparable"
    assert "EN 1:2019" not in close(TENSILE, "ISO 1:2016", "equivalent")


def test_identical_adoptions_go_through_any_number_of_steps() -> None:
    chain = Family(
        documents("ISO 1:2019", "EN 1:2019", "BS 1:2019", "IS 9:2019"),
        [Claim("ADOPTS", a, b, degree="IDT") for a, b in (("EN 1:2019", "ISO 1:2019"), ("BS 1:2019", "EN 1:2019"), ("IS 9:2019", "ISO 1:2019"))],
    )  # fmt: skip
    assert close(chain, "BS 1:2019", "equivalent")["IS 9:2019"] == "equivalent"


def test_a_degree_that_is_not_stated_is_comparable_only() -> None:
    family = Family(
        documents("EN 6:2012", "IEC 6:2010"), [Claim("ADOPTS", "EN 6:2012", "IEC 6:2010", degree="unknown")]
    )
    assert close(family, "IEC 6:2010") == {
        "IEC 6:2010": "exact",
        "IEC 6": "edition",
        "EN 6:2012": "comparable",
        "EN 6": "comparable",
    }


RENUMBERED = documents("GB 7:2002", "GB 8.1:2010", "GB 8.2:2010")


def test_asked_by_its_old_number_the_new_standard_answers() -> None:
    full = Family(RENUMBERED, [Claim("REPLACES", "GB 8.1:2010", "GB 7:2002", extent="full")])
    assert close(full, "GB 7:2002", "current")["GB 8.1:2010"] == "current"
    assert close(full, "GB 8.1:2010")["GB 7:2002"] == "comparable"


def test_a_replacement_in_part_makes_no_more_than_comparable() -> None:
    part = Family(RENUMBERED, [Claim("REPLACES", "GB 8.2:2010", "GB 7:2002", extent="partial")])
    assert close(part, "GB 7:2002")["GB 8.2:2010"] == "comparable"
    assert "GB 8.2:2010" not in close(part, "GB 7:2002", "current")


@pytest.mark.parametrize(
    ("old", "new", "claim", "stands"),
    [
        ({}, {"published": "2021-12-31"}, {}, None),
        ({"standing": "current"}, {"published": "2021-12-31"}, {}, True),
        ({"standing": "current"}, {"implemented": "2027-01-01"}, {}, True),
        ({"standing": "current"}, {"implemented": "2022-07-01"}, {}, False),
        ({"standing": "current"}, {}, {"effective": "2022-07"}, False),
        ({"standing": "current"}, {"implemented": "2022-07-01"}, {"extent": "partial"}, True),
        ({"withdrawn": "2027-01"}, {"implemented": "2022-07-01"}, {}, True),
        ({"withdrawn": "2022-07-01", "standing": "current"}, {}, {}, False),
        ({"published": "2027"}, {}, {}, False),
    ],
)
def test_an_edition_stands_until_it_is_withdrawn_or_its_replacement_is_in_force(
    old: dict[str, str], new: dict[str, str], claim: dict[str, str], stands: bool | None
) -> None:
    family = Family(
        documents("A:2010", "A:2021", **{"A:2010": old, "A:2021": new}),
        [Claim("REPLACES", "A:2021", "A:2010", **{"extent": "full"} | claim)],
    )
    assert family.stands("A:2010", AS_OF) is stands


HELD = Grant("a", number="L1")


def accredited(
    asked: str, held: str, *, dated: bool = True, grant: Grant | None = HELD, flexible: str | None = None
) -> tuple[str, str]:
    wanted = Cites(asked, dated, fits(TENSILE, [asked], AS_OF, "comparable"))
    reason = citing.accredited(Requirement(AS_OF, standard=wanted), (Cited("m", held),), grant, flexible)
    assert reason is not None
    return reason.status, reason.words.en


def ruled(**rules: str) -> Grant:
    return replace(HELD, **rules)  # type: ignore[arg-type]  # the rules are texts


def test_accreditation_is_for_the_edition_named() -> None:
    assert accredited("ISO 1:2019", "ISO 1:2019") == ("met", "accredited for ISO 1:2019")
    assert accredited("ISO 1:2019", "ISO 1:2016") == ("unmet", "accredited for the old edition ISO 1:2016")
    assert accredited("ISO 1:2016", "ISO 1:2019") == ("unmet", "accredited for the newer edition ISO 1:2019")
    assert accredited("ISO 1:2019", "EN 1:2019") == ("unmet", "accredited for EN 1:2019, not for ISO 1:2019")
    assert accredited("ISO 1", "ISO 1:2016", dated=False)[0] == "met"


def test_what_an_undated_or_flexible_scope_covers_is_the_recorded_rule_of_its_authority() -> None:
    assert accredited("ISO 1:2019", "ISO 1")[0] == "unknown"
    status, words = accredited("ISO 1:2019", "ISO 1", grant=ruled(undated_rule="最新版 | the latest edition"))
    assert (status, words.endswith("by the authority's rule: the latest edition")) == ("met", True)
    changed = ruled(edition_change_rule="any")
    assert accredited("ISO 1:2019", "ISO 1:2016", flexible="edition")[0] == "unknown"
    assert accredited("ISO 1:2019", "ISO 1:2016", flexible="edition", grant=changed)[0] == "met"
    assert accredited("ISO 1:2019", "ISO 1:2016", grant=changed)[0] == "unmet"


def test_nobody_is_accredited_by_a_row_that_names_no_accreditation() -> None:
    assert accredited("ISO 1:2019", "ISO 1:2019", grant=None)[0] == "unknown"


def test_the_closest_of_what_is_cited_answers() -> None:
    wanted = Cites("ISO 1:2019", True, fits(TENSILE, ["ISO 1:2019"], AS_OF, "standard"))
    methods = (Cited("m", "ISO 1:2016"), Cited("n", "ISO 1:2019"), Cited("o", "X"), Cited("p"))
    exact = citing.standard(Requirement(AS_OF, standard=wanted), methods)
    older = citing.standard(Requirement(AS_OF, standard=wanted), methods[:1])
    none = citing.standard(Requirement(AS_OF, standard=wanted), methods[2:])
    assert [reason and reason.status for reason in (exact, older, none)] == ["met", "partly", "unmet"]


NAMES = ["A", "A:1", "A:2", "B", "B:1", "B:2", "C", "C:1"]
CLAIMS = st.builds(
    Claim, st.sampled_from(["REPLACES", "ADOPTS"]), st.sampled_from(NAMES), st.sampled_from(NAMES),
    st.sampled_from([None, "IDT", "MOD", "NEQ", "unknown"]), st.sampled_from([None, "full", "partial"]),
)  # fmt: skip


@given(st.lists(CLAIMS, max_size=12), st.sampled_from(NAMES), st.sampled_from(get_args(Closeness)))
def test_any_claims_give_sound_fits(claims: list[Claim], asked: str, match: Closeness) -> None:
    family = Family(documents(*NAMES), claims)
    found = fits(family, [asked], AS_OF, match)
    wide = fits(family, [asked], AS_OF, "comparable")
    assert found[asked].closeness == "exact"
    assert {id: wide[id].closeness for id in found} == {id: fit.closeness for id, fit in found.items()}
    for id, fit in found.items():
        assert CLOSENESS.index(fit.closeness) <= CLOSENESS.index(match)
        assert len(fit.path) <= LONGEST
        places = [id, *(step.end for step in fit.path)]
        assert places[-1] == asked
        assert all(step.start == place for step, place in zip(fit.path, places, strict=False))
        if fit.closeness == "equivalent":
            assert all(step.degree == "IDT" for step in fit.path)
        assert fit.words.en
        assert fit.words.zh
