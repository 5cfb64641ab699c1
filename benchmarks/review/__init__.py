"""The review benchmark: what a language model adds to the rules, and how much of what it says holds.

Known mistakes are planted in the good designs, a model is asked about each, its raw answers are stored, and
whatever is stored is scored offline. A figure speaks of the model whose answers were stored, and of no other.
"""
