"""The driver: one per process. Reads are routed to readers, writes are managed transactions with retry."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType
from typing import Any, LiteralString, cast

import neo4j
from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity, Query, Record, unit_of_work
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, ServiceUnavailable
from neo4j.time import Date, DateTime

from kg.errors import EngineError, QueryTimeoutError

Parameters = Mapping[str, Any]

_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
_FULL = ("No space left", "DiskFull", "OutOfDisk")


class Graph:
    """Statements in, plain dicts out; Neo4j's errors become ours, with words for a user."""

    def __init__(self, uri: str, user: str, password: str, database: str, query_timeout: timedelta) -> None:
        self.uri, self._database, self._timeout = uri, database, query_timeout.total_seconds()
        with _words(uri):
            self._driver: Driver = GraphDatabase.driver(
                uri, auth=(user, password), notifications_min_severity=NotificationMinimumSeverity.OFF,
                connection_acquisition_timeout=30, max_transaction_retry_time=30, user_agent="capability-graph",
            )  # fmt: skip

    def __enter__(self) -> "Graph":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._driver.close()

    def verify(self) -> None:
        """Raise ``EngineError`` unless the server answers and the password fits."""
        with _words(self.uri):
            self._driver.verify_connectivity()

    def read(self, cypher: str, parameters: Parameters | None = None, *, timeout: timedelta | None = None) -> list[dict[str, Any]]:
        """Rows of a reading statement, routed to a reader; ``QueryTimeoutError`` past the timeout."""
        work = unit_of_work(timeout=timeout.total_seconds() if timeout else self._timeout)(_rows)
        with _words(self.uri), self._session(neo4j.READ_ACCESS) as session:
            return cast(list[dict[str, Any]], session.execute_read(work, cypher, parameters or {}))

    def stream(self, cypher: str, parameters: Parameters | None = None) -> Iterator[dict[str, Any]]:
        """Rows of a reading statement as they come, in constant memory; without retry, and without a timeout."""
        with _words(self.uri), self._session(neo4j.READ_ACCESS) as session:
            for record in session.run(Query(cast(LiteralString, cypher)), dict(parameters or {})):
                yield _plain(record)

    def write(self, cypher: str, parameters: Parameters | None = None) -> list[dict[str, Any]]:
        """Rows of one writing statement in a managed transaction of its own."""
        return self.transact([(cypher, parameters or {})])[0]

    def transact(self, statements: Iterable[tuple[str, Parameters]]) -> list[list[dict[str, Any]]]:
        """Rows of several statements, all in one managed transaction: all of them or none."""
        todo = list(statements)
        with _words(self.uri), self._session(neo4j.WRITE_ACCESS) as session:
            return cast(
                list[list[dict[str, Any]]],
                session.execute_write(lambda tx: [_rows(tx, cypher, parameters) for cypher, parameters in todo]),
            )

    def apply(self, statement: str) -> None:
        """Run one schema or administration statement, outside a managed transaction as such statements need."""
        with _words(self.uri), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(Query(cast(LiteralString, statement))).consume()

    def plan(self, cypher: str, parameters: Parameters | None = None) -> dict[str, Any]:
        """The plan that EXPLAIN gives, as a tree of ``operatorType`` and ``children``; nothing is run."""
        with _words(self.uri), self._session(neo4j.READ_ACCESS) as session:
            return dict(session.run(Query(cast(LiteralString, "EXPLAIN " + cypher)), dict(parameters or {})).consume().plan or {})

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(database=self._database, default_access_mode=access, fetch_size=2000)


def _rows(tx: neo4j.ManagedTransaction, cypher: str, parameters: Parameters) -> list[dict[str, Any]]:
    return [_plain(record) for record in tx.run(cast(LiteralString, cypher), dict(parameters))]


def _plain(record: Record) -> dict[str, Any]:
    return {key: _value(record[key]) for key in record.keys()}  # noqa: SIM118 a Record iterates over its values


def _value(value: Any) -> Any:
    if isinstance(value, Date | DateTime):
        return value.to_native()
    if isinstance(value, list):
        return [_value(each) for each in value]
    if isinstance(value, dict):
        return {key: _value(each) for key, each in value.items()}
    return value


@contextmanager
def _words(uri: str) -> Iterator[None]:
    """Turn the driver's errors into ours."""
    try:
        yield
    except AuthError:
        raise EngineError(f"the graph engine at {uri} refuses user or password. Check KG_NEO4J_USER and KG_NEO4J_PASSWORD.") from None
    except ServiceUnavailable:
        raise EngineError(f"the graph engine at {uri} does not answer. 'kg db status' tells about the embedded one; "
                          f"for an external one check KG_NEO4J_URI.") from None  # fmt: skip
    except ClientError as error:
        if error.code and error.code.startswith(_TIMED_OUT):
            raise QueryTimeoutError("the question took longer than KG_QUERY_TIMEOUT allows; narrow it, or raise it.") from error
        raise EngineError(f"the graph engine refused a statement ({error.code}).") from error
    except (Neo4jError, DriverError) as error:
        if any(word in str(error) for word in _FULL):
            raise EngineError("the disk of the graph engine is full; free some space and run this again.") from error
        raise EngineError(f"the graph engine failed: {getattr(error, 'code', None) or type(error).__name__}. "
                          f"'kg db logs' may say more.") from error  # fmt: skip
