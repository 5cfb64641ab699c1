"""The report as one HTML file that needs nothing else: diagrams, findings, filters."""

from checks.reports.html.page import to_html

__all__ = ["to_html"]
