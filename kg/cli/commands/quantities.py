"""``kg quantities``: read ranges, uncertainties and limits."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from kg.asking.terms import word
from kg.cli import show
from kg.cli.texts import AsJson, File, given
from kg.quantities import Extent, Interval, Limit, Quantities, Uncertainty, read

quantities = typer.Typer(no_args_is_help=True, help="Quantities: ranges, uncertainties and limits as they are printed.")

Texts = Annotated[list[str] | None, typer.Argument(help="Texts that state quantities.", show_default=False)]


def register(app: typer.Typer) -> None:
    app.add_typer(quantities, name="quantities")


@quantities.callback()
def _group() -> None:
    """Quantities: ranges, uncertainties and limits as they are printed."""


# A text may begin with a minus sign.
@quantities.command("read", context_settings={"ignore_unknown_options": True})
def read_(texts: Texts = None, file: File = None, as_json: AsJson = False, lang: show.Lang = "en") -> None:
    """Read each text: its ranges, or its uncertainties, or its limits, as printed and in SI."""
    console = Console()
    for text in given(texts, file):
        found = read(text)
        if as_json:
            typer.echo(json.dumps(told(found), ensure_ascii=False))
        else:
            console.print(Text("\n".join((text, *_lines(found, lang)))), soft_wrap=True)


def told(found: Quantities) -> dict[str, Any]:
    """The reading as plain values; an end that is not stated is null."""
    return {
        "text": found.text,
        "extents": [_plain(extent) | {"si": _ends(extent.si)} for extent in found.extents],
        "uncertainties": [_plain(stated) for stated in found.uncertainties],
        "limits": [_plain(limit) | {"misprint": limit.is_misprint} for limit in found.limits],
    }


def _plain(value: Extent | Uncertainty | Limit) -> dict[str, Any]:
    return {name: each for name, each in asdict(value).items() if name != "verbatim"}


def _ends(si: Interval | None) -> dict[str, Any] | None:
    if si is None:
        return None
    lo, hi = (None if end in (float("inf"), float("-inf")) else end for end in (si.lo, si.hi))
    return {"lo": lo, "hi": hi, "lo_open": si.lo_open, "hi_open": si.hi_open}


def _lines(found: Quantities, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    for extent in found.extents:
        yield f"  {extent.said}  [{_known(extent, lang)}]"
    for stated in found.uncertainties:
        values = (
            ("～" if zh else " to ").join(f"{value:g}" for value in stated.values)
            if stated.form != "linear"
            else _linear(stated)
        )
        about = [f"{name} = {value:g}" for name, value in (("k", stated.k), ("p", stated.p)) if value is not None]
        form = f"不确定度，{word(stated.form, lang)}" if zh else f"uncertainty, {stated.form}"
        yield f"  {form}: {f'{values} {stated.unit or str()}'.strip()}  [{'; '.join([_known(stated, lang), *about])}]"
    for limit in found.limits:
        role = f"{word(limit.role, lang)}限" if zh else f"{limit.role} limit"
        misprint = ("；0 或更小，应为误印" if zh else "; 0 or less is a misprint") if limit.is_misprint else ""
        yield f"  {role}: {limit.value:g} {limit.unit}  [{_known(limit, lang)}{misprint}]"
    if not (found.extents or found.uncertainties or found.limits):
        yield "  未读出任何量" if zh else "  no quantity is read in it"


def _linear(stated: Uncertainty) -> str:
    return " + ".join(f"{value:g}" for value in stated.values) + "·x"


def _known(value: Extent | Uncertainty | Limit, lang: str) -> str:
    if value.ucum is None:
        unknown, none = ("单位未知", "无单位") if lang == "zh" else ("unit not known", "no unit")
        return unknown if value.unit else none
    return f"UCUM {value.ucum}, {value.kind or value.dimension}"
