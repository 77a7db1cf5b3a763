"""What stands at some paths of a JSON document: ``curl -s ADDRESS | python examples/pick.py why.words_en items.*.reasons.*.status``.

A path is keys and numbers with dots between them; ``*`` is each element of a list. A line for each value, with its path before it;
a list or an object stays JSON. Where nothing stands, nothing is printed.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any


def picked(value: Any, path: list[str], come: str = "") -> Iterator[tuple[str, Any]]:
    """Where each value of a path stands, and the value."""
    if not path:
        yield come, value
        return
    keys = [str(n) for n in range(len(value))] if path[0] == "*" and isinstance(value, list) else path[:1]
    for key in keys:
        if isinstance(value, list) and key.isdigit() and int(key) < len(value):
            yield from picked(value[int(key)], path[1:], f"{come}.{key}".lstrip("."))
        elif isinstance(value, dict) and key in value:
            yield from picked(value[key], path[1:], f"{come}.{key}".lstrip("."))


if __name__ == "__main__":
    document = json.load(sys.stdin)
    for path in sys.argv[1:]:
        for where, value in picked(document, path.split(".")):
            print(f"{where}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
