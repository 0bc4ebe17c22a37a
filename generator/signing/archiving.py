"""From B-T to B-LTA: revocation data of all certificates, and a time stamp over the whole file.

The data are written before the time stamp, in its own revision, and without an index of signatures (VRI),
so that the time stamp covers them and ends at the file's last byte.
"""

import io
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.dss import collect_validation_info

from generator.signing.library import certificates, validation_context
from generator.signing.report_writer import ReportWriter
from generator.signing.trust import TrustList

FIELD = "存档时间戳"
"""Name of the field of the archive time stamp; it is not seen on any page."""


async def add_archive_timestamp(pdf: bytes, stamper: TimeStamper, trust: TrustList) -> bytes:
    """The file with one more revision.

    Revocation lists come from the trust list, or from the addresses that the certificates name. Raises the
    library's path errors where a chain or its revocation data are missing.
    """
    make_reader: Any = PdfFileReader
    make_writer: Any = ReportWriter
    add_data: Any = DocumentSecurityStore.supply_dss_in_writer
    embedded = make_reader(io.BytesIO(pdf)).embedded_signatures[0]
    context = validation_context(
        trust_roots=certificates(trust.roots),
        other_certs=certificates(trust.intermediates),
        crls=list(trust.crls),
        allow_fetching=True,
        revocation_mode="require",
    )
    try:
        paths = await collect_validation_info(embedded, context)
        writer, output = make_writer(io.BytesIO(pdf)), io.BytesIO()
        add_data(writer, None, paths=paths, validation_context=context)
        archiver: Any = PdfTimeStamper(stamper, field_name=FIELD, readable_field_name=FIELD)
        await archiver.async_timestamp_pdf(
            writer,
            "sha256",
            validation_context=context,
            output=output,
            dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
        )
    finally:
        await context.aclose()
    return output.getvalue()
