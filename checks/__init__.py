"""The critique: rules, the engine that runs them, waivers, score, fixes and reports."""
