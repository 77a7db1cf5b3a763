"""A web page as a tree, by the standard library's parser; what a page leaves open is closed here."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element

from kg.errors import DataError
from kg.ingest.readers.decode import encoding_of

LONGEST = 5_000_000  # characters; beyond this it is no page that a person reads

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_UNSEEN = frozenset({"script", "style"})
# What a beginning element ends when it stands open, up to the element that holds such a group.
_ENDS = {
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"td", "th", "tr"}), frozenset({"table"})),
}


def page(path: Path) -> Element:
    """The root of a page's tree; each element has the line on which it begins as ``line``. ``DataError`` for a file that
    is no web page, or ends before its page does."""
    text = path.read_text(encoding_of(path))
    if len(text) > LONGEST:
        raise DataError(f"{path.name} holds {len(text):,} characters; a page has at most {LONGEST:,}.")
    tree = _Tree()
    tree.feed(text)
    tree.close()
    if tree.root.find(".//body") is None:
        raise DataError(f"{path.name} is no web page: it begins with '{' '.join(text[:200].split())[:60]}'.")
    if not text.rstrip().lower().endswith("</html>"):
        raise DataError(f"{path.name} does not end with </html>: is the page whole?")
    return tree.root


def words(element: Element) -> str:
    """The text of an element and of all in it, with single spaces, as a reader sees it."""
    return " ".join("".join(element.itertext()).split())


def of_class(root: Element, *names: str) -> Iterator[Element]:
    """Elements that have one of the style names, in the order of the page."""
    return (element for element in root.iter() if not set(names).isdisjoint((element.get("class") or "").split()))


class _Tree(HTMLParser):
    """Puts each element where it stands; ends that nothing began are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_open(tag)
        said = {name: value or "" for name, value in reversed(attrs)}  # of one given twice the first stands
        element = Element(tag, {**said, "line": str(self.getpos()[0])})
        self._open[-1].append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        within = self._open[-1]
        if within.tag in _UNSEEN:
            return
        if len(within):
            within[-1].tail = (within[-1].tail or "") + data
        else:
            within.text = (within.text or "") + data

    def _end_open(self, tag: str) -> None:
        those, up_to = _ENDS.get(tag, (frozenset[str](), frozenset[str]()))
        for place in range(len(self._open) - 1, 0, -1) if those else ():
            if self._open[place].tag in up_to and self._open[place].tag not in those:
                return
            if self._open[place].tag in those:
                del self._open[place:]
                if tag != "tr":
                    return
