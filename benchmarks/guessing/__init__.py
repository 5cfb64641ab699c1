"""Guessing: how often an import takes boxes and arrows for what they are, and how sure it rightly is.

`boxes.csv` holds labels of diagrams in public repositories (`drawn`) and of published architectures, from
memory (`known`), with the kinds that a person would accept; `arrows.csv` the same for arrows. Each was split
by chance before anything was tuned. Words may be added to the guesser for labels of the half `tuning`; the
half `held out` and the templates are for measuring only.
"""

from benchmarks.guessing.command import run

__all__ = ["run"]
