"""Reads intake workbooks in three steps: file → cells → typed values → the facts of a report."""
