"""Settings: one frozen value, read from the environment (``KG_…``) once and passed down."""

import os
import sys
from datetime import timedelta
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_home() -> Path:
    """The platform's user data directory for this program."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "capability-graph"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "capability-graph"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "capability-graph"


class Settings(BaseSettings):
    """Every setting has a ``KG_`` variable, a description and a row in ``kg settings``."""

    model_config = SettingsConfigDict(env_prefix="KG_", frozen=True, extra="ignore")

    home: Path = Field(default_factory=default_home, description="Data directory: graph, runs, quarantine, logs.")
    cache: Path | None = Field(None, description="Where the engine's jars are kept; default: 'engine' in KG_HOME.")
    neo4j_uri: str = Field("", description="External server (bolt://, neo4j://, neo4j+s://); empty: the embedded one.")
    neo4j_user: str = Field("neo4j", description="User of the external server.")
    neo4j_password: SecretStr = Field(SecretStr(""), description="Password of the external server.")
    neo4j_database: str = Field("neo4j", description="Database of the external server.")
    neo4j_heap_mb: int = Field(512, ge=128, description="Heap of the embedded engine, in MiB.")
    neo4j_pagecache_mb: int = Field(256, ge=32, description="Page cache of the embedded engine, in MiB.")
    engine_lock: str = Field("neo4j-5.26", description="Which committed engine lock to run, e.g. neo4j-5.26.")
    start_timeout: timedelta = Field(
        timedelta(seconds=90), description="How long the embedded engine may take to start."
    )
    query_timeout: timedelta = Field(timedelta(seconds=30), description="How long a question may run in the engine.")
    batch_size: int = Field(2000, ge=1, le=5000, description="Records a write transaction holds.")
    search_index: bool = Field(
        True, description="Answer by the search index where there is one; else by the graph, slower."
    )
    graph_poll: timedelta = Field(
        timedelta(seconds=0.5), ge=timedelta(0), description="How long an answer may lag behind a run that has ended."
    )
    page_size: int = Field(50, ge=1, description="Items of a page when none is asked for.")
    page_size_max: int = Field(500, ge=1, description="Most items of a page.")
    body_size_max: int = Field(1_000_000, ge=1, description="Most bytes of a request body.")
    text_length_max: int = Field(1000, ge=1, description="Most characters of one parameter.")
    base_iri: str = Field("https://capability-graph.example/", description="Base of the IRIs of things.")
    test_data: Path = Field(Path("../shared/data"), description="Folder of real data for tests and benchmarks.")
