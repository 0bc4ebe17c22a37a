"""What a signed report is: PAdES in the field left for it, both standards kept, nothing of the text touched."""

import io

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm

from generator.signing.trust import TrustList
from generator.signing.validation import Level, validate_signatures
from generator.writers.pdf import FIELD_NAME
from tests.signing.conftest import Office
from tests.signing.pdfsig import opinions
from tests.signing.pki import NOW, Pki
from tests.tools import poppler, qpdf
from tests.tools.verapdf import broken_rules

ALL = ("B", "T", "LTA", "EC B", "EC T", "EC LTA")
LEVELS = {"B": Level.B, "T": Level.T, "LTA": Level.LTA}


@pytest.mark.parametrize("kind", ALL)
def test_signed_files_still_conform_to_archive_and_accessibility_standards(
    signed: dict[str, bytes], kind: str
) -> None:
    assert broken_rules(signed[kind], "3a", "ua1") == ()
    assert qpdf.complaints(signed[kind]) == []


@pytest.mark.parametrize("kind", ALL)
def test_an_independent_verifier_finds_the_signature_valid(signed: dict[str, bytes], kind: str) -> None:
    first, *rest = opinions(signed[kind])
    assert (first.field, first.valid) == (FIELD_NAME, True)
    assert [first, *rest][-1].whole_file


@pytest.mark.parametrize("kind", ALL)
def test_the_level_is_the_one_asked_for(signed: dict[str, bytes], trust: TrustList, kind: str) -> None:
    report = validate_signatures(signed[kind], (*trust.roots, *trust.intermediates), trust.crls)
    assert report.ok
    assert report.unchecked == ()
    assert report.signatures[0].level is LEVELS[kind.rsplit(maxsplit=1)[-1]]


@pytest.mark.parametrize("kind", ALL)
def test_the_unsigned_file_is_the_beginning_of_the_signed_one(
    signed: dict[str, bytes], report: bytes, kind: str
) -> None:
    assert signed[kind].startswith(report)


@pytest.mark.parametrize("kind", ALL)
def test_the_last_signature_or_time_stamp_ends_at_the_last_byte(signed: dict[str, bytes], kind: str) -> None:
    newest = PdfFileReader(io.BytesIO(signed[kind])).embedded_signatures[-1]
    assert int(newest.byte_range[2]) + int(newest.byte_range[3]) == len(signed[kind])


def test_the_signature_certifies_the_document_and_lets_no_change_in(signed: dict[str, bytes]) -> None:
    reader = PdfFileReader(io.BytesIO(signed["LTA"]))
    signature = reader.embedded_signatures[0]
    assert signature.docmdp_level is MDPPerm.NO_CHANGES
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Reason"] == "签发"
    assert reader.root["/Perms"]["/DocMDP"]["/Type"] == "/Sig"


def test_text_is_extracted_as_before_and_the_structure_is_unchanged(
    signed: dict[str, bytes], report: bytes
) -> None:
    assert poppler.text(signed["LTA"]) == poppler.text(report)
    assert poppler.structure(signed["LTA"]) == poppler.structure(report)


def test_the_seal_fills_the_field_over_name_and_date(signed: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(signed["B"])) as pdf:
        field = next(f for f in pdf.Root.AcroForm.Fields if f.T == FIELD_NAME)
        left, lower, right, upper = (float(v) for v in field.Rect)
        look = field.AP.N
        across, up = sorted(float(v) for v in look.BBox)[2:]
        assert (across, up) == pytest.approx((right - left, upper - lower), abs=0.1)
        assert look.Resources.XObject.Seal.SMask is not None
        assert look.Resources.ExtGState.Ink.BM == "/Multiply"


def test_signer_and_times_are_told(signed: dict[str, bytes], pki: Pki) -> None:
    only = validate_signatures(signed["LTA"], [pki.trust], pki.crls()).signatures[0]
    assert only.signer == "临江区人民政府办公室"
    assert only.issuer.startswith("CN=示例证书机构")
    assert only.serial == f"{pki.rsa.certificate.serial_number:x}"
    assert (only.time, only.time_proved) == (NOW, True)
    assert only.timestamp is not None
    assert only.timestamp.authority == "示例时间戳服务"
    assert only.algorithm_oid == "1.2.840.113549.1.1.11"


def test_without_a_time_stamp_the_time_is_only_claimed(signed: dict[str, bytes]) -> None:
    only = validate_signatures(signed["B"]).signatures[0]
    assert (only.time, only.time_proved, only.timestamp) == (NOW, False, None)


def test_an_archive_time_stamp_is_added_to_the_file(signed: dict[str, bytes], pki: Pki) -> None:
    report = validate_signatures(signed["LTA"], [pki.trust], pki.crls())
    assert [(t.field, t.covers_document, t.ends_at) for t in report.timestamps] == [
        ("存档时间戳", True, len(signed["LTA"]))
    ]


def test_a_certificate_that_only_signs_digitally_will_do(office: Office, pki: Pki, report: bytes) -> None:
    from tests.signing.pki import ec_key, identity, key_usage

    plain = identity(pki.ca, ec_key(), usage=[(key_usage("digital_signature"), True)])
    assert validate_signatures(office.sign(report, plain, "LTA"), [pki.trust], pki.crls()).ok


def test_a_certificate_without_authorities_above_it_can_sign(office: Office, pki: Pki, report: bytes) -> None:
    from dataclasses import replace

    alone = replace(pki.ec, chain=())
    signed = office.sign(report, alone)
    assert validate_signatures(signed).ok
    assert validate_signatures(signed, [pki.trust, pki.ca.pem], pki.crls()).ok
