"""Checks on the facts and the text of a report: `check` gives findings, worst thought of first by the caller."""

from generator.checks.run import check

__all__ = ["check"]
