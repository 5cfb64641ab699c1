"""Set Sketchcheck up and start it, with nothing but Python installed.

    python3 run.py app               open the web app
    python3 run.py test [ARGS]       run the tests (pytest's arguments)
    python3 run.py bench [ARGS]      run the benchmarks
    python3 run.py COMMAND [ARGS]    anything else is a sketchcheck command: check FILE, draw FILE, rules, ...

The first start installs what the lock file says into .venv beside this file; later ones install nothing.
"""

# This file parses on every Python 3, so that an old one can say what it lacks.
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PRIVATE_UV = ROOT / ".uv"
STAMP = VENV / "sketchcheck-stamp.json"
APP_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
OLDEST_PYTHON = (3, 11)
OLDEST_UV = (0, 8)


class SetupError(Exception):
    """A reason why the set-up cannot go on, in words for the person at the keyboard."""


def check_python(version: "tuple[int, ...]") -> None:
    """Refuse a Python that is too old for Sketchcheck."""
    if version < OLDEST_PYTHON:
        raise SetupError(
            "cannot start Sketchcheck: because this is Python {}.{} and it needs 3.11 or newer. "
            "Do: install a newer Python, then start run.py with it, for example: "
            "python3.11 run.py app".format(*version)
        )


def check_venv_tools(has_ensurepip: bool) -> None:
    """Refuse a Python that cannot make a virtual environment (Debian packs that part apart)."""
    if not has_ensurepip:
        raise SetupError(
            "cannot install uv: because this Python comes without venv and ensurepip. "
            "Do: sudo apt install python{}.{}-venv (Debian, Ubuntu), or install uv, "
            "then start again.".format(*sys.version_info[:2])
        )


def executable(environment: Path, name: str) -> Path:
    """The path of a program inside a virtual environment, on this system."""
    return environment / "Scripts" / (name + ".exe") if os.name == "nt" else environment / "bin" / name


def wanted(lock: str) -> "dict[str, str]":
    """What the stamp of an environment says when it is in place and fresh for that lock."""
    digest = hashlib.sha256()
    for name in (lock, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return {"lock": lock, "digest": digest.hexdigest(), "python": sys.version, "root": str(ROOT)}


def read_stamp() -> "dict[str, str]":
    """The stamp of the environment; empty when there is none or it cannot be read."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def lock_for(word: str, stamp: "dict[str, str]") -> str:
    """The lock to install: an environment that has the development tools keeps them."""
    wants_tools = word in ("test", "bench") or stamp.get("lock") == DEV_LOCK
    return DEV_LOCK if wants_tools else APP_LOCK


def say(text: str) -> None:
    """Speak on standard error: standard output belongs to the command."""
    print(text, file=sys.stderr, flush=True)


def run(*command: object) -> None:
    """Run a step of the set-up, with what it prints kept off standard output."""
    words = [str(word) for word in command]
    code = subprocess.call(words, stdout=sys.stderr)
    if code:
        raise SetupError(
            "cannot finish the set-up: because this step ended with exit code {}: {}. "
            "Do: read the lines above; is there a connection to the package registry (proxy, "
            "certificates)? Then start again.".format(code, " ".join(words))
        )


def uv_pin(lock: str) -> str:
    """The lines of a lock file that pin uv: its version and its hashes."""
    lines = lock.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("uv=="))
    end = start + 1
    while end < len(lines) and lines[end].startswith("    --hash="):
        end += 1
    return "\n".join(lines[start:end]) + "\n"


def uv_version(program: str) -> "tuple[int, ...]":
    """The version of a uv, as numbers; empty when it does not run."""
    try:
        said = subprocess.check_output([program, "--version"], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return ()
    numbers = said.decode().split()[1].split(".")
    return tuple(int(number) for number in numbers[:2])


def install_uv() -> str:
    """Install the pinned uv into an environment of its own."""
    from importlib.util import find_spec

    check_venv_tools(find_spec("venv") is not None and find_spec("ensurepip") is not None)
    say("Installing uv into .uv ...")
    run(sys.executable, "-m", "venv", "--clear", PRIVATE_UV)
    pin = PRIVATE_UV / "requirements.txt"
    pin.write_text(uv_pin((ROOT / DEV_LOCK).read_text(encoding="utf-8")), encoding="utf-8")
    run(executable(PRIVATE_UV, "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", pin)
    return str(executable(PRIVATE_UV, "uv"))


def find_uv() -> str:
    """A uv that runs: the one on the PATH, the private one, or the private one made now."""
    for program in (shutil.which("uv"), str(executable(PRIVATE_UV, "uv"))):
        if program and uv_version(program) >= OLDEST_UV:
            return program
    return install_uv()


def made_by_this_python(stamp: "dict[str, str]") -> bool:
    """Whether .venv works, stands where it was made and belongs to the Python that runs this file."""
    config = VENV / "pyvenv.cfg"
    if stamp.get("root", str(ROOT)) != str(ROOT) or not (
        executable(VENV, "python").exists() and config.exists()
    ):
        return False
    return "= {}\n".format(platform.python_version()) in config.read_text(encoding="utf-8")


def install(lock: str, stamp: "dict[str, str]") -> None:
    """Make .venv what the lock says, with the project itself in place."""
    uv = find_uv()
    say("Installing {} into .venv ...".format(lock))
    if not made_by_this_python(stamp):
        run(uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV)
    STAMP.unlink(missing_ok=True)
    target = ["--quiet", "--python", executable(VENV, "python")]
    run(uv, "pip", "sync", *target, "--require-hashes", ROOT / lock)
    run(uv, "pip", "install", *target, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    STAMP.write_text(json.dumps(wanted(lock)), encoding="utf-8")


def prepare(word: str) -> None:
    """Install what the word needs, unless it is there."""
    stamp = read_stamp()
    lock = lock_for(word, stamp)
    if stamp != wanted(lock) or not executable(VENV, "python").exists():
        install(lock, stamp)


def command(arguments: "list[str]") -> "list[str]":
    """The command line that does what was asked, in the environment."""
    python = str(executable(VENV, "python"))
    modules = {"test": "pytest", "bench": "benchmarks"}
    if arguments[0] in modules:
        return [python, "-m", modules[arguments[0]], *arguments[1:]]
    # -P: a folder of the user's that is called `checks` is not ours.
    return [python, "-P", "-m", "sketchcheck", *arguments]


def hand_over(arguments: "list[str]") -> int:
    """Become the command; Windows has no exec that passes the exit code on, so there it is a child."""
    if arguments[0] in ("test", "bench"):
        os.chdir(str(ROOT))
    words = command(arguments)
    if os.name != "nt":
        os.execv(words[0], words)
    return subprocess.call(words)


def main(arguments: "list[str]") -> int:
    """Do what the arguments ask; the exit code is that of the command, or 2 when the set-up failed."""
    try:
        check_python(sys.version_info[:2])
        if not arguments or arguments[0] in ("-h", "--help"):
            print(__doc__)
            return 0
        prepare(arguments[0])
        return hand_over(arguments)
    except SetupError as error:
        say(str(error))
        return 2
    except OSError as error:
        say(
            "cannot set Sketchcheck up: because {}. Do: see to that file (rights, space on the disk, "
            "a complete checkout), then start again.".format(error)
        )
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
