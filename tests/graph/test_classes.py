"""The archive of loaded classes: made once, used when it is whole, done without when it cannot be."""

from pathlib import Path

from kg.graph.embedded.classes import archive_flags


def _top(flags: list[str]) -> Path:
    [flag] = [flag for flag in flags if flag.startswith("-XX:ArchiveClassesAtExit=")]
    return Path(flag.partition("=")[2])


def test_the_first_engine_writes_it_and_the_next_ones_use_it(tmp_path: Path) -> None:
    top = _top(archive_flags(tmp_path, "some-lock"))
    assert top.parent == tmp_path
    top.write_bytes(b"\xa8\xba\x0b\xf0 and so on")
    used = archive_flags(tmp_path, "some-lock")
    assert any(flag.startswith("-XX:SharedArchiveFile=") and flag.endswith(f":{top}") for flag in used)
    assert not any("ArchiveClassesAtExit" in flag for flag in used)


def test_half_an_archive_is_written_again(tmp_path: Path) -> None:
    top = _top(archive_flags(tmp_path, "some-lock"))
    top.write_bytes(bytes(4096))
    assert _top(archive_flags(tmp_path, "some-lock")) == top


def test_where_it_cannot_be_made_the_engine_goes_without(tmp_path: Path) -> None:
    assert archive_flags(tmp_path / "no such folder", "some-lock") == []
    assert list(tmp_path.iterdir()) == []
