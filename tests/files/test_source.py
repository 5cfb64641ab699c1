"""Reading and replacing files: encodings, odd paths, and nobody's work lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from designer.errors import FileProblems, SketchcheckError
from designer.files import load_file, load_text, source, splice, write_file
from designer.model.edits import apply, read_edit
from designer.model.limits import MAX_FILE_BYTES
from tests.files.example import EXAMPLE

RENAMED = read_edit({"op": "set", "id": "scorer", "values": {"name": "Übersetzer"}})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "fraud.design.yaml"
    found.write_bytes(EXAMPLE.encode())
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_come_back_as_they_were(path: Path, encoding: str) -> None:
    path.write_bytes(EXAMPLE.replace("Checkout", "Kasse Köln").replace("\n", "\r\n").encode(encoding))
    loaded = load_file(path)
    assert loaded.design.components["checkout"].name == "Kasse Köln"
    before = path.read_bytes()
    write_file(path, splice(loaded, loaded.design), loaded.stamp)
    assert path.read_bytes() == before
    write_file(path, splice(loaded, apply(loaded.design, RENAMED).design), loaded.stamp)
    assert path.read_bytes() == before.decode(encoding).replace("Fraud scorer", "Übersetzer").encode(encoding)


def test_latin_1_names_the_line(path: Path) -> None:
    path.write_bytes(EXAMPLE.replace("Checkout", "Kasse Köln").encode("latin-1"))
    with pytest.raises(FileProblems, match="byte 0xF6 is not valid UTF-8") as caught:
        load_file(path)
    assert [(one.line, one.column) for one in caught.value.problems] == [(14, 18)]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\0\0", EXAMPLE.encode("utf-16-le"), b"\xff\xfe\x00"])
def test_what_is_no_text(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(FileProblems, match="cannot read"):
        load_file(path)


def test_too_large_is_not_even_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.truncate(path, 3 * MAX_FILE_BYTES)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(SketchcheckError, match="because it is larger than 16 MB"):
        load_file(path)


def test_places_without_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, words in (("", "a folder"), ("none.yaml", "no such file"), ("pipe", "not a regular file")):
        with pytest.raises(SketchcheckError, match=words):
            load_file(tmp_path / name)
    with pytest.raises(SketchcheckError, match="cannot read"):
        load_file(tmp_path / "nul\0byte")


def test_without_permission(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything
    with pytest.raises(SketchcheckError, match="because you are not allowed to"):
        load_file(path)


def test_saving_keeps_the_mode_and_follows_links(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path.name)
    write_file(link, "sketchcheck: 1\n")
    assert link.is_symlink()
    assert path.read_text("utf-8") == "sketchcheck: 1\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in tmp_path.iterdir()) == ["fraud.design.yaml", "link.yaml"]


def test_a_new_file(tmp_path: Path) -> None:
    stamp = write_file(tmp_path / "new.yaml", EXAMPLE)
    assert load_file(tmp_path / "new.yaml").stamp == stamp


def test_changed_by_somebody_else(path: Path) -> None:
    loaded = load_file(path)
    theirs = EXAMPLE.replace("Fraud scorer", "Theirs")
    path.write_text(theirs, "utf-8")
    with pytest.raises(SketchcheckError, match="was changed by somebody else"):
        write_file(path, EXAMPLE, loaded.stamp)
    assert path.read_text("utf-8") == theirs
    path.unlink()
    with pytest.raises(SketchcheckError, match="was changed by somebody else"):
        write_file(path, EXAMPLE, loaded.stamp)


def test_saving_again_and_again(path: Path) -> None:
    stamp = load_file(path).stamp
    for text in (EXAMPLE + "# one\n", EXAMPLE + "# two\n"):
        stamp = write_file(path, text, stamp)
    assert path.read_text("utf-8").endswith("# two\n")


def test_a_failing_disk_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(source.os, "fsync", fail)
    with pytest.raises(SketchcheckError, match="because No space left on device"):
        write_file(path, "sketchcheck: 1\n")
    assert path.read_text("utf-8") == EXAMPLE
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SketchcheckError, match="cannot save"):
        write_file(tmp_path / "none" / "a.yaml", EXAMPLE)


def test_the_name_in_messages(path: Path) -> None:
    path.write_text("sketchcheck: 1\nnam: x\n", "utf-8")
    with pytest.raises(FileProblems) as caught:
        load_file(path)
    assert str(caught.value).startswith(f"{path}:2:1: cannot read nam")
    assert load_text(EXAMPLE, "a").stamp is None
