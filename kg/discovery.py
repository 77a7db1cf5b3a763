"""Find the declarations that a package holds: a directory is the registry, no list to keep."""

import importlib
import pkgutil
from types import ModuleType
from typing import Protocol, TypeVar


class Named(Protocol):
    """Anything that a directory can register: a value with a name."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


def discover(package: ModuleType, kind: type[T]) -> dict[str, T]:
    """Return every ``kind`` declared at the top of a module (or subpackage) of ``package``, by sorted name.

    Raises ``LookupError`` for a module that declares none and for a name declared twice.
    """
    found: dict[str, T] = {}
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        own = [value for value in vars(module).values() if isinstance(value, kind)]
        if not own:
            raise LookupError(f"{info.name} declares no {kind.__name__}")
        for item in own:
            if found.setdefault(item.name, item) is not item:
                raise LookupError(f"{kind.__name__} {item.name!r} is declared twice")
    return dict(sorted(found.items()))
