"""The archival PDF: PDF/A-3a (2a without attachments) and PDF/UA-1, from a layout."""

from generator.writers.pdf.attachment import Attachment
from generator.writers.pdf.signature_field import FIELD_NAME
from generator.writers.pdf.writer import write_pdf

__all__ = ["FIELD_NAME", "Attachment", "write_pdf"]
