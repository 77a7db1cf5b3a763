"""The jars: what the lock does not vouch for is neither kept nor run."""

import shutil
from pathlib import Path

import pytest

from kg.errors import EngineError
from kg.graph.embedded.jars import LOCKS, Jar, Jars
from kg.settings import Settings

LOCK = """
[[dependencies]]
groupId = "org.example"
artifactId = "neo4j"
version = "1.0"
packaging = "jar"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""  # the hash of nothing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.toml").write_text(LOCK)
    return tmp_path


@pytest.mark.parametrize("name", sorted(path.stem for path in LOCKS.glob("*.toml")))
def test_every_lock_vouches_for_every_jar(name: str, tmp_path: Path) -> None:
    jars = Jars(name, tmp_path)
    assert len(jars.paths) == len(set(jars.paths)) > 100
    assert jars.version.startswith(name.removeprefix("neo4j-"))
    text = (LOCKS / f"{name}.toml").read_text()
    assert "://" not in text
    assert text.count("sha256") == len(jars.paths)


def test_a_lock_without_a_hash_is_refused(folder: Path) -> None:
    (folder / "small.toml").write_text("\n".join(line for line in LOCK.splitlines() if "sha256" not in line))
    with pytest.raises(EngineError, match="neo4j has no SHA-256"):
        Jars("small", folder / "cache", folder)


def test_a_jar_has_its_place_in_a_maven_repository() -> None:
    jar = Jar("io.netty", "netty-epoll", "4.1", "linux-x86_64", "jar", "0")
    assert jar.path == Path("io/netty/netty-epoll/4.1/netty-epoll-4.1-linux-x86_64.jar")


def test_a_good_jar_is_not_missing(folder: Path) -> None:
    jars = Jars("small", folder / "cache", folder)
    assert [jar.artifact for jar in jars.missing()] == ["neo4j"]
    jars.paths[0].parent.mkdir(parents=True)
    jars.paths[0].touch()
    assert jars.missing() == []


def test_a_damaged_jar_is_wanted_again_and_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_network(monkeypatch)
    jars = Jars("small", folder / "cache", folder)
    jars.paths[0].parent.mkdir(parents=True)
    jars.paths[0].write_text("half a jar")
    assert [jar.artifact for jar in jars.missing()] == ["neo4j"]
    assert jars.paths[0].exists()  # another process may be writing it
    with pytest.raises(EngineError, match="could not be fetched"):
        jars.fetch(jars.missing())
    assert not jars.paths[0].exists()


def _without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:1")  # nobody listens there


def test_without_the_network_it_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_network(monkeypatch)
    jars = Jars("small", folder / "cache", folder)
    with pytest.raises(EngineError, match=r"1 of 1 jars of Neo4j 1\.0 could not be fetched .*KG_CACHE"):
        jars.fetch(jars.missing())


@pytest.mark.usefixtures("graph")  # whose engine has fetched them
def test_a_damaged_jar_is_fetched_again(settings: Settings, tmp_path: Path) -> None:
    """One real jar, damaged in a cache that otherwise borrows from the tests' own."""
    own = Jars(settings.engine_lock, settings.cache or settings.home)
    ours = Jars(settings.engine_lock, tmp_path)
    for theirs, path in zip(own.paths, ours.paths, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(theirs)
    victim = min(ours.paths, key=lambda path: path.stat().st_size)
    victim.unlink()
    victim.write_bytes(b"half a jar")
    try:
        ours.fetch(ours.missing())
    except EngineError as error:
        shutil.rmtree(tmp_path)
        pytest.skip(f"needs the network: {error}")
    assert ours.missing() == []
