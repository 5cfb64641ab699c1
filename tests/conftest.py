"""Property tests explore at random on a developer's machine; in CI the same commit gets the same answer."""

from __future__ import annotations

import os

from hypothesis import settings

# How fast a test runs depends on the machine; speed is measured in benchmarks.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("local")
if os.environ.get("CI"):
    settings.load_profile("ci")
