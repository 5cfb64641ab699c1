"""The critique of a design: rules, findings, fixes and reports."""
