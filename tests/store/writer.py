"""A process that adds numbered boxes to a design and says the number of each once it is acknowledged.

Arguments: url, design, client, how many.
"""

from __future__ import annotations

import sys

from designer.store.store import Store
from tests.store.samples import add


def main() -> None:
    url, design_id, client, many = sys.argv[1:]
    store = Store.open(url, busy_seconds=30)
    for seq in range(1, int(many) + 1):
        store.commit(design_id, [add(f"{client}-{seq}")], client=client, seq=seq)
        print(seq, flush=True)


if __name__ == "__main__":
    main()
