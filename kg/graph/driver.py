"""The driver: one per process. Reads are routed to readers, writes are managed transactions with retry."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType
from typing import Any

import neo4j
from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity, Query, Record, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)
from neo4j.time import Date, DateTime

from kg.errors import EngineError, KgError, QueryTimeoutError

Parameters = Mapping[str, Any]
Rows = list[dict[str, Any]]

# How long a managed transaction is tried again while a cluster elects a leader. The embedded engine either
# answers or is dead: nobody should wait half a minute to be told so.
RETRY = timedelta(seconds=30)
RETRY_EMBEDDED = timedelta(seconds=2)

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

_TOO_LONG = ("Transaction.TransactionTimedOut", "Transaction.TransactionTimedOutClientConfiguration")
_FULL = ("No space left", "DiskFull", "OutOfDisk")
_MEMORY = ("MemoryPoolOutOfMemory", "OutOfMemory")


# What the driver would warn of on stderr is raised as an error of ours.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Graph:
    """Statements in, plain dicts out; Neo4j's errors become ours, with words for a user."""

    def __init__(
        self,
        uri: str,
        user: str,
        password: str,
        database: str,
        query_timeout: timedelta,
        retry: timedelta = RETRY,
    ) -> None:
        self.uri, self._database, self._timeout = uri, database, query_timeout.total_seconds()
        try:
            if uri.partition("://")[0] not in SCHEMES:
                raise ConfigurationError
            self._driver: Driver = GraphDatabase.driver(
                uri, auth=(user, password), user_agent="capability-graph",
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                connection_acquisition_timeout=30, max_transaction_retry_time=retry.total_seconds(),
            )  # fmt: skip
        except (ConfigurationError, ValueError):
            raise _bad_uri(uri) from None

    def __enter__(self) -> "Graph":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._driver.close()

    def verify(self) -> None:
        """Raise ``EngineError`` unless the server answers and the password fits."""
        try:
            with _words(self.uri):
                self._driver.verify_connectivity()
        except ValueError:  # an address is read only when it is first used
            raise _bad_uri(self.uri) from None

    def read(self, cypher: str, parameters: Parameters | None = None, *, timeout: timedelta | None = None) -> Rows:
        """Rows of a reading statement, routed to a reader; ``QueryTimeoutError`` past the timeout."""
        work = unit_of_work(timeout=timeout.total_seconds() if timeout else self._timeout)(_rows)
        with _words(self.uri), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work, cypher, parameters or {})

    def stream(self, cypher: str, parameters: Parameters | None = None) -> Iterator[dict[str, Any]]:
        """Rows of a reading statement as they come, in constant memory; no retry, no timeout."""
        with _words(self.uri), self._session(neo4j.READ_ACCESS) as session:
            for record in session.run(Query(cypher), dict(parameters or {})):
                yield _plain(record)

    def write(self, cypher: str, parameters: Parameters | None = None) -> Rows:
        """Rows of one writing statement in a managed transaction of its own."""
        return self.transact([(cypher, parameters or {})])[0]

    def transact(self, statements: Iterable[tuple[str, Parameters]]) -> list[Rows]:
        """Rows of several statements, all in one managed transaction: all of them or none."""
        todo = list(statements)  # a managed transaction may run twice

        def work(tx: neo4j.ManagedTransaction) -> list[Rows]:
            return [_rows(tx, cypher, parameters) for cypher, parameters in todo]

        with _words(self.uri), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def apply(self, statement: str) -> None:
        """Run a statement outside a managed transaction, as those that manage their own transactions need."""
        with _words(self.uri), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(Query(statement)).consume()

    def plan(self, cypher: str, parameters: Parameters | None = None) -> dict[str, Any]:
        """The plan that EXPLAIN gives, a tree of ``operatorType`` and ``children``; nothing is run."""
        with _words(self.uri), self._session(neo4j.READ_ACCESS) as session:
            summary = session.run(Query(f"EXPLAIN {cypher}"), dict(parameters or {})).consume()
            return dict(summary.plan or {})

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(database=self._database, default_access_mode=access, fetch_size=2000)


def _rows(tx: neo4j.ManagedTransaction, cypher: str, parameters: Parameters) -> Rows:
    return [_plain(record) for record in tx.run(cypher, dict(parameters))]


def _plain(record: Record) -> dict[str, Any]:
    return {key: each if type(each) in _PLAIN else _value(each) for key, each in record.items()}


# Most of what comes is of these types and stands as it is: it is not worth a call each.
_PLAIN = frozenset({str, int, float, bool, type(None)})


def _value(value: Any) -> Any:
    if isinstance(value, Date | DateTime):
        return value.to_native()
    if isinstance(value, list):
        return [each if type(each) in _PLAIN else _value(each) for each in value]
    if isinstance(value, dict):
        return {key: each if type(each) in _PLAIN else _value(each) for key, each in value.items()}
    return value


def _bad_uri(uri: str) -> EngineError:
    return EngineError(f"KG_NEO4J_URI is '{uri}', which should look like neo4j+s://host:7687 or bolt://host:7687.")


@contextmanager
def _words(uri: str) -> Iterator[None]:
    """Turn the driver's errors into ours."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise _worded(uri, error) from error


def _worded(uri: str, error: Neo4jError | DriverError) -> KgError:
    code = getattr(error, "code", None) or type(error).__name__
    told = f"{code} {error}"
    if isinstance(error, AuthError):
        return EngineError(
            f"the graph engine at {uri} refuses user or password. Check KG_NEO4J_USER and KG_NEO4J_PASSWORD; "
            "of the embedded one, the password file in KG_HOME."
        )
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return EngineError(
            f"the graph engine at {uri} does not answer. 'kg db status' tells about the embedded one; "
            "for an external one check KG_NEO4J_URI."
        )
    if code.endswith(_TOO_LONG):
        return QueryTimeoutError("the question took longer than KG_QUERY_TIMEOUT allows; narrow it, or raise it.")
    if any(word in told for word in _MEMORY):
        return EngineError("the graph engine lacks the memory for this; narrow it, or raise KG_NEO4J_HEAP_MB.")
    if any(word in told for word in _FULL):
        return EngineError("the disk of the graph engine is full; free some space and run this again.")
    return EngineError(f"the graph engine refused a statement ({code}). 'kg db logs' may say more.")
