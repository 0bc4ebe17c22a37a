"""Manipulations of signed files: each is found, and the message names what it was. Untouched files pass."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import HTTPTimeStamper

from generator.signing.report_writer import ReportWriter
from generator.signing.validation import SignatureReport, validate_signatures
from generator.writers.pdf import FIELD_NAME
from tests.signing import damage, updates
from tests.signing.conftest import Office
from tests.signing.pdfsig import opinions
from tests.signing.pki import Identity, Pki, ec_key, identity, make_pki, rsa_key
from tests.signing.sample import facts, report_pdf

LEVELS = ("B", "T", "LTA")


@pytest.fixture
def judge(pki: Pki) -> Callable[[bytes], SignatureReport]:
    crls = pki.crls()
    return lambda pdf: validate_signatures(pdf, [pki.trust], crls)


Judge = Callable[[bytes], SignatureReport]


def complaints(report: SignatureReport) -> str:
    return "\n".join(problem.message for problem in report.problems)


@pytest.mark.parametrize("level", ["B", "T", "LTA", "EC B", "EC T", "EC LTA"])
def test_untouched_files_pass(signed: dict[str, bytes], judge: Judge, level: str) -> None:
    report = judge(signed[level])
    assert report.ok
    assert report.problems == ()


# --- bytes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["B", "LTA"])
def test_a_byte_changed_in_any_object_of_the_file_is_found(signed: dict[str, bytes], level: str) -> None:
    """Page contents, fonts, attachments, metadata, tags, tables of offsets, seal, signature, revocation lists …"""
    pdf = signed[level]
    spans = damage.objects(pdf) if level == "B" else damage.objects(pdf)[::3]
    assert len(spans) > 15
    unseen = [span for span in spans if validate_signatures(damage.flipped(pdf, sum(span) // 2)).ok]
    assert unseen == []


@pytest.mark.parametrize("level", LEVELS)
def test_a_byte_changed_anywhere_in_a_signature_value_is_found(
    signed: dict[str, bytes], judge: Judge, level: str
) -> None:
    """Also where no signature protects it: certificates of authorities, versions, lists, padding."""
    pdf = signed[level]
    unseen = []
    for first, second in damage.holes(pdf):
        for place in range(first + 1, second - 1, 1999 if level == "LTA" else 397):
            digit = pdf[place : place + 1]
            changed = pdf[:place] + (b"1" if digit != b"1" else b"2") + pdf[place + 1 :]
            if judge(changed).ok:
                unseen.append(place - first)
    assert unseen == []


MARKS = [b"/Reason", b"/ByteRange", b"startxref", b"%PDF-1.7", b"/DocMDP", b"%%EOF"]


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.decode())
@pytest.mark.parametrize("level", ["B", "LTA"])
def test_a_byte_changed_in_what_holds_the_file_together_is_found(
    signed: dict[str, bytes], level: str, mark: bytes
) -> None:
    place = signed[level].rindex(mark) + len(mark) - 1
    assert not validate_signatures(damage.flipped(signed[level], place)).ok


BYTES: list[tuple[Callable[[bytes], bytes], str]] = [
    (damage.junk_appended, "结尾之后附有多余的内容（22 字节）"),
    (damage.one_blank_appended, "结尾之后附有多余的内容（1 字节）"),
    (damage.truncated, "已损坏"),
    (damage.saved_again, "被其他软件重新保存"),
    (damage.value_zeroed, "签名值已损坏"),
    (damage.value_in_other_case, "留空处"),
    (damage.padding_filled, "填充被改动"),
    (damage.range_emptied, "签名值已损坏"),
    (damage.range_shortened, "没有完整覆盖"),
    (damage.range_moved, "覆盖范围不对"),
]


@pytest.mark.parametrize(("attack", "named"), BYTES, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize("level", ["B", "LTA"])
def test_a_file_damaged_or_lengthened_is_found_and_named(
    signed: dict[str, bytes], level: str, attack: Callable[[bytes], bytes], named: str
) -> None:
    report = validate_signatures(attack(signed[level]))
    assert not report.ok
    assert named in complaints(report)


# --- further revisions ---------------------------------------------------------------------------------

UPDATES: list[tuple[Callable[[bytes], bytes], str]] = [
    (updates.annotated, "批注"),
    (updates.content_covered, "页面内容"),
    (updates.content_replaced, "页面内容"),
    (updates.page_appended, "页面次序"),
    (updates.page_removed, "页面次序"),
    (updates.pages_swapped, "页面次序"),
    (updates.another_page_tree, "页面次序"),
    (updates.attachment_replaced, "附件"),
    (updates.data_replaced, "附件"),
    (updates.metadata_replaced, "元数据"),
    (updates.metadata_overwritten, "元数据"),
    (updates.title_replaced, "元数据"),
    (updates.action_added, "文件目录"),
    (updates.version_raised, "文件目录"),
    (updates.tagging_denied, "文件目录"),
    (updates.extension_declared, "文件目录"),
    (updates.hidden_object_added, "隐藏内容"),
    (updates.strange_validation_data, "验证材料"),
    (updates.fields_to_be_drawn_anew, "表单设置"),
    (updates.fonts_written_again, "有内容追加"),
    (updates.layers_added, "文件目录"),
    (updates.text_field_added, "表单域"),
    (updates.seal_replaced, "印章图样"),
    (updates.look_replaced, "印章图样"),
    (updates.seal_moved, "表单域"),
    (updates.field_emptied, "签名被去掉"),
    (updates.form_removed, "签名被去掉"),
]


@pytest.mark.parametrize(("attack", "named"), UPDATES, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize("level", ["B", "LTA"])
def test_a_revision_appended_after_the_signature_is_found_and_named(
    signed: dict[str, bytes], level: str, attack: Callable[[bytes], bytes], named: str
) -> None:
    report = validate_signatures(attack(signed[level]))
    assert not report.ok
    assert named in complaints(report)


def test_an_independent_verifier_that_looks_at_digests_only_does_not_find_them(
    signed: dict[str, bytes],
) -> None:
    """Why `verify` must do more: poppler calls the signature of an annotated file valid."""
    only = opinions(updates.annotated(signed["B"]))[0]
    assert only.valid
    assert not only.whole_file


def test_it_does_find_a_changed_byte(signed: dict[str, bytes]) -> None:
    first, last = damage.objects(signed["B"])[3]
    assert not opinions(damage.flipped(signed["B"], (first + last) // 2))[0].valid


def test_validation_data_that_another_program_appends_are_no_manipulation(
    signed: dict[str, bytes], pki: Pki
) -> None:
    """Level B-LT: a revision of certificates and revocation lists after the signature."""
    from asn1crypto.crl import CertificateList
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    from generator.signing.library import certificates

    make: Any = ReportWriter
    add: Any = DocumentSecurityStore.supply_dss_in_writer
    writer, output = make(io.BytesIO(signed["T"])), io.BytesIO()
    add(
        writer, None, certs=certificates([pki.ca.der]), crls=[CertificateList.load(der) for der in pki.crls()]
    )
    writer.write(output)
    report = validate_signatures(output.getvalue(), [pki.trust])
    assert report.ok
    assert report.signatures[0].level == "PAdES B-LT"
    assert not report.signatures[0].covers_end


def test_a_hidden_object_under_a_later_time_stamp_is_found(signed: dict[str, bytes], tsa: str) -> None:
    """Time stamps cost nothing: that one covers a change does not make it right."""
    make: Any = ReportWriter
    stamper: Any = signers.PdfTimeStamper(HTTPTimeStamper(tsa), field_name="另一个")
    for change in (updates.hidden_object_added, updates.version_raised, updates.title_replaced):
        stamped = stamper.timestamp_pdf(make(io.BytesIO(change(signed["B"]))), "sha256").getvalue()
        assert "签名“签章”（临江区人民政府办公室）之后文件又被改动" in complaints(
            validate_signatures(stamped)
        )


# --- signatures moved, replaced, added -----------------------------------------------------------------


def test_a_signature_transplanted_from_another_report_is_found(
    office: Office, pki: Pki, signed: dict[str, bytes]
) -> None:
    other = report_pdf(data=facts(figures={"a": 1}))
    report = validate_signatures(updates.transplanted(other, signed["B"]))
    assert not report.ok
    assert "覆盖的内容被改动" in complaints(report)


def test_a_signature_value_of_another_file_is_found(signed: dict[str, bytes]) -> None:
    report = validate_signatures(damage.value_exchanged(signed["B"], signed["EC B"]))
    assert "覆盖的内容被改动" in complaints(report)


def test_a_file_cut_back_to_its_unsigned_revision_is_unsigned(
    signed: dict[str, bytes], report: bytes
) -> None:
    found = validate_signatures(signed["B"][: len(report)])
    assert not found.signed
    assert not found.ok
    assert found.problems == ()


def test_a_file_cut_back_before_its_archive_time_stamp_has_a_lower_level(signed: dict[str, bytes]) -> None:
    pdf = signed["LTA"]
    end = [match.end() for match in re.finditer(rb"%%EOF\n", pdf)][-2]
    assert [s.level for s in validate_signatures(pdf[:end]).signatures] == ["PAdES B-T"]


def sign_freely(pdf: bytes, who: Identity, field: str = FIELD_NAME, **settings: Any) -> bytes:
    """Sign whatever it is, as another program would."""
    from tests.signing.conftest import PASSPHRASE

    signer = signers.SimpleSigner.load_pkcs12_data(who.p12(), [], PASSPHRASE.encode())
    metadata = signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES)
    make: Any = ReportWriter
    filler: Any = signers.PdfSigner(metadata, signer, **settings)
    return bytes(filler.sign_pdf(make(io.BytesIO(pdf))).getvalue())


def test_a_second_signature_in_another_field_is_found(signed: dict[str, bytes], pki: Pki) -> None:
    permission = signed["B"].rindex(b"/P 1")
    lenient = signed["B"][:permission] + b"/P 2" + signed["B"][permission + 4 :]
    appended = sign_freely(lenient, pki.ec, "第二个")[len(lenient) :]
    report = validate_signatures(signed["B"] + appended)
    assert not report.ok
    assert len(report.signatures) == 2
    assert "签名“签章”（临江区人民政府办公室）之后文件又被改动" in complaints(report)


def test_a_visible_time_stamp_that_could_cover_text_is_found(
    signed: dict[str, bytes], tsa: str, pki: Pki
) -> None:
    """Time stamps may follow a signature, but none may be seen on a page."""
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    make: Any = ReportWriter
    writer = make(io.BytesIO(signed["B"]))
    append_signature_field(writer, SigFieldSpec("可见", on_page=0, box=(50, 50, 300, 300)))
    stream = io.BytesIO()
    writer.write(stream)
    stamper: Any = signers.PdfTimeStamper(HTTPTimeStamper(tsa), field_name="可见")
    stamped = stamper.timestamp_pdf(make(io.BytesIO(stream.getvalue())), "sha256").getvalue()
    assert not validate_signatures(stamped, [pki.trust], pki.crls()).ok


def test_a_signature_of_an_unknown_kind_is_found(signed: dict[str, bytes]) -> None:
    pdf = signed["B"].replace(b"/SubFilter /ETSI.CAdES.detached", b"/SubFilter /ETSI.CAdES.unheard ")
    assert "不是可以识别的种类" in complaints(validate_signatures(pdf))


# --- shadow attacks: prepared before the signature ---------------------------------------------------


def test_shadow_attack_hide(report: bytes, pki: Pki) -> None:
    """Text under a white square when it is signed, shown afterwards."""
    covered = sign_freely(updates.content_covered(report), pki.ec)
    assert not validate_signatures(updates.cover_removed(covered)).ok


def test_shadow_attack_replace(report: bytes, pki: Pki) -> None:
    """A form field over the text, its value changed afterwards."""
    prepared = sign_freely(updates.text_field_added(report), pki.ec)
    found = validate_signatures(updates.text_field_changed(prepared))
    assert "表单域" in complaints(found)
    assert not found.ok


def test_shadow_attack_hide_and_replace(report: bytes, pki: Pki) -> None:
    """Another page tree put in front."""
    assert not validate_signatures(updates.another_page_tree(sign_freely(report, pki.ec))).ok


# --- certificates ---------------------------------------------------------------------------------------


def test_an_authority_of_the_same_name_is_not_the_same_authority(report: bytes, pki: Pki) -> None:
    """Everything is signed anew by somebody whose certificates bear the names of ours."""
    imitation = make_pki()
    assert imitation.rsa.certificate.subject == pki.rsa.certificate.subject
    forged = sign_freely(report, imitation.rsa)
    found = validate_signatures(forged, [pki.trust])
    assert found.signatures[0].intact
    assert found.signatures[0].trusted is False
    assert "同名的另一机构" in complaints(found)


def test_a_certificate_of_an_unknown_authority_is_not_trusted(signed: dict[str, bytes], pki: Pki) -> None:
    found = validate_signatures(signed["B"], [pki.tsa_root.pem])
    assert "不是由信任文件中的根证书签发的" in complaints(found)


def test_without_roots_trust_is_an_open_question_and_not_a_yes(
    report: bytes, signed: dict[str, bytes]
) -> None:
    found = validate_signatures(signed["B"])
    assert found.signatures[0].trusted is None
    assert [problem.code for problem in found.unchecked] == ["no-roots"]


def test_a_key_that_does_not_belong_to_the_certificate_is_found(report: bytes, pki: Pki) -> None:
    from dataclasses import replace

    other = replace(pki.rsa, key=rsa_key())
    signer = signers.SimpleSigner.load_pkcs12_data(pki.rsa.p12(), [], "临江区2026".encode())
    assert signer is not None
    from asn1crypto import keys
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    der = other.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer.signing_key = keys.PrivateKeyInfo.load(der)
    metadata = signers.PdfSignatureMetadata(field_name=FIELD_NAME, subfilter=SigSeedSubFilter.PADES)
    make: Any = ReportWriter
    filler: Any = signers.PdfSigner(metadata, signer)
    found = validate_signatures(filler.sign_pdf(make(io.BytesIO(report))).getvalue())
    assert "私钥与证书不相配" in complaints(found)


def test_a_time_stamp_by_a_certificate_that_is_none_for_time_stamps_is_found(report: bytes, pki: Pki) -> None:
    from tests.signing.tsa_server import serve, stamping

    plain = identity(pki.tsa_root, rsa_key(), "普通证书")
    with serve(stamping(plain)) as address:
        stamped = sign_freely(report, pki.ec, timestamper=HTTPTimeStamper(address))
    found = validate_signatures(stamped, [pki.trust])
    assert "不是时间戳服务的证书" in complaints(found)


def test_a_certificate_of_a_web_server_signs_no_reports(report: bytes, pki: Pki) -> None:
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    server = identity(
        pki.ca,
        ec_key(),
        "www.example.gov.cn",
        [(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)],
    )
    found = validate_signatures(sign_freely(report, server), [pki.trust])
    assert found.signatures[0].trusted is False
    assert "用途" in complaints(found)


# --- whatever comes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 50, b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_fails_without_an_exception(data: bytes) -> None:
    found = validate_signatures(data)
    assert not found.ok
    assert "已损坏" in complaints(found)


def test_an_unsigned_report_is_not_signed_and_has_no_problem(report: bytes) -> None:
    found = validate_signatures(report)
    assert (found.signed, found.ok, found.problems, found.unchecked) == (False, False, (), ())


def test_the_library_has_nothing_to_log(signed: dict[str, bytes], caplog: pytest.LogCaptureFixture) -> None:
    validate_signatures(updates.annotated(signed["LTA"]))
    validate_signatures(damage.value_zeroed(signed["LTA"]))
    assert caplog.records == []


def test_reader_sees_one_signature_field(signed: dict[str, bytes]) -> None:
    names = [s.field_name for s in PdfFileReader(io.BytesIO(signed["B"])).embedded_signatures]
    assert names == [FIELD_NAME]
