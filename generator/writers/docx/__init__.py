"""The DOCX writer: a layout as an Office Open XML document on the GB/T 9704 grid."""

from generator.writers.docx.writer import write_docx

__all__ = ["write_docx"]
