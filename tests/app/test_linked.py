"""A design and its file, with somebody else at the file: nothing of either is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer.errors import SketchcheckError
from designer.files import load_file, load_text
from designer.model.design import Design
from designer.model.edits import apply, read_edit
from sketchcheck.linked import LinkedFile, Outside

OURS = "sketchcheck: 1\nname: Ours\ncomponents:\n  # first\n  - {id: a, kind: training}\n"
THEIRS = OURS.replace("Ours", "Theirs").replace("# first", "# their words")


class Home:
    """A file, its link, and the digests that were remembered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.digests: list[str] = []
        stamp = load_file(path).stamp
        assert stamp
        self.digests.append(stamp.digest)
        self.linked = self.opened()
        self.design = load_file(path).design

    def opened(self) -> LinkedFile:
        """The link as a start of the program makes it."""
        return LinkedFile(self.path, self.digests[-1], self.digests.append)

    def draw(self, name: str) -> Design:
        """One more box."""
        edit = read_edit({"op": "add_component", "component": {"id": name, "kind": "log_store"}})
        self.design = apply(self.design, edit).design
        return self.design

    def outside(self) -> Outside:
        """What others did."""
        found = self.linked.outside(self.design)
        assert found
        return found


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A linked file."""
    path = tmp_path / "mine.design.yaml"
    path.write_text(OURS)
    return Home(path)


def test_every_revision_is_spliced_in(home: Home) -> None:
    """Comments stay; nobody is asked."""
    home.linked.save(home.draw("b"))
    home.linked.save(home.draw("c"))

    assert "# first" in home.path.read_text()
    assert load_file(home.path).design == home.design
    assert home.linked.outside(home.design) is None
    assert home.opened().outside(home.design) is None


def test_a_change_from_outside_is_not_overwritten(home: Home) -> None:
    """It stays until somebody chooses."""
    home.path.write_text(THEIRS)
    home.linked.save(home.draw("b"))

    assert home.path.read_text() == THEIRS
    found = home.outside()
    assert "was changed outside" in found.words
    assert "-name: Theirs" in home.linked.difference(home.design, found)


def test_a_change_while_the_program_was_closed_is_not_overwritten(home: Home) -> None:
    """The digest of what was common last outlives the program."""
    home.linked.save(home.draw("b"))
    home.path.write_text(THEIRS)
    again = home.opened()
    again.save(home.draw("c"))

    assert home.path.read_text() == THEIRS
    assert again.outside(home.design)


def test_the_same_design_in_other_words_is_taken_silently(home: Home) -> None:
    """Somebody wrote a comment: it stays, and nobody is asked."""
    home.path.write_text(OURS.replace("# first", "# better words"))

    assert home.linked.outside(home.design) is None
    home.linked.save(home.draw("b"))
    assert "# better words" in home.path.read_text()


def test_taking_theirs(home: Home) -> None:
    """Once the design is theirs, the file is in step again."""
    home.path.write_text(THEIRS)
    theirs = home.outside().loaded
    assert theirs
    home.design = theirs.design

    assert home.linked.outside(home.design) is None
    home.linked.save(home.draw("b"))
    assert "# their words" in home.path.read_text()
    assert "id: b" in home.path.read_text()


def test_what_is_added_to_theirs_is_written(home: Home) -> None:
    """Places, where the file has none."""
    home.path.write_text(THEIRS)
    found = home.outside()
    assert found.loaded
    home.design = found.loaded.design
    home.linked.accept(found)
    home.linked.save(home.draw("b"))

    assert home.linked.outside(home.design) is None
    assert "# their words" in home.path.read_text()
    assert "id: b" in home.path.read_text()


def test_writing_ours_keeps_their_comments(home: Home) -> None:
    """Only what differs is written."""
    home.path.write_text(THEIRS)
    home.draw("b")
    home.linked.overwrite(home.design, home.outside())

    assert load_file(home.path).design == home.design
    assert "# their words" in home.path.read_text()
    assert home.linked.outside(home.design) is None


def test_ours_is_not_written_over_what_nobody_has_seen(home: Home) -> None:
    """They went on writing while the question stood there."""
    home.path.write_text(THEIRS)
    seen = home.outside()
    home.path.write_text(THEIRS.replace("Theirs", "Newer"))

    with pytest.raises(SketchcheckError, match="changed by somebody else"):
        home.linked.overwrite(home.design, seen)
    assert "Newer" in home.path.read_text()


def test_a_broken_file_is_told_and_left(home: Home) -> None:
    """With the line; the canvas can be written in its place, but nothing can be taken."""
    broken = "sketchcheck: 1\ncomponents: [\n"
    home.path.write_text(broken)
    home.linked.save(home.draw("b"))
    found = home.outside()

    assert home.path.read_text() == broken
    assert "no design now. Line 3:1" in found.words
    assert found.loaded is None
    home.linked.overwrite(home.design, found)
    assert load_file(home.path).design == home.design


def test_a_deleted_file_is_told_and_made_again_on_demand(home: Home) -> None:
    """Not by itself: it may have been moved."""
    home.path.unlink()
    home.linked.save(home.draw("b"))
    found = home.outside()

    assert "no longer there" in found.words
    assert not home.path.exists()
    home.path.write_text(THEIRS)
    with pytest.raises(SketchcheckError, match="somebody else"):
        home.linked.overwrite(home.design, found)
    home.path.unlink()
    home.linked.overwrite(home.design, found)
    assert load_file(home.path).design == home.design


def test_what_lies_in_the_way_is_left_there(home: Home) -> None:
    """A folder, or a picture of the same name."""
    home.path.unlink()
    home.path.mkdir()
    home.linked.save(home.draw("b"))

    assert not home.outside().writable
    home.path.rmdir()
    home.path.write_bytes(b"\x89PNG\0")
    assert "binary" in home.outside().words


def test_a_file_that_became_read_only_stops_nothing(home: Home) -> None:
    """It is told; when it can be written again, all that was drawn meanwhile arrives."""
    home.path.chmod(0o444)
    home.linked.save(home.draw("b"))

    assert "read-only" in home.linked.trouble
    assert home.path.read_text() == OURS
    assert home.linked.outside(home.design) is None

    home.path.chmod(0o644)
    home.linked.save(home.design)
    assert home.linked.trouble == ""
    assert load_file(home.path).design == home.design


def test_going_back_outside_goes_on_inside(home: Home) -> None:
    """`git checkout` of what was there: the next revision is written again."""
    home.path.write_text(THEIRS)
    home.linked.save(home.draw("b"))
    home.path.write_text(OURS)
    home.linked.save(home.design)

    assert load_file(home.path).design == home.design
    assert load_text(home.path.read_text(), "x").design.name == "Ours"
