"""Every error a user can meet, as one tree.

KgError                      what went wrong, where, and what to do
├── UsageError               the words of the request are wrong          exit 2, HTTP 422
├── NotFoundError            what was named does not exist               exit 1, HTTP 404
├── TooLargeError            the request is over a limit                 exit 1, HTTP 413
├── DataError                a file or a record cannot be used           exit 3, HTTP 422
├── EngineError              the graph engine cannot be reached or run   exit 3, HTTP 503
├── IndexUnusableError       the search index is absent or damaged       exit 3, HTTP 503
└── QueryTimeoutError        the engine took longer than allowed         exit 1, HTTP 504

The message of an error is for the user: it names no internals and ends with what to do.
"""

import difflib
from collections.abc import Iterable


class KgError(Exception):
    """Base of all errors that a user may see; ``str(error)`` is the whole message."""

    exit_code = 1
    status = 500
    title = "Internal error"


class UsageError(KgError):
    exit_code = 2
    status = 422
    title = "Wrong request"


class NotFoundError(KgError):
    exit_code = 1
    status = 404
    title = "Not found"


class TooLargeError(KgError):
    exit_code = 1
    status = 413
    title = "Too large"


class DataError(KgError):
    exit_code = 3
    status = 422
    title = "Unusable data"


class EngineError(KgError):
    exit_code = 3
    status = 503
    title = "Graph engine unavailable"


class IndexUnusableError(KgError):
    exit_code = 3
    status = 503
    title = "Search index unavailable"


class QueryTimeoutError(KgError):
    exit_code = 1
    status = 504
    title = "The question took too long"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the nearest known word, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""
