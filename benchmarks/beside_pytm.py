"""Run inside an environment with pytm: a threat model of a given size, all its threats resolved."""

import sys

from pytm import TM, Dataflow, Server

elements, flows = int(sys.argv[1]), int(sys.argv[2])
sys.argv = sys.argv[:1]
model = TM("size")
model.isOrdered = False
servers = [Server(f"s{number}") for number in range(elements)]
for number in range(flows):
    Dataflow(servers[number % elements], servers[(number * 7 + 1) % elements], f"f{number}")
model.resolve()
