"""Answers on a terminal: the why in a sentence, then a table; or the same as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

import typer
from pydantic import BaseModel
from rich.box import SIMPLE_HEAD, Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.asking import Answer
from kg.asking.answer import SourceRead, counted
from kg.asking.terms import title, word

MOST_COLUMNS = 8
MOST_VALUES = 6

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Lang = Annotated[Literal["en", "zh"], typer.Option("--lang", help="Language of the words: en or zh.")]


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def answer(given: Answer, lang: str) -> None:
    """Print an answer: why, the items, those of unknown validity, and what it rests on."""
    console = Console()
    console.print(Text(given.why.words_zh if lang == "zh" else given.why.words_en, style="bold"))
    if given.items:
        console.print(_items(given.items, lang))
        for line in _fits(given.items, lang):
            console.print(Text(line), soft_wrap=True)
        for line in _open(given.items, lang):
            console.print(Text(line))
    if given.unknown:
        console.print(Text("something is not known of:" if lang == "en" else "有未知之处：", style="bold"))
        console.print(_items(given.unknown, lang))
        for line in _open(given.unknown, lang):
            console.print(Text(line))
    for facet, values in given.facets.items():
        console.print(Text(_facet(facet, values, lang)), soft_wrap=True)
    shown = len(given.items)
    parts = [as_of(given.meta.as_of, lang)]
    if given.next:
        total = given.total.value
        parts.append({"en": f"{shown} of {total:,} shown, next: --cursor {given.next}",
                      "zh": f"共 {total:,} 项，列出 {shown} 项，下一页：--cursor {given.next}"}[lang])  # fmt: skip
    parts += [_read(source, lang) for source in given.meta.sources[:6]]
    console.print(Text({"en": "; ", "zh": "；"}[lang].join(parts), style="dim"))


def as_of(day: Any, lang: str) -> str:
    """The day that an answer is about."""
    return f"截至 {day}" if lang == "zh" else f"as of {day}"


def _read(source: SourceRead, lang: str) -> str:
    """When a source was last read, and whether it is a register."""
    if lang == "zh":
        return f"{source.source} 读取于 {source.observed_on or '未知日期'}（{word(source.completeness, lang)}）"
    return f"{source.source} read {source.observed_on or 'on no stated day'} ({source.completeness})"


def _facet(facet: str, values: list[dict[str, Any]], lang: str) -> str:
    """The commonest values of a facet: ``standard: GB/T 228.1-2021 12 (2 institutions); …``."""
    told = [
        f"{name(value, lang) or word(value['value'], lang)} {value['capabilities']:,} "
        + (
            f"（{value['institutions']:,} 家机构）"
            if lang == "zh"
            else f"({counted(value['institutions'], 'institution', 'institutions')})"
        )
        for value in values[:MOST_VALUES]
    ]
    return f"{title(facet, lang)}: {'; '.join(told)}" + ("; …" if len(values) > MOST_VALUES else "")


def _items(items: list[dict[str, Any]], lang: str) -> Table:
    if "capability" in items[0] and "evidence" in items[0]:
        return _capabilities(items, lang)
    shown = [_named(item, lang) for item in items]
    return rows(shown, [name for name in shown[0] if name not in ("held", "record")][:MOST_COLUMNS], lang)


def _named(item: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """A row as a person reads it: a thing by its designation, or by its name in one language, not by its id."""
    names = {key.removesuffix("_zh") for key in item if key.endswith("_zh") and f"{key.removesuffix('_zh')}_en" in item}
    first = next(iter(item))
    hidden = {key for key in item if f"{key}_designation" in item or key in names}
    hidden |= {first} if "designation" in item or "name" in names else set()
    hidden |= {key for key in ("replaced", "standard") if "designation" in item and key in item}
    shown: dict[str, Any] = {}
    for key, value in item.items():
        plain = key.removesuffix("_zh").removesuffix("_en")
        if plain in names and plain != key:
            shown[plain] = item[f"{plain}_{lang}"] or item[f"{plain}_zh"] or item[f"{plain}_en"]
        elif key not in hidden:
            shown[key.removesuffix("_designation")] = value
    return shown


def _capabilities(items: list[dict[str, Any]], lang: str) -> Table:
    table = columns("institution", "what", "to", "limits", "validity", "evidence", lang=lang)
    for item in items:
        evidence = item["evidence"]
        capability = item["capability"]
        limits = list(dict.fromkeys(r["verbatim"] for r in item["restrictions"]))
        limits += [word(capability["performed_by"], lang)] if capability["performed_by"] not in (None, "own") else []
        ranges = [text for text in (capability["range_text"], capability["uncertainty_text"]) if text]
        records = evidence["records"] or []
        _add(
            table,
            name(item["institution"], lang) + _more(item, lang),
            "; ".join([*(name(thing, lang) for thing in _what(item)), *ranges]),
            _to(item, lang),
            "; ".join(limits),
            evidence[f"validity_{lang}"],
            f"{evidence['scheme'] or ''} {evidence['accreditation'] or ''}\n{', '.join(records[:2])}{' …' if len(records) > 2 else ''}",
        )
    return table


def _what(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a capability is of: of a calibration, and where no parameter is stated, the product first."""
    products = item["products"] if item["capability"]["activity"] == "calibration" or not item["parameters"] else []
    return [*products, *item["parameters"]]


def _more(item: Mapping[str, Any], lang: str) -> str:
    """How many other capabilities of an institution answer."""
    others = item.get("capabilities", 1) - 1
    return "" if others < 1 else f"\n(+{others} more)" if lang == "en" else f"\n（另 {others} 项）"


def _open(items: list[dict[str, Any]], lang: str) -> Iterator[str]:
    """What is met in part only, or not known: of whom, which constraint, in words; once each."""
    told: dict[str, None] = {}
    for item in items:
        for reason in item.get("reasons", ()):
            shown = reason["constraint"] not in ("standard", "accredited_as_asked", "validity")
            if shown and reason["status"] in ("partly", "unknown"):
                who = name(item["institution"], lang)
                told[f"{who}: {failing(reason, lang)}"] = None
    yield from told


def failing(reason: Mapping[str, Any], lang: str) -> str:
    """``range unknown: none is stated``."""
    return f"{title(reason['constraint'], lang)} {word(reason['status'], lang)}: {reason['words'][lang]}"


def _to(item: dict[str, Any], lang: str) -> str:
    """What a capability cites, and how close that is where it is not what was asked for."""
    cited = "; ".join(method["designation"] or method["verbatim"] or "" for method in item["methods"])
    fit = item.get("technical_fit")
    return f"{cited} ({word(fit['closeness'], lang)})" if fit and fit["closeness"] != "exact" else cited


def _fits(items: list[dict[str, Any]], lang: str) -> Iterator[str]:
    """How each cited standard that is not the one asked for answers, and whether that is accredited: once each."""
    told: dict[str, None] = {}
    for item in items:
        fit = item.get("technical_fit")
        if fit and fit["closeness"] != "exact":
            accredited = next(reason for reason in item["reasons"] if reason["constraint"] == "accredited_as_asked")
            told[f"{word(fit['closeness'], lang)}: {fit['words'][lang]}; {accredited['words'][lang]}"] = None
    yield from told


def columns(*names: str, lang: str, box: Box | None = SIMPLE_HEAD) -> Table:
    """A table that folds what does not fit: nothing of an answer is cut off."""
    table = Table(box=box, pad_edge=False)
    for name in names:
        table.add_column(title(name, lang).replace("_", " "), overflow="fold")
    return table


def _add(table: Table, *cells: str) -> None:
    """A row of plain texts: brackets in them are no markup."""
    table.add_row(*map(Text, cells))


def counts(by_status: Mapping[str, int], lang: str) -> str:
    """``2 met, 1 unmet``."""
    return {"en": ", ", "zh": "，"}[lang].join(
        f"{n} {word(status, lang)}" for status, n in by_status.items() if n
    ) or "-"


def name(thing: Mapping[str, Any], lang: str = "en") -> str:
    """The name of a thing in a language, or in the one it has."""
    order = ("name_zh", "name_en", "name", "id") if lang == "zh" else ("name_en", "name_zh", "name", "id")
    return next((str(thing[key]) for key in order if thing.get(key)), "")


def rows(items: Iterable[Mapping[str, Any]], names: list[str], lang: str = "en") -> Table:
    """A table of some columns of rows."""
    table = columns(*names, lang=lang)
    for item in items:
        _add(table, *[cell(item.get(name), lang) for name in names])
    return table


def cell(value: Any, lang: str = "en") -> str:
    """A value in a cell."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        named = name(value, lang)
        count = next((f" {value[key]}" for key in ("institutions", "capabilities") if key in value), "")
        return f"{value.get('number') or value.get('address') or word(value.get('activity') or named, lang)}{count}"
    if isinstance(value, list):
        return "; ".join(cell(each, lang) for each in value[:6]) + (" …" if len(value) > 6 else "")
    if isinstance(value, bool) and lang == "zh":
        return "是" if value else "否"
    return word(value, lang)
