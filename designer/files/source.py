"""Files as text: reading bytes without surprises, replacing a file in one step."""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from designer.errors import SketchcheckError
from designer.files.problems import only
from designer.model.limits import MAX_FILE_BYTES

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file was when it was read, to notice that somebody else wrote it since."""

    digest: str
    encoding: str


def read_source(path: Path) -> tuple[str, Stamp]:
    """The text of a file, every line end as it is, and the file's stamp.

    A byte order mark stays in the text. Raises SketchcheckError where nothing can be read, FileProblems
    where what is read is no text.
    """
    data = _read_bytes(path)
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    encoding = encoding.removesuffix("-sig")
    if encoding == "utf-8" and b"\0" in data:
        raise only(path.name, f"cannot read {path.name}: because it is a binary file. Name a YAML file.")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refuse_byte(path, data, error) from None
    return text, Stamp(hashlib.sha256(data).hexdigest(), encoding)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _unreadable(path, "it is a folder. Name a file in it")
        if not path.is_file() and path.exists():
            raise _unreadable(path, "it is not a regular file. Name a YAML file")
        if path.stat().st_size > MAX_FILE_BYTES:
            limit = f"larger than {MAX_FILE_BYTES // 1_000_000} MB"
            raise _unreadable(path, f"it is {limit}, which no design is. Name another file")
        return path.read_bytes()
    except FileNotFoundError:
        raise SketchcheckError(
            f"cannot read {path}: because there is no such file. Check its name."
        ) from None
    except PermissionError:
        raise _unreadable(path, "you are not allowed to. Ask its owner, or copy it") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, f"{error}. Check its name") from None


def _unreadable(path: Path, because: str) -> SketchcheckError:
    return SketchcheckError(f"cannot read {path}: because {because}.")


def _refuse_byte(path: Path, data: bytes, error: UnicodeDecodeError) -> SketchcheckError:
    line = data.count(b"\n", 0, error.start) + 1
    column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
    byte = data[error.start]
    because = f"the byte 0x{byte:02X} is not valid {error.encoding.upper()}"
    return only(path.name, f"cannot read {path.name}: because {because}. Save it as UTF-8.", line, column)


def write_file(path: Path | str, text: str, since: Stamp | None = None) -> Stamp:
    """Put a text in the place of a file, whole or not at all, and give the new stamp.

    Links are followed, the file's mode is kept. With `since`, raises SketchcheckError and leaves
    the file alone where it is not the file that was read.
    """
    target = Path(os.path.realpath(path))
    data = text.encode(since.encoding if since else "utf-8")
    if since and (not target.is_file() or _digest(target) != since.digest):
        raise SketchcheckError(
            f"cannot save {path}: because it was changed by somebody else since it was read."
            " Compare both and read it again, or save under another name."
        )
    try:
        _replace(target, data)
    except OSError as error:
        because = error.strerror or str(error)
        raise SketchcheckError(
            f"cannot save {path}: because {because}. Check the folder, or save elsewhere."
        ) from None
    return Stamp(hashlib.sha256(data).hexdigest(), since.encoding if since else "utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o7777 if target.exists() else None
    if mode is not None and not mode & 0o222:  # Replacing would work, but somebody wants it kept.
        raise PermissionError(errno.EACCES, "it is read-only")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            part.chmod(mode)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
