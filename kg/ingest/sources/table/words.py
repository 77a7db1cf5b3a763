"""Words of tables for the closed lists of the schema, Chinese and English, beside our own."""

from functools import cache

from kg.ingest.lookup import Lookup

# By property, then by our word: what else says it.
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "access": {
        "open": ("开放", "开放共享", "对外开放"),
        "by-agreement": ("协议开放", "按协议", "by agreement"),
        "closed": ("不开放", "不对外"),
    },
    "activity": {
        "testing": ("检测", "检验检测", "试验", "test"),
        "calibration": ("校准",),
        "inspection": ("检验", "检查"),
        "sampling": ("采样", "抽样"),
        "pt": ("能力验证", "proficiency testing"),
        "rm": ("标准物质", "reference material"),
    },
    "available_to": {
        "anyone": ("社会", "对外", "任何人"),
        "own-organisation": ("本组织", "内部", "仅本单位", "own organisation"),
    },
    "condition": {
        "in-use": ("在用", "正常", "in use"),
        "idle": ("停用", "闲置", "封存"),
        "retired": ("报废",),
    },
    "covers": {
        "whole": ("全部", "全部参数", "全项目", "全项"),
        "items": ("部分", "部分参数", "部分项目"),
    },
    "degree": {
        "IDT": ("等同", "identical"),
        "MOD": ("修改", "修改采用", "modified"),
        "EQV": ("等效",),
        "NEQ": ("非等效",),
    },
    "extent": {"full": ("全部",), "partial": ("部分",)},
    "flexible": {
        "none": ("无",),
        "edition": ("版本",),
        "standard-methods": ("标准方法",),
        "own-methods": ("自制方法",),
    },
    "kind": {
        "laboratory": ("实验室", "检测机构", "检测实验室", "校准实验室"),
        "inspection-body": ("检验机构", "inspection body"),
        "pt-provider": ("能力验证提供者",),
        "rm-producer": ("标准物质生产者",),
        "institute": ("研究院", "研究所", "研究机构", "计量院"),
    },
    "legal_kind": {
        "accreditation": ("认可",),
        "licence": ("资质认定", "许可", "license"),
        "metrology-authorisation": ("计量授权", "法定计量授权", "metrology authorisation"),
        "recognition": ("承认",),
        "designation": ("指定",),
    },
    "level": {
        "country": ("国家",),
        "province": ("省", "省级"),
        "prefecture": ("市", "地级"),
        "county": ("县", "区", "县级"),
        "township": ("乡", "镇", "乡级"),
    },
    "performed_by": {
        "own": ("自有", "本机构"),
        "customer-equipment": ("借用设备", "客户设备", "借用工厂设备"),
        "external-data": ("外部数据",),
        "subcontract": ("分包", "subcontracted"),
    },
    "status": {
        "active": ("有效", "正常", "valid"),
        "suspended": ("暂停",),
        "withdrawn": ("撤销", "注销"),
    },
    "where": {
        "permanent": ("固定场所", "固定"),
        "on-site": ("现场", "客户现场", "on site"),
        "mobile": ("移动", "移动设施", "流动"),
    },
}
_UNKNOWN = ("未知", "不详", "unknown")


@cache
def lookup(name: str, choices: tuple[str, ...]) -> Lookup:
    """The words for a property's choices, each with ours; ``unknown`` is empty where it is none of them."""
    words = {word: word for word in choices}
    for ours, said in _WORDS.get(name, {}).items():
        if ours in choices:
            words |= dict.fromkeys(said, ours)
    if "unknown" not in choices:
        return Lookup(name, words, "")
    return Lookup(name, words | dict.fromkeys(_UNKNOWN, "unknown"))
