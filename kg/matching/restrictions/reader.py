"""Read what a note limits: one limit for each thing that it says is done alone, or not done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kg.matching.offer import Limited
from kg.matching.restrictions.lists import settle
from kg.matching.restrictions.marked import CITED, INNER, MORE, TITLE, Marked
from kg.matching.restrictions.pieces import Piece, pieces
from kg.matching.restrictions.triggers import Trigger, triggers
from kg.matching.restrictions.words import CHANGE, EXCEPT, LIMIT, filler, limits, more_follows, performed_by

_OUTSIDE = re.compile(r"以外|之外|外(?=$|[均其都不全只仅的可能\s])")
_NUMBERS = re.compile(r"[\s\d.~～\-—第章条款节]+")
# A clause with these is a sentence of its own, no item of the list before it.
_SENTENCE = re.compile(
    r"^在|(?<![自理来])由|(?<![适反响感供效相对])应(?!力|变|急|用|答|备|性)|须|需要|为主|按照|根据|依据|作为|必须|^如|^其[他余]"
)
_REFERENCE = re.compile(
    r"^[\s“]*(?:同(?!轴|步|位|心|类|时|型)|见(?!证)|详见|上述|以上(?!通用)|附表|附件|其[他余])|本表|序号\d"
)
_OTHERS = re.compile(r"\s*其[他余]")
_RESTLESS = re.compile(r"其[他余][^。；;，,]{0,6}(?:无限制|不限)")
_MEANS = re.compile(r"[借利使采]用")
# Words of change that end a list, or begin another one; and those that only stand beside what is said.
_CHANGED = re.compile(r"(?:标准)?(?:变更|扩项|更新|新增)(?:(?=[：:])|[)）。\s]*$)")
_BEFORE = re.compile(r"[\s\"“”]*(?:扩项(?=[\u4e00-\u9fff]))?")
_BEHIND = re.compile(r"\s+(?:变更|扩项|新增)\s*$")
_INTRODUCED = re.compile(r"^(?:下列|以下|如下)(?:项目|内容|产品)?的?|中的$")
_NOTHING = ' 。.、”"）)'


@dataclass
class Draft:
    """A limit that is being read. ``inner``: a bracket that may hold one. ``objects``: where its terms stand. ``listing``:
    whether its list may go on after a semicolon."""

    kind: Literal["only", "some", "not", "unread", "inner"]
    start: int
    end: int
    objects: list[tuple[int, int]] = field(default_factory=list)
    listing: bool = False
    about: tuple[str, ...] = ()
    within: str | None = None


class Reader:
    """Reads one text, piece by piece. ``limiting``: all that it says limits; ``depth``: how many brackets stand around it.

    ``open``: the limit whose list may go on; ``about``: the standards that the sentence began with; ``examples``: what
    follows are examples of what was said.
    """

    def __init__(self, marked: Marked, limiting: bool = False, depth: int = 0) -> None:
        self.marked, self.limiting, self.depth = marked, limiting, depth
        self.drafts: list[Draft] = []
        self.open: Draft | None = None
        self.about: tuple[str, ...] = ()
        self.examples = False

    def read(self) -> Iterator[Limited]:
        """The limits in the order of the text."""
        flat = self.marked.flat
        for piece in pieces(flat, 0, len(flat)):
            if piece.lead != "，":
                self.about, self.examples = (), False
            self._piece(self._trimmed(piece))
        for draft in self.drafts:
            yield from self._settled(draft)

    def _trimmed(self, piece: Piece) -> Piece:
        text = self.marked.flat[piece.start : piece.end]
        before, behind = _BEFORE.match(text), _BEHIND.search(text)
        end = behind.start() if behind else len(text.rstrip())
        start = before.end() if before and before.end() < end else 0
        return Piece(piece.lead, piece.start + start, piece.start + end)

    def _piece(self, piece: Piece) -> None:
        """One piece: it begins limits, goes on with the list of the last, says something else, or is not understood."""
        if EXCEPT.match(self.marked.flat, piece.start):
            self._except(piece)
        elif found := self._triggers(piece):
            self._limits(piece, found)
        elif self.open and self._goes_on(piece):
            self.open.objects.append((piece.start, piece.end))
            self.open.end = piece.end
        else:
            self._other(piece)

    # What begins a limit

    def _triggers(self, piece: Piece) -> list[Trigger]:
        """Inside a list, 包括 goes on with it, and so does 只 before a name (只接收硬币 is what a machine does)."""
        flat = self.marked.flat
        found = triggers(flat, piece.start, piece.end, numbered=piece.lead == "#")
        if not found or not self._listed(piece):
            return found
        bare = self.open is not None and self.open.listing and flat[found[0].start : found[0].end] in ("仅", "只")
        goes_on = found[0].start == piece.start and (bare or found[0].kind == "some")
        return found[1:] if goes_on else found

    def _listed(self, piece: Piece) -> bool:
        """Whether a list is open that goes on after what stands before the piece."""
        if self.open is None:
            return False
        return piece.lead == "，" or (self.open.listing and piece.lead in ("；", "#"))

    def _limits(self, piece: Piece, found: list[Trigger]) -> None:
        flat, start, listing = self.marked.flat, piece.start, False
        for trigger, following in zip(found, [*found[1:], None], strict=True):
            after = following.start if following else piece.end
            nothing = not flat[trigger.end : after].strip(_NOTHING)
            before = flat[start : trigger.start].strip(_NOTHING)
            if nothing and following is None and before and trigger.kind != "some":
                self._said_behind(start, trigger)
                return
            about, within = self._subject(piece, start, trigger.start)
            if nothing and following is not None:  # 检验范围：仅做…
                start, listing = trigger.end, trigger.colon
                continue
            end = self._next_subject(trigger.end, after) if following else after
            draft = Draft(self._kind(start, trigger), start if flat[start : trigger.start].strip() else trigger.start, end,
                          listing=listing or trigger.colon, about=about, within=within)  # fmt: skip
            self._objects(draft, trigger.end, end)
            self._start(draft)
            start, listing = end, False

    def _kind(self, start: int, trigger: Trigger) -> Literal["only", "some", "not", "unread"]:
        """What is said of all others (其他不做) turns round what was said before."""
        if trigger.kind == "besides":
            return "unread"
        if not _OTHERS.match(self.marked.flat, start, trigger.start):
            return trigger.kind
        if self.drafts and self.marked.plain.startswith("除", self.drafts[-1].start):
            self.drafts[-1].kind = "unread"
        return "unread"

    def _start(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.open = draft

    def _next_subject(self, start: int, end: int) -> int:
        """Where the subject of the next limit begins: at the standards right before it, else at its own words."""
        at = self.marked.flat.rfind(CITED, start, end)
        return at if at >= 0 and filler(self.marked.flat[at:end]) else end

    def _subject(self, piece: Piece, start: int, end: int) -> tuple[tuple[str, ...], str | None]:
        """What the words before a limit say: the standards that it is about and the part of the capability; or they end the
        list of the limit before."""
        before = self.marked.flat[start:end]
        named = tuple(dict.fromkeys(c.designation for c in self.marked.citations(start, end)))
        if named and filler(before):
            self.about = () if re.search("[~～至]", before) else named
            return self.about, None
        if (
            filler(before.strip("但且并其中也 "))
            or CHANGE.search(before)
            or performed_by(before)
            or _OTHERS.match(before)
        ):
            return self.about, None
        if start == piece.start and self.open and self._listed(piece):
            self.open.objects.append((start, end))
            self.open.end = end
            return self.about, None
        return named or self.about, self._words(start, end)

    def _words(self, start: int, end: int) -> str | None:
        """What is printed between two places beside standards, titles and brackets."""
        pairs = zip(self.marked.flat[start:end], self.marked.text[start:end], strict=True)
        said = "".join(printed for mark, printed in pairs if mark not in (CITED, MORE, TITLE, INNER))
        return _INTRODUCED.sub("", said.strip(' 对：:、，,“”"')).strip() or None

    def _said_behind(self, start: int, trigger: Trigger) -> None:
        """``X不做``, ``X除外``, ``X only``: the terms stand before."""
        before = self.marked.flat[start : trigger.start]
        kind: Literal["unread", "not", "only"] = "only" if trigger.kind == "only" else "not"
        if filler(before) or _OUTSIDE.search(before) or self._kind(start, trigger._replace(kind="not")) == "unread":
            kind = "unread"
        self.drafts.append(Draft(kind, start, trigger.end, [(start, trigger.start)], about=self.about))
        self.open = None

    def _objects(self, draft: Draft, start: int, end: int) -> None:
        """The terms of a limit, without what else is said behind them. What a list is introduced by is a part of the
        capability: 只做成品检验：1. 外观…"""
        flat, end = self.marked.flat, self._before_other(start, end)
        draft.end = max(end, draft.start)
        if _REFERENCE.search(flat[start:end]):
            draft.kind = "unread"
        head, colon, _ = flat[start:end].replace(":", "：").partition("：")
        if colon and not draft.listing and head.strip() and not filler(head) and "、" not in head:
            draft.listing, draft.within = True, self._words(start, start + len(head)) or draft.within
            start += len(head) + 1
        if draft.listing and re.match(r"查(?![验询找])", flat[start:end]):
            start += 1
        if flat[start:end].strip(" ："):
            draft.objects.append((start, end))
        else:
            draft.listing = True
        if draft.kind == "not":
            draft.within = None  # what is left out is left out: the words before say what it is left out of

    def _before_other(self, start: int, end: int) -> int:
        """Where the terms end: before standards or words that tell of a change, before those that tell with whose means
        the work is done."""
        flat = self.marked.flat
        at = flat.find(CITED, start, end)
        if at > start and flat[start:at].strip() and CHANGE.search(flat, at, end) and not LIMIT.search(flat, at, end):
            return at
        means, changed = _MEANS.search(flat, start, end), _CHANGED.search(flat, start, end)
        if means and flat[start : means.start()].strip(" ：:") and performed_by(flat[means.start() : end]):
            listed = flat.rfind("、", start, means.start())  # 品质检验采用外部数据: its subject is no term
            return means.start() if listed < 0 or means[0] == "借用" else listed
        if changed and flat[start : changed.start()].strip(" ：:"):
            return changed.start()
        return start + len(flat[start:end].rstrip())

    # What goes on, and what is something else

    def _goes_on(self, piece: Piece) -> bool:
        text = self.marked.flat[piece.start : piece.end]
        if not self._listed(piece) or _SENTENCE.search(text) or CHANGE.search(text) or performed_by(text):
            return False
        return _NUMBERS.fullmatch(text) is not None or not filler(text)

    def _except(self, piece: Piece) -> None:
        """``除 X 外``: all but X is done; with a limit of its own behind it, it is not read."""
        flat = self.marked.flat
        outside = _OUTSIDE.search(flat, piece.start, piece.end)
        end, tail = (
            (outside.start(), flat[outside.end() : piece.end])
            if outside
            else (piece.end, flat[piece.start + 1 : piece.end])
        )
        self.open = None
        if outside and performed_by(tail):
            return
        kind: Literal["unread", "not"] = "unread" if LIMIT.search(tail) else "not"
        self._start(Draft(kind, piece.start, piece.end, [(piece.start + 1, end)], about=self.about))
        if outside:
            self.open = None

    def _other(self, piece: Piece) -> None:
        """What neither begins a limit nor goes on with one."""
        text = self.marked.flat[piece.start : piece.end]
        apart = self._listed(piece) and not (filler(text) or CHANGE.search(text) or performed_by(text))
        last = self.drafts[-1] if self.drafts else None
        self.open = None
        if _OTHERS.match(text) and last and self.marked.plain.startswith("除", last.start):
            if performed_by(text):  # 除尺寸外，其他均利用外部数据: whose means, no limit
                self.drafts.pop()
        elif _RESTLESS.match(text):
            return
        elif text.startswith("如") and piece.lead == "，":
            self.examples = True
        elif not (apart or self.limiting or limits(text)):
            self._bracketed(piece)
        elif more_follows(text) and not LIMIT.search(text):
            self.drafts.append(Draft("some", piece.start, piece.end, [(piece.start, piece.end)], about=self.about))
        elif not self.examples:
            self._unknown(piece, last)

    def _unknown(self, piece: Piece, last: Draft | None) -> None:
        """What is not understood, with what follows it in its sentence."""
        if last and last.kind == "unread" and not last.objects and piece.lead != "。":
            last.end = piece.end
        else:
            self.drafts.append(Draft("unread", piece.start, piece.end))

    def _bracketed(self, piece: Piece) -> None:
        """Words that limit nothing may have brackets that do: 扩项（不做第五级）."""
        for start, end in self.marked.bracketed(piece.start, piece.end):
            inner = self.marked.plain[start + 1 : end - 1]
            if any(not filler(inner[trigger.end :]) for trigger in triggers(inner, 0, len(inner))):
                self.drafts.append(Draft("inner", start + 1, end - 1))

    # From drafts to limits

    def _settled(self, draft: Draft) -> Iterator[Limited]:
        verbatim = self.marked.text[draft.start : draft.end].strip()
        if draft.kind == "inner":
            yield from self._inner(draft.start, draft.end, None, draft.about)
        elif draft.kind == "unread" or not draft.objects:
            yield Limited("unknown", False, verbatim, applies_to=draft.about)
        else:
            denies = draft.kind == "not"
            limited = Limited("deny" if denies else "allow", True, verbatim, (), draft.about, denies, draft.kind == "some",
                              draft.within)  # fmt: skip
            yield from settle(self.marked, draft.objects, limited, self._inner)

    def _inner(self, start: int, end: int, within: str | None, about: tuple[str, ...]) -> Iterator[Limited]:
        """The limits in a bracket: they are of what it stands behind. Those in brackets of brackets are not read."""
        text = self.marked.text[start:end]
        if self.depth:
            yield Limited("unknown", False, text.strip(), applies_to=about, within=within)
            return
        for limited in Reader(Marked.of(text), self.limiting, self.depth + 1).read():
            yield limited._replace(within=limited.within or within, applies_to=limited.applies_to or about)
