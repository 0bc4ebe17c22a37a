"""The clock stands still; the samples are there as reports."""

from tests.archive.fixtures import report, sample, still

__all__ = ["report", "sample", "still"]
