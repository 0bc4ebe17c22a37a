"""The annual-report generator: an intake workbook in, a checked DOCX and an archival PDF out."""

__version__ = "0.1.0"
