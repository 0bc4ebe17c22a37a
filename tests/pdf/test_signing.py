"""The empty field is filled by a signer without a breach of either standard."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.stamp import StaticStampStyle

from generator.typesetting.model import Layout
from generator.writers.pdf import FIELD_NAME, write_pdf
from tests.tools import qpdf
from tests.tools.pdf_lint import lint
from tests.tools.verapdf import broken_rules


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> signers.Signer:
    """A throwaway key and certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "测试签章")])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    path: Path = tmp_path_factory.mktemp("key") / "signer.p12"
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"test", key, certificate, None, NoEncryption()))
    loaded = signers.SimpleSigner.load_pkcs12(path, passphrase=None)
    assert loaded is not None
    return loaded


def seal() -> Image.Image:
    """A red ring on a transparent ground."""
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((5, 5, 195, 195), outline=(220, 0, 0, 255), width=8)
    return picture


def sign(pdf: bytes, signer: signers.Signer, style: StaticStampStyle) -> bytes:
    metadata = signers.PdfSignatureMetadata(field_name=FIELD_NAME, subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    filler = signers.PdfSigner(metadata, signer, stamp_style=style)
    return bytes(filler.sign_pdf(writer, existing_fields_only=True).getvalue())


@pytest.fixture(scope="module")
def signed(pdf: bytes, signer: signers.Signer) -> bytes:
    style = StaticStampStyle(border_width=0, background=PdfImage(seal()), background_opacity=1.0)
    return sign(pdf, signer, style)


def test_signed_with_a_seal_picture_the_file_conforms_to_both_standards(signed: bytes) -> None:
    assert broken_rules(signed, "3a", "ua1") == ()
    assert qpdf.complaints(signed) == []
    assert lint(signed) == []


def test_signed_without_a_picture_it_conforms_as_well(plain_pdf: bytes, signer: signers.Signer) -> None:
    signed = sign(plain_pdf, signer, StaticStampStyle(border_width=0))
    assert broken_rules(signed, "2a", "ua1") == ()


def test_the_signature_covers_every_byte_that_the_writer_wrote(pdf: bytes, signed: bytes) -> None:
    assert signed.startswith(pdf)
    signature = PdfFileReader(io.BytesIO(signed)).embedded_signatures[0]
    signature.compute_integrity_info()
    assert signature.field_name == FIELD_NAME
    assert signature.compute_digest() is not None
    assert signature.coverage.name == "ENTIRE_FILE"


def test_the_field_is_the_box_that_the_layout_keeps_for_the_seal(layout: Layout, pdf: bytes) -> None:
    box = layout.signature
    assert box is not None
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[box.page - 1]
        field = page.Annots[0]
        left, lower, right, upper = (float(v) for v in field.Rect)
        height = float(page.MediaBox[3])
        assert (field.T, field.FT, str(field.TU)) == (FIELD_NAME, "/Sig", "签章处")
        assert "/V" not in field
    assert (left, height - upper) == pytest.approx((box.x, box.y), abs=0.01)
    assert (right - left, upper - lower) == pytest.approx((box.width, box.height), abs=0.01)


def test_a_layout_without_room_for_a_seal_has_no_field(layout: Layout) -> None:
    with pikepdf.open(io.BytesIO(write_pdf(replace(layout, signature=None)))) as opened:
        assert "/AcroForm" not in opened.Root
