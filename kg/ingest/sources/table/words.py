"""Chinese words, and other English ones, for the closed lists of the schema; our own words count as they are."""

from kg.ingest.lookup import Lookup
from kg.schema.core import Property

_WORDS: dict[str, dict[str, str]] = {
    "access": {"开放": "open", "开放共享": "open", "对外开放": "open", "协议开放": "by-agreement", "按协议": "by-agreement",
               "by agreement": "by-agreement", "不开放": "closed", "不对外": "closed", "未知": "unknown"},
    "activity": {"检测": "testing", "检验检测": "testing", "试验": "testing", "校准": "calibration", "检验": "inspection",
                 "检查": "inspection", "采样": "sampling", "抽样": "sampling", "能力验证": "pt", "标准物质": "rm", "test": "testing",
                 "proficiency testing": "pt", "reference material": "rm"},
    "available_to": {"社会": "anyone", "对外": "anyone", "任何人": "anyone", "本组织": "own-organisation", "内部": "own-organisation",
                     "仅本单位": "own-organisation", "own organisation": "own-organisation", "未知": "unknown"},
    "condition": {"在用": "in-use", "正常": "in-use", "in use": "in-use", "停用": "idle", "闲置": "idle", "封存": "idle",
                  "报废": "retired", "未知": "unknown"},
    "covers": {"全部": "whole", "全部参数": "whole", "全项目": "whole", "全项": "whole", "部分": "items", "部分参数": "items",
               "部分项目": "items", "未知": "unknown"},
    "extent": {"全部": "full", "部分": "partial", "未知": "unknown"},
    "flexible": {"无": "none", "版本": "edition", "标准方法": "standard-methods", "自制方法": "own-methods", "未知": "unknown"},
    "kind": {"实验室": "laboratory", "检测机构": "laboratory", "检测实验室": "laboratory", "校准实验室": "laboratory",
             "检验机构": "inspection-body", "inspection body": "inspection-body", "能力验证提供者": "pt-provider",
             "标准物质生产者": "rm-producer", "研究院": "institute", "研究所": "institute", "研究机构": "institute",
             "计量院": "institute", "未知": "unknown"},
    "legal_kind": {"认可": "accreditation", "资质认定": "licence", "许可": "licence", "license": "licence",
                   "计量授权": "metrology-authorisation", "法定计量授权": "metrology-authorisation",
                   "metrology authorisation": "metrology-authorisation", "承认": "recognition", "指定": "designation",
                   "未知": "unknown"},
    "level": {"国家": "country", "省": "province", "省级": "province", "市": "prefecture", "地级": "prefecture",
              "县": "county", "区": "county", "县级": "county", "乡": "township", "镇": "township", "乡级": "township"},
    "performed_by": {"自有": "own", "本机构": "own", "借用设备": "customer-equipment", "客户设备": "customer-equipment",
                     "借用工厂设备": "customer-equipment", "外部数据": "external-data", "分包": "subcontract",
                     "subcontracted": "subcontract", "未知": "unknown"},
    "status": {"有效": "active", "正常": "active", "valid": "active", "暂停": "suspended", "撤销": "withdrawn",
               "注销": "withdrawn", "未知": "unknown"},
    "where": {"固定场所": "permanent", "固定": "permanent", "现场": "on-site", "客户现场": "on-site", "on site": "on-site",
              "移动": "mobile", "移动设施": "mobile", "流动": "mobile", "未知": "unknown"},
}  # fmt: skip


def lookup(of: Property) -> Lookup:
    """The words that a cell of this property may hold, each with ours. ``unknown`` is empty where the list has none."""
    listed = {word: ours for word, ours in _WORDS.get(of.name, {}).items() if ours in of.type.choices}
    unknown = "unknown" if "unknown" in of.type.choices else ""
    return Lookup(of.name, {**listed, **{word: word for word in of.type.choices}}, unknown)
