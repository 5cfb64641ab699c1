"""Designs and their revisions in a database: nothing drawn is ever lost, and everything can be undone.

Importing `designer.store.store` loads the database engine, so import it where it is used.
"""
