"""Codes of Chinese national, sector and metrology standards, and who publishes under each.

Codes and sectors: the register of sector standard codes of the national standards administration, with the codes of before
1999 that scopes still cite; the authorities are those that are in charge of the sector today.
"""

_CODES = {
    "SAC": "GB GBN GSB",
    "SAMR": "JJG JJF RB CCGF",
    "MOHURD": "GBJ JGJ CJJ CJ JG BJG RISN CCES",
    "NHC": "GBZ WS WSB",
    "MIIT": "YD YDC YDN YDB SJ SJJ SJZ JB JBJ HG HGJ YB YBJ YS YSJ QB QBJ FZ FZJ BB JC JCJ QC CB CBM XB HB HBZ QJ WJ SH SHJ SHS",
    "NEA": "DL DLGJ DLJ SDJ SD NB SY SYJ",
    "MEE": "HJ HJB HBC",
    "MWR": "SL SLJ",
    "MOT": "JT JTG JTJ JTS JST",
    "NRA": "TB TBJ TG TJ TZ",
    "CAAC": "MH MHJ",
    "MARA": "NY SC",
    "NFGA": "LY",
    "NMPA": "YY YBB YZB",
    "MPS": "GA XF",
    "MEM": "AQ MT KA YJ LD",
    "GACC": "SN HS",
    "MNR": "DZ TD HY CH",
    "CMA-MET": "QX",
    "NRTA": "GY GYJ GD",
    "MCT": "WH LB",
    "NCHA": "WW",
    "NPPA": "CY",
    "SAAC": "DA",
    "MOE": "JY JYJ",
    "MCA": "MZ RF RFJ",
    "MOFCOM": "SB SBJ",
    "PBC": "JR",
    "SPB": "YZ",
    "STMA": "YC",
    "NFSRA": "LS WB",
    "SCA": "GM",
    "SASTIND": "EJ",
    "CMC": "GJB GJBZ",
    "MOJ": "SF",
    "GASC": "TY",
    "ACFSMC": "GH",
    "CECS": "CECS",
    "NNSA": "HAF HAD",
    "NATCM": "ZY ZYYXH",
    "SSBC": "BMB BMZ",
    "CNLIC": "ZB ZBN",
}  # fmt: skip

AUTHORITY: dict[str, str] = {code: acronym for acronym, codes in _CODES.items() for code in codes.split()}
