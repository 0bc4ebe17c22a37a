"""Writing a further revision of a report without touching what it says of itself."""

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


class ReportWriter(IncrementalPdfFileWriter):
    """The library's writer, which leaves Info and XMP as they are.

    The library would date every revision in both, and write the XMP packet anew in its own manner. Title,
    dates and conformance belong to the report, not to its signature; and with them untouched, any change of
    metadata after the signature is one that somebody else made.
    """

    def _update_meta(self) -> None:
        """Nothing: called by the library before it writes a revision."""
