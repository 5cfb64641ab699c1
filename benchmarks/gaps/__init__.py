"""The gap benchmark: known mistakes are made in the good designs, and the rules must name each of them.

An operator makes one kind of mistake wherever a design gives it a place, and says from the meaning of the
mistake which rule must speak and where. `benchmarks.gaps.operators` holds them by area.
"""
