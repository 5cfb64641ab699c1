"""Wait until the app on a port of this machine says that it is healthy, a minute at most."""

import sys
import time
from urllib.error import URLError
from urllib.request import urlopen


def is_healthy(port: str) -> bool:
    """Whether the app answers now."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def main() -> int:
    """Ask twice a second; exit code 1 when the app never answered."""
    for _ in range(120):
        if is_healthy(sys.argv[1]):
            print("the app answers")
            return 0
        time.sleep(0.5)
    print("the app does not answer")
    return 1


if __name__ == "__main__":
    sys.exit(main())
