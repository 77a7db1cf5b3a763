"""Personal data is never stored: names of contacts, telephone numbers, e-mail addresses are removed, and counted.

The one exception to keeping everything verbatim.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ingest.run import Run

_SIGNS = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"(?<![\d-])1[3-9]\d{9}(?!\d)"),
    re.compile(r"(?<![\d-])(?:\(?0\d{2,3}\)?[- ]?)\d{7,8}(?!\d)"),
    re.compile(r"(?:联系人|联系电话|电话|Contact(?: person)?|Tel)\s*[:：]\s*[^\s,;，；]{2,20}", re.IGNORECASE),
)
# A Chinese personal name that closes a list of codes: «扩项, MS-0013473,王某».
_SIGNATURE = re.compile(r"(?<=[\dA-Z])\s*[,，、]\s*[\u4e00-\u9fff]{2,3}$")
REMOVED = "personal data removed"


def without_persons(run: "Run", text: str | None, *, names: re.Pattern[str] | None = None) -> str | None:
    """The text without personal data; each removal is an issue of the run that does not repeat what was removed.
    ``names``: what else is a person's name in this source."""
    if text is None:
        return None
    for sign in (*_SIGNS, _SIGNATURE, *([names] if names else [])):
        text, count = sign.subn("", text)
        for _ in range(count):
            run.issue(REMOVED, "one")
    return text.strip() or None
