"""Write the lock files, or check that they still answer to pyproject.toml.

python .ci/lock.py             keep every version that still fits
python .ci/lock.py --upgrade   take the newest versions that fit
python .ci/lock.py --check     change nothing; exit code 1 when a lock file is stale
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The development lock holds the other one's versions, so that one environment serves both.
LOCKS = {
    "requirements.lock": ["--group", "build"],
    "requirements-dev.lock": ["--group", "dev", "--constraint", "requirements.lock"],
}


def compile_lock(name: str, output: Path, upgrade: bool) -> None:
    """Resolve one lock for every platform; versions that stand in `output` are kept unless `upgrade`."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml", *LOCKS[name]]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    command += ["--custom-compile-command", "python .ci/lock.py", "--output-file", str(output)]
    if upgrade:
        command.append("--upgrade")
    subprocess.run(command, cwd=ROOT, check=True)


def is_stale(name: str) -> bool:
    """Whether the lock would change if it were written again, without taking newer versions."""
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / name
        shutil.copyfile(ROOT / name, again)
        compile_lock(name, again, upgrade=False)
        return again.read_bytes() != (ROOT / name).read_bytes()


def main() -> int:
    """Write or check both lock files."""
    parser = argparse.ArgumentParser(description="Write the lock files, or check them.")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    choice.add_argument("--check", action="store_true", help="change nothing, fail when stale")
    options = parser.parse_args()
    if options.check:
        stale = [name for name in LOCKS if is_stale(name)]
        for name in stale:
            print(f"{name} does not answer to pyproject.toml. Do: python .ci/lock.py")
        return 1 if stale else 0
    for name in LOCKS:
        compile_lock(name, ROOT / name, options.upgrade)
    return 0


if __name__ == "__main__":
    sys.exit(main())
