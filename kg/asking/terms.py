"""The words of closed lists, and the names of columns, constraints and parameters, as a reader of Chinese meets them in an answer.

In English they are what they are in JSON. What belongs to the model has its words there (``kg.schema``).
"""

from collections.abc import Mapping
from typing import Any

from kg.schema import RELATIONS, SCHEMA

_WORDS: Mapping[str, str] = {
    # verdicts
    "met": "满足",
    "partly": "部分满足",
    "unknown": "未知",
    "unmet": "不满足",
    # how close a cited standard is
    "exact": "所求版本",
    "edition": "不注日期",
    "standard": "其他版本",
    "current": "现行",
    "equivalent": "等同",
    "comparable": "可比",
    # validity, standing
    "valid": "有效",
    "in-date": "在有效期内",
    "ran-out": "已届满",
    "suspended": "暂停",
    "withdrawn": "撤销或废止",
    "not-yet": "尚未开始",
    "active": "有效",
    "superseded": "已被代替",
    "draft": "草案",
    # what changed
    "new": "新增",
    "gone": "消失",
    "changed": "变化",
    "same": "不变",
    "all": "全部",
    "any": "任一",
    "none": "均不",
    # what is done, by whom, for whom
    "testing": "检测",
    "calibration": "校准",
    "inspection": "检验",
    "sampling": "抽样",
    "pt": "能力验证",
    "rm": "标准物质",
    "laboratory": "实验室",
    "inspection-body": "检验机构",
    "pt-provider": "能力验证提供者",
    "rm-producer": "标准物质生产者",
    "institute": "研究院所",
    "anyone": "任何人",
    "own-organisation": "仅所属组织",
    "own": "自有",
    "customer-equipment": "客户设备",
    "external-data": "外部数据",
    "subcontract": "分包",
    "open": "开放",
    "by-agreement": "按约定",
    "closed": "不开放",
    "whole": "全部",
    # how a statement is known, how far it goes
    "stated": "来源陈述",
    "derived": "由编号导出",
    "inferred": "推断",
    "full": "全部",
    "partial": "部分",
    "register": "名录",
    "sample": "样本",
    "adopts": "采用",
    "adopted-as": "被采用为",
    "corrigendum": "勘误",
    "amendment": "修改单",
    # what may be suggested
    "parameter": "参数",
    "product": "产品",
    "technique": "技术",
    "institution": "机构",
    "instrument": "仪器",
    # an index
    "behind": "落后",
    "absent": "没有",
    "damaged": "损坏",
    # quantities
    "absolute": "绝对",
    "relative": "相对",
    "linear": "线性",
    "interval": "区间",
    "table": "表",
    "text": "文字",
    "detection": "检出",
    "quantification": "定量",
    "reporting": "报告",
}

_NAMES: Mapping[str, str] = {
    "what": "内容",
    "to": "依据",
    "limits": "限制",
    "validity": "有效性",
    "evidence": "证据",
    "item": "项",
    "asked": "所求",
    "why": "理由",
    "of": "所属",
    "requirement": "需求",
    "smallest": "最小集合",
    "covers": "覆盖",
    "uncovered": "未覆盖",
    "adopting": "采用者",
    "adopted": "被采用者",
    "direction": "方向",
    "citing": "引用者",
    "replaced_by": "代替者",
    "replaced": "被代替者",
    "successor": "后继者",
    "day": "日期",
    "days": "天数",
    "sites": "场所",
    "former_names": "曾用名",
    "accreditations": "资质",
    "capabilities": "能力数",
    "institutions": "机构数",
    "instruments": "仪器",
    "perhaps_same": "可能相同",
    "method": "试验方法",
    "steps": "步数",
    "things": "事物",
    "relations": "关系",
    "activities": "活动",
    "designations": "编号",
    "in_graph": "图中有",
    "by_region": "按区域",
    "perhaps_also": "可能还有",
    "name": "名称",
    "field": "类别",
    "id": "标识",
    "other": "另一标准",
    "relation": "关系",
    "about": "矛盾之处",
    "restrictions": "限制",
    "capability": "能力",
    "accredited_as_asked": "按所求获认可",
    "range": "范围",
    "condition": "条件",
    "uncertainty": "不确定度",
    "limit": "限值",
    "distance": "距离",
    "where": "地点",
    "scheme": "方案",
    "purpose": "用途",
    "restriction": "限制",
    "match": "接近程度",
    "as_of": "日期",
    "accreditation": "资质编号",
    "value": "值",
    "state": "状态",
    "generation": "代",
    "run": "运行",
    "behind": "尚缺的运行",
    "since_whole_build": "整建之后",
    "bytes": "字节",
    "folder": "文件夹",
    "problem": "问题",
    "compared_on": "文件与所写内容核对",
    "stated": "陈述",
    "status": "状态",
}


def word(code: Any, lang: str) -> str:
    """A word of a closed list; anything else as it is."""
    return _WORDS.get(str(code), str(code)) if lang == "zh" else str(code)


def title(name: str, lang: str) -> str:
    """The name of a column, constraint or parameter."""
    return _NAMES.get(name) or _OF_THE_MODEL.get(name, name) if lang == "zh" else name


_OF_THE_MODEL: Mapping[str, str] = (
    {each.name: each.label.zh for relation in RELATIONS.values() for each in relation.properties}
    | {each.name: each.label.zh for entity in SCHEMA.values() for each in entity.all_properties}
    | {entity.slug.replace("-", "_"): entity.label.zh for entity in SCHEMA.values()}
)
