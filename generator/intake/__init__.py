"""The intake workbook: writes it blank or filled in, and reads it back into the facts of a report."""

from generator.intake.reading.read import ReadResult, read_workbook

__all__ = ("ReadResult", "read_workbook")
