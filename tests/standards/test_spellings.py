"""Designations as they are printed, and how they are read: a table of spellings, family by family."""

import pytest

from kg.standards import Citation, read


def short(citation: Citation) -> str:
    """A citation in one line: designation, supplements, clause, kind where it is special."""
    said = citation.designation + "".join(f" + {supplement}" for supplement in citation.supplements)
    said += f" @ {citation.clause}" if citation.clause else ""
    return f"{citation.kind}: {said}" if citation.kind in ("in-house", "all-parts") else said


READINGS = {
    "Chinese national and sector": """
        GB/T22239-2008 = GB/T 22239-2008
        gb/t 22239－2008 = GB/T 22239-2008
        ＧＢ／Ｔ　２２２３９—２００８ = GB/T 22239-2008
        GBT22239-2008 = GB/T 22239-2008
        国标228 = GB 228
        GB 50165-92 = GB 50165-1992
        GB/T5750.7-20235 = GB/T 5750.7-2023 @ 5
        GB/T 1.1-20l4 = GB/T 1.1-2014
        GB/T l4848-2017 = GB/T 14848-2017
        GB/T 5750.6-2006 1.1 = GB/T 5750.6-2006 @ 1.1
        GB 5009.11-2014第一篇第二法 = GB 5009.11-2014 @ 第一篇第二法
        GB 4806.7-2016，附录A = GB 4806.7-2016 @ 附录A
        GB 4943.1-2011（含第1号修改单） = GB 4943.1-2011 + XG1
        GB 50325-2010（2013年版） = GB 50325-2010 + 2013年版
        TSG R0005-2011/XG2-2017 = TSG R0005-2011 + XG2-2017
        GB/Z 20177.1-2006 = GB/Z 20177.1-2006
        GBJ87-85 = GBJ 87-1985
        GBZ/T 160.29-2004 = GBZ/T 160.29-2004
        GJB150.3A—2009 = GJB 150.3A-2009
        SNT 2389.5-2010 = SN/T 2389.5-2010
        NB/SH/T 0636-2013 = NB/SH/T 0636-2013
        CECS102：2002 = CECS 102:2002
        JTS167-4-2012 = JTS 167-4-2012
        灯具 第2-8部分：特殊要求 手提灯GB 7000.208-2008 = GB 7000.208-2008
        temperature is 25 C, HB 220, DL 5 = -
        第60版, 2019 = -
    """,
    "Chinese lists and ranges": """
        GB 150.1～GB 150.4-2011 = GB 150.1-2011 | GB 150.2-2011 | GB 150.3-2011 | GB 150.4-2011
        GB 150.1~150.4-2011 = GB 150.1-2011 | GB 150.2-2011 | GB 150.3-2011 | GB 150.4-2011
        GB/T 1449、1450-2005 = GB/T 1449-2005 | GB/T 1450-2005
        HG/T 20592~20635-2009 = HG/T 20592-2009 | HG/T 20635-2009
        EN50129:2003 （GB/T 28809-2012、IEC 62425:2007） = EN 50129:2003 | GB/T 28809-2012 | IEC 62425:2007
        GB/T 2423.10-2019 idt IEC 60068-2-6:2007 = GB/T 2423.10-2019 | IEC 60068-2-6:2007
    """,
    "Chinese others": """
        JTG E20-2011 T 0702-2011 = JTG E20-2011 @ T 0702
        JTG F80/1—2017 = JTG F80/1-2017
        TSGT7001-2009 = TSG T7001-2009
        JJG(交通)050-2004 = JJG(交通) 050-2004
        JJG（冀）123-2010 = JJG(冀) 123-2010
        CNAS-CL01：2018 = CNAS-CL01:2018
        CNAS-CL01-G001:2018 = CNAS-CL01-G001:2018
        CQC11-448275-2016 = CQC11-448275-2016
        DB42／T1234-2018 = DB42/T 1234-2018
        DB/T29-204-2015 = DB/T 29-204-2015
        DB13（J）81-2016 = DB13(J) 81-2016
        DB31/578-2011 = DB31/578-2011
        DGJ32/TJ142-2012 = DGJ32/TJ 142-2012
        DG/TJ08-2036-2008 = DG/TJ 08-2036-2008
        DBJ50-065-2007 = DBJ 50-065-2007
        T/CECS 10001-2019 = T/CECS 10001-2019
        Q/SYCQZ027-2008 = Q/SYCQZ 027-2008
        Q/GDW 11059.1-2013 = Q/GDW 11059.1-2013
        TG/HY206-2009 = TG/HY 206-2009
        农业部1025号公告-23-2008 = 农业部1025号公告-23-2008
        质检总局第103号令 = 质检总局令第103号
        国能安全（2015）36号 = 国能安全〔2015〕36号
        中国药典2020年版四部通则1105 = ChP 2020 @ 四部通则1105
    """,
    "international": """
        ISO/IEC17025-2017 = ISO/IEC 17025:2017
        ISO/TS 16949:2009 = ISO/TS 16949:2009
        ISO/IEC TR 24028:2020 = ISO/IEC TR 24028:2020
        IEC/TS 62600-1:2011 = IEC TS 62600-1:2011
        IEC60068-2-1: 2007 = IEC 60068-2-1:2007
        IEC 60076 (Part 4) = IEC 60076-4
        IEC 60502, Part-1, Cl.18: 2009 = IEC 60502-1:2009 @ 18
        IEC 754-1:1994 = IEC 60754-1:1994
        IEC61000-4-2,-3,-4 = IEC 61000-4-2 | IEC 61000-4-3 | IEC 61000-4-4
        IEC 60335-1:2010+AMD1:2013+AMD2:2016 CSV = IEC 60335-1:2010 + AMD1:2013 + AMD2:2016
        ISO 105 C06:2010 = ISO 105-C06:2010
        ISO 6892 (all parts) = all-parts: ISO 6892
        ISO 15383 (4.2): 2001 = ISO 15383:2001 @ 4.2
        ISO 11452-9: 2012_Firstedition (Withdrawnstandard) = ISO 11452-9:2012
        ISO 11452-9 (Withdrawn): 2012 = ISO 11452-9:2012
        EN ISO 17075-1 and 2:2017 = EN ISO 17075-1:2017 | EN ISO 17075-2:2017
        EN 60335-1:2012/A11:2014 = EN 60335-1:2012 + A11:2014
        ENIEC60335-2-14 = EN IEC 60335-2-14
        DIN EN ISO 6892-1:2020-06 = DIN EN ISO 6892-1:2020-06
        UNE EN 61547 = UNE-EN 61547
        IEC/BS EN60811-508 = IEC 60811-508 | BS EN 60811-508
        BS 6004 : 2012 cl.7: 2012 = BS 6004:2012 @ 7
        CISPR 16-1-1:2019 = CISPR 16-1-1:2019
        OIML R 76-1:2006 = OIML R 76-1:2006
        ITU-T G.652 (11/2016) = ITU-T G.652 (11/2016)
        ETSI EN 300 220-1 V3.1.1 (2017-02) = ETSI EN 300 220-1 V3.1.1
        EN 301 489-1 V2.2.3 = ETSI EN 301 489-1 V2.2.3
        3 GPP TS 38.141-1 Clause 6.2 = 3GPP TS 38.141-1 @ 6.2
    """,
    "Indian": """
        IS 302-2-14 = IS 302 (Part 2/Sec 14)
        IS:302:Part-2 Section-14 : 2009 = IS 302 (Part 2/Sec 14):2009
        IS 1448 (P 69) = IS 1448 (Part 69)
        IS 9000:Part 3: Sec 1 to 3 = IS 9000 (Part 3/Sec 1) | IS 9000 (Part 3/Sec 2) | IS 9000 (Part 3/Sec 3)
        IS10810 (Pt 36-38) = IS 10810 (Part 36) | IS 10810 (Part 37) | IS 10810 (Part 38)
        IS 10810 ( Pt-45)-1984, IS694 = IS 10810 (Part 45):1984 | IS 694
        IS13779:1999 A.1 to 3 Cl.12.11 (Withdrawn),CBIP-325:2015 Cl.4.6.3 = IS 13779:1999 + A1 + A2 + A3 @ 12.11 | CBIP 325:2015 @ 4.6.3
        Clause 19 of IS 16103 (Part 1) : 2012 + AMD 1 :2014; RA = IS 16103 (Part 1):2012 + AMD1:2014 @ 19
        IS 694 : 2010 RA :2020 cl.15:2020 = IS 694:2010 @ 15
        IS/IEC 60947 - 4 - 1 ,2012 = IS/IEC 60947-4-1:2012
        Clause No. 6.3, IEC62368-1:2023, EN IEC62368-1:2024+A11 = IEC 62368-1:2023 @ 6.3 | EN IEC 62368-1:2024 + A11 @ 6.3
        CL No. 7.3.5.302 of IS 16227 -3:2015, CL No. 7.3.5 of IS 16227-1 :2016 = IS 16227 (Part 3):2015 @ 7.3.5.302 | IS 16227 (Part 1):2016 @ 7.3.5
        AIS 004 (Part 3): 2020 = AIS 004 (Part 3):2020
    """,
    "American": """
        ASTM D 638-2022 = ASTM D638-22
        ASTM B498/B498M-22 = ASTM B498/B498M-22
        ASTM E18, F606 = ASTM E18 | ASTM F606
        ASTM D4679 (8.4) : 2002 = ASTM D4679-02 @ 8.4
        ANSI/UL 1598-2008sections 16.1 = ANSI/UL 1598-2008 @ sections 16.1
        ANSI BIFMA X5.1 CLause 12 : 2017 = ANSI/BIFMA X5.1-2017 @ 12
        ANSI C63.4-2014 (R2018) = ANSI C63.4-2014
        IEEE Std 802.11-2016 = IEEE 802.11-2016
        IESNA-LM-40-2001 = IES LM-40-01
        固态照明产品电气和光度测量 IES LM-79-08 第9章 = IES LM-79-08 @ 第9章
        UL60335-2-40 = UL 60335-2-40
        API MPMS Chapter 12.1.1-2012 = API MPMS 12.1.1-2012
        ASME Ⅷ-1-2015 = ASME BPVC.VIII.1-2015
        MIL - 810 F Method 507.4 = MIL-STD-810F @ Method 507.4
        RTCA DO - 160 G Section 4.5.4 = RTCA DO-160G @ Section 4.5.4
        JESD22-A104D = JESD22-A104D
        AATCC-81: 2022 = AATCC TM81-2022
        AOAC Official Method 990.12 = AOAC 990.12
        APHA 23rd Edition 4500-Cl B = APHA 4500-Cl B + 23rd
        SW-846 Method 8260D = EPA 8260D
        USP <61> = USP 61
        CAN/CSA-C22.2 No. 60335-1 = CAN/CSA-C22.2 No. 60335-1
        10 CFR 430, Subpart B, appendix C = 10 CFR 430 @ Subpart B, appendix C
    """,
    "others": """
        AS/NZS/ISO 8124 Part 1,Clause 5.6 (4.5.4): 2023 = AS/NZS ISO 8124.1:2023 @ 5.6 (4.5.4)
        AS/NZS 60335-1 = AS/NZS 60335.1
        JIS Z2241-2011 = JIS Z 2241:2011
        KS B 0802:2003 = KS B 0802:2003
        ГОСТ 12.1.044-89 = GOST 12.1.044-89
        GOST R 51321.1-2007 = GOST R 51321.1-2007
        MS 1799：2008+AMD1:2009 = MS 1799:2008 + AMD1:2009
        (EU) No 286/2011 = (EU) No 286/2011
        2011/65/EU = 2011/65/EU
        Cl. 7.9, ECE R-10 Rev.06 = ECE R10 + Rev.06 @ 7.9
        IATA Dangerous Goods Regulation(58th Edition) = IATA DGR 58th Edition
        能源之星对电视机的要求 7.0 版本 = ENERGY STAR Televisions V7.0
        计算机设备能源之星 测试方法 REV.Aug 2014 6.3 = ENERGY STAR Computers Test Method Rev. Aug-2014 @ 6.3
        FLTM BI 113-02: 2001 = FLTM BI 113-02:2001
        VW 80000 (Clause 5.6.6) = VW 80000 @ 5.6.6
    """,
    "in-house": """
        CCIC-WI-009-03-2016 = in-house: CCIC-WI-009-03-2016
        P-INSP-WI-HL-109 (V04) = in-house: P-INSP-WI-HL-109 + V04
        INSP-GIP-HHA-014 : 2016 = in-house: INSP-GIP-HHA-014:2016
        SO-IN-C&P-TE-083 Issue No.4 dated Dec 2022 With reference to DIN54231:2022 = in-house: SO-IN-C&P-TE-083 + Issue No.4 | DIN 54231:2022
    """,
}  # fmt: skip

CASES = [line.strip().split(" = ") for table in READINGS.values() for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_printed_is_read(text: str, expected: str) -> None:
    assert (" | ".join(short(citation) for citation in read(text).citations) or "-") == expected


CANONICAL = sorted({
    part.split(" @ ")[0].split(" + ")[0]
    for _, expected in CASES
    for part in expected.split(" | ")
    if not part.startswith(("-", "in-house", "all-parts"))
})  # fmt: skip


@pytest.mark.parametrize("designation", CANONICAL)
def test_a_canonical_designation_reads_to_itself(designation: str) -> None:
    (citation,) = read(designation).citations
    assert citation.designation == designation
    (work,) = read(citation.work).citations or (None,)
    assert work is None or work.work_key == citation.work_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GB 4208-2008", "GB/T 4208-2008"),
        ("GB/T22239-2008", "gb/t 22239－2008"),
        ("ASTM E8-22", "ASTM E8/E8M-22"),
        ("ANSI/UL 1598-2008", "UL 1598-2008"),
        ("IS 302-2-14:2009", "IS 302 (Part 2/Sec 14):2009"),
    ],
)
def test_names_of_one_edition_have_one_key(one: str, other: str) -> None:
    assert read(one).citations[0].key == read(other).citations[0].key


@pytest.mark.parametrize(
    ("one", "other"),
    [("JJG(交通) 050-2004", "JJG 050-2004"), ("GB/Z 228-2010", "GB/T 228-2010"), ("GBZ 2.1-2019", "GB 2.1-2019")],
)
def test_others_have_another(one: str, other: str) -> None:
    assert read(one).citations[0].key != read(other).citations[0].key


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("BS EN ISO 6892-1:2019", ("EN ISO 6892-1:2019", "ISO 6892-1:2019")),
        ("DIN EN ISO 6892-1:2020-06", ("EN ISO 6892-1", "ISO 6892-1")),
        ("BS EN 62368-1:2014", ("EN 62368-1:2014", "IEC 62368-1")),
        ("EN 55014-1:2017", ("CISPR 14-1",)),
        ("IS/IEC 60947-1:2004", ("IEC 60947-1:2004",)),
        ("AS/NZS ISO 8124.1:2023", ("ISO 8124-1",)),
        ("GB/T 228.1-2021", ()),
        ("EN 50128:2011", ()),
    ],
)
def test_a_chain_says_what_adopts_what(text: str, chain: tuple[str, ...]) -> None:
    assert read(text).citations[0].chain == chain


def test_only_what_an_in_house_procedure_is_based_on_is_no_method() -> None:
    own, basis = read("SO-IN-C&P-TE-083 Issue No.4 With reference to DIN54231:2022").citations
    assert (own.kind, own.publisher, own.basis) == ("in-house", "", False)
    assert (basis.designation, basis.basis) == ("DIN 54231:2022", True)


def test_a_reading_tells_its_parts_and_where_they_stand() -> None:
    text = "金属材料 拉伸试验 GB/T 228.1-2021（附录A）"
    (citation,) = read(text).citations
    assert (citation.publisher, citation.type, citation.number, citation.part, citation.year) == (
        "SAC",
        "GB/T",
        "228",
        "1",
        2021,
    )
    assert text[slice(*citation.span)] == "GB/T 228.1-2021（附录A）"
    assert read(text).rest == "金属材料 拉伸试验"
    assert (citation.work, citation.confidence, citation.doubts) == ("GB/T 228.1", 1.0, ())


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("gb/t 228.1-2021", "small letters"),
        ("GBT228.1-2021", "stroke or dash left out"),
        ("GB/T 1.1-20l4", "letter read for a digit"),
        ("GB/T5750.7-20235", "clause glued to the year"),
        ("ISO 9001:2O15", "letter read for a digit"),
        ("ISO9001:20155", "clause glued to the year"),
        ("GB/T228.1-2021,228.2-2015", "head left out"),
        ("IEC 754-1:1994", "number of before 1997"),
        ("IEC61000-4-2,-3", "head left out"),
        ("LM-58-13", "publisher not named"),
        ("EC 62271-106", "letter left out"),
    ],
)
def test_a_doubtful_reading_says_why(text: str, doubt: str) -> None:
    citation = read(text).citations[-1]
    assert doubt in citation.doubts
    assert citation.confidence < 1


@pytest.mark.parametrize("text", ["IP65", "防护等级 IP54", "IPX4", "IP 67"])
def test_a_degree_of_protection_is_no_standard(text: str) -> None:
    assert read(text).citations == ()


def test_a_year_that_is_damaged_is_not_lost() -> None:
    texts = ("ISO 9001:20l5", "ISO 9001:2O15", "ISO9001:20155", "GB/T 9001-20155")
    assert [read(text).citations[0].year for text in texts] == [2015] * 4
    listed = read("GB/T228.1-2021,228.2-2015").citations
    assert [citation.designation for citation in listed] == ["GB/T 228.1-2021", "GB/T 228.2-2015"]
