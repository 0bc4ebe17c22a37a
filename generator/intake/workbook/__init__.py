"""Writes the intake workbook: one module a sheet, put together by `writer`."""
