"""``kg standards``: read designations, resolve them, show a standard with its editions, list what sources contradict."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from kg.asking.answer import counted
from kg.asking.standards import Standards, conflicts, told
from kg.asking.terms import title, word
from kg.cli import show
from kg.cli.engine import opened
from kg.cli.texts import AsJson, File, given
from kg.schema import RELATIONS
from kg.settings import Settings
from kg.standards import Known, Reading, Resolution, read, why_unread

standards = typer.Typer(no_args_is_help=True, help="Standards: their designations, their editions, what adopts what.")

Texts = Annotated[list[str] | None, typer.Argument(help="Texts that cite standards.", show_default=False)]


def register(app: typer.Typer) -> None:
    app.add_typer(standards, name="standards")


@standards.command("read")
def read_(texts: Texts = None, file: File = None, as_json: AsJson = False) -> None:
    """Read every citation of each text: publisher, number, part, year, supplements, clause; and what is left."""
    console = Console()
    for text in given(texts, file):
        found = read(text)
        if as_json:
            typer.echo(json.dumps(_told(found), ensure_ascii=False))
        else:
            console.print(Text(text, style="bold"), soft_wrap=True)
            console.print(Text("\n".join(_lines(found))), soft_wrap=True)


def _told(found: Reading) -> dict[str, Any]:
    return {"text": found.text, "citations": [each._asdict() for each in found.citations], "rest": found.rest}


def _lines(found: Reading) -> Iterator[str]:
    """A line for each citation: what it is, in what form, and why that is doubtful."""
    for each in found.citations:
        parts = [each.designation, *each.supplements, *([f"clause {each.clause}"] if each.clause else [])]
        about = [each.kind, *(f"adopts {original}" for original in each.chain), *each.doubts]
        yield f"  {', '.join(parts)}  [{'; '.join(about)}; confidence {each.confidence:g}]"
    if found.rest:
        yield f"  left: {found.rest}"
    if not found.citations:
        yield f"  nothing is read in it: {why_unread(found.text).en}"


@standards.command("resolve")
def resolve_(texts: Texts = None, file: File = None, as_json: AsJson = False, lang: show.Lang = "en") -> None:
    """Say which standard or edition of the graph each text means, what else it might mean, and why."""
    settings = Settings()
    console = Console()
    with opened(settings) as graph:
        known = Standards(graph, settings)
        for text in given(texts, file):
            for each in known.resolve(text):
                if as_json:
                    typer.echo(json.dumps({"asked": text, **told(each)}, ensure_ascii=False))
                else:
                    console.print(Text(_sentence(text, each, lang)), soft_wrap=True)


def _sentence(text: str, found: Resolution, lang: str) -> str:
    def names(some: tuple[Known, ...]) -> str:
        standing = [f" ({word(each.standing, lang)})" if each.standing else "" for each in some]
        return ", ".join(f"{each.designation}{told}" for each, told in zip(some, standing, strict=True))

    reasons = "; ".join(words.zh if lang == "zh" else words.en for words in found.reasons)
    others = (
        {"en": "; other editions: ", "zh": "；其他版本："}[lang] + names(found.alternatives)
        if found.alternatives
        else ""
    )
    near = {"en": "; did you mean ", "zh": "；是否指 "}[lang] + names(found.near) + "?" if found.near else ""
    return f"{text} → {found.meant.id if found.meant else '-'}: {reasons}{others}{near}"


@standards.command("show")
def show_(
    text: Annotated[str, typer.Argument(help='A designation, e.g. "GB/T 228.1".')],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lang: show.Lang = "en",
) -> None:
    """A standard: its editions on a timeline, what replaced them, what they adopt and who adopts them, who holds them."""
    settings = Settings()
    with opened(settings) as graph:
        found = Standards(graph, settings).show(text)
    if as_json:
        show.as_json(found)
        return
    console = Console()
    name = show.name({key: found[key] for key in ("name_zh", "name_en")}, lang)
    console.print(Text(f"{found['designation']}  {name}".strip(), style="bold"), soft_wrap=True)
    console.print(Text(show.name(found["publisher"] or {}, lang)), soft_wrap=True)
    if found["note"]:
        console.print(Text(found["note"][lang]), soft_wrap=True)
    for part in (*found["editions"], found["undated"]):
        console.print(Text("\n".join(_timeline(part, lang))), soft_wrap=True)


_RELATED = {
    "replaced_by": ("replaced by", "被代替", ("extent", "effective")),
    "replaces": ("replaces", "代替", ("extent", "effective")),
    "adopts": ("adopts", "采用", ("degree",)),
    "adopted_as": ("adopted as", "被采用为", ("degree",)),
    "amended_by": ("amended by", "修改件", ()),
    "revised_by": ("to be replaced by the draft", "拟由草案代替", ()),
}
_DETAILS = {
    ("extent", "full"): ("in full", "全部"),
    ("extent", "partial"): ("in part", "部分"),
    ("extent", "unknown"): ("how far is not stated", "代替程度未说明"),
    ("degree", "unknown"): ("degree not stated", "程度未说明"),
    ("known", "stated"): ("stated", "来源陈述"),
    ("known", "derived"): ("derived from the designation", "由编号导出"),
    ("known", "inferred"): ("inferred from number and date", "由编号与日期推断"),
}
_KNOWN_BY = {
    "citation": ("known from citations only", "仅见于引用"),
    "relation": ("named by other documents only", "仅由其他文件提及"),
}
_DAYS = {
    "published": ("published", "发布"),
    "implemented": ("in force", "实施"),
    "withdrawn": ("withdrawn", "废止"),
    "standing": ("standing", "现行情况"),
}


def _timeline(part: dict[str, Any], lang: str) -> Iterator[str]:
    """An edition (or the standard without one): its year, days and standing, what it is related to, who holds it."""
    zh = lang == "zh"
    said = [f"{words[zh]} {word(part[name], lang)}" for name, words in _DAYS.items() if part.get(name)]
    said += [_KNOWN_BY[part["known_by"]][zh]] if part["known_by"] in _KNOWN_BY else []
    institutions, citing = part["institutions"], part["cited_by"]
    held = f"{counted(institutions, 'institution holds', 'institutions hold')} it in the data held"
    held = f"所持数据中 {institutions} 家机构持有" if zh else held
    cited = (
        [f"被 {citing} 项标准引用" if zh else f"cited by {counted(citing, 'standard', 'standards')}"] if citing else []
    )
    yield f"  {part['year'] or ('不注日期' if zh else 'undated'):<8} {part['designation']}: {'; '.join([*said, held, *cited])}"
    for name, (en, chinese, about) in _RELATED.items():
        for each in part[name]:
            details = [
                _DETAILS.get((key, each[key]), (each[key],) * 2)[zh]
                for key in (*about, "known", "source")
                if each.get(key)
            ]
            yield f"           {chinese if zh else en} {each['designation']} ({', '.join(details)})"
    if part["classification"]:
        for system in sorted({each["system"] for each in part["classification"]}):
            named = ({**each, "id": ""} for each in part["classification"] if each["system"] == system)
            yield f"           {system} " + ", ".join(
                f"{each['code']} {show.name(each, lang)}".strip() for each in named
            )


@standards.command("conflicts")
def conflicts_(
    limit: Annotated[int, typer.Option(help="Most conflicts to list.", min=1)] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lang: show.Lang = "en",
) -> None:
    """What sources state differently about one relation between two standards, side by side."""
    with opened(Settings()) as graph:
        found = conflicts(graph, limit)
    if as_json:
        show.as_json({"items": found})
    elif not found:
        typer.echo(
            {"en": "no two sources contradict one another about a standard", "zh": "没有两个来源就标准相互矛盾"}[lang]
        )
    else:
        rows = [
            {
                "standard": each["standard"],
                "relation": RELATIONS[each["relation"]].label.zh if lang == "zh" else each["relation"],
                "other": each["other"],
                "about": [title(name, lang) for name in each["about"]],
                "stated": [_claim(claim, lang) for claim in each["claims"]],
            }
            for each in found
        ]
        Console().print(show.rows(rows, list(rows[0]), lang))


def _claim(claim: dict[str, Any], lang: str) -> str:
    said = [word(claim[name], lang) for name in ("degree", "extent", "effective") if claim.get(name)]
    return f"{claim.get('source')} ({word(claim.get('known'), lang)}): {', '.join(said)}"
